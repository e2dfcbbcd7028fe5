"""What anybody may fetch and use further."""
