"""One cell as the reader sees it, and what a date, a clock time, a number or a word in it means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from vaktplan.i18n import _
from vaktplan.text import LONGEST, did_you_mean, either, has_refused, key, shown

from .words import ALSO, ALSO_WEEKDAYS, MONTHS, WEEKDAYS

T = TypeVar("T")
FIRST_YEAR, LAST_YEAR = 1901, 2199
LONGEST_LIST = 2000


class Form(StrEnum):
    """What the file says that a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    BOOL = "bool"
    ERROR = "error"
    FORMULA = "formula"
    DATE = "date"
    CLOCK = "clock"
    SPAN = "span"


@dataclass(frozen=True)
class Cell:
    """A cell that holds something: its form and its value in JSON's own types."""

    form: Form
    value: str | float | bool


class Bad(ValueError):
    """A cell that does not mean what its column asks for."""

    def __init__(self, what: str, hint: str, code: str) -> None:
        super().__init__(what)
        self.what, self.hint, self.code = what, hint, code


def is_blank(cell: Cell | None) -> bool:
    """Whether a cell holds nothing, or only spaces."""
    return cell is None or (cell.form is Form.TEXT and not str(cell.value).strip())


def _never(cell: Cell) -> None:
    """Refuse what no column accepts."""
    if cell.form is Form.FORMULA:
        raise Bad(
            _("cellen inneholder en formel"),
            _("Skriv selve verdien: kopier cellen og lim inn som verdi."),
            "formula",
        )
    if cell.form is Form.ERROR:
        raise Bad(
            _("cellen inneholder feilverdien {verdi}").format(verdi=shown(cell.value)),
            _("Rett opp cellen, eller skriv verdien for hånd."),
            "error-value",
        )


def _wrong(cell: Cell, wanted: str, hint: str, code: str = "wrong-type") -> Bad:
    value = shown(cell.value)
    if cell.form is Form.BOOL:
        value = _("SANN") if cell.value else _("USANN")
    elif cell.form is Form.DATE:
        at = datetime.fromisoformat(str(cell.value))
        value = f"{at:%d.%m.%Y}" if at.time() == time(0) else f"{at:%d.%m.%Y %H:%M}"
    what = _("«{verdi}» er ikke {ønsket}").format(verdi=value, ønsket=wanted)
    return Bad(what, hint, code)


def read_text(cell: Cell, longest: int = LONGEST) -> str:
    """A text; a whole number is taken as its digits."""
    _never(cell)
    if cell.form is Form.NUMBER and float(cell.value) == int(float(cell.value)):
        return str(int(float(cell.value)))
    if cell.form is not Form.TEXT:
        raise _wrong(cell, _("en tekst"), _("Skriv teksten, og formater cellen som tekst."))
    text = str(cell.value).strip()
    if has_refused(text):
        raise Bad(
            _("teksten «{verdi}» har usynlige tegn").format(verdi=shown(text)),
            _("Slett cellen og skriv teksten på nytt, på én linje."),
            "control-character",
        )
    if len(text) > longest:
        raise Bad(
            _("teksten er {antall} tegn lang").format(antall=len(text)),
            _("Skriv høyst {antall} tegn.").format(antall=longest),
            "too-long",
        )
    return text


def read_id(cell: Cell) -> str:
    """A key that others refer to."""
    text = read_text(cell)
    if any(c in text for c in ",;"):
        raise Bad(
            _("«{verdi}» har komma eller semikolon").format(verdi=shown(text)),
            _("Bruk bare bokstaver, tall og bindestrek i en id."),
            "bad-id",
        )
    return text


def split_list(text: str, separators: str = ",;") -> tuple[str, ...]:
    """The parts of a list in one cell."""
    return tuple(p.strip() for p in re.split(f"[{separators}]", text) if p.strip())


def read_word(cell: Cell, words: Mapping[str, T]) -> T:
    """One of some words."""
    if cell.form is Form.BOOL and set(words) == {"ja", "nei"}:
        return words["ja" if cell.value else "nei"]
    return find_word(read_text(cell), words)


def find_word(text: str, words: Mapping[str, T]) -> T:
    """What a word means, however it is spaced and cased."""
    wanted = key(text)
    if words is WEEKDAYS:
        wanted = ALSO_WEEKDAYS.get(wanted, wanted)
    by_key = {key(w): meaning for w, meaning in words.items()}
    if wanted not in by_key:
        wanted = ALSO.get(wanted, wanted)
    if wanted in by_key:
        return by_key[wanted]
    hint = _("Skriv {ord}.").format(ord=either([f"«{w}»" for w in words]))
    raise Bad(
        _("«{verdi}» er ikke et av ordene som gjelder her").format(verdi=shown(text)),
        f"{did_you_mean(text, words)} {hint}".strip(),
        "unknown-word",
    )


def read_words(cell: Cell, words: Mapping[str, T]) -> tuple[T, ...]:
    """Several of some words."""
    return tuple(find_word(part, words) for part in split_list(read_text(cell, LONGEST_LIST)))


def read_number(cell: Cell) -> float:
    """A number, with a comma or a point before the decimals."""
    _never(cell)
    if cell.form in (Form.NUMBER, Form.PERCENT):
        return float(cell.value)
    hint = _("Skriv et tall, for eksempel 0,5.")
    if cell.form is not Form.TEXT:
        raise _wrong(cell, _("et tall"), hint)
    text = re.sub(r"\s", "", str(cell.value)).replace("−", "-")
    if not re.fullmatch(r"[+-]?\d{1,9}([.,]\d{1,17})?", text, re.ASCII):
        raise _wrong(cell, _("et tall"), hint)
    return float(text.replace(",", "."))


def read_whole(cell: Cell) -> int:
    """A whole number."""
    number = read_number(cell)
    if cell.form is Form.PERCENT or number != int(number):
        raise _wrong(cell, _("et helt tall"), _("Skriv et helt tall, uten desimaler."))
    return int(number)


def read_hours(cell: Cell) -> int:
    """Hours, as the nearest whole minutes; also from a cell that counts hours and minutes."""
    if cell.form in (Form.SPAN, Form.CLOCK):
        return round(float(cell.value) / 60)
    if cell.form is Form.PERCENT:
        raise _wrong(cell, _("et antall timer"), _("Skriv timene som et tall, for eksempel 112,5."))
    return round(read_number(cell) * 60)


def read_ordinals(cell: Cell) -> tuple[int, ...]:
    """Which ones of a month: "1,3", also when the program has taken that for a decimal number."""
    text = str(cell.value) if cell.form is Form.NUMBER else read_text(cell)
    parts = split_list(text.removesuffix(".0").replace(".", ","))
    numbers = tuple(dict.fromkeys(int(p) for p in parts if re.fullmatch(r"[1-5]", p, re.ASCII)))
    if not parts or len(numbers) != len(parts):
        hint = _("Skriv tall fra 1 til 5 med komma mellom, for eksempel «1,3».")
        raise Bad(
            _("«{verdi}» er ikke en eller flere av 1 til 5").format(verdi=shown(text)), hint, "out-of-range"
        )
    return numbers


def read_part(cell: Cell, whole: float) -> float:
    """A part of `whole` (1 or 100), also written "50 %"."""
    if cell.form is Form.PERCENT:
        return round(float(cell.value) * whole, 10)
    if cell.form is Form.TEXT and str(cell.value).strip().endswith("%"):
        bare = Cell(Form.TEXT, str(cell.value).strip().removesuffix("%"))
        return round(read_number(bare) * whole / 100, 10)
    return read_number(cell)


def _date_hint() -> str:
    return _("Skriv datoen som 24.12.2026, eller formater cellen som dato.")


def read_date(cell: Cell) -> date:
    """A date: a real one, or "24.12.2026", "24. desember 2026" or "2026-12-24"."""
    _never(cell)
    if cell.form is Form.TEXT:
        day = _text_date(cell)
    elif cell.form is Form.DATE:
        instant = datetime.fromisoformat(str(cell.value))
        if instant.time() != time(0) and instant.year >= FIRST_YEAR:
            raise _wrong(cell, _("en dato uten klokkeslett"), _date_hint())
        day = instant.date()
    elif cell.form in (Form.NUMBER, Form.PERCENT):
        raise _wrong(cell, _("en dato; det er et rått tall"), _date_hint(), "raw-serial")
    else:
        raise _wrong(cell, _("en dato"), _date_hint())
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        what = _("datoen ligger i år {år}").format(år=day.year)
        raise Bad(what, _date_hint(), "unlikely-date")
    return day


def read_dates(cell: Cell) -> tuple[date, ...]:
    """Dates with commas between; one alone may be a real one."""
    if cell.form is not Form.TEXT:
        return (read_date(cell),)
    parts = split_list(read_text(cell, LONGEST_LIST))
    return tuple(read_date(Cell(Form.TEXT, part)) for part in parts)


def _text_date(cell: Cell) -> date:
    text = key(read_text(cell)).removesuffix(" 00:00:00")
    text = re.sub(r"^(ma|ti|on|to|fr|lø|sø)[a-zø]*\.?,?\s+", "", text)
    found = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text, re.ASCII)
    if found:
        d, m, y = (int(g) for g in found.groups())
    elif found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text, re.ASCII):
        y, m, d = (int(g) for g in found.groups())
    elif (found := re.fullmatch(r"(\d{1,2})\.?\s?([a-z]+)\.?\s(\d{4})", text)) and found[2] in MONTHS:
        d, m, y = int(found[1]), MONTHS.index(found[2]) + 1, int(found[3])
    elif re.fullmatch(r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}", text):
        raise _wrong(cell, _("en entydig dato"), _date_hint(), "ambiguous-date")
    else:
        raise _wrong(cell, _("en dato"), _date_hint())
    try:
        return date(y, m, d)
    except ValueError:
        raise _wrong(cell, _("en dato som finnes"), _date_hint()) from None


def read_clock(cell: Cell) -> time:
    """A clock time: a real one, or "23:00", "23.00" or "kl. 23.00"; 24:00 is midnight."""
    _never(cell)
    hint = _("Skriv klokkeslettet som 23:00 eller kl. 23.00.")
    if cell.form is Form.TEXT:
        text = re.sub(r"^kl(okken|okka)?\.?\s*", "", key(read_text(cell)))
        found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?(?::00)?", text, re.ASCII)
        if not found or (found[2] is None and text == key(str(cell.value))):
            raise _wrong(cell, _("et klokkeslett"), hint)
        seconds = (int(found[1]) * 60 + int(found[2] or 0)) * 60.0
        if int(found[2] or 0) > 59:
            raise _wrong(cell, _("et klokkeslett som finnes"), hint)
    elif cell.form in (Form.CLOCK, Form.SPAN):
        seconds = float(cell.value)
    elif cell.form is Form.DATE and datetime.fromisoformat(str(cell.value)).year < FIRST_YEAR:
        at = datetime.fromisoformat(str(cell.value)).time()
        seconds = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second).total_seconds() or 86400.0
    elif cell.form in (Form.NUMBER, Form.PERCENT):
        raise _wrong(cell, _("et klokkeslett; det er et rått tall"), hint, "raw-serial")
    else:
        raise _wrong(cell, _("et klokkeslett"), hint)
    whole = round(seconds / 60)
    if abs(whole * 60 - seconds) > 1 or not 0 <= whole <= 24 * 60:
        raise _wrong(cell, _("et klokkeslett i hele minutter"), hint)
    return time(whole % 1440 // 60, whole % 60)
