"""What stands around the catalogue in the admin: help now, what the law says, words that are explained."""

from wagtail.admin.panels import FieldPanel, InlinePanel

from catalogue.admin.terms import TermViewSet
from catalogue.models import GlossaryTerm, HelpLine, HelpTopic, LegalText, SafetyText


class HelpTopicViewSet(TermViewSet):
    """What has happened: the headings of *Hjälp nu*."""

    model = HelpTopic
    icon = "warning"
    own_fields = ("is_danger",)


class HelpLineViewSet(TermViewSet):
    """Lines that somebody answers."""

    model = HelpLine
    icon = "mobile-alt"
    own_fields = (
        *("topics", "number", "sms", "chat_url", "website", "age_min", "age_max", "around_the_clock", "is_free"),
        *("may_be_anonymous", "hidden_on_bill", "languages", "checked_on"),
    )
    own_rows = (
        InlinePanel(
            "opening_hours",
            heading="Tider",
            label="Tid",
            panels=[FieldPanel(name) for name in ("channel", "weekday", "opens", "closes", "holidays_too")],
        ),
    )


class SafetyTextViewSet(TermViewSet):
    """Words for somebody in danger."""

    model = SafetyText
    icon = "lock"
    word_fields = ("label", "explanation")


class LegalTextViewSet(TermViewSet):
    """What the law says, and what a lawyer has read."""

    model = LegalText
    icon = "doc-full"
    own_fields = ("shown_on", "reviewed_by_lawyer_on")
    word_fields = ("label", "explanation", "legal")


class GlossaryTermViewSet(TermViewSet):
    """Words that are explained."""

    model = GlossaryTerm
    icon = "openquote"
    own_fields = ("abbreviation", "is_explained", "is_old")


#: In the order of the sidebar.
HELP_VIEWSETS = (
    HelpTopicViewSet,
    HelpLineViewSet,
    SafetyTextViewSet,
    LegalTextViewSet,
    GlossaryTermViewSet,
)
