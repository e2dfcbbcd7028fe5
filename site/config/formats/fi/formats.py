"""How dates are written in Finnish text: 20. marraskuuta 2026, with the month in the case that follows a day."""

MONTH_DAY_FORMAT = "j. E"
