"""Reading a page as a browser does."""

from bs4 import BeautifulSoup


def page(client, path, status=200, **data):
    """The parsed page at an address, with the status that it must have."""
    response = client.get(path, data)
    assert response.status_code == status, f"{path}: {response.status_code}"
    soup = BeautifulSoup(response.content, "html.parser")
    soup.response = response
    return soup


def text(element):
    """The words of an element as one line."""
    return " ".join(element.get_text(" ", strip=True).split())
