"""The editors' side of searching."""
