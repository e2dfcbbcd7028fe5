"""Analysis: how words become the terms that are compared, the same when indexing and when asking."""

from search.analysis.analyzer import Analyzer, Term, analyzer_for

__all__ = ["Analyzer", "Term", "analyzer_for"]
