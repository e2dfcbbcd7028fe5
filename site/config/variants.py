"""The language variants of the site: which exist, how they are named and where they stand.

A variant is a Wagtail locale. *Shipped* variants are public: their interface, labels and safety texts are
complete. Easy-read (``sv-simple``, a BCP 47 tag) is a variant of its own and stands under ``/lattlast/``.
Editors work in *prepared* variants too; the public gets the nearest shipped one.
"""

from collections.abc import Sequence

from django.conf import locale
from django.core.exceptions import ImproperlyConfigured

# What Django does not know: easy-read Swedish, Sweden's minority languages and some that many readers have.
locale.LANG_INFO.update(
    {
        code: {"bidi": bidi, "code": code, "name": name, "name_local": own_name}
        for code, name, own_name, bidi in (
            ("sv-simple", "Easy Swedish", "Lättläst", False),
            ("so", "Somali", "Soomaali", False),
            ("ti", "Tigrinya", "ትግርኛ", False),
            ("fit", "Meänkieli", "Meänkieli", False),
            ("se", "Northern Sami", "Davvisámegiella", False),
            ("rom", "Romani", "Romani čhib", False),
            ("prs", "Dari", "دری", True),
            # Kurmanji, in Latin letters. Sorani is a language of its own, ``ckb``, which Django knows.
            ("ku", "Kurdish (Kurmanji)", "Kurdî (Kurmancî)", False),
        )
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
#: Variants that editors work in until they are complete, unless the installation says others.
PREPARED = ("fa", "uk", "pl", "es", "ti")
#: Path prefix of a variant where it differs from its code. Swedish has none.
PREFIX = {"sv-simple": "lattlast"}
#: Shipped variant that serves readers of a prepared one best; English where nothing stands nearer.
NEAREST = {"fit": "fi", "se": "sv", "rom": "sv-simple"}
NEAREST_OF_THE_REST = "en"


def prepared_variants(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Prepared variants with their own names.

    Args:
        codes: codes of languages; shipped ones are left out.

    Raises:
        ImproperlyConfigured: naming the code that is no language we know.
    """
    shipped = dict(SHIPPED)
    found: dict[str, str] = {}
    for code in codes:
        known = locale.LANG_INFO.get(code)
        if known is None or "name_local" not in known:
            raise ImproperlyConfigured(f"PREPARED_LANGUAGES: språkkoden ”{code}” är okänd.")
        if code not in shipped:
            found[code] = known["name_local"]
    return list(found.items())


def nearest_shipped(code: str) -> str:
    """The shipped variant that a reader of a prepared one gets."""
    return NEAREST.get(code, NEAREST_OF_THE_REST)
