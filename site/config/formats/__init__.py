"""Date formats where a language needs others than Django has."""
