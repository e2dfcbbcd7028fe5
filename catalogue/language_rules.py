"""Rules of plain and truthful language that can be checked: what public prose may not say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from catalogue.prose import Passage

#: So many words in a row are a copied sentence.
RUN = 8
WORD = re.compile(r"\w+")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
#: Authorities and laws that are no more, and what they are called in running text.
OUTDATED = (
    (re.compile(r"\blandsting\w*", re.IGNORECASE), "landsting heter region sedan 2019"),
    (re.compile(r"\bSKL\b"), "SKL heter SKR sedan 2019"),
    (
        re.compile(r"2001:453|\bSoL\b|\bgamla socialtjänstlagen\b"),
        "socialtjänstlagen (2025:400) gäller sedan 1 juli 2025",
    ),
)
#: Words that promise silence, and what the next sentence must then speak of: the limit of the promise.
PROMISE = re.compile(
    r"behöver inte säga vad du heter|utan att säga vad du heter|\bdu får vara anonym\b", re.IGNORECASE
)
LIMIT = re.compile(r"\bfar illa\b")
ACRONYM = re.compile(r"\b[A-ZÅÄÖ]{2,}\b")
#: Short forms that are read as words, or better known than what they stand for.
KNOWN = {"BVC", "MVC", "SMS", "TV", "PDF", "HBTQ", "HBTQI", "ADHD", "BRIS", "SOS", "FN"}
FIRST_NAMES = Path(__file__).with_name("first_names.txt").read_text(encoding="utf-8").split()
SURNAME_END = "sson|son|berg|ström|gren|lund|qvist|kvist|man|dahl|stedt|strand|blom|holm|mark|ing|én"
PERSON = re.compile(rf"\b(?:{'|'.join(FIRST_NAMES)})(?:-[A-ZÅÄÖ]\w+)? [A-ZÅÄÖ]\w*(?:{SURNAME_END})\b")


@dataclass(frozen=True)
class Fault:
    """A passage that breaks a rule: where, and why in Swedish."""

    passage: Passage
    reason: str

    def __str__(self) -> str:
        return f"{self.passage.page} ({self.passage.field}): {self.reason}"


def faults_in(passage: Passage, runs: frozenset[tuple[str, ...]] = frozenset()) -> Iterator[Fault]:
    """What a passage says that it may not.

    Args:
        passage: the text and where it stands.
        runs: runs of words in the sources, see ``runs_of``.
    """
    yield from (Fault(passage, reason) for reason in _outdated(passage))
    if found := PERSON.search(passage.text):
        yield Fault(passage, f"en persons namn: ”{found[0]}”")
    if _promises_too_much(passage.text):
        yield Fault(passage, "löftet om att vara anonym står utan sin gräns i nästa mening")
    if passage.is_heading:
        yield from (Fault(passage, f"”{short}” förklaras inte i rubriken") for short in _unexplained(passage.text))
    if passage.is_name:
        return
    for run in _runs(passage.text):
        if run in runs:
            yield Fault(passage, f"åtta ord i rad ur källan: ”{' '.join(run)}”")
            return


def _outdated(passage: Passage) -> Iterator[str]:
    """Old names, unless the sentence says from when it is or the word itself is what is explained."""
    if passage.is_old:
        return
    for sentence in SENTENCE.split(passage.text):
        for pattern, reason in OUTDATED:
            if (found := pattern.search(sentence)) and not YEAR.search(sentence.replace("2001:453", "")):
                yield f"”{found[0]}”: {reason}"


def _promises_too_much(text: str) -> bool:
    """Whether somebody is promised silence without being told, in the next sentence, where it ends."""
    sentences = SENTENCE.split(text)
    return any(
        PROMISE.search(sentence) and not LIMIT.search(following)
        for sentence, following in zip(sentences, [*sentences[1:], ""], strict=True)
    )


def _unexplained(heading: str) -> list[str]:
    """Acronyms in a heading that neither stand in brackets after their words nor are followed by them."""
    explained = re.findall(r"\(([^)]+)\)", heading)
    return [
        short
        for short in ACRONYM.findall(heading)
        if short not in KNOWN
        and short not in explained
        and f"{short} (" not in heading
        and f"{short}:" not in heading
    ]


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(text)]
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def runs_of(folder: Path) -> frozenset[tuple[str, ...]]:
    """Every run of eight words in the texts of fact folders.

    Args:
        folder: holds folders of YAML files, one for each source.
    """
    found: set[tuple[str, ...]] = set()
    for path in sorted(folder.glob("*/*.yaml")):
        for text in _texts(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)):
            found.update(_runs(text))
    return frozenset(found)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        return (text for item in value.values() for text in _texts(item))
    if isinstance(value, list):
        return (text for item in value for text in _texts(item))
    return (value,) if isinstance(value, str) else ()
