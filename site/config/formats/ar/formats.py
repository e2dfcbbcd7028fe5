"""How dates and numbers are written in Arabic text: the digits of telephone numbers, the month in words."""

DATE_FORMAT = "j F Y"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = " "
