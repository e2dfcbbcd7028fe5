"""Search: analysis, documents, engines, ranking."""
