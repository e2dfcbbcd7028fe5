"""The journeys of a reader in real Chromium: with a mouse, with the keyboard alone, without JavaScript."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_a_parent_finds_support_with_own_words_and_opens_it(phone):
    phone.goto("/")
    phone.get_by_label("Skriv vad det gäller").fill("min son vägrar gå till skolan")
    phone.get_by_role("button", name="Sök stöd").click()
    phone.wait_for_url(re.compile(r"/sok/\?"))
    titles = phone.locator("article.card h3 a").all_inner_texts()
    assert len(titles) >= 3
    first = phone.locator("article.card").first
    assert first.locator(".facts__route dd").inner_text()
    first.locator("h3 a").click()
    assert phone.locator("h1").inner_text() == titles[0]
    assert phone.locator(".person").count() >= 1


def test_the_same_journey_without_javascript(plain):
    plain.goto("/")
    plain.get_by_label("Skriv vad det gäller").fill("vi bråkar varje dag")
    plain.get_by_label("Var bor du?").fill("Farsta")
    plain.get_by_role("button", name="Sök stöd").click()
    assert "omrade=" in plain.url
    assert plain.locator("article.card").count() >= 3
    plain.locator("article.card h3 a").first.click()
    assert "omrade=" in plain.url
    assert plain.locator("h1").count() == 1


def test_the_same_journey_with_the_keyboard_alone(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("hittade hasch i dotterns rum")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/sok/\?"))
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('article.card h3') !== null"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/insatser/"))


def test_a_filter_narrows_and_its_chip_widens_again(page):
    page.goto("/sok/?q=samtal&omrade=farsta")
    before = page.locator(".tally").inner_text()
    page.get_by_role("checkbox", name=re.compile("Inget beslut behövs")).check()
    page.get_by_role("button", name="Visa").click()
    assert "beslut=nej" in page.url
    assert page.locator(".tally").inner_text() != before
    page.locator("a.chip", has_text="Inget beslut").click()
    assert "beslut=nej" not in page.url
    assert page.locator(".tally").inner_text() == before


def test_a_sensitive_page_can_be_left_in_one_press(phone):
    phone.goto("/insatser/trappan/")
    leave = phone.get_by_role("link", name="Lämna sidan")
    assert leave.is_visible()
    leave.click()
    phone.wait_for_load_state()
    assert "trappan" not in phone.url
    phone.go_back()
    assert "trappan" not in phone.url


def test_the_example_municipality_shows_living_facts_and_its_mark(phone):
    phone.goto("/insatser/narvaroteam-exempelstad/?omrade=exempelstad")
    assert phone.get_by_text("Påhittat exempel").count() >= 1
    assert phone.locator("a[href^='tel:+4631390']").count() >= 1


def test_reading_sets_no_cookie_and_asks_no_other_host(chromium, demonstration):
    context = chromium.new_context(base_url=demonstration)
    page = context.new_page()
    hosts = set()
    faults = []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    for address in (
        "/",
        "/sok/?q=skolan",
        "/insatser/trappan/",
        "/verksamheter/origo/",
        "/insatser/",
        "/hjalp-nu/",
    ):
        page.goto(address)
    assert hosts == {demonstration.removeprefix("http://")}
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert faults == []
    context.close()


@pytest.mark.parametrize(
    "address", ["/", "/sok/?q=samtal", "/insatser/mst/?omrade=farsta", "/verksamheter/framtid-stockholm/"]
)
def test_pages_are_light(page, address):
    sizes = {"document": 0, "stylesheet": 0, "script": 0}

    def note(response):
        kind = response.request.resource_type
        if kind in sizes:
            sizes[kind] += len(response.body())

    page.on("response", note)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert 0 < sizes["document"] <= 60 * 1024
    assert 0 < sizes["stylesheet"] <= 32 * 1024
    assert sizes["script"] <= 12 * 1024
