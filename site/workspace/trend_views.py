"""How a wait has changed, for everybody who works with families."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.models import Area, Insats, Offering, Provider, QueueReport
from catalogue.querysets import without_hidden_examples
from workspace.access import staff_only
from workspace.trend import HEIGHT, LEFT, WIDTH, trend_of

#: What reports can be about, by its name in the address.
SUBJECTS = {"erbjudande": Offering, "verksamhet": Provider, "insats": Insats, "omrade": Area}


@require_safe
@staff_only
def trend(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The newest reports of one subject as a drawing and a table."""
    model = SUBJECTS.get(kind)
    if model is None:
        raise Http404("Det finns inte.")
    record = get_object_or_404(model.objects.filter(without_hidden_examples(), live=True), slug=slug)
    reports = QueueReport.objects.filter(**{model.kind: record})
    context = {"section": "team", "record": record, "trend": trend_of(reports)}
    context |= {"width": WIDTH, "height": HEIGHT, "left": LEFT}
    return render(request, "workspace/trend.html", context)
