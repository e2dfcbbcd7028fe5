"""How dates are written in English text: 20 November 2026, as in Europe."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
