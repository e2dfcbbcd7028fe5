"""Pages around the catalogue: home, editorial pages, leaving fast, site settings."""
