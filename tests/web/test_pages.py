"""The pages: what they say, in both languages, and nothing from elsewhere."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.kit import BASE, FAMILY, NOW, OWN, WALL, WHOLE, server, wall
from vaktplan.web import wallpage
from vaktplan.web.source import Post

PAGES = [f"/abonner/{OWN}", f"/abonner/{WHOLE}", f"/abonner/{FAMILY}", f"/tavle/{WALL}"]


def text(path: str, query: str = "") -> str:
    """A page as it is sent."""
    answer = server().ask(path, query=query)
    assert answer.status == 200
    return answer.body.decode()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_from_elsewhere_and_nothing_kept(path: str) -> None:
    answer = server().ask(path)
    page = answer.body.decode()
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not re.search(r"<(script|img|link|iframe|form)\b|\ssrc=|\sstyle=|@import|url\(", page)


def test_the_guide_has_both_forms_of_the_address() -> None:
    page = text(f"/abonner/{OWN}")
    assert f'href="webcal://{BASE.removeprefix("https://")}/kalender/{OWN}.ics"' in page
    assert f">{BASE}/kalender/{OWN}.ics<" in page
    assert "Vaktene til Kari Nordvik i kalenderen" in page
    assert 'lang="nb"' in page
    for client in ("iPhone", "Google", "Outlook"):
        assert f"{client}" in page
    assert "8–24 timer" in page


def test_the_guide_of_each_kind() -> None:
    assert "Hele vaktplanen i kalenderen" in text(f"/abonner/{WHOLE}")
    assert "uten navn på andre" in text(f"/abonner/{FAMILY}")


@pytest.mark.parametrize("path", PAGES)
def test_in_english_too(path: str) -> None:
    assert '<html lang="en">' in text(path, "lang=en")
    assert '<html lang="nb">' in text(path, "lang=xx")


def test_the_wall_says_who_until_when_and_whom_to_call() -> None:
    page = text(f"/tavle/{WALL}")
    assert "Kari Nordvik" in page and "til kl. 22:30" in page
    assert "Ola Sund" in page and "til i morgen kl. 08:30" in page
    assert 'href="tel:33000000"' in page
    assert "UDEKKET" in page
    assert "Eva Lie" in page and "i dag kl. 22:30–08:30" in page


def test_the_wall_renews_itself_until_held() -> None:
    of = server()
    assert of.ask(f"/tavle/{WALL}").headers["refresh"] == "60"
    still = of.ask(f"/tavle/{WALL}", query="still=1")
    assert "refresh" not in still.headers
    assert "Siden står stille." in still.body.decode()


def test_what_people_wrote_is_text() -> None:
    hostile = '<script>alert(1)</script>"&'
    post = Post(hostile, hostile, NOW - timedelta(hours=1), NOW + timedelta(hours=1), (hostile,))
    page = wallpage.page(
        replace(wall(NOW), unit=hostile, phone=hostile, now=(post,)), NOW, "nb"
    ).body.decode()
    assert "<script" not in page
    assert 'href="tel:1"' in page
