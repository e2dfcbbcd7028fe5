"""The editors' sidebar: groups in their own words."""

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from catalogue.admin.areas import AreaViewSet
from catalogue.admin.group_starts import GroupStartViewSet
from catalogue.admin.help_and_rights import HELP_VIEWSETS
from catalogue.admin.hours import ExceptionViewSet, HoursViewSet
from catalogue.admin.insatser import InsatsViewSet
from catalogue.admin.notices import NoticeViewSet
from catalogue.admin.offerings import OfferingViewSet
from catalogue.admin.providers import PlaceViewSet, ProviderViewSet
from catalogue.admin.queue import QueueReportViewSet
from catalogue.admin.responsibilities import ResponsibilityViewSet
from catalogue.admin.terms import TERM_VIEWSETS


class CatalogueGroup(SnippetViewSetGroup):
    """What the catalogue holds."""

    menu_label = "Katalogen"
    menu_icon = "folder-open-inverse"
    menu_order = 110
    items = (
        InsatsViewSet,
        OfferingViewSet,
        ProviderViewSet,
        PlaceViewSet,
        AreaViewSet,
        QueueReportViewSet,
        HoursViewSet,
        ExceptionViewSet,
        GroupStartViewSet,
        NoticeViewSet,
    )


class WordsGroup(SnippetViewSetGroup):
    """Words and lists."""

    menu_label = "Ord och listor"
    menu_icon = "tag"
    menu_order = 120
    items = TERM_VIEWSETS


class HelpGroup(SnippetViewSetGroup):
    """What a frightened reader needs before any insats."""

    menu_label = "Hjälp och rättigheter"
    menu_icon = "warning"
    menu_order = 115
    items = HELP_VIEWSETS


#: What Wagtail registers.
GROUPS = (CatalogueGroup, HelpGroup, WordsGroup, ResponsibilityViewSet)
