"""The models of the catalogue, one noun a module."""

from catalogue.models.area import Area, AreaAlias, AreaWords
from catalogue.models.hours import OpeningException, OpeningHours
from catalogue.models.import_record import ImportRecord
from catalogue.models.insats import Insats
from catalogue.models.insats_page import InsatsIndexPage, InsatsPage, Situation
from catalogue.models.offering import InternalNote, Offering, OfferingWords
from catalogue.models.provider import (
    Contact,
    InternalContact,
    Place,
    PlaceWords,
    Provider,
    ProviderAlias,
    ProviderWords,
)
from catalogue.models.queue import QueueReport
from catalogue.models.responsibility import Responsibility, Verification
from catalogue.models.term import (
    TERMS,
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

__all__ = [
    "TERMS",
    "Area",
    "AreaAlias",
    "AreaWords",
    "Category",
    "Contact",
    "Form",
    "ImportRecord",
    "Insats",
    "InsatsIndexPage",
    "InsatsPage",
    "InternalContact",
    "InternalNote",
    "MeetingWay",
    "Need",
    "Offering",
    "OfferingWords",
    "OpeningException",
    "OpeningHours",
    "Place",
    "PlaceWords",
    "PreventionLevel",
    "Provider",
    "ProviderAlias",
    "ProviderWords",
    "QueueReport",
    "Referrer",
    "Responsibility",
    "RouteGuide",
    "Situation",
    "SupportLanguage",
    "TargetGroup",
    "Term",
    "Verification",
]
