"""The internal index: public words about insatser together with what colleagues note for each other.

It is a group of its own in a language of its own, so its words, its compounds, its corrections and its statistics
are never those of the public search. Only ``/personal/sok/`` asks it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from catalogue.models import InternalContact, InternalNote, Offering
from catalogue.models.words import SOURCE_LANGUAGE
from search.documents import Document, Shelf, Source
from search.insats_documents import INSATS_SOURCE, passages_of
from search.insats_words import read_insatser

#: Swedish between colleagues. No variant has this code, so no reader's question can come here.
INTERNAL_LANGUAGE = f"{SOURCE_LANGUAGE}-x-intern"
INTERNAL = "intern"
INTERNAL_SHELF = Shelf(INTERNAL, INTERNAL_LANGUAGE)


def documents(object_ids: Iterable[int] | None) -> Iterator[Document]:
    """One document for each public insats: its Swedish words, then the internal ones."""
    ids = None if object_ids is None else list(object_ids)
    internal = _internal_words(ids)
    for insats in read_insatser(ids):
        passages = passages_of(insats, SOURCE_LANGUAGE)
        passages["body"] = [*passages.get("body", []), *internal[insats.pk]]
        if any(passages.values()):
            yield Document(INTERNAL, insats.pk, insats.slug, INTERNAL_LANGUAGE, passages)


def _internal_words(insats_ids: list[int] | None) -> dict[int, list[str]]:
    offerings = Offering.objects.filter(live=True, retired_from__isnull=True)
    if insats_ids is not None:
        offerings = offerings.filter(insats__in=insats_ids)
    words: dict[int, dict[str, None]] = defaultdict(dict)
    notes = InternalNote.objects.filter(offering__in=offerings).order_by("pk")
    for insats_id, text in notes.values_list("offering__insats", "text"):
        words[insats_id][text] = None
    contacts = InternalContact.objects.order_by("pk").in_bulk()
    units: dict[int, list[InternalContact]] = defaultdict(list)
    for contact in contacts.values():
        units[contact.provider_id].append(contact)
    given = offerings.filter(provider__in=list(units)).values_list("insats", "provider")
    for insats_id, provider_id in given:
        for contact in units[provider_id]:
            words[insats_id][f"{contact.about} {contact.value}".strip()] = None
    return defaultdict(list, {pk: list(texts) for pk, texts in words.items()})


def _of_note(note: InternalNote) -> list[int]:
    return [note.offering.insats_id]


def _of_contact(contact: InternalContact) -> list[int]:
    return list(Offering.objects.filter(provider=contact.provider_id).values_list("insats", flat=True))


INTERNAL_SOURCE = Source(
    INTERNAL, documents, {**INSATS_SOURCE.touched_by, InternalNote: _of_note, InternalContact: _of_contact}
)
