"""Words and lists in the admin: one listing for each taxonomy."""

from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TabbedInterface

from catalogue.admin.columns import computed_column
from catalogue.admin.forms import TermForm
from catalogue.admin.record_viewset import STATUS, RecordViewSet, tab, tabs
from catalogue.admin.views import RecordIndexView
from catalogue.admin.words_rows import words_panel
from catalogue.models import (
    Category,
    Form,
    MeetingWay,
    Need,
    PreventionLevel,
    Referrer,
    RouteGuide,
    SupportLanguage,
    TargetGroup,
    Term,
)


class TermIndexView(RecordIndexView):
    """The list of a taxonomy begins with the label."""

    title_field = "label"
    title_label = "Namn"


def _languages(term: Term) -> str:
    return ", ".join(row.get_language_display() for row in term.words.all())


class TermViewSet(RecordViewSet):
    """One taxonomy."""

    index_view_class = TermIndexView
    icon = "tag"
    search_fields = ["slug", "words__label", "words__everyday"]
    ordering = "order"
    list_display = ["slug", computed_column("languages", "Språk", _languages), "slug", "order", STATUS]
    prefetched = ["words"]
    named_by = ["words"]
    #: Facts that only this taxonomy has.
    own_fields: tuple[str, ...] = ()
    word_fields: tuple[str, ...] = ("label", "explanation", "everyday")
    #: Panels of rows that only this taxonomy has.
    own_rows: tuple[Panel, ...] = ()

    @property
    def edit_handler(self) -> TabbedInterface:
        """Words first: that is what an editor comes for."""
        facts: list[Panel] = [FieldPanel(name) for name in self.own_fields]
        return tabs(
            tab(
                "Ord",
                words_panel(list(self.word_fields), help_text="En rad för varje språk. Svenska måste finnas."),
            ),
            tab(
                "Inställningar",
                *facts,
                *self.own_rows,
                MultiFieldPanel([FieldPanel("slug"), FieldPanel("order")], heading="Adress och ordning"),
            ),
            form=TermForm,
        )


class NeedViewSet(TermViewSet):
    """Needs."""

    model = Need
    own_fields = ("is_sensitive", "drawing")


class TargetGroupViewSet(TermViewSet):
    """Target groups."""

    model = TargetGroup
    icon = "group"


class FormViewSet(TermViewSet):
    """Forms of support."""

    model = Form


class CategoryViewSet(TermViewSet):
    """Sorts of support."""

    model = Category


class PreventionLevelViewSet(TermViewSet):
    """Levels of prevention."""

    model = PreventionLevel


class MeetingWayViewSet(TermViewSet):
    """Ways to meet."""

    model = MeetingWay


class ReferrerViewSet(TermViewSet):
    """Those who refer."""

    model = Referrer


class SupportLanguageViewSet(TermViewSet):
    """Languages in which support is given."""

    model = SupportLanguage


class RouteGuideViewSet(TermViewSet):
    """What each way in means, and what a lawyer has read."""

    model = RouteGuide
    icon = "crosshairs"
    own_fields = ("reviewed_by_lawyer_on",)
    word_fields = ("label", "short", "explanation", "steps", "legal", "everyday")


TERM_VIEWSETS = (
    NeedViewSet,
    TargetGroupViewSet,
    FormViewSet,
    CategoryViewSet,
    PreventionLevelViewSet,
    MeetingWayViewSet,
    ReferrerViewSet,
    SupportLanguageViewSet,
    RouteGuideViewSet,
)
