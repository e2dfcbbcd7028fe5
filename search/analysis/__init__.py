"""Analysis: how words become the terms that are compared, the same when indexing and when asking."""

from search.analysis.analyzer import Analyzer, Passage, Term, analyzer_for

__all__ = ["Analyzer", "Passage", "Term", "analyzer_for"]
