"""Registers the editors' side of the catalogue with Wagtail. The work is done elsewhere."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from catalogue.admin import (
    attention,
    doors,
    history,
    jobs,
    language_report,
    look,
    measuring,
    translation_exchange,
)
from catalogue.admin.bulk_retire import DeleteRowsBulkAction, RetireBulkAction
from catalogue.admin.permission import register_policies
from catalogue.admin.verify import VerifyBulkAction, verify_urls
from catalogue.viewsets import GROUPS

register_policies()

for group in GROUPS:
    register_snippet(group)

hooks.register("register_admin_urls", verify_urls)
hooks.register("register_bulk_action", VerifyBulkAction)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", RetireBulkAction, order=1)
hooks.register("register_bulk_action", DeleteRowsBulkAction, order=1)
hooks.register("register_log_actions", history.register_actions)
hooks.register("construct_homepage_panels", attention.add_panel)
hooks.register("register_admin_urls", language_report.admin_urls)
hooks.register("register_admin_urls", translation_exchange.admin_urls)
hooks.register("register_admin_urls", measuring.admin_urls)
hooks.register("register_admin_menu_item", language_report.menu_item)
hooks.register("register_admin_urls", jobs.admin_urls)
hooks.register("register_reports_menu_item", jobs.menu_item)
attention.register_gaps(language_report.language_gaps)
hooks.register("insert_global_admin_css", look.stylesheet)
hooks.register("construct_main_menu", look.without_foreign_help)

hooks.register("before_publish_page", doors.before_publish_page)
hooks.register("before_publish", doors.before_publish_record)
hooks.register("before_bulk_action", doors.before_bulk_action)
hooks.register("before_delete_page", doors.before_delete_page)
hooks.register("before_move_page", doors.before_move_page)
hooks.register("before_copy_page", doors.before_copy_page)
