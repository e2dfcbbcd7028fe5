"""Registers the editors' side of searching with Wagtail."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from search.admin.insight_report import admin_urls, menu_item
from search.admin.synonyms import SynonymViewSet

register_snippet(SynonymViewSet)
hooks.register("register_admin_urls", admin_urls)
hooks.register("register_reports_menu_item", menu_item)
