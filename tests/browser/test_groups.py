"""Groups that begin, in real Chromium on a small telephone: without JavaScript, by keyboard, by axe's rules."""

import re

import pytest

from tests.browser.test_minute import ALL_RULES

pytestmark = pytest.mark.browser
#: The list in the variants that differ most: Swedish, easy-read, and one that is written from right to left.
LISTS = ("/grupper/", "/lattlast/grupper/", "/ar/grupper/")
CHOSEN = "?omrade=exempelstad&alder=10&tid=kvall&sprak=sv"


def width(page):
    return page.evaluate("document.documentElement.scrollWidth")


def headings(page):
    return page.locator(".groups .group h3").all_inner_texts()


@pytest.mark.parametrize("path", LISTS)
def test_the_choices_work_without_javascript(plain, path):
    plain.goto(f"{path}?omrade=exempelstad")
    every = headings(plain)
    assert len(every) >= 2
    assert width(plain) <= 360
    plain.locator("#tid").select_option("kvall")
    plain.locator("#alder").fill("10")
    plain.locator(".groups-form button[type=submit]").click()
    plain.wait_for_url(re.compile(r"tid=kvall"))
    assert "alder=10" in plain.url
    assert plain.locator("#tid").input_value() == "kvall"
    assert plain.locator("#alder").input_value() == "10"
    assert width(plain) <= 360
    # What fits begins in the evening; what does not say when stands apart below.
    fitting = plain.locator("main > .wrap > .groups .group h3").all_inner_texts()
    assert fitting
    assert all(int(re.search(r"(\d{1,2})(?:[.:]\d\d)?–\d", heading)[1]) >= 17 for heading in fitting)
    plain.locator(".tally ~ p a").click()
    assert plain.url.endswith(path)
    assert plain.context.cookies() == []


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("query", ["?omrade=exempelstad", CHOSEN, "?alder=abc&sprak=xx"])
def test_axe_finds_no_fault_on_a_telephone(phone, axe, path, query):
    phone.goto(f"{path}{query}")
    phone.evaluate(axe)
    assert phone.evaluate(ALL_RULES) == []
    assert width(phone) <= 360


def test_the_choices_are_made_with_the_keyboard_alone(page):
    page.goto("/grupper/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "omrade":
            break
    page.keyboard.type("Exempelstad")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if seen[-1] == "alder":
            page.keyboard.type("10")
        if seen[-1] == "tid":
            break
    assert [found for found in seen if found in ("alder", "sprak", "tid")] == ["alder", "sprak", "tid"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("alder=10"))
    assert page.locator("#omrade").input_value() == "Exempelstad"
