"""The words of a stream of blocks, text by text: what is compared, measured, exchanged and put back."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Page

from catalogue.models.passages import BLOCK_KEY
from catalogue.prose import HEADINGS, plain

#: Text fields of blocks that say where something leads, not what is said.
ADDRESSES = ("address",)
TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
#: What editors read in the place of a live block. Variants remember these words: never change them.
MARKERS = {
    "help_lines": "Hjälplinjer",
    "insatser": "Insatser",
    "legal": "Rättslig text",
    "person": "Någon att ringa",
    "areas": "Mottagningar efter område",
    "links": "Länkar",
}


@dataclass(frozen=True)
class Part:
    """One text of a block.

    Attributes:
        path: where it stands: number of the block, then fields and numbers of rows, such as ``4.2.text``.
        name: the field, for a block that is one text the block's own name.
        text: as it is kept; markup when it is rich.
        is_rich: whether it is markup.
    """

    path: str
    name: str
    text: str
    is_rich: bool

    @property
    def words(self) -> str:
        """As a reader reads it, a paragraph a line."""
        return plain(self.text) if self.is_rich else self.text

    @property
    def is_heading(self) -> bool:
        """Whether it stands as a heading."""
        return self.name in HEADINGS

    @property
    def markup(self) -> str:
        """As markup, a paragraph for what is not rich."""
        return self.text if self.is_rich else f"<p>{escape(self.text)}</p>"


def parts_of(stream: StreamValue) -> Iterator[Part]:
    """The texts of all blocks in the order in which they are read. What blocks choose is no text."""
    for number, (_block, parts) in enumerate(_blocks(stream)):
        yield from (Part(f"{number}{part.path}", part.name, part.text, part.is_rich) for part in parts)


def as_markup(stream: StreamValue) -> str:
    """All texts as markup. A live block leaves its name and what it is asked for in the place where it stands.

    So a variant whose Swedish page has got a list of numbers to call is behind too.
    """
    pieces: list[str] = []
    for block, parts in _blocks(stream):
        pieces += [part.markup for part in parts]
        if name := MARKERS.get(block["type"]):
            pieces.append(f"<p>[{': '.join([name, *_asked_for(block)])}]</p>")
    return "\n".join(pieces)


def words_of(stream: StreamValue) -> str:
    """All texts as a reader reads them, a paragraph a line."""
    return "\n".join(words for part in parts_of(stream) if (words := part.words))


def with_texts(stream: StreamValue, texts: Mapping[str, str], locale: Locale) -> StreamValue:
    """The blocks with other texts in the same places and links to the pages of another variant.

    Args:
        stream: the blocks.
        texts: texts by path, see ``Part``.
        locale: the other variant.
    """
    raw = deepcopy(list(stream.raw_data))
    for path, text in texts.items():
        number, *keys = path.split(".")
        _put(raw[int(number)], ["value", *keys], text)
    for block in raw:
        if block["type"] == "links":
            for row in block["value"]:
                row["value"]["page"] = _page_in(row["value"].get("page"), locale)
    return stream.stream_block.to_python(raw)


def _put(holder: Any, keys: list[str], text: str) -> None:
    """Put a text where it stood. A row of a list is a mapping around its value."""
    *way, last = keys
    for key in way:
        holder = holder[int(key)]["value"] if key.isdigit() else holder[key]
    if last.isdigit():
        holder[int(last)]["value"] = text
    else:
        holder[last] = text


def _page_in(key: int | None, locale: Locale) -> int | None:
    """The same page in another variant; the page itself while it has none there."""
    page = Page.objects.filter(pk=key).first()
    other = page.get_translation_or_none(locale) if page else None
    return other.pk if other else key


def _blocks(stream: StreamValue) -> Iterator[tuple[Any, list[Part]]]:
    """Each block as it is kept, so that nothing is fetched that it refers to, and its texts."""
    for raw in stream.raw_data:
        block = stream.stream_block.child_blocks[raw["type"]]
        yield raw, list(_texts(block, raw["type"], raw["value"], ""))


def _texts(block: blocks.Block, name: str, value: Any, path: str) -> Iterator[Part]:
    if isinstance(block, blocks.StructBlock):
        for key, child in block.child_blocks.items():
            yield from _texts(child, key, (value or {}).get(key), f"{path}.{key}")
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(value or []):
            kept = item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
            yield from _texts(block.child_block, name, kept, f"{path}.{number}")
    elif isinstance(block, TEXTS) and name not in ADDRESSES and str(value or "").strip():
        yield Part(path, name, BLOCK_KEY.sub("", str(value)).strip(), isinstance(block, blocks.RichTextBlock))


def _asked_for(block: Any) -> list[str]:
    """What a live block is asked for, by slug."""
    value = block["value"]
    if block["type"] == "insatser":
        value = [value.get(name) for name in ("need", "target_group", "referrer")]
    elif block["type"] != "help_lines":
        return []
    slugs = ", ".join(escape(slug) for slug in value or [] if slug)
    return [slugs] if slugs else []
