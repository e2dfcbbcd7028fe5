"""The user model of staff."""
