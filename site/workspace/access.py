"""Who may use the professionals' tools: those who have a role."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue.actions.seed_roles import ROLES

View = Callable[..., HttpResponse]
#: Who a request comes from. A page behind ``staff_only`` meets nobody who is anonymous.
Person = AbstractUser | AnonymousUser

ADMIN_PERMISSION = "wagtailadmin.access_admin"


def has_role(user: Person) -> bool:
    """Whether a member of staff has a role: Socialsekreterare, Enhetschef, Kommunikatör or Administratör.

    An account alone shows nothing, for somebody may have left the work that it was made for.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name__in=ROLES).exists()


def staff_only(view: View) -> View:
    """Let those in who have a role. Others are sent to sign in, or told whom to ask for a role (403)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not has_role(request.user):
            return render(request, "workspace/no_role.html", status=403)
        return view(request, *args, **kwargs)

    return login_required(guarded)
