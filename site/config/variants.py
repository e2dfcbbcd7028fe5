"""The language variants of the site: which exist, how they are named and where they stand.

A variant is a Wagtail locale. *Shipped* variants are public: their interface, labels and safety texts are
complete. Easy-read (``sv-simple``, a BCP 47 tag) is a variant of its own and stands under ``/lattlast/``.
"""

from django.conf import locale

# Django knows neither easy-read Swedish nor Somali.
locale.LANG_INFO.update(
    {
        "sv-simple": {"bidi": False, "code": "sv-simple", "name": "Easy Swedish", "name_local": "Lättläst"},
        "so": {"bidi": False, "code": "so", "name": "Somali", "name_local": "Soomaali"},
    }
)

SOURCE = "sv"
SHIPPED = [
    ("sv", "Svenska"),
    ("sv-simple", "Lättläst"),
    ("en", "English"),
    ("ar", "العربية"),
    ("so", "Soomaali"),
    ("fi", "Suomi"),
]
#: Path prefix of a variant where it differs from its code. Swedish has none.
PREFIX = {"sv-simple": "lattlast"}
