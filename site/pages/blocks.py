"""Blocks of an editorial page, with names that editors know."""

from wagtail import blocks

RICH = ["bold", "ul", "ol", "link"]


class HeadingBlock(blocks.CharBlock):
    """A heading on the second level."""

    class Meta:
        icon = "title"
        label = "Rubrik"
        template = "pages/blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=RICH, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Text"
        template = "pages/blocks/text.html"


class StepBlock(blocks.StructBlock):
    """One numbered step."""

    heading = blocks.CharBlock(label="Rubrik", help_text="Börja med ett verb.")
    text = blocks.TextBlock(label="Text", help_text="Högst tre meningar.")

    class Meta:
        icon = "list-ol"
        label = "Steg"


class StepsBlock(blocks.ListBlock):
    """Numbered steps in order."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(StepBlock(), **kwargs)

    class Meta:
        icon = "list-ol"
        label = "Steg för steg"
        template = "pages/blocks/steps.html"


class NoticeBlock(blocks.StructBlock):
    """A short notice that must be seen."""

    heading = blocks.CharBlock(label="Rubrik")
    text = blocks.TextBlock(label="Text")
    danger = blocks.BooleanBlock(
        label="Gäller fara", required=False, help_text="Rött betyder fara och inget annat."
    )

    class Meta:
        icon = "warning"
        label = "Upplysning"
        template = "pages/blocks/notice.html"


class QuestionBlock(blocks.StructBlock):
    """A question and its answer, open for everybody to read."""

    question = blocks.CharBlock(label="Fråga")
    answer = blocks.RichTextBlock(label="Svar", features=RICH)

    class Meta:
        icon = "help"
        label = "Fråga och svar"
        template = "pages/blocks/question.html"


class EditorialBlock(blocks.StreamBlock):
    """What an editorial page is built of."""

    heading = HeadingBlock()
    text = TextBlock()
    steps = StepsBlock()
    notice = NoticeBlock()
    question = QuestionBlock()
