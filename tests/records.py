"""Valid records of the catalogue for tests, one factory a noun."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from catalogue.models import (
    Area,
    Category,
    Contact,
    GroupStart,
    Insats,
    InsatsIndexPage,
    InsatsPage,
    Need,
    Offering,
    OpeningHours,
    Provider,
    QueueReport,
    RouteGuide,
    TargetGroup,
)
from pages.actions.make_site import make_site

#: The day of the fixture ``monday``.
TODAY = "2026-11-30"


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area

    slug = factory.Sequence(lambda n: f"omrade-{n}")
    name = factory.LazyAttribute(lambda area: area.slug.title())
    level = "district"


class ProviderFactory(DjangoModelFactory):
    class Meta:
        model = Provider
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"enhet-{n}")
    name = factory.LazyAttribute(lambda provider: provider.slug.title())

    @factory.post_generation
    def phone(self, create, number, **kwargs):
        if number:
            self.contacts = [Contact(channel="phone", value=number)]
            self.save()


def term(model, slug, label="", **values):
    """A term with a Swedish label. One that is there stays, for saving it writes anew what is found by it."""
    instance = model.objects.filter(slug=slug).first()
    if instance is not None and not label and not values:
        return instance
    instance = instance or model(slug=slug, **values)
    rows = type(instance)._meta.get_field("words").related_model
    instance.words = [
        rows(language="sv", label=label or slug.title(), **({"short": slug} if model is RouteGuide else {}))
    ]
    instance.save()
    return instance


class InsatsFactory(DjangoModelFactory):
    class Meta:
        model = Insats

    slug = factory.Sequence(lambda n: f"insats-{n}")
    name = factory.LazyAttribute(lambda insats: insats.slug.title())
    category = factory.LazyFunction(lambda: term(Category, "samtal"))

    needs = ()
    target_groups = ()

    @classmethod
    def _create(cls, model, *, needs, target_groups, **values):
        # All in one save: each save makes the insats searchable anew.
        insats = model(**values)
        insats.needs = [term(Need, slug) for slug in needs]
        insats.target_groups = [term(TargetGroup, slug) for slug in target_groups]
        insats.save()
        return insats


class OfferingFactory(DjangoModelFactory):
    class Meta:
        model = Offering

    slug = factory.Sequence(lambda n: f"erbjudande-{n}")
    insats = factory.SubFactory(InsatsFactory)
    area = factory.SubFactory(AreaFactory)


class OpeningHoursFactory(DjangoModelFactory):
    class Meta:
        model = OpeningHours

    provider = factory.SubFactory(ProviderFactory)
    channel = "telefon"
    weekday = 0
    opens = "09:00"
    closes = "16:30"


class GroupStartFactory(DjangoModelFactory):
    class Meta:
        model = GroupStart

    offering = factory.SubFactory(OfferingFactory)
    first_date = date(2099, 1, 12)


def report(offering, observed, state="queue", **values):
    """One observation of waiting on an offering."""
    return QueueReport.objects.create(offering=offering, observed=observed, state=state, **values)


def site():
    """The page tree in every variant."""
    return make_site(hostname="testserver", port=80)


def words(insats, language="sv", **values):
    """A live page of words about an insats; needs ``site()``."""
    index = InsatsIndexPage.objects.get(locale__language_code=language)
    page = InsatsPage(
        insats=insats,
        slug=insats.slug,
        locale=index.locale,
        **{"title": f"Om {insats.name}", "summary": "En mening.", "body": "<p>Text.</p>", **values},
    )
    index.add_child(instance=page)
    return page


def with_words(owner, label, explanation, language="sv"):
    """Words of a term, added to those that it has."""
    rows = type(owner)._meta.get_field("words").related_model
    before = list(owner.words.all()) if owner.pk else []
    owner.words = [*before, rows(language=language, label=label, explanation=explanation)]
    owner.save()
    return owner
