"""Backups: the database and the uploaded files in one archive, with what it takes to trust it."""
