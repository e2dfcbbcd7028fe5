"""Fields of blocks that choose among the catalogue's terms by slug."""

from collections.abc import Callable

from wagtail import blocks

from catalogue.models import HelpTopic, Need, Referrer, TargetGroup, Term

Choices = list[tuple[str, str]]


def terms(model: type[Term]) -> Choices:
    """Slug and Swedish name of every term that is in use, in the editors' order."""
    rows = model._default_manager.filter(live=True, retired_from=None).prefetch_related("words")
    return [(row.slug, str(row.text("label", "sv") or row.slug)) for row in rows]


def help_topics() -> Choices:
    """What may have happened, as on the page about help now."""
    return terms(HelpTopic)


def needs() -> Choices:
    """What is hard."""
    return terms(Need)


def target_groups() -> Choices:
    """For whom."""
    return terms(TargetGroup)


def referrers() -> Choices:
    """Who refers."""
    return terms(Referrer)


class _Slugs:
    """A stored slug stays what it is. Wagtail would ask for all choices each time that a value is read."""

    def normalize_choice(self, value: str | None) -> str | None:
        """The slug itself; the form has checked it."""
        return value


class TermChoiceBlock(_Slugs, blocks.ChoiceBlock):
    """One term, or none."""

    def __init__(self, choices: Callable[[], Choices], **kwargs: object) -> None:
        super().__init__(choices=choices, required=False, search_index=False, **kwargs)


class TermsChoiceBlock(_Slugs, blocks.MultipleChoiceBlock):
    """One or several terms."""
