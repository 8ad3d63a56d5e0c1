"""The plan as one page that needs nothing else: no script, no request, no font from afar."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from vaktplan.domain import clock, days
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import language
from vaktplan.rulebook.rules import MEASURES

from . import carry, changes, chart, formula, legend, opened, personal, rulelines, wishlines, words
from .breachwords import kind, rule_text, summary
from .columns import Column, pieces
from .files import safe_names, write_atomically
from .pages import pages
from .report import Audience, PlanReport
from .seen import Day
from .sessions import Sessions
from .view import View
from .whylines import ways_head
from .whymelines import instead_head, why_mine

MOST_COLUMNS = 11  # of a table of days × shifts


def write_page(report: PlanReport, path: Path, *, audience: Audience | str = Audience.COORDINATOR) -> None:
    """Write the page of a plan."""
    write_atomically(path, page(report, audience=audience).encode("utf-8"))


def page(report: PlanReport, *, audience: Audience | str = Audience.COORDINATOR) -> str:
    """The page of a plan; the one for the wall has no accounts, breaches or fair shares."""
    view = View(report, Audience(audience))
    return _environment().get_template("page.html.j2").render(_facts(view))


@lru_cache
def _environment() -> Environment:
    environment = pages(words=words, formula=formula, days=days, iso=_iso)
    environment.globals.update(
        {
            "day_classes": _day_classes,
            "group_title": _group_title,
            "personal": personal,
            "legend": legend,
            "charts": chart,
            "kind": kind,
            "rule_text": rule_text,
            "fill": _fill,
            "carried": carry.in_words,
            "duties_done": carry.duties_done,
            "wishes_of": wishlines.lines,
            "ways_head": ways_head,
            "instead_head": instead_head,
        }
    )
    return environment


def _facts(view: View) -> Mapping[str, Any]:
    report = view.report
    return {
        "lang": language(),
        "view": view,
        "report": report,
        "title": words.plan_title(report.instance),
        "status": words.status(report.status, report.gap),
        "summary": summary(view),
        "measures": MEASURES,
        "anchors": {i: f"lege-{n}" for i, n in safe_names([d.id for d in view.instance.doctors]).items()},
        "rules_intro": rulelines.intro(),
        "rules": rulelines.rule_lines(report),
        "norms": rulelines.norm_lines(report),
        "changes": changes.lines(view),
        "changes_intro": changes.intro(view),
        "carry": carry.lines(view),
        "carry_title": carry.title(),
        "carry_columns": carry.COLUMNS,
        "column_groups": pieces(view.columns, MOST_COLUMNS) or (() if view.sessions else ((),)),
        "sessions": Sessions(view),
        "opened_anchors": {shift: f"udekket-{n}" for n, shift in enumerate(view.said, start=1)},
        "opened": opened,
        "why_mine": [] if view.for_wall else [why_mine(view.instance, w) for w in report.why_me],
        "holidays": [(d, d.name) for d in view.days if d.name],
    }


def _iso(shift: Shift, end: bool = False) -> str:
    return clock.oslo(shift.end if end else shift.start).isoformat()


def _day_classes(day: Day) -> str:
    return "red" if day.red else "sat" if day.saturday else "eve" if day.eve else ""


def _fill(view: View, shift: Shift) -> str:
    """The looks of a shift in the month grid; its letter says the same."""
    if shift.on_demand:
        return "back"
    if view.is_session(shift.type):
        return "session"
    if not shift.on_site:
        return "home"
    return "night" if view.report.book.is_night(shift) else "site"


def _group_title(columns: Sequence[Column]) -> str:
    """The service lines of a table of days × shifts."""
    return ", ".join(dict.fromkeys(c.title for c in columns))
