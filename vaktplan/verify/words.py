"""How a breach speaks of shifts, dates, time and numbers to a coordinator."""

from collections.abc import Iterable
from datetime import date, timedelta

from vaktplan.domain import clock
from vaktplan.domain.days import Feast
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import N_, _, language

WEEKDAYS = (
    N_("mandag"),
    N_("tirsdag"),
    N_("onsdag"),
    N_("torsdag"),
    N_("fredag"),
    N_("lørdag"),
    N_("søndag"),
)
MONTHS = (
    N_("jan."),
    N_("feb."),
    N_("mars"),
    N_("april"),
    N_("mai"),
    N_("juni"),
    N_("juli"),
    N_("aug."),
    N_("sep."),
    N_("okt."),
    N_("nov."),
    N_("des."),
)
MONTH_NAMES = (
    N_("januar"),
    N_("februar"),
    N_("mars"),
    N_("april"),
    N_("mai"),
    N_("juni"),
    N_("juli"),
    N_("august"),
    N_("september"),
    N_("oktober"),
    N_("november"),
    N_("desember"),
)
FEASTS = {
    Feast.JUL: N_("jul"),
    Feast.NYTTAAR: N_("nyttår"),
    Feast.PAASKE: N_("påske"),
    Feast.MAI1: N_("1. mai"),
    Feast.MAI17: N_("17. mai"),
    Feast.HIMMELFART: N_("Kristi himmelfart"),
    Feast.PINSE: N_("pinse"),
}


def day(of: date) -> str:
    """A date of the plan: "lørdag 2. jan."."""
    return _("{ukedag} {dag}. {måned}").format(
        ukedag=_(WEEKDAYS[of.weekday()]), dag=of.day, måned=_(MONTHS[of.month - 1])
    )


def month(of: date) -> str:
    """The month of a date: "desember 2026"."""
    return f"{_(MONTH_NAMES[of.month - 1])} {of.year}"


def label(shift: Shift) -> str:
    """A shift: "kveld lørdag 2. jan.", or "natt til søndag 3. jan." when most of it is on the next date."""
    name = shift.type.name
    if name[1:2].islower() and not shift.type.house:  # a ward's name is a name
        name = name[:1].lower() + name[1:]
    on = _named_by(shift)
    if on > shift.date:
        return _("{vakt} til {dag}").format(vakt=name, dag=day(on))
    return _("{vakt} {dag}").format(vakt=name, dag=day(shift.date))


def _named_by(shift: Shift) -> date:
    """The date that most of a shift lies on."""
    half = timedelta(minutes=clock.minutes(shift.start, shift.end) / 2)
    return clock.day_of(shift.start + half)


def clocked(shift: Shift) -> str:
    """A shift with its hours on the Oslo clock, and the weekday of the first when it is not the one named."""
    begins, ends = (f"{clock.oslo(t):%H.%M}" for t in (shift.start, shift.end))
    if _named_by(shift) > shift.date:
        return _("{vakt} ({ukedag} kl. {fra}–{til})").format(
            vakt=label(shift), ukedag=_(WEEKDAYS[shift.date.weekday()]), fra=begins, til=ends
        )
    return _("{vakt} kl. {fra}–{til}").format(vakt=label(shift), fra=begins, til=ends)


def span(minutes: int) -> str:
    """Minutes as hours and minutes: "6 t 30 min"."""
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return _("{t} t {min} min").format(t=hours, min=rest)
    return _("{t} t").format(t=hours) if hours else _("{min} min").format(min=rest)


def dates(first: date, last: date | None) -> str:
    """From when to when, with years; open when there is no last date."""
    if last is None:
        return _("fra {fra}").format(fra=f"{first:%d.%m.%Y}")
    return f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"


def feast(of: Feast) -> str:
    """The name of a feast."""
    return _(FEASTS[of])


def plural(count: int, one: str, many: str) -> str:
    """A count with its word: one text for 1, another, with {n}, for the rest."""
    return one if count == 1 else many.format(n=count)


def sentence(text: str) -> str:
    """A text with its full stop: one, also after a shortened month."""
    return text if text.endswith(".") else f"{text}."


def listed(texts: Iterable[str]) -> str:
    """Texts in a row: "a, b og c"."""
    *head, tail = texts
    return _("{flere} og {siste}").format(flere=", ".join(head), siste=tail) if head else tail


def number(value: float, decimals: int = 2) -> str:
    """A number as people write it: decimal comma in Norwegian, no idle zeros."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    return text if language() == "en" else text.replace(".", ",")
