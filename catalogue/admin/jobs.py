"""*Jobb och påminnelser*: when each job ran, and the confirmation links that are out, to be revoked."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_tasks import TaskResultStatus
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from catalogue.admin.responsibilities import holder
from catalogue.confirmation_links import revoke
from catalogue.jobs import all_jobs
from catalogue.jobs.running import next_run
from catalogue.models import ConfirmationLink, JobRun
from catalogue.tasks import run_job

URL_NAME = "catalogue_jobs"
PAGE_SIZE = 50


def may_see(request: HttpRequest) -> bool:
    """Whoever says who answers for what."""
    return request.user.has_perm("catalogue.change_responsibility")


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """Jobs with their last run, then links with their state."""
    if not may_see(request):
        raise PermissionDenied
    runs = JobRun.objects.in_bulk(field_name="name")
    links = ConfirmationLink.objects.select_related("duty__user", "duty__provider", "duty__area", "duty__page")
    shown = Paginator(links, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "jobs": [(job, runs.get(job.name), next_run(job, runs.get(job.name))) for job in all_jobs()],
        "links": [_row(link) for link in shown],
        "page_obj": shown,
    }
    return render(request, "catalogue/admin/jobs.html", context)


@require_POST
def run_now(request: HttpRequest, name: str) -> HttpResponse:
    """Run a job because somebody asks for it: in the background where there is a worker, else while one waits."""
    if not may_see(request):
        raise PermissionDenied
    job = next((job for job in all_jobs() if job.name == name), None)
    if job is None:
        raise Http404
    asked = run_job.enqueue(name)
    if not asked.is_finished:
        messages.success(request, f"{job.label}: körs i bakgrunden. Ladda om sidan om en stund.")
    else:
        has_answer = asked.status == TaskResultStatus.SUCCESSFUL
        answer = asked.return_value if has_answer else {"message": "Se serverns logg.", "went_well": False}
        say = messages.success if answer["went_well"] else messages.error
        say(request, f"{job.label}: {answer['message']}")
    return redirect(URL_NAME)


@require_POST
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a link at once."""
    if not may_see(request):
        raise PermissionDenied
    link = get_object_or_404(ConfirmationLink.objects.select_related("duty"), pk=pk)
    if revoke(link, user=request.user, now=timezone.now()):
        messages.success(request, "Länken är återkallad. Den går inte att använda längre.")
    else:
        messages.error(request, "Länken var redan stängd.")
    return redirect(URL_NAME)


def _row(link: ConfirmationLink) -> dict[str, Any]:
    return {
        "link": link,
        "holder": holder(link.duty),
        "subject": link.duty.provider or link.duty.area or link.duty.page,
        "closed": link.why_closed(timezone.now()),
    }


def admin_urls() -> list[URLPattern]:
    """The addresses of the page."""
    return [
        path("jobb/", jobs, name=URL_NAME),
        path("jobb/<slug:name>/kor/", run_now, name="catalogue_run_job"),
        path("jobb/lankar/<int:pk>/aterkalla/", revoke_link, name="catalogue_revoke_link"),
    ]


class JobsMenuItem(MenuItem):
    """The page in the menu of reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who say who answers for what."""
        return may_see(request)


def menu_item() -> MenuItem:
    """Where the page stands."""
    return JobsMenuItem("Jobb och påminnelser", reverse(URL_NAME), icon_name="mail", order=900)
