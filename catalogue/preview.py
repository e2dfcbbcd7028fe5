"""Previews: a draft on the public page, exactly as it would be, without being saved."""

from collections.abc import Callable

from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue import views
from catalogue.bulk import bulk_change
from catalogue.models import Area, Insats, Offering, Provider
from catalogue.models.identity import DescribedFact

#: The public page that shows a kind of record.
PAGES: dict[type[DescribedFact], Callable[[HttpRequest, DescribedFact], HttpResponse]] = {
    Insats: lambda request, record: views.insats(request, record.slug),
    Offering: lambda request, record: views.insats(request, record.insats.slug),
    Provider: lambda request, record: views.provider(request, record.slug),
    Area: lambda request, record: views.area(request, record.slug),
}


class _Rendered(Exception):  # noqa: N818  # no error: the way out of a transaction that must not be kept
    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def preview(record: DescribedFact, request: HttpRequest) -> HttpResponse:
    """The public page with the draft in place of the live record.

    The draft is written, the page is rendered, and all is undone: so everything that the page reads shows the
    draft, and nobody else ever sees it. Listeners to saves hold their work meanwhile, as in any bulk change.

    Args:
        record: the draft, possibly one that has never been saved.
        request: the preview's own request.
    """
    try:
        with transaction.atomic(), bulk_change():
            record.live = True
            record.save()
            raise _Rendered(PAGES[type(record)](request, record))
    except _Rendered as rendered:
        return rendered.response
    except (DatabaseError, Http404):
        return render(request, "catalogue/admin/no_preview.html", {"record": record})
