"""Swedish holidays to come, as periods that a unit may want to say that it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from catalogue.models import OpeningException
from catalogue.opening_hours import holidays_of

#: How far ahead a unit plans: at the beginning of November Christmas and Epiphany are in sight.
DAYS_AHEAD = 70


@dataclass(frozen=True)
class HolidayPeriod:
    """Holidays in a row, from the first to the last."""

    first: date
    last: date

    def __str__(self) -> str:
        """``24–26 december``, ``31 december–1 januari``."""
        last = date_format(self.last, "j F")
        if self.first == self.last:
            return last
        return f"{date_format(self.first, 'j' if self.first.month == self.last.month else 'j F')}–{last}"


def coming_holidays(today: date, said: Sequence[OpeningException]) -> list[HolidayPeriod]:
    """Holidays of the next weeks of which a unit has not said yet what holds.

    Args:
        today: the day of the request.
        said: dates with other hours that the unit has given. A period that those for everything touch is left out;
            that one kind of contact is closed does not say what holds for the others.
    """
    whole = [row for row in said if not row.channel]
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    found: list[HolidayPeriod] = []
    for day in (day for day in days if day in holidays_of(day.year)):
        if found and found[-1].last == day - timedelta(days=1):
            found[-1] = HolidayPeriod(found[-1].first, day)
        else:
            found.append(HolidayPeriod(day, day))
    return [
        period
        for period in found
        if not any(row.date_from <= period.last and row.date_to >= period.first for row in whole)
    ]
