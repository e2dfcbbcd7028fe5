"""Evaluation: how good the order of hits is, measured against judgments of people."""

import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

#: Hits that are looked at.
DEPTH = 10

Search = Callable[[str, str, dict[str, Any]], tuple[Sequence[str], bool]]


@dataclass
class Judged:
    """One query with its judgments and what the search answered."""

    id: str
    language: str
    kind: str
    relevant: dict[str, int]
    hits: list[str]
    milliseconds: float
    panel: bool = False

    @property
    def ndcg(self) -> float:
        """Normalised discounted gain of the first ten hits, with gain 2^grade - 1."""
        best = _gain(sorted(self.relevant.values(), reverse=True)[:DEPTH])
        return _gain([self.relevant.get(slug, 0) for slug in self.hits]) / best if best else 0.0

    @property
    def first_good(self) -> int:
        """Rank of the first hit that is good enough (grade 2, or 1 where nothing is graded higher); 0 = none."""
        enough = min(2, max(self.relevant.values(), default=0))
        return next((i for i, slug in enumerate(self.hits, 1) if 0 < enough <= self.relevant.get(slug, 0)), 0)


def read_queries(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The queries of judgment files.

    Raises:
        ValueError: when a file is not a judgment file of version 1 or an id stands twice.
    """
    queries: list[dict[str, Any]] = []
    seen: set[str] = set()
    for path in paths:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(content, dict) or content.get("version") != 1:
            raise ValueError(f"{path}: ingen bedömningsfil av version 1")
        for query in content["queries"]:
            if query["id"] in seen:
                raise ValueError(f"{path}: {query['id']} står två gånger")
            seen.add(query["id"])
            queries.append(query)
    return queries


def judge(queries: Iterable[dict[str, Any]], search: Search) -> list[Judged]:
    """Ask every query as a reader would and keep the answers.

    Args:
        queries: queries of judgment files.
        search: takes text, language and filters; gives slugs of insatser in order, and whether the answer to
            danger stands above them.
    """
    judged = []
    for query in queries:
        begun = time.perf_counter()
        hits, panel = search(query["q"], query["lang"], query.get("filters") or {})
        spent = (time.perf_counter() - begun) * 1000
        judged.append(
            Judged(query["id"], query["lang"], query["kind"], query["relevant"], list(hits)[:DEPTH], spent, panel)
        )
    return judged


def measures(judged: Sequence[Judged]) -> dict[str, float | int]:
    """The measures over some queries."""
    n = len(judged)
    if not n:
        return {
            "n": 0,
            "ndcg@10": 0.0,
            "success@1": 0.0,
            "success@3": 0.0,
            "mrr": 0.0,
            "zero_share": 0.0,
            "panel_share": 0.0,
        }
    return {
        "n": n,
        "ndcg@10": round(sum(query.ndcg for query in judged) / n, 4),
        "success@1": round(sum(query.first_good == 1 for query in judged) / n, 4),
        "success@3": round(sum(1 <= query.first_good <= 3 for query in judged) / n, 4),
        "mrr": round(sum(1 / query.first_good for query in judged if query.first_good) / n, 4),
        "zero_share": round(sum(not query.hits for query in judged) / n, 4),
        "panel_share": round(sum(query.panel for query in judged) / n, 4),
    }


def report(judged: Sequence[Judged]) -> dict[str, Any]:
    """Everything that ``--json`` prints."""
    by_lang: dict[str, list[Judged]] = defaultdict(list)
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for query in judged:
        by_lang[query.language].append(query)
        by_kind[query.kind].append(query)
    return {
        "overall": measures(judged),
        "by_lang": {code: measures(rows) for code, rows in sorted(by_lang.items())},
        "by_kind": {kind: measures(rows) for kind, rows in sorted(by_kind.items())},
        "queries": [
            {"id": query.id, "hits": query.hits, "ndcg@10": round(query.ndcg, 4), "panel": query.panel}
            for query in judged
        ],
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The value that a share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(i + 2) for i, grade in enumerate(grades))
