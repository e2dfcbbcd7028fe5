"""``new_site``: what it asks, and what it refuses."""

import pytest
from django.core.management import CommandError, call_command

from catalogue.models import Area, Need
from pages.models import CatalogueSettings
from tests.small_municipality import ANSWERS, INTAKE, NAME, SWITCHBOARD, new_site

pytestmark = pytest.mark.django_db


WRONG = [
    ({"municipality": " "}, "--municipality: Svaret behövs."),
    ({"municipality": "§§"}, "--municipality: Namnet behöver minst en bokstav."),
    ({"intake_phone": "mottagningen"}, "--intake-phone: ”mottagningen” är inget telefonnummer."),
    ({"switchboard": "08-1" * 9}, "--switchboard: ”08-108-1"),
    ({"switchboard": "<script>"}, "--switchboard: ”<script>” är inget telefonnummer."),
    ({"accent": "blå"}, "--accent: ”blå” är ingen färg."),
    ({"accent": "#ffcf57"}, "kontrasten mot lugna ytor är 1,23:1, och minst 4,5:1 krävs."),
    ({"accent": "#717171"}, "kontrasten mot lugna ytor är 4,11:1"),
]


@pytest.mark.parametrize(("answers", "said"), WRONG)
def test_a_wrong_answer_is_refused_before_anything_is_made(answers, said):
    with pytest.raises(CommandError) as refused:
        new_site(**answers)
    assert said in str(refused.value)
    assert "Ingenting är ändrat." in str(refused.value)
    assert not Need.objects.exists()
    assert not Area.objects.exists()


def test_a_demonstration_is_not_made_into_a_municipality(settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="DEMO=1"):
        new_site()


def test_what_was_not_given_is_asked_for_and_asked_again_when_it_is_wrong(monkeypatch, capsys):
    answers = iter(["", NAME, "", INTAKE, "fel", SWITCHBOARD, "", "", ""])
    asked = []
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or next(answers))
    call_command("new_site")
    assert asked[0] == asked[1] == "Vad heter kommunen? Till exempel Växjö "
    assert asked[2] == "Vad heter mottagningen, där man frågar och ansöker? [Socialtjänstens mottagning] "
    assert "--switchboard: ”fel” är inget telefonnummer." in capsys.readouterr().err
    area = Area.objects.get()
    assert (area.intake.name, area.out_of_hours) == ("Socialtjänstens mottagning", None)
    assert CatalogueSettings.objects.get().accent == ""


def test_answers_that_end_too_early_change_nothing(monkeypatch):
    def ended(question):
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    with pytest.raises(CommandError, match="--switchboard: svaret saknas"):
        call_command(
            "new_site", "--municipality", NAME, "--intake", "M", "--intake-phone", ANSWERS["--intake-phone"]
        )
    assert not Area.objects.exists()
