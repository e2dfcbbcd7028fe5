"""A search about danger leaves neither words nor a telling title behind; the keyboard alone picks suggestions."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WORDS = "pappa slår mig"
TELLING = ("pappa", "slår mig", "sl%C3%A5r", "slar", "gör dig illa")


@pytest.fixture
def visit(driver, chromium_options, demonstration):
    """Visits in a profile that Chromium writes to disk, as a reader's own does."""

    @contextmanager
    def begin(folder, **options):
        context = driver.chromium.launch_persistent_context(
            str(folder),
            base_url=demonstration,
            locale="sv-SE",
            viewport={"width": 360, "height": 740},
            **chromium_options,
            **options,
        )
        try:
            yield context.pages[0]
        finally:
            context.close()

    return begin


def remembered(folder):
    """What Chromium wrote of addresses, titles and typed words."""
    files = [*(folder / "Default").glob("History*"), *(folder / "Default").glob("Web Data*")]
    assert any(file.name == "History" for file in files)
    return "\n".join(
        file.read_bytes().decode(code, "ignore").lower() for file in files for code in ("utf-8", "utf-16")
    )


@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without-javascript"])
def test_the_browsers_own_files_know_neither_words_nor_subject(visit, tmp_path, script):
    with visit(tmp_path, java_script_enabled=script) as page:
        page.goto("/")
        page.locator("#q").first.press_sequentially(WORDS)
        page.locator("#q").first.press("Enter")
        page.wait_for_url("**/sok/?amne=*")
        assert page.locator("#hjalp-forst a[href='tel:116111']").count() == 1
        assert page.locator("[data-leave]").count() == 1
        page.goto("/om-webbplatsen/")
    known = remembered(tmp_path)
    assert "/om-webbplatsen/" in known
    assert [word for word in TELLING if word in known] == []


def test_a_suggestion_is_chosen_with_the_keyboard_alone(page):
    page.goto("/")
    field = page.locator("#q").first
    field.focus()
    field.press_sequentially("våld")
    option = page.locator("[role=option]").first
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    wanted = option.inner_text()
    field.press("Enter")
    page.wait_for_url("**/sok/?*")
    assert page.locator("#q").input_value() in ("", wanted)
    assert page.locator("main .card, #hjalp-forst").count() > 0


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(page):
    page.goto("/")
    field = page.locator("#q").first
    field.press_sequentially("skol")
    expect(page.locator("[role=option]").first).to_be_visible()
    field.press("Escape")
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(field).to_have_value("skol")


def test_open_suggestions_have_no_accessibility_fault(page, axe):
    page.goto("/")
    page.locator("#q").first.press_sequentially("skol")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.evaluate(axe)
    found = page.evaluate("axe.run(document)")
    assert [fault["id"] for fault in found["violations"]] == []
