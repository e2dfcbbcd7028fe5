"""Blocks of words: what editors write themselves."""

from wagtail import blocks

RICH = ["bold", "ul", "ol", "link"]
#: Where the picker of blocks lists them.
GROUP = "Ord"


class HeadingBlock(blocks.CharBlock):
    """A heading on the second level."""

    class Meta:
        icon = "title"
        label = "Rubrik"
        group = GROUP
        template = "pages/blocks/heading.html"
        description = (
            "En rubrik som den som är orolig känner igen sig i. Från fyra rubriker får sidan en innehållslista."
        )
        preview_value = "Får jag komma själv?"


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=RICH, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Text"
        group = GROUP
        template = "pages/blocks/text.html"
        description = "Löpande text. Korta stycken. Svåra ord får en förklaring ur ordlistan av sig själva."
        preview_value = "<p>Du får ringa och fråga utan att säga vad du heter.</p><p>Det kostar inget.</p>"


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
        group = GROUP
        template = "pages/blocks/steps.html"
        description = "Vad som händer, i ordning. Fyra eller fem steg räcker ofta."
        preview_value = [
            {"heading": "Ring", "text": "Säg vad det gäller. Du behöver inte säga vad du heter."},
            {"heading": "Träffa någon", "text": "Det tar ungefär en timme. Du får ta med någon."},
        ]


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
        group = GROUP
        template = "pages/blocks/notice.html"
        description = "Något som måste synas. Använd få. Rött bara när någon kan vara i fara."
        preview_value = {"heading": "Är du rädd?", "text": "Säg det först när du ringer.", "danger": True}


class QuestionBlock(blocks.StructBlock):
    """A question and its answer, open for everybody to read."""

    question = blocks.CharBlock(label="Fråga")
    answer = blocks.RichTextBlock(label="Svar", features=RICH)

    class Meta:
        icon = "help"
        label = "Fråga och svar"
        group = GROUP
        template = "pages/blocks/question.html"
        description = "En fråga som läsaren själv skulle ställa den, och ett svar som börjar med svaret."
        preview_value = {
            "question": "Kostar det något?",
            "answer": "<p>Nej. Det är gratis att ringa och fråga.</p>",
        }
