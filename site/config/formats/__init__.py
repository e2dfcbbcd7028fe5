"""Date formats of languages that Django lacks."""
