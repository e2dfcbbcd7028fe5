"""The catalogue format: how records come in from files, one schema in two syntaxes (YAML and XLSX)."""
