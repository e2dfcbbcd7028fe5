"""The guided questions in real Chromium: on a phone, by keyboard, without JavaScript, from the right."""

import re

import pytest

pytestmark = pytest.mark.browser


def answer(visit, label):
    visit.get_by_label(label, exact=False).first.check()
    visit.locator(".guide button").click()


def test_five_questions_on_a_phone_lead_to_support_and_back(phone):
    phone.goto("/")
    phone.get_by_role("link", name="Svara på fem frågor").click()
    answer(phone, "Nej")
    answer(phone, "Mitt barn")
    phone.get_by_label("Hur gammalt är barnet?").fill("9")
    phone.locator(".guide button").click()
    heights = phone.locator(".choice").evaluate_all("all => all.map(one => one.offsetHeight).filter(Boolean)")
    assert min(heights) >= 44
    answer(phone, "Bråk i familjen")
    phone.get_by_label("Kommun eller stadsdel").fill("Farsta")
    phone.locator(".guide button").click()
    assert phone.locator("main article.card h3").count() >= 3
    assert phone.get_by_text("Passar:").count() >= 1
    assert re.search(r"[?]s=0-1-9-[0-9]+-1&omrade=farsta$", phone.url)
    phone.go_back()
    assert phone.locator("h1").inner_text() == "Var bor du?"
    phone.go_forward()
    phone.locator(".told a").nth(1).click()
    assert phone.get_by_label("Mitt barn").is_checked()


def test_without_javascript_a_missing_answer_is_asked_for_and_danger_shows_numbers(plain):
    plain.goto("/hitta-ratt/")
    plain.locator(".guide button").click()
    assert plain.get_by_role("alert").get_by_text("Välj ett svar.").is_visible()
    answer(plain, "Ja")
    assert plain.locator("#hjalp-forst a[href='tel:112']").is_visible()
    plain.get_by_role("link", name="Gå vidare med frågorna").click()
    assert plain.locator("h1").inner_text() == "Vem gäller det?"


def test_the_keyboard_alone_answers_a_question(page):
    page.goto("/hitta-ratt/?s=0")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "svar":
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hitta-ratt/?s=0-2")
    assert page.locator("h1").inner_text() == "Hur gammal är du?"


def test_arabic_is_asked_from_the_right(phone):
    phone.goto("/ar/hitta-ratt/?s=0")
    choice = phone.locator(".choice").first
    box, label = choice.locator("input").bounding_box(), choice.locator("span").bounding_box()
    assert box["x"] > label["x"]
    choice.click()
    phone.locator(".guide button").click()
    assert phone.url.endswith("/ar/hitta-ratt/?s=0-1")


def test_what_is_printed_has_the_answers_and_no_links_to_change_them(page):
    page.goto("/hitta-ratt/?s=0-1-9-0-1&omrade=farsta")
    page.emulate_media(media="print")
    assert page.locator(".told dd").first.is_visible()
    assert not page.locator(".told a").first.is_visible()
    assert page.locator("main article.card h3").first.is_visible()
