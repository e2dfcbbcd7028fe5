"""Pages around the catalogue that are no Wagtail pages: robots, leaving fast, help now, components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from pages.help_now import help_context
from pages.professionals import professionals_context
from pages.sitemap import sitemap_entries
from pages.theme import Unreadable, checked_accent, style_sheet
from pages.young import young_context


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read. A demonstration lets them read, and says noindex on every page."""
    lines = ["User-agent: *", "Disallow: /sok/", "Disallow: /*/sok/", "Disallow: /admin/", "Disallow: /personal/"]
    if not settings.DEMO:
        lines += ["", f"Sitemap: {settings.BASE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=31_536_000, immutable=True)
@require_safe
def theme(request: HttpRequest, colour: str) -> HttpResponse:
    """The style sheet of a municipality's colour. The address says the colour, so the answer never changes."""
    try:
        accent = checked_accent(colour)
    except Unreadable:
        raise Http404 from None
    return HttpResponse(style_sheet(accent), content_type="text/css; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page with words of its own, for search engines."""
    values = {"entries": sitemap_entries()}
    return HttpResponse(
        render_to_string("pages/sitemap.xml", values), content_type="application/xml; charset=utf-8"
    )


@never_cache
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Where one lands after leaving fast: a plain page about the date, without a trace of the catalogue."""
    today = timezone.localdate()
    return render(request, "pages/leave.html", {"today": today, "week": today.isocalendar().week})


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Help now: 112 first, then what the editors wrote, then what the way out of the page cannot hide."""
    return render(request, "pages/help_now.html", help_context(request))


@require_safe
def young(request: HttpRequest) -> HttpResponse:
    """To the one who is 12–25: what is hard, what one can do oneself, who answers."""
    return render(request, "pages/young.html", young_context(request))


@require_safe
def professionals(request: HttpRequest) -> HttpResponse:
    """To those who meet families at work: what they can refer to, tell about and ask for advice on."""
    return render(request, "pages/professionals.html", professionals_context(request))


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state. Only where the site is developed or shown as a demonstration."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    from pages.showcase import showcase

    return render(request, "pages/components.html", showcase())
