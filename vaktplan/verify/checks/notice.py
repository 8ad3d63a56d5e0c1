"""notice: the plan is discussed and published in time."""

from collections.abc import Iterator
from datetime import date, timedelta

from vaktplan.i18n import N_, _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Notice
from vaktplan.verify.view import View
from vaktplan.verify.words import plural

TEXTS = {
    "discussed": N_(
        "Vaktplanen drøftes {dato}, {sent} for sent: det skal skje senest {frist}, {dager} før perioden."
    ),
    "published": N_(
        "Vaktplanen publiseres {dato}, {sent} for sent: det skal skje senest {frist}, {dager} før perioden."
    ),
}


def check(view: View, rule: Notice) -> Iterator[Breach]:
    """The days by which the discussion and the publication come too late, whatever the roster."""
    first = view.instance.period.first
    for part, done, ahead in (
        ("discussed", view.instance.discussed, rule.discussed_days),
        ("published", view.instance.published, rule.published_days),
    ):
        days = view.frame.whole(ahead, first)
        due = first - timedelta(days=days)
        if done is not None and done > due:
            yield view.breach(rule, part, None, [], (done - due).days, _text, part, done, due, days)


def _text(part: str, done: date, due: date, days: int) -> str:
    return _(TEXTS[part]).format(
        dato=f"{done:%d.%m.%Y}",
        frist=f"{due:%d.%m.%Y}",
        sent=_days((done - due).days),
        dager=_days(days),
    )


def _days(count: int) -> str:
    return plural(count, _("1 dag"), _("{n} dager"))
