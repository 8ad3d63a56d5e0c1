"""The words, dates and numbers that every export prints, in the language in use."""

import unicodedata
from datetime import date, datetime, time
from math import ceil

from vaktplan.domain import clock, days
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Scope
from vaktplan.domain.shifts import LineKind, Shift
from vaktplan.i18n import N_, _, language
from vaktplan.rulebook.norms import Value
from vaktplan.rulebook.rules import RULE_BY_ID, Level, Tier

_WEEKDAYS = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT = {
    "nb": ("ma", "ti", "on", "to", "fr", "lø", "sø"),
    "en": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
}
_MONTHS = {
    "nb": (
        *("januar", "februar", "mars", "april", "mai", "juni"),
        *("juli", "august", "september", "oktober", "november", "desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
STATUSES = {
    "proven": N_("bevist best"),
    "feasible": N_("ikke bevist best"),
    "impossible": N_("umulig"),
    "out-of-time": N_("tiden gikk ut"),
    "given": N_("lest fra fil og kontrollert; ikke lett etter en bedre"),
}
LEVELS = {Level.HARD: N_("krav"), Level.SOFT: N_("pris")}
TIERS = {
    Tier.COVER: N_("bemanning"),
    Tier.LAW: N_("hensyn i lov og avtale"),
    Tier.STABILITY: N_("ro i planen"),
    Tier.PEOPLE: N_("fordeling og ønsker"),
}
MEASURES = {
    "load": N_("Belastning"),
    "nights": N_("Netter"),
    "weekends": N_("Helgevakter"),
    "feasts": N_("Høytidsvakter"),
    "bakvakt": N_("Bakvakter"),
}
PARTS = {
    "open_place": N_("udekket plass"),
    "open_session": N_("udekket økt"),
    "too_many": N_("for mange"),
    "missing": N_("mangler bakvakt"),
    "same_person": N_("egen bakvakt"),
    "unneeded": N_("unødig bakvakt"),
    "after": N_("fri etter natt"),
    "practice_lost": N_("tapt praksisdag"),
    "practice_before": N_("praksis før natt"),
    "same_feast": N_("samme høytid som i fjor"),
    "jul_and_nyttaar": N_("både jul og nyttår"),
    "must_off": N_("må ha fri"),
    "rather_off": N_("vil helst ha fri"),
    "like": N_("vil gjerne"),
    "practice": N_("i egen praksis"),
    "aml": N_("grensen i arbeidsmiljøloven"),
    "sfs": N_("leger under SFS 2305"),
    "too_few": N_("for få"),
    "spread": N_("for tett"),
    "together": N_("flere som trenger bakvakt, sammen"),
    "apart": N_("aldri sammen"),
    "back_to_back": N_("aldri rett etter hverandre"),
    "always_with": N_("alltid med"),
    "unfamiliar": N_("annen lege enn avdelingens"),
    "changes": N_("bytte av lege på en avdeling"),
    "house": N_("på hvert hus"),
    "service": N_("i hele tjenesten"),
    "locum": N_("vikar"),
    "overtime": N_("utover stillingen"),
    "discussed": N_("drøftet for sent"),
    "published": N_("publisert for sent"),
}
PARTS_OF = {  # where a rule means something of its own by a part
    ("trainee-progress", "too_many"): N_("flere vakter enn andre"),
    ("trainee-progress", "too_few"): N_("færre vakter enn andre"),
    ("run-length", "too_many"): N_("for mange på rad"),
    ("run-length", "too_few"): N_("for få på rad"),
    ("rest-run", "too_many"): N_("for mange på rad"),
    ("rest-run", "too_few"): N_("for få på rad"),
    ("supervision", "lacking"): N_("for lite"),
    ("supervision", "surplus"): N_("mer enn avtalt"),
    ("minutes", "too_many"): N_("for mye"),
    ("minutes", "too_few"): N_("for lite"),
}
LINE_KINDS = {
    LineKind.LEGEVAKT: N_("legevakt"),
    LineKind.TILKALLING: N_("tilkalling"),
    LineKind.BAKVAKT: N_("bakvakt"),
    LineKind.OEHD: N_("ØHD"),
    LineKind.SYKEHJEM: N_("sykehjem"),
    LineKind.HELSESTASJON: N_("helsestasjon"),
    LineKind.BEREDSKAP: N_("beredskap"),
    LineKind.VEILEDNING: N_("veiledning"),
}
SCOPES = {
    Scope.ALL: N_("all vakt utenom åpningstid"),
    Scope.NIGHT: N_("natt"),
    Scope.WEEKEND: N_("helg"),
    Scope.FEAST: N_("høytid"),
    Scope.BAKVAKT: N_("bakvakt"),
}
NAMES = {  # grounds and courses by which competence is judged
    "specialist": N_("spesialist"),
    "specialist-allmennmedisin": N_("spesialist i allmennmedisin"),
    "specialising": N_("under spesialisering (del 2 eller 3)"),
    "approved-gp": N_("godkjent allmennlege"),
    "approved-gp-experienced": N_("godkjent allmennlege med vakterfaring"),
    "service-30-months-experienced": N_("30 måneder tjeneste og vakterfaring"),
    "lis1-done": N_("fullført LIS1"),
    "turnus-done": N_("fullført turnus"),
    "transition-2017": N_("overgangsordningen fra 2017"),
    "course-acute": N_("kurs i akuttmedisin"),
    "course-violence": N_("kurs i volds- og overgrepshåndtering"),
}
HOLIDAYS = (  # red days and eves, as days.day_name says them
    N_("1. nyttårsdag"),
    N_("skjærtorsdag"),
    N_("langfredag"),
    N_("påskeaften"),
    N_("1. påskedag"),
    N_("2. påskedag"),
    N_("1. mai"),
    N_("17. mai"),
    N_("Kristi himmelfartsdag"),
    N_("pinseaften"),
    N_("1. pinsedag"),
    N_("2. pinsedag"),
    N_("julaften"),
    N_("1. juledag"),
    N_("2. juledag"),
    N_("nyttårsaften"),
)


def weekday(day: date) -> str:
    """The full name of a date's weekday."""
    return _WEEKDAYS[language()][day.weekday()]


def weekday_short(day: date) -> str:
    """The weekday in two letters."""
    return _SHORT[language()][day.weekday()]


def month(day: date) -> str:
    """The month in words, with its year."""
    return f"{_MONTHS[language()][day.month - 1]} {day.year}"


def day_month(day: date) -> str:
    """A date in words without its year: "24. desember"."""
    name = _MONTHS[language()][day.month - 1]
    return f"{day.day}. {name}" if language() == "nb" else f"{day.day} {name}"


def holiday(day: date) -> str:
    """The names of the holiday or eve that a date is, or an empty text."""
    names = days.day_name(day).split(", ")
    return ", ".join(_(name) if name in HOLIDAYS else name for name in names)


def long_date(day: date) -> str:
    """A date in words with its weekday: "torsdag 24. desember 2026"."""
    return f"{weekday(day)} {day_month(day)} {day.year}"


def short_date(day: date) -> str:
    """A date in figures, day first."""
    return f"{day:%d.%m.%Y}"


def hm(value: time | datetime) -> str:
    """A clock time; an instant is read on the Oslo clock."""
    local = clock.oslo(value) if isinstance(value, datetime) else value
    return f"{local:%H:%M}"


def window(shift: Shift) -> str:
    """The clock times of a shift, as short as they can be said: "08–15:30"."""
    return window_of(clock.oslo(shift.start).time(), clock.oslo(shift.end).time())


def window_of(start: time, end: time) -> str:
    """Two clock times, without the minutes of whole hours."""
    return "–".join(f"{t:%H}" if t.minute == 0 else f"{t:%H:%M}" for t in (start, end))


def moment(instant: datetime) -> str:
    """An instant in words on the Oslo clock."""
    return _("{dato} kl. {tid}").format(dato=long_date(clock.day_of(instant)), tid=hm(instant))


def period_name(first: date, last: date) -> str:
    """The name of a period: its month when it is one, else its dates."""
    if (
        first.day == 1
        and (last + clock.DAY).day == 1
        and (first.year, first.month) == (last.year, last.month)
    ):
        return month(first)
    begins = day_month(first) if first.year == last.year else f"{day_month(first)} {first.year}"
    return f"{begins} – {day_month(last)} {last.year}"


def number(value: float, digits: int = 1, *, trim: bool = False) -> str:
    """A number with the decimal mark of the language; `trim` drops decimals that say nothing."""
    text = f"{float(value):.{digits}f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.removeprefix("-") if float(text) == 0 else text
    if language() == "nb":
        text = text.replace(".", ",")
    return text.replace("-", "−")


def percent(part: float) -> str:
    """A gap as per cent, rounded up so that "at most" stays true; below one per cent with two decimals."""
    digits = 2 if 0 < part < 0.01 else 1
    rounded = ceil(part * 100 * 10**digits - 1e-6) / 10**digits
    return f"{number(rounded, digits)} %"


def clean(text: str, *, lines: bool = False) -> str:
    """The text without control, direction and surrogate characters; line breaks stay only when asked."""
    if text.isprintable():  # nothing of that is in it: nearly always
        return text
    kept: list[str] = []
    for c in text:
        if c.isspace():
            kept.append(c if c == "\n" and lines else " ")
        elif not unicodedata.category(c).startswith("C"):
            kept.append(c)
    return "".join(kept)


def status(name: str, gap: float) -> str:
    """What the solver can say of the plan, with the gap when it is not proven best."""
    text = _(STATUSES[name]) if name in STATUSES else name
    if name in ("feasible", "out-of-time"):
        return _("{status} (avstand til beste {gap})").format(status=text, gap=percent(gap))
    return text


def rule_title(rule: str) -> str:
    """The title of a rule."""
    return _(RULE_BY_ID[rule].title) if rule in RULE_BY_ID else rule


def part_title(part: str, rule: str = "") -> str:
    """The name of a part of a rule; nothing for a rule of one part."""
    if part in MEASURES:
        return _(MEASURES[part]).lower()
    said = PARTS_OF.get((rule, part)) or PARTS.get(part, "")
    return _(said) if said else ""


def tier_name(name: str) -> str:
    """The name of a tier, as it stands in TIERS or in a solver's answer."""
    return next((_(text) for tier, text in TIERS.items() if tier.value == name), name)


def norm_value(value: Value) -> str:
    """The value of a norm or a parameter."""
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, tuple):
        return ", ".join(_(NAMES[name]) if name in NAMES else name for name in value)
    if isinstance(value, str):
        return _(NAMES[value]) if value in NAMES else value
    return number(value, 2, trim=True)


def where(instance: Instance) -> str:
    """The municipality and the unit, or the unit alone when its name begins with the municipality's."""
    municipality, unit = clean(instance.municipality), clean(instance.unit)
    name = municipality.casefold().removesuffix(" kommune")
    return unit if f"{unit.casefold()} ".startswith(f"{name} ") else f"{municipality}, {unit}"


def plan_title(instance: Instance) -> str:
    """What the plan is called in every title."""
    return _("Vaktplan {periode} – {sted}").format(
        periode=period_name(instance.period.first, instance.period.last), sted=where(instance)
    )


def place(on_site: bool) -> str:
    """Where a duty is spent."""
    return _("tilstede") if on_site else _("hjemme")
