"""A member of staff at the admin: opens real forms, fills them in, presses real buttons."""

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client

from catalogue.actions.seed_roles import seed_roles


def sign_in(username):
    """A browser in which one of the demonstration's users has signed in."""
    if not get_user_model().objects.filter(username=username).exists():
        seed_roles()
    client = Client(raise_request_exception=True)
    assert client.login(username=username, password="demo")
    return client


def user(username):
    """The account of one of the demonstration's users."""
    return get_user_model().objects.get(username=username)


def fields(response):
    """What a browser would send from the form on a page if nothing was changed."""
    soup = BeautifulSoup(response.content, "html.parser")
    forms = ("#w-editor-form", "#page-edit-form", "main form[method=post], main form[method=POST]")
    form = next((found for selector in forms if (found := soup.select_one(selector))), None)
    assert form is not None, response.content[:500]
    for template in form.find_all("template"):
        template.decompose()
    data = {}
    for element in form.select("input[name], textarea[name], select[name]"):
        _collect(element, data)
    return data


def _collect(element, data):
    name, kind = element["name"], element.get("type", "")
    if element.has_attr("disabled") or kind in ("submit", "button", "file"):
        return
    if kind in ("checkbox", "radio"):
        if element.has_attr("checked"):
            data.setdefault(name, []).append(element.get("value", "on"))
    elif element.name == "select":
        chosen = [option.get("value", "") for option in element.find_all("option") if option.has_attr("selected")]
        options = element.find_all("option")
        data[name] = chosen or (
            [options[0].get("value", "")] if options and not element.has_attr("multiple") else []
        )
    elif element.name == "textarea":
        data[name] = element.text.removeprefix("\n")
    else:
        data[name] = element.get("value", "")


def row(data, formset, **values):
    """Add a row to an inline list, as its button does."""
    number = int(data[f"{formset}-TOTAL_FORMS"])
    data[f"{formset}-TOTAL_FORMS"] = str(number + 1)
    data.update({f"{formset}-{number}-{name}": value for name, value in values.items()})
    data.update({f"{formset}-{number}-id": "", f"{formset}-{number}-ORDER": str(number + 1)})
    return data


def press(client, url, data, button="action-publish"):
    """Send the form with one of its buttons and follow where it leads."""
    return client.post(url, {**data, button: "1"} if button else data, follow=True)


def words_of(response):
    """All words on a page, in one line."""
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def errors(response):
    """What the page says is wrong."""
    soup = BeautifulSoup(response.content, "html.parser")
    return [" ".join(found.get_text(" ").split()) for found in soup.select(".error-message, .messages li")]
