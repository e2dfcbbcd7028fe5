"""Editors of variants: the report *Språk*, the Swedish beside each field, and measures while one writes."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

#: The admin loads some hundred files.
PATIENCE = 120_000

#: All rules on the parts that are ours, but for two that Wagtail breaks within them: its colours have the contrast
#: of AA and not of AAA, and it gives a group of radio buttons the id of their field.
RUN = """async (parts) => {
  const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
  rules["color-contrast-enhanced"] = rules["duplicate-id"] = {enabled: false};
  const found = await axe.run({include: parts.map(part => [part])}, {rules, resultTypes: ["violations"]});
  return found.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(" | "));
}"""


@pytest.fixture(scope="module")
def cookies(chromium, demonstration):
    """What a browser keeps when an editor has signed in."""
    context = chromium.new_context(base_url=demonstration, locale="sv-SE")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/personal/logga-in/?next=/admin/sprak/")
    page.get_by_label("Användarnamn eller e-postadress").fill("kommunikator")
    page.get_by_label("Lösenord").fill("demo")
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_url("**/admin/sprak/")
    kept = context.cookies()
    context.close()
    return kept


@pytest.fixture
def editor(chromium, demonstration, cookies, request):
    """An editor's browser, as wide as the test says."""
    width = getattr(request, "param", 1280)
    context = chromium.new_context(
        base_url=demonstration, locale="sv-SE", viewport={"width": width, "height": 800}, bypass_csp=True
    )
    context.add_cookies(cookies)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def faults(page, axe, *parts):
    page.add_script_tag(content=axe)
    return page.evaluate(RUN, list(parts))


#: Pages of the work list that are looked through. What is most dangerous stands first, pages of insatser last.
MOST_PAGES = 60


def open_task(page, language, kind):
    """The form of the first text of a kind that nobody has read."""
    for number in range(1, MOST_PAGES):
        page.goto(f"/admin/sprak/?sprak={language}&lage=machine&p={number}")
        row = page.locator(".languages__tasks tr", has_text=kind)
        if row.count():
            page.goto(row.first.get_by_role("link").get_attribute("href"))
            return
    raise AssertionError(f"No task of the kind {kind} in {language}.")


@pytest.mark.parametrize("editor", [360, 1280], indirect=True)
@pytest.mark.parametrize(
    "address", ["/admin/sprak/", "/admin/sprak/?sprak=ar&lage=machine", "/admin/sprak/importera/"]
)
def test_the_report_has_no_fault_and_does_not_scroll_sideways(editor, axe, address):
    editor.goto(address)
    assert faults(editor, axe, ".languages") == []
    assert editor.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize("editor", [360, 1280], indirect=True)
@pytest.mark.parametrize(("language", "kind"), [("ar", "insatssida"), ("so", "säkerhetstext")])
def test_the_swedish_beside_a_field_has_no_fault(editor, axe, language, kind):
    open_task(editor, language, kind)
    expect(editor.locator(".slot__swedish").first).to_be_visible()
    assert faults(editor, axe, ".slot", ".slot__approve") == []


def test_hard_words_are_named_while_one_writes_them(editor, axe):
    open_task(editor, "sv-simple", "insatssida")
    editor.locator("textarea[name=who]").fill(
        "Det här är en mycket lång mening " + "som aldrig tar slut " * 5 + "här."
    )
    said = editor.locator("[data-measure]")
    expect(said).to_contain_text("Räknat medan du skriver.")
    expect(said).to_contain_text("Den längsta meningen har 28 ord. Den får ha högst 15.")
    assert faults(editor, axe, "[data-measure]") == []
