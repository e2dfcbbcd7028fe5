"""Blocks with live content: facts of the catalogue, as they are when the page is read."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from catalogue.models.words import Text
from pages import live_content
from pages.blocks.choosing import (
    TermChoiceBlock,
    TermsChoiceBlock,
    help_topics,
    needs,
    referrers,
    target_groups,
)
from pages.reader import Reader, reader_of

#: Where the picker of blocks lists them.
GROUP = "Levande innehåll"
MOST_CARDS = 12
#: Named in Swedish files and forms; the parameters of the search that they stand for.
FACETS: dict[str, str] = {"need": "behov", "target_group": "malgrupp", "referrer": "hanvisare"}


class Live:
    """A block that reads the catalogue for the one who reads the page. Without a request it shows nothing."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The editor's heading and text with their language, and the block's facts beside what the page knows."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request: HttpRequest | None = context.get("request")
        if request is None or not value:
            return context
        return {**context, **self._words(value, context), **self.live(value, reader_of(request))}

    def _words(self, value: Any, context: dict[str, Any]) -> dict[str, Text]:
        if not isinstance(value, blocks.StructValue):
            return {}
        language = context.get("words_language", "")
        return {name: Text(value.get(name) or "", language) for name in ("heading", "text")}

    def live(self, value: Any, reader: Reader) -> dict[str, Any]:
        """What the template shows, in a fixed number of queries."""
        raise NotImplementedError


class HelpLinesBlock(Live, TermsChoiceBlock):
    """The lines that somebody answers, for one topic or several."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "choices": help_topics,
                "widget": forms.CheckboxSelectMultiple,
                "search_index": False,
                "help_text": "Linjerna hämtas från Hjälp nu. Nummer och tider ändras på ett ställe.",
                **kwargs,
            }
        )

    def live(self, value: list[str], reader: Reader) -> dict[str, Any]:
        """The lines of the topics, each once."""
        return {"entries": live_content.help_entries(value, reader)}

    class Meta:
        icon = "mobile-alt"
        label = "Hjälplinjer"
        group = GROUP
        template = "pages/blocks/help_lines.html"
        description = "Nummer till människor som svarar, med öppettider som de är just nu."
        preview_value = staticmethod(live_content.some_topics)


class InsatserBlock(Live, blocks.StructBlock):
    """Supports, either picked by hand or all that answer to a need, a group or somebody who refers."""

    heading = blocks.CharBlock(label="Rubrik")
    need = TermChoiceBlock(needs, label="Behov")
    target_group = TermChoiceBlock(target_groups, label="Målgrupp")
    referrer = TermChoiceBlock(referrers, label="Den som hänvisar")
    insatser = blocks.ListBlock(
        SnippetChooserBlock("catalogue.Insats"),
        label="Valda för hand",
        default=[],
        max_num=MOST_CARDS,
        help_text="Välj antingen insatser för hand eller ett urval ovanför.",
    )
    limit = blocks.IntegerBlock(label="Visa högst", default=6, min_value=1, max_value=MOST_CARDS)

    facets: ClassVar[dict[str, str]] = FACETS

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Either a choice by hand or a selection, never both and never neither."""
        cleaned = super().clean(value)
        selects = any(cleaned.get(name) for name in self.facets)
        if bool(cleaned.get("insatser")) == selects:
            raise StructBlockValidationError(
                non_block_errors=[ValidationError("Välj ett urval eller insatser för hand, inte båda.")]
            )
        return cleaned

    def live(self, value: blocks.StructValue, reader: Reader) -> dict[str, Any]:
        """Cards for the reader's area, and the address of all."""
        facets = {param: value[name] for name, param in self.facets.items() if value.get(name)}
        picked = [insats.pk for insats in value.get("insatser") or [] if insats]
        return {"shown": live_content.insatser(facets, picked, value.get("limit") or MOST_CARDS, reader)}

    class Meta:
        icon = "folder-open-inverse"
        label = "Insatser"
        group = GROUP
        template = "pages/blocks/insatser.html"
        description = "Stöd ur katalogen, för området där läsaren bor. Väg in och väntetid är alltid de senaste."
        preview_value = staticmethod(live_content.some_insatser)


class LegalBlock(Live, SnippetChooserBlock):
    """What the law says, with the day when a lawyer read it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            "catalogue.LegalText",
            **{"help_text": "Texten skrivs en gång och visas på flera sidor.", **kwargs},
        )

    def get_preview_value(self) -> Any:
        """Some legal text, to see how one looks."""
        return live_content.some_legal_text()

    def live(self, value: Any, reader: Reader) -> dict[str, Any]:
        """Its words in the reader's language, while it is published."""
        return {"legal": live_content.legal(value, reader)}

    class Meta:
        icon = "doc-full"
        label = "Rättslig text"
        group = GROUP
        template = "pages/blocks/legal.html"
        description = "En text om lagen, med lagens namn och när en jurist granskade den."


class PersonBlock(Live, blocks.StructBlock):
    """Somebody to reach in the reader's area, in the middle of a page."""

    heading = blocks.CharBlock(label="Rubrik", default="Ring och prata")
    text = blocks.TextBlock(label="Text", required=False, help_text="En mening om vad man kan säga eller fråga.")

    def live(self, value: blocks.StructValue, reader: Reader) -> dict[str, Any]:
        """Who answers where the reader lives."""
        return {"person": reader.person}

    class Meta:
        icon = "user"
        label = "Någon att ringa"
        group = GROUP
        template = "pages/blocks/person.html"
        description = "Den som svarar där läsaren bor. Numret kommer från området i katalogen."
        preview_value: ClassVar[dict[str, str]] = {
            "heading": "Ring och prata",
            "text": "Du behöver inte ha bestämt något.",
        }


class AreasBlock(Live, blocks.StructBlock):
    """Where one turns, by area: the mottagning by day, the socialjour in evenings and at weekends."""

    heading = blocks.CharBlock(label="Rubrik", default="Hit ringer du där du bor")
    text = blocks.TextBlock(label="Text", required=False)

    def live(self, value: blocks.StructValue, reader: Reader) -> dict[str, Any]:
        """The reader's area first, then the ones to choose from."""
        return live_content.areas(reader)

    class Meta:
        icon = "site"
        label = "Mottagningar efter område"
        group = GROUP
        template = "pages/blocks/areas.html"
        description = "Mottagning och socialjour där läsaren bor, och ett fält för att välja område."
        preview_value: ClassVar[dict[str, str]] = {"heading": "Hit ringer du där du bor", "text": ""}


class LinkBlock(blocks.StructBlock):
    """A link to a page of the site, or to an address."""

    page = blocks.PageChooserBlock(label="Sida", page_type="pages.EditorialPage", required=False)
    address = blocks.CharBlock(
        label="Eller adress",
        required=False,
        help_text="Till exempel /hjalp-nu/. Hela adressen om den leder till en annan webbplats.",
    )
    text = blocks.CharBlock(label="Text", required=False, help_text="Lämna tomt så visas sidans rubrik.")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """A page or an address; an address says what it leads to."""
        cleaned = super().clean(value)
        address = cleaned.get("address") or ""
        errors: dict[str, ValidationError] = {}
        if bool(address) == bool(cleaned.get("page")):
            errors["address"] = ValidationError("Välj en sida eller skriv en adress, inte båda.")
        elif address and not live_content.is_address(address):
            errors["address"] = ValidationError("Börja med / eller https://.")
        elif address and not cleaned.get("text"):
            errors["text"] = ValidationError("Skriv vart länken leder.")
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "link"
        label = "Länk"


class LinksBlock(Live, blocks.ListBlock):
    """Links to other pages; a page's title follows the page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(LinkBlock(), **kwargs)

    def live(self, value: Any, reader: Reader) -> dict[str, Any]:
        """The links that lead somewhere now."""
        return {"links": live_content.links(value)}

    class Meta:
        icon = "link"
        label = "Länkar"
        group = GROUP
        template = "pages/blocks/links.html"
        description = "Vägar vidare. En sida som avpubliceras försvinner ur listan av sig själv."
        preview_value: ClassVar[list[dict[str, str]]] = [{"address": "/hjalp-nu/", "text": "Hjälp nu"}]
