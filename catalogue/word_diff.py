"""What changed between two versions of a text, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

PIECE = re.compile(r"\S+\s*")


class Piece(NamedTuple):
    """Some words in a row: ``same`` in both versions, only in the ``old`` or only in the ``new`` one."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """The pieces of both versions in the order in which they are read.

    Args:
        old: plain text as it was.
        new: plain text as it is.
    """
    before, after = PIECE.findall(old), PIECE.findall(new)
    pieces: list[Piece] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(after[new_start:new_end])))
            continue
        if end > start:
            pieces.append(Piece("old", "".join(before[start:end])))
        if new_end > new_start:
            pieces.append(Piece("new", "".join(after[new_start:new_end])))
    return pieces
