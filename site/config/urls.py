"""Addresses of the site. Those within ``variant_patterns`` exist once in every variant."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from catalogue import views as catalogue_views
from catalogue.admin.page_approval import page_approval
from config.health import healthz
from config.urlprefix import variant_patterns
from opendata.waits import waits
from pages import views as page_views
from search import guide_view
from search import views as search_views
from workspace import urls as workspace_urls

#: Wagtail has sign-in forms of its own, without a limit on attempts and without a second factor.
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", page_views.robots, name="robots"),
    path("farger/<str:colour>.css", page_views.theme, name="theme"),
    path("sitemap.xml", page_views.sitemap, name="sitemap"),
    path("oppna-data/vantetider.json", waits, name="open_waits"),
    page_approval(),
    path("personal/", include(workspace_urls)),
    path("admin/login/", to_sign_in),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *variant_patterns(
        path("sok/", search_views.search, name="search"),
        path("sok/forslag/", search_views.suggest, name="suggest"),
        path("hitta-ratt/", guide_view.guide, name="guide"),
        path("insatser/", catalogue_views.insats_index, name="insats_index"),
        path("insatser/<slug:slug>/", catalogue_views.insats, name="insats"),
        path("verksamheter/<slug:slug>/", catalogue_views.provider, name="provider"),
        path("omraden/<slug:slug>/", catalogue_views.area, name="area"),
        path("grupper/", catalogue_views.groups, name="groups"),
        path("ordlista/", catalogue_views.glossary, name="glossary"),
        path("hjalp-nu/", page_views.help_now, name="help_now"),
        path("ung/", page_views.young, name="young"),
        path("for-yrkesverksamma/", page_views.professionals, name="professionals"),
        path("lamna/", page_views.leave, name="leave"),
        path("komponenter/", page_views.components, name="components"),
        path("_util/login/", to_sign_in),
        path("", include(wagtail_urls)),
    ),
]

handler400 = "pages.errors.bad_request"
handler404 = "pages.errors.not_found"
handler500 = "pages.errors.server_error"
