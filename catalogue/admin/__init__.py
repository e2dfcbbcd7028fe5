"""The editors' side of the catalogue: forms, listings and permissions, one subject a file."""
