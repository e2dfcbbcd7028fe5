"""A municipality's colour: its style sheet, and that everything that follows from it can be read."""

import re

import pytest

from pages.theme import DARK, LIGHT, Unreadable, checked_accent, contrast, style_sheet

#: Dark, barely light enough, glaring, grey, black.
ACCENTS = ("#08513f", "#6a2350", "#1f4a7a", "#0764e0", "#945e41", "#4432f8", "#46410a", "#696969", "#000000")
#: Text of ``tokens.css`` on what the accent colours.
TEXT, DARK_TEXT = "#17251f", "#f0efe8"


def tokens(accent):
    light, dark = style_sheet(accent).split("prefers-color-scheme: dark")
    return [dict(re.findall(r"--color-([a-z-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]


@pytest.mark.parametrize("accent", ACCENTS)
def test_every_shade_that_follows_can_be_read(accent):
    light, dark = tokens(checked_accent(accent))
    pairs = [
        *((light["action"], surface) for surface in LIGHT.values()),
        *((dark["action"], surface) for surface in DARK),
        *((shades["on-action"], shades["action"]) for shades in (light, dark)),
        *((shades["on-action"], shades["action-strong"]) for shades in (light, dark)),
        *((shades["action"], shades["action-soft"]) for shades in (light, dark)),
        *((shades["action-strong"], shades["action-soft"]) for shades in (light, dark)),
        *((shades["on-evening-soft"], shades["evening"]) for shades in (light, dark)),
        (TEXT, light["action-soft"]),
        (DARK_TEXT, dark["action-soft"]),
        ("#ffffff", light["evening"]),
        (DARK_TEXT, dark["evening"]),
    ]
    assert [(pair, contrast(*pair)) for pair in pairs if contrast(*pair) < 4.5] == []


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("text", ["", "#fff", "red", "#12345g", "#1f4a7a;}", "#1f4a7a\n#", "#1f4a7aff"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(Unreadable, match="är ingen färg"):
        checked_accent(text)


@pytest.mark.django_db
def test_the_style_sheet_holds_custom_properties_alone_and_never_changes(client):
    response = client.get("/farger/1f4a7a.css")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    declared = re.findall(r"[\w-]+(?=: #)", response.content.decode())
    assert declared
    assert all(name.startswith("--color-") for name in declared)


@pytest.mark.django_db
@pytest.mark.parametrize("colour", ["ffcf57", "abc", "1f4a7a}", "%3Cscript%3E"])
def test_a_colour_that_nobody_can_read_has_no_style_sheet(client, colour):
    assert client.get(f"/farger/{colour}.css").status_code == 404


@pytest.mark.django_db
def test_the_admin_says_the_contrast_of_a_colour_that_it_refuses(admin_client, django_user_model):
    from pages.models import CatalogueSettings
    from tests import records

    site = records.site()
    address = f"/admin/settings/pages/cataloguesettings/{site.pk}/"
    values = {
        "municipality_name": "Lillköping",
        "queue_may_change": 14,
        "queue_unknown": 45,
        "places_may_change": 14,
        "hours_may_change": 180,
        "long_wait": 28,
    }
    refused = admin_client.post(address, {**values, "accent": "#ffcf57"})
    assert "kontrasten mot lugna ytor är 1,23:1" in refused.content.decode()
    assert not CatalogueSettings.objects.filter(accent="#ffcf57").exists()
    assert admin_client.post(address, {**values, "accent": "#1F4A7A"}).status_code == 302
    assert CatalogueSettings.objects.get(site=site).accent == "#1f4a7a"
