"""The wall page: who is on duty now and who comes next, large enough to be read from the door."""

from dataclasses import dataclass
from datetime import datetime

from vaktplan.domain import clock
from vaktplan.export import words
from vaktplan.i18n import _, use

from .answers import Answer
from .shown import page as shown
from .source import Post, Wall

EVERY = 60  # seconds between refreshes


@dataclass(frozen=True)
class Row:
    """A post as it is shown."""

    what: str
    line: str
    when: str
    who: tuple[str, ...]


def page(wall: Wall, now: datetime, lang: str, *, still: bool = False) -> Answer:
    """The page at an instant; `still` keeps it from renewing itself."""
    use(lang)
    refresh = () if still else ((b"refresh", str(EVERY).encode()),)
    return shown(
        "wall.html.j2",
        lang,
        *refresh,
        unit=wall.unit,
        phone=wall.phone,
        dial="".join(c for c in wall.phone if c.isdigit() or c == "+"),
        on=[_row(p, now) for p in wall.now if not p.backup],
        backup=[_row(p, now) for p in wall.now if p.backup],
        soon=[_row(p, now, ahead=True) for p in wall.soon],
        at=words.hm(now),
        day=words.long_date(clock.day_of(now)),
        still=still,
        turn=f"?lang={lang}" + ("" if still else "&still=1"),
    )


def _row(post: Post, now: datetime, *, ahead: bool = False) -> Row:
    if ahead:
        when = _("{dag} kl. {fra}–{til}").format(
            dag=_day(post.start, now), fra=words.hm(post.start), til=words.hm(post.end)
        )
    elif clock.day_of(post.end) == clock.day_of(now):
        when = _("til kl. {til}").format(til=words.hm(post.end))
    else:
        when = _("til {dag} kl. {til}").format(dag=_day(post.end, now), til=words.hm(post.end))
    return Row(post.what, post.line, when, post.who)


def _day(instant: datetime, now: datetime) -> str:
    day, today = clock.day_of(instant), clock.day_of(now)
    if day == today:
        return _("i dag")
    return _("i morgen") if day == today + clock.DAY else words.long_date(day)
