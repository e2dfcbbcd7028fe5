"""One verb a module: what changes several objects of the catalogue at once."""
