"""The schema of the catalogue format: kinds of records and their fields, read off the models themselves.

A record names its kind, its slug and fields. References are slugs. Words are rows per language. A field that is
absent is left alone; an empty value means *not stated*. ``docs/catalogue-format.md`` shows it to people.
"""

from dataclasses import dataclass, field

from django.db import models

from catalogue.models import (
    Area,
    Category,
    Form,
    GlossaryTerm,
    HelpLine,
    HelpTopic,
    Insats,
    LegalText,
    MeetingWay,
    Need,
    Offering,
    Place,
    PreventionLevel,
    Provider,
    Referrer,
    RouteGuide,
    SafetyText,
    SupportLanguage,
    TargetGroup,
    Term,
)

#: Fields that every described fact has.
COMMON = ("source_title", "as_of", "is_example", "retired_from", "successors")


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    Attributes:
        name: as it stands in a file.
        model: the model that holds it.
        fields: names of the model's fields that a file may set, foreign keys and many-to-many among them.
        children: inline rows without a slug: related name to the fields of a row, the first one required.
    """

    name: str
    model: type[models.Model]
    fields: tuple[str, ...]
    children: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """Fields of the kind's words, if it has any: its texts, and whether a person or a machine wrote them."""
        if not hasattr(self.model, "words"):
            return ()
        rows = self.model._meta.get_field("words").related_model
        skipped = {"id", "uuid", "language", "made_from", "reviewed_on", "owner"}
        return tuple(f.name for f in rows._meta.fields if f.name not in skipped)

    def is_reference(self, name: str) -> bool:
        """Whether the field holds the slug of another record."""
        return isinstance(self.model._meta.get_field(name), models.ForeignKey)

    def is_list_of_references(self, name: str) -> bool:
        """Whether the field holds slugs of other records."""
        return self.model._meta.get_field(name).many_to_many

    def target_of(self, name: str) -> type[models.Model]:
        """Model that a reference points at."""
        return self.model._meta.get_field(name).related_model


def _term(model: type[Term], *extra: str) -> Kind:
    return Kind(model.kind, model, ("order", *extra, *COMMON))


#: In the order in which records are made, so that what is referred to exists first.
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        _term(Need, "is_sensitive", "drawing"),
        _term(TargetGroup),
        _term(Form),
        _term(Category),
        _term(PreventionLevel),
        _term(MeetingWay),
        _term(Referrer),
        _term(SupportLanguage),
        _term(RouteGuide, "reviewed_by_lawyer_on"),
        _term(HelpTopic, "is_danger"),
        Kind(
            "help_line",
            HelpLine,
            (
                *("order", "topics", "number", "sms", "chat_url", "website", "age_min", "age_max"),
                *("around_the_clock", "is_free", "may_be_anonymous", "hidden_on_bill", "languages", "checked_on"),
                *COMMON,
            ),
            {"opening_hours": ("channel", "weekday", "opens", "closes", "holidays_too")},
        ),
        _term(SafetyText),
        _term(LegalText, "shown_on", "reviewed_by_lawyer_on"),
        _term(GlossaryTerm, "abbreviation", "is_old", "is_explained"),
        Kind(
            "area",
            Area,
            (
                *("name", "level", "parent", "valid_from", "valid_to", "population_young"),
                *("intake", "switchboard", "out_of_hours"),
                *COMMON,
            ),
            {"aliases": ("name",)},
        ),
        Kind(
            "provider",
            Provider,
            (
                *("name", "sort", "parent", "run_by_areas", "run_by_providers", "partners", "catchment"),
                *("age_min", "age_max", "drop_in", "by_appointment", "status", "is_protected"),
                *COMMON,
            ),
            {
                "aliases": ("name",),
                "contacts": ("channel", "value", "hidden_on_bill", "order"),
                "opening_hours": (
                    *("channel", "weekday", "opens", "closes"),
                    *("season_from", "season_to", "holidays_too"),
                ),
                "opening_exceptions": ("date_from", "date_to", "channel", "opens", "closes"),
                "internal_contacts": ("value", "about"),
            },
        ),
        Kind(
            "place",
            Place,
            (
                *("provider", "name", "area", "street", "postcode", "town"),
                *("step_free", "lift", "accessible_toilet", "hearing_loop"),
                *COMMON,
            ),
        ),
        Kind(
            "insats",
            Insats,
            (
                *(
                    "name",
                    "full_name",
                    "abbreviation",
                    "category",
                    "broader",
                    "related",
                    "needs",
                    "target_groups",
                ),
                *("age_min", "age_max", "age_refers_to", "forms", "prevention_level", "default_route"),
                *("default_decision", "manual_based", "evidence_based", "method_owner", "status"),
                *COMMON,
            ),
        ),
        Kind(
            "offering",
            Offering,
            (
                *("insats", "provider", "area", "anonymous_label", "level"),
                *("route", "route_basis", "decision_needed", "referrers"),
                *("age_min", "age_max", "diagnosis_required", "residents_elsewhere", "own_access_age"),
                *("forms", "meeting_ways", "support_languages", "max_sessions", "after_sessions"),
                *("cost", "cost_amount", "cost_unit", "cost_year"),
                *("records", "records_decided_on", "anonymous", "tells_other_parent", "tells_parents"),
                *("reminders", "waiting_contact"),
                *("together_with_areas", "together_with_providers", "contracted_out", "status"),
                *COMMON,
            ),
            {"internal_notes": ("text",)},
        ),
    )
}

#: Fields of a report on waiting. Reports are only ever added.
QUEUE_FIELDS = (
    *("offering", "provider", "insats", "area", "anonymous_label", "target_group", "state"),
    *("wait_from", "wait_to", "wait_average", "unit", "measure", "observed", "fact", "source_title", "as_of"),
)

#: Words of an insats in one variant.
PAGE_FIELDS = (
    "title",
    "summary",
    "who",
    "body",
    "extent",
    "next_step",
    "young",
    "other_names",
    "search_words",
    "situations",
    "origin",
)
