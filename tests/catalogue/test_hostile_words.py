"""Words that want to be script: at every door they are refused or stay words, and no page runs them."""

import json

import pytest
import yaml
from bs4 import BeautifulSoup
from django.test import Client

from catalogue.actions.import_translations import import_translations
from catalogue.actions.load_catalogue import load_catalogue
from catalogue.markup import canonical, refusal
from catalogue.models import Contact, Insats, InsatsPage, Need, Offering, Provider, Responsibility
from search.index import rebuild
from tests import records
from tests.catalogue.admin_user import errors, fields, press, sign_in, user
from tests.catalogue.test_load_catalogue import CATALOGUE, WORDS, write
from tests.catalogue.test_translation_files import source, translated
from tests.pages.html import page

__all__ = ["source"]
pytestmark = pytest.mark.django_db

SCRIPT = "<script>window.hit=1</script>"
HOSTILE = [
    f"<p>Hej</p>{SCRIPT}",
    '<p onclick="hit()">Hej</p>',
    "<p/onclick=hit()>Hej</p>",
    '<img src="x" onerror="hit()">',
    "<svg/onload=hit()>",
    '<a href="javascript:hit()">Hej</a>',
    '<a href="java\tscript:hit()">Hej</a>',
    '<a href=" &#106;avascript:hit()">Hej</a>',
    '<a href="data:text/html,x">Hej</a>',
    '<a href="vbscript:hit()">Hej</a>',
    "<style>@import '//evil.example'</style>",
    '<iframe src="//evil.example"></iframe>',
    '<form action="//evil.example"><input name="q"></form>',
    '<base href="//evil.example">',
    '<meta http-equiv="refresh" content="0;//evil.example">',
    f"<p>Hej</p><![CDATA[ > {SCRIPT} ]]>",
    f"<p>Hej</p><!-- > {SCRIPT} -->",
    f"<?php > {SCRIPT} ?>",
    '<noscript><p title="</noscript><img src=x onerror=hit()>"></noscript>',
    '<math><mtext><table><mglyph><style><img src onerror="hit()"></style></mglyph></table></mtext></math>',
]
#: A tag that never ends: to one reader text, to another the beginning of all that follows.
UNENDED = "<p>Hej</p><img src=x onerror=hit() "


def runs(html):
    """What a browser would run, fetch or send elsewhere on a page."""
    soup = BeautifulSoup(html, "html.parser")
    found = [str(tag)[:80] for tag in soup.select("script:not([src])") if tag.get("type") != "application/ld+json"]
    found += [str(tag)[:80] for tag in soup.select("iframe, object, embed, base, meta[http-equiv=refresh], style")]
    for tag in soup.find_all(True):
        found += [f"{tag.name} {name}" for name in tag.attrs if name.startswith("on")]
        target = str(tag.get("href") or tag.get("src") or tag.get("action") or "").strip().lower()
        found += [target] if target.startswith(("javascript:", "data:", "vbscript:", "//evil")) else []
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_is_refused_in_words(text):
    assert refusal(text)
    assert runs(canonical(text)) == []


def test_a_tag_that_never_ends_is_text():
    assert canonical(UNENDED) == "<p>Hej</p>&lt;img src=x onerror=hit() "


@pytest.mark.parametrize(
    "text",
    [
        '<p data-block-key="a1">Vi <b>lyssnar</b>.<br/>Alltid.</p><ul><li>Ett</li></ul><ol><li>Två</li></ol>',
        '<p><a linktype="page" id="3">sidan</a> <a href="tel:112">112</a> <a href="https://a.example/?a=1&amp;b=2">x</a></p>',
        "<p>3 &lt; 4 &amp; 5 &gt; 4, &quot;sa hon&quot;</p>",
        "",
    ],
)
def test_our_own_markup_stays_to_the_letter(text):
    assert (refusal(text), canonical(text)) == ("", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_catalogue_file_with_it_is_refused_with_its_place_and_changes_nothing(tmp_path, text):
    records.site()
    folder = write(tmp_path)
    (folder / "words" / "sv" / "team.yaml").write_text(
        yaml.safe_dump({**WORDS, "body": f"<p>Hej</p>{text}"}), encoding="utf-8"
    )
    problems = [str(problem) for problem in load_catalogue([folder]).problems]
    assert [("team.yaml" in one, "fältet body" in one) for one in problems] == [(True, True)]
    assert not Insats.objects.exists()
    assert not InsatsPage.objects.exists()


@pytest.mark.parametrize("text", [*HOSTILE, UNENDED])
def test_a_translation_with_it_is_refused_or_stays_words(source, text):
    outcome = import_translations(translated(source, body=f"{text}<p>Me <b>kuuntelemme</b>.</p>"), "fi")
    for made in InsatsPage.objects.filter(locale__language_code="fi"):
        assert runs(made.get_latest_revision_as_object().body) == []
    if text != UNENDED:
        assert len(outcome.problems) >= 1
        assert not InsatsPage.objects.filter(locale__language_code="fi").exists()


#: A paragraph, as the editor's browser sends it.
BLOCK = {"key": "a", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}


def entity(url):
    """Running text with a link, as the editor's browser sends it."""
    block = {**BLOCK, "text": "Hej", "entityRanges": [{"offset": 0, "length": 3, "key": 0}]}
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
    return json.dumps({"blocks": [block], "entityMap": {"0": link}})


@pytest.mark.parametrize("text", HOSTILE)
def test_the_editors_form_keeps_none_of_it(source, text):
    client = sign_in("kommunikator")
    url = f"/admin/pages/{source.pk}/edit/"
    typed = json.dumps({"blocks": [{**BLOCK, "text": text}], "entityMap": {}})
    press(client, url, {**fields(client.get(url)), "body": typed}, "action-publish")
    source.refresh_from_db()
    assert runs(source.body) == runs(source.get_latest_revision_as_object().body) == []


@pytest.mark.parametrize(
    "url", ["javascript:hit()", "java\tscript:hit()", "data:text/html,x", " JAVASCRIPT:hit()"]
)
def test_a_link_made_by_hand_leads_nowhere(source, url):
    client = sign_in("kommunikator")
    edit = f"/admin/pages/{source.pk}/edit/"
    press(client, edit, {**fields(client.get(edit)), "body": entity(url)}, "action-publish")
    source.refresh_from_db()
    assert runs(source.body) == []


@pytest.mark.parametrize("broken", ["{", "null", "[]", '{"blocks": 7}', "<p>Hej</p>", '{"blocks": [{"text": 1}]}'])
def test_running_text_in_another_shape_changes_nothing(source, broken):
    client = sign_in("kommunikator")
    client.raise_request_exception = False
    edit = f"/admin/pages/{source.pk}/edit/"
    client.post(edit, {**fields(client.get(edit)), "body": broken, "action-publish": "1"})
    source.refresh_from_db()
    assert runs(source.body) == []


@pytest.fixture
def everywhere(tmp_path):
    """A catalogue whose every word wants to be script, brought in by file."""
    records.site()
    load_catalogue([write(tmp_path)])
    end = f"</title></script>{SCRIPT}\"'>"
    Insats.objects.update(name=f"Team {end}"[:100], full_name=end)
    Provider.objects.update(name=f"Enheten {end}"[:100])
    Offering.objects.update(route="ring")
    InsatsPage.objects.update(
        title=f"Skolan {end}", draft_title=end, summary=f"Sammanfattning {end}", who=end, extent=end,
        next_step=end, young=end, other_names=end, search_words=end, seo_title=end, search_description=end,
    )  # fmt: skip
    Need.objects.get().words.update(label=f"Behov {end}", explanation=end)
    Contact.objects.create(provider=Provider.objects.get(), channel="chat", value="https://a.example/?x=" + end)
    rebuild()
    seed = sign_in("kommunikator")
    Responsibility.objects.create(user=user("enhetschef"), provider=Provider.objects.get(), duty="manages")
    return seed


def test_no_public_page_runs_a_word(everywhere):
    area = CATALOGUE["areas.yaml"]["records"][0]["slug"]
    paths = ["/", "/sok/?q=skolan", "/sok/", "/insatser/", "/insatser/team/", "/verksamheter/teamet/"]
    paths += [f"/omraden/{area}/", "/lattlast/insatser/team/", "/ar/insatser/team/", "/grupper/", "/hitta-ratt/"]
    paths += [f"/sok/?q={SCRIPT}&behov={SCRIPT}&omrade={SCRIPT}&alder={SCRIPT}", f"/finns-inte-{SCRIPT}/"]
    shown = 0
    for path in paths:
        response = Client().get(path)
        assert response.status_code in (200, 404), path
        assert runs(response.text) == [], path
        assert "window.hit=1</script>" not in response.text.replace("&lt;", ""), path
        shown += "window.hit=1" in response.text
    assert shown >= 6, "the words are shown, as words"


def test_structured_data_ends_where_it_should(everywhere):
    soup = page(Client(), "/insatser/team/")
    for script in soup.select("script[type='application/ld+json']"):
        assert json.loads(script.string)
        assert "</" not in script.string


def test_suggestions_and_the_site_map_are_text(everywhere):
    suggested = Client().get("/sok/forslag/?q=sko")
    assert suggested["Content-Type"].startswith(("application/json", "text/html"))
    assert SCRIPT not in suggested.text
    assert SCRIPT not in Client().get("/sitemap.xml").text


def test_no_page_of_staff_runs_a_word(everywhere):
    insats, unit, offering = Insats.objects.get(), Provider.objects.get(), Offering.objects.get()
    base = "/admin/snippets/catalogue"
    paths = ["/personal/", "/personal/sok/?q=skolan&forklara=1", f"/personal/ko/erbjudande/{offering.slug}/"]
    for record in (insats, unit, offering):
        lists = f"{base}/{record._meta.model_name}/"
        paths += [lists, *(f"{lists}{what}/{record.pk}/" for what in ("edit", "inspect", "history"))]
    paths += ["/admin/", "/admin/reports/site-history/", "/admin/sprak/?sprak=fi", "/admin/vad-folk-soker/"]
    for client in (everywhere, sign_in("enhetschef")):
        for path in paths:
            response = client.get(path, follow=True)
            assert response.status_code in (200, 403, 404), path
            assert SCRIPT not in response.text, path
    for path in ("/personal/laget/", "/personal/historik/verksamhet/teamet/"):
        response = sign_in("enhetschef").get(path)
        assert response.status_code == 200
        assert runs(response.text) == []


def test_what_an_editor_writes_is_told_back_as_words(everywhere):
    unit = Provider.objects.get()
    url = f"/admin/snippets/catalogue/provider/edit/{unit.pk}/"
    response = press(everywhere, url, {**fields(everywhere.get(url)), "name": f"Ny {SCRIPT}"})
    assert any(SCRIPT in said for said in errors(response))
    assert SCRIPT not in response.text
