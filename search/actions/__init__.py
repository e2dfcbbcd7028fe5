"""What fills the search with its own content."""
