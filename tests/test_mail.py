"""How mail leaves the server, from one variable."""

import pytest

from config.mail import mail_settings


def test_without_an_address_no_mail_is_sent():
    assert mail_settings("") == {
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "SENDS_MAIL": False,
    }


def test_a_mail_server_with_name_password_and_encryption():
    found = mail_settings("smtp://post%40kommun:p%3Aord@mail.kommun.example:587?tls=1")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_USER"]) == (
        *("mail.kommun.example", 587),
        "post@kommun",
    )
    assert (found["EMAIL_HOST_PASSWORD"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == ("p:ord", True, False)
    assert mail_settings("smtps://mail.example")["EMAIL_PORT"] == 465
    assert mail_settings("file:///var/mail")["EMAIL_FILE_PATH"] == "/var/mail"


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp"])
def test_an_address_of_another_kind_is_refused_at_start(url):
    with pytest.raises(ValueError, match="EMAIL_URL"):
        mail_settings(url)
