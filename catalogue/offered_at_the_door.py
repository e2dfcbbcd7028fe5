"""What a front door offers to choose among, and to look at: only what leads somewhere in this catalogue."""

from catalogue.at_hand import terms_of
from catalogue.models import Insats, Need, QueueReport
from catalogue.remembered import remembered


def needs_at_the_door() -> list[Need]:
    """Needs with a drawing that some support meets; those of danger always, for they lead to help."""
    drawn = [need for need in terms_of(Need).values() if need.live and need.drawing]
    met = _needs_met()
    return [need for need in drawn if need.pk in met or need.is_sensitive] if met else drawn


@remembered
def waits_are_told() -> bool:
    """Whether anybody has ever told how long one waits. If not, a row that says so on every card says nothing."""
    return QueueReport.objects.exists()


@remembered
def _needs_met() -> frozenset[int]:
    rows = Insats.needs.through.objects.filter(insats__live=True, insats__retired_from=None)
    return frozenset(rows.values_list("need_id", flat=True))
