"""How the admin looks beyond what Wagtail brings."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.menu import MenuItem


def stylesheet() -> SafeString:
    """The one stylesheet of the catalogue's own components in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


def without_foreign_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own help is in English and stands on other hosts; the help texts here stand beside the fields."""
    items[:] = [item for item in items if item.name != "help"]
