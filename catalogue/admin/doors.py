"""Doors to the public that have no form of their own, and doors that stay shut for pages about an insats."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.models import Page

from catalogue.gate import may_go_live
from catalogue.models import InsatsPage
from catalogue.models.identity import DescribedFact

FIXED = "En sida om en insats hör ihop med insatsens adress. Den kan inte {what}. {instead}"
UNPUBLISH = "Avpublicera sidan eller avsluta insatsen i stället."


def before_publish_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse with reasons; what was written stays as a draft."""
    reasons = may_go_live(page.specific, request.user)
    return _refuse(request, reasons, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def before_publish_record(request: HttpRequest, record: Any) -> HttpResponse | None:
    """Refuse with reasons; what was written stays as a draft."""
    if not isinstance(record, DescribedFact):
        return None
    url = reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])
    return _refuse(request, may_go_live(record, request.user), url)


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Refuse to publish, delete or move several pages when one of them may not."""
    pages = [record for record in objects if isinstance(record, Page)]
    if not pages:
        return None
    url = action.next_url
    if action_type == "publish":
        drafts = [page.get_latest_revision_as_object() for page in _with_descendants(pages, action)]
        reasons = [f"{page.title}: {reason}" for page in drafts for reason in may_go_live(page, request.user)]
        return _refuse(request, reasons, url)
    if action_type == "delete" and any(_holds_insats_pages(page) for page in pages):
        return _refuse(request, [FIXED.format(what="tas bort", instead=UNPUBLISH)], url)
    if action_type == "move" and any(_is_about_insats(page) for page in pages):
        return _refuse(request, [FIXED.format(what="flyttas", instead="")], url)
    return None


def before_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Pages about insatser are never deleted, not even with the page above them."""
    if not _holds_insats_pages(page):
        return None
    return _refuse(request, [FIXED.format(what="tas bort", instead=UNPUBLISH)], _explorer(page))


def before_move_page(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Pages about insatser stay where they are."""
    if not _is_about_insats(page):
        return None
    return _refuse(request, [FIXED.format(what="flyttas", instead="")], _explorer(page))


def before_copy_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """There is one page about an insats in each language."""
    if not _is_about_insats(page):
        return None
    return _refuse(request, [FIXED.format(what="kopieras", instead="")], _explorer(page))


def _refuse(request: HttpRequest, reasons: list[str], url: str) -> HttpResponse | None:
    if not reasons:
        return None
    messages.error(request, "Kan inte göras än. " + " ".join(reasons))
    return redirect(url)


def _with_descendants(pages: list[Page], action: Any) -> list[Page]:
    found = {page.pk: page for page in pages}
    form = action.cleaned_form
    if form is not None and form.cleaned_data.get("include_descendants"):
        for page in pages:
            found.update({child.pk: child for child in page.get_descendants().specific()})
    return list(found.values())


def _is_about_insats(page: Page) -> bool:
    return InsatsPage.objects.filter(pk=page.pk).exists()


def _holds_insats_pages(page: Page) -> bool:
    return InsatsPage.objects.descendant_of(page, inclusive=True).exists()


def _explorer(page: Page) -> str:
    parent = page.get_parent()
    return reverse("wagtailadmin_explore", args=[parent.pk]) if parent else reverse("wagtailadmin_home")
