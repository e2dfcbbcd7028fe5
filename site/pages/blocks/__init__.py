"""Blocks of an editorial page, with names that editors know: words of their own, and live content."""

from wagtail import blocks

from pages.blocks.live import (
    AreasBlock,
    HelpLinesBlock,
    InsatserBlock,
    LegalBlock,
    LinksBlock,
    PersonBlock,
)
from pages.blocks.words import (
    HeadingBlock,
    NoticeBlock,
    QuestionBlock,
    StepBlock,
    StepsBlock,
    TextBlock,
)


class EditorialBlock(blocks.StreamBlock):
    """What an editorial page is built of."""

    heading = HeadingBlock()
    text = TextBlock()
    steps = StepsBlock()
    notice = NoticeBlock()
    question = QuestionBlock()
    help_lines = HelpLinesBlock()
    insatser = InsatserBlock()
    legal = LegalBlock()
    person = PersonBlock()
    areas = AreasBlock()
    links = LinksBlock()

    class Meta:
        # The field for the reader's area has its place once on a page.
        block_counts = {"areas": {"max_num": 1}}


__all__ = [
    "AreasBlock",
    "EditorialBlock",
    "HeadingBlock",
    "HelpLinesBlock",
    "InsatserBlock",
    "LegalBlock",
    "LinksBlock",
    "NoticeBlock",
    "PersonBlock",
    "QuestionBlock",
    "StepBlock",
    "StepsBlock",
    "TextBlock",
]
