"""The models of the catalogue, one noun a module."""

from catalogue.models.area import Area, AreaAlias, AreaWords
from catalogue.models.catalogue_change import CatalogueChange
from catalogue.models.confirmation_link import ConfirmationLink
from catalogue.models.glossary_term import GlossaryTerm
from catalogue.models.group_start import GroupStart
from catalogue.models.help_line import HelpLine, HelpLineHours, HelpTopic
from catalogue.models.hours import OpeningException, OpeningHours
from catalogue.models.hours_doubt import HoursDoubt
from catalogue.models.import_record import ImportRecord
from catalogue.models.insats import Insats
from catalogue.models.insats_page import InsatsIndexPage, InsatsPage, Situation
from catalogue.models.job_run import JobRun
from catalogue.models.legal_text import LegalText
from catalogue.models.notice import Notice
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
from catalogue.models.safety_text import SafetyText
from catalogue.models.term import (
    TAXONOMIES,
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

#: Everything that is a label with an explanation: the taxonomies and the words that stand around the catalogue.
TERMS: tuple[type[Term], ...] = (*TAXONOMIES, HelpTopic, HelpLine, SafetyText, LegalText, GlossaryTerm)

__all__ = [
    "TAXONOMIES",
    "TERMS",
    "Area",
    "AreaAlias",
    "AreaWords",
    "CatalogueChange",
    "Category",
    "ConfirmationLink",
    "Contact",
    "Form",
    "GlossaryTerm",
    "GroupStart",
    "HelpLine",
    "HelpLineHours",
    "HelpTopic",
    "HoursDoubt",
    "ImportRecord",
    "Insats",
    "InsatsIndexPage",
    "InsatsPage",
    "InternalContact",
    "InternalNote",
    "JobRun",
    "LegalText",
    "MeetingWay",
    "Need",
    "Notice",
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
    "SafetyText",
    "Situation",
    "SupportLanguage",
    "TargetGroup",
    "Term",
    "Verification",
]
