"""What a form that is being saved says about itself: whether it is out of date, whether it will be published."""

from typing import Any

from django.db.models import Model

STALE = (
    "Någon annan har sparat medan du skrev. Dina ändringar står kvar i formuläret. "
    "Öppna posten i en ny flik och jämför. Spara sedan igen om dina ändringar ska gälla."
)


def is_stale(data: Any, instance: Model) -> bool:
    """Whether somebody saved the record after this form was opened.

    Wagtail asks this for its autosave only; an ordinary save would overwrite in silence.
    """
    latest = getattr(instance, "latest_revision", None)
    if not latest:
        return False
    if overwritten := data.get("overwrite_revision_id"):
        return overwritten != str(latest.pk)
    if loaded := data.get("loaded_revision_id"):
        created = data.get("loaded_revision_created_at", "")
        return loaded != str(latest.pk) or created != latest.created_at.isoformat()
    return False


def is_approving(data: Any) -> bool:
    """Whether the form was sent to approve what somebody has sent for review."""
    return bool(data.get("action-workflow-action") and data.get("workflow-action-name") == "approve")


def is_publishing(data: Any) -> bool:
    """Whether the form was sent with a button that makes the record public."""
    return bool(data.get("action-publish")) or is_approving(data)
