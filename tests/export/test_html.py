"""The page: structure for those who do not see it, and for those who read it on a phone."""

import re

import pytest

from tests.export import parse, sample
from vaktplan.export import html


@pytest.fixture(scope="module")
def text() -> str:
    return html.page(sample.report())


def test_every_table_has_a_caption_and_scoped_headings(text: str) -> None:
    tables = re.findall(r"<table.*?</table>", text, re.DOTALL)
    assert len(tables) > 10
    assert [t[:80] for t in tables if "<caption>" not in t] == []
    assert [h for h in re.findall(r"<th\b[^>]*>", text) if "scope=" not in h] == []


def test_language_and_one_main_heading(text: str) -> None:
    tags = parse.page(text).tags
    assert ("html", {"lang": "nb"}) in tags
    assert sum(t == "h1" for t, _a in tags) == 1
    assert any(t == "main" for t, _a in tags)


def test_every_link_within_the_page_leads_somewhere(text: str) -> None:
    tags = parse.page(text).tags
    ids = [a["id"] for _t, a in tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {(a["href"] or "")[1:] for t, a in tags if t == "a"} <= set(ids)


def test_status_gap_and_draft_in_words(text: str) -> None:
    assert "ikke bevist best (avstand til beste 3,2 %)" in text
    assert "UTKAST" in text
    published = html.page(sample.report(state="published", status="proven", gap=0.0))
    assert "bevist best" in published
    assert "UTKAST" not in published and "PUBLISERT" in published


def test_same_text_every_time(text: str) -> None:
    assert text == html.page(sample.report())


def luminance(color: str) -> float:
    """Relative luminance by WCAG 2.1."""
    full = color if len(color) == 7 else "#" + "".join(c * 2 for c in color[1:])
    channels = [int(full[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_colour_stands_out_on_every_ground(text: str) -> None:
    named = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", text))
    grounds = [
        "#ffffff",
        *(named[n] for n in ("head", "redday", "sat", "eve", "night", "site", "home", "back")),
    ]
    for ink in ("ink", "soft", "red", "link"):
        for ground in grounds:
            light, dark = sorted((luminance(named[ink]), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
