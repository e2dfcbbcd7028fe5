"""What is left of a record that has left the catalogue: a short notice that points on."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from catalogue.area_choice import choose_area
from catalogue.home_area import home_area
from catalogue.models import Insats, Provider
from catalogue.reach import person_to_reach


def retired_context(request: HttpRequest, record: Insats | Provider) -> dict[str, Any]:
    """The name, the day it left, what came instead, and a person to reach."""
    area = choose_area(request.GET.get("omrade", "")).area or home_area(request)
    return {
        "record": record,
        "noindex": True,
        "successors": list(record.successors.filter(live=True)),
        "person": person_to_reach(area, None, timezone.now()),
    }
