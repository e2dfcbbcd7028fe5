"""The roles of the editors as groups with permissions. Safe to repeat."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from catalogue.choices import Duty
from catalogue.gate import FOUR_EYES
from catalogue.models import (
    TERMS,
    Area,
    GroupStart,
    Insats,
    Notice,
    Offering,
    OpeningException,
    OpeningHours,
    Place,
    Provider,
    QueueReport,
    Responsibility,
)

COMMUNICATOR = "Kommunikatör"
MANAGER = "Enhetschef"
SOCIAL_WORKER = "Socialsekreterare"
ADMINISTRATOR = "Administratör"
ROLES = (COMMUNICATOR, MANAGER, SOCIAL_WORKER, ADMINISTRATOR)

#: Records with a draft. Nobody may delete them.
DESCRIBED: tuple[type[Model], ...] = (Insats, Offering, Provider, Place, Area, *TERMS)
#: What a unit manager may change, as far as it belongs to the own units.
OF_UNITS: tuple[type[Model], ...] = (Offering, Provider, Place)
HOURS: tuple[type[Model], ...] = (OpeningHours, OpeningException, GroupStart, Notice)
#: Rows of apps above that everybody in the office sees and communicators keep, handed in by ``also_edited``.
_ABOVE: list[type[Model]] = []
EDITING = ("view", "add", "change", "publish", "lock", "unlock")
WORKFLOW = "Granskning"
#: For words on pages, and for what somebody in danger relies on: the gate lets no one approve their own.
PAGES_WORKFLOW = "Granskning av text"
SAFETY_WORKFLOW = "Säkerhet och lag"
#: Groups and the workflow that Wagtail brings; nobody uses them here.
WAGTAILS_OWN_GROUPS = ("Editors", "Moderators")

DEMO_PASSWORD = "demo"  # noqa: S105  # exists only where DEMO_LOGINS is on, which production refuses
DEMO_USERS = {
    "kommunikator": COMMUNICATOR,
    "enhetschef": MANAGER,
    "socialsekreterare": SOCIAL_WORKER,
    "administrator": ADMINISTRATOR,
}
#: The units that the unit manager of the demonstration leads, as far as they exist.
DEMO_UNITS = ("exempelstad-familjens-hus", "exempelstad-narvaroteamet")


def also_edited(model: type[Model]) -> None:
    """Let the roles see and keep rows of an app above, which this one does not know. Called in its ``ready()``."""
    if model not in _ABOVE:
        _ABOVE.append(model)


@transaction.atomic
def seed_roles(*, demo_users: bool = True) -> list[str]:
    """Make the roles, and the demonstration's logins where settings allow them. Returns what was made.

    Permissions that a role lacks are added; what an administrator added by hand is kept.

    Args:
        demo_users: False for a site of a municipality's own, which no known password may open.
    """
    made = [name for name in ROLES if Group.objects.get_or_create(name=name)[1]]
    _allow(COMMUNICATOR, _communicator())
    _allow(MANAGER, _manager())
    _allow(SOCIAL_WORKER, _viewer())
    _allow(ADMINISTRATOR, Permission.objects.all())
    _allow_pages(COMMUNICATOR, ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"])
    _allow_pages(ADMINISTRATOR, _page_permissions())
    for name in (COMMUNICATOR, ADMINISTRATOR):
        _allow_pictures(name)
    _remove_unused_groups()
    _seed_workflows()
    if demo_users and getattr(settings, "DEMO_LOGINS", False):
        made += _seed_demo_users()
    return made


def _permissions(models: Sequence[type[Model]], actions: Sequence[str]) -> QuerySet[Permission]:
    names = [f"{action}_{model._meta.model_name}" for model in models for action in actions]
    apps = {model._meta.app_label for model in models}
    return Permission.objects.filter(content_type__app_label__in=apps, codename__in=names)


def _access() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")


def _viewer() -> QuerySet[Permission]:
    models = (*DESCRIBED, *HOURS, QueueReport, Responsibility, *_ABOVE)
    return _access() | _permissions(models, ["view"])


def _manager() -> QuerySet[Permission]:
    return (
        _viewer()
        | _permissions(OF_UNITS, ["change"])
        | _permissions(HOURS, ["add", "change", "delete"])
        | _permissions([QueueReport], ["add"])
    )


def _communicator() -> QuerySet[Permission]:
    return (
        _manager()
        | _permissions(DESCRIBED, EDITING)
        | _permissions([Responsibility, *_ABOVE], ["add", "change", "delete"])
        | Permission.objects.filter(content_type__app_label__in=("wagtailredirects", "simple_translation"))
    )


def _allow(role: str, permissions: QuerySet[Permission]) -> None:
    Group.objects.get(name=role).permissions.add(*permissions)


def _page_permissions() -> list[str]:
    content_type = ContentType.objects.get_for_model(Page)
    return list(Permission.objects.filter(content_type=content_type).values_list("codename", flat=True))


def _allow_pages(role: str, codenames: list[str]) -> None:
    root = Page.get_first_root_node()
    group = Group.objects.get(name=role)
    content_type = ContentType.objects.get_for_model(Page)
    for permission in Permission.objects.filter(content_type=content_type, codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _allow_pictures(role: str) -> None:
    root = Collection.get_first_root_node()
    group = Group.objects.get(name=role)
    for permission in Permission.objects.filter(
        content_type__app_label__in=["images", "wagtailimages", "wagtaildocs"],
        codename__regex="^(add|change|choose|delete)_(catalogueimage|image|document)$",
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _remove_unused_groups() -> None:
    Group.objects.filter(name__in=WAGTAILS_OWN_GROUPS, user__isnull=True).delete()


def _seed_workflows() -> None:
    """Who approves what: units' records, words on pages, and by another person than the writer safety and law."""
    _for_records(_workflow(WORKFLOW, "Kommunikatör granskar"), OF_UNITS)
    _for_records(_workflow(SAFETY_WORKFLOW, "En annan person granskar"), FOUR_EYES)
    # Wagtail's own workflow asks groups that nobody is in.
    WorkflowPage.objects.filter(workflow__name="Moderators approval").delete()
    text = _workflow(PAGES_WORKFLOW, "Någon läser texten")
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": text})


def _workflow(name: str, task_name: str) -> Workflow:
    workflow, is_new = Workflow.objects.get_or_create(name=name)
    if is_new:
        task = GroupApprovalTask.objects.create(name=task_name)
        task.groups.add(Group.objects.get(name=COMMUNICATOR), Group.objects.get(name=ADMINISTRATOR))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _for_records(workflow: Workflow, models: Iterable[type[Model]]) -> None:
    """Let a kind of record take a workflow; what an administrator chose instead is kept."""
    for model in models:
        content_type = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})


def open_demo_accounts() -> list[str]:
    """Accounts of the demonstration that still open with its password."""
    users = get_user_model().objects.filter(username__in=DEMO_USERS, is_active=True).order_by("username")
    return [user.get_username() for user in users if user.check_password(DEMO_PASSWORD)]


def _seed_demo_users() -> list[str]:
    users = get_user_model()
    made = []
    for username, role in DEMO_USERS.items():
        user, is_new = users.objects.get_or_create(username=username, defaults={"first_name": role})
        if not user.email:
            # Without an address the demonstration could show no reminder.
            user.email = f"{username}@exempelstad.example"
            user.save(update_fields=["email"])
        if is_new:
            user.set_password(DEMO_PASSWORD)
            user.save()
            made.append(username)
        user.groups.add(Group.objects.get(name=role))
    manager = users.objects.get(username="enhetschef")
    for provider in Provider.objects.filter(slug__in=DEMO_UNITS):
        Responsibility.objects.get_or_create(user=manager, provider=provider, duty=Duty.MANAGES)
    return made
