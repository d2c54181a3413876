"""The welcome speaks the reader's language, whatever the door spoke."""

import pytest
from django.test import Client

from members.models import User


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("language", "welcome"), [("en", "Welcome, "), ("id", "Selamat datang, ")])
def test_the_welcome_is_in_the_readers_language(language: str, welcome: str) -> None:
    other = {"en": "id", "id": "en"}[language]
    User.objects.filter(username="bendahara.mina").update(language=language)
    client = Client()
    client.post("/bahasa/", {"language": other, "next": "/akun/masuk/"})

    page = client.post(
        "/akun/masuk/",
        {"login": "bendahara.mina", "password": "padi-di-lumbung"},
        follow=True,
    ).content.decode()

    assert welcome in page
    assert f'<html lang="{language}">' in page
