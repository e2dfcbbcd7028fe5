"""What sets up a whole site."""
