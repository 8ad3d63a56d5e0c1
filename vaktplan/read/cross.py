"""What no cell shows alone: dates against the period, ages, summer time, and shares that add up to nothing."""

from datetime import date, time

from vaktplan.domain.clock import DAY, NoSuchTime, anniversary, at
from vaktplan.domain.days import Period, day_class
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import ShiftType
from vaktplan.i18n import _
from vaktplan.text import did_you_mean, shown

from . import municipalities, pairings, required, service_sheets
from . import sheets as s
from .facts import Facts
from .notes import Notes
from .setup import Setup
from .tables import Row

ADULT, OLDEST = 18, 100
_LIMITS = (
    ("first_day", "last_day"),
    ("min_minutes", "max_minutes"),
    ("min_run", "max_run"),
    ("min_rest_run", "max_rest_run"),
)


def shown_date(day: date) -> str:
    """A date as people write it."""
    return f"{day:%d.%m.%Y}"


def check(facts: Facts, setup: Setup, notes: Notes) -> None:
    """Note everything that only shows when sheets are held against one another."""
    _check_presence(facts, notes)
    _warn_percent(facts, notes)
    _check_limits(facts, notes)
    _warn_wards(facts, notes)
    municipalities.check(facts, setup, notes)
    pairings.check(facts, notes)
    if setup.period is None:
        return
    _check_ages(facts, setup.period, notes)
    _check_dates(facts, setup.period, notes)
    _check_locks(facts, setup.period, notes)
    _check_day_places(facts, setup.period, notes)
    _warn_open_wishes(facts, setup.period, notes)
    _check_history(facts, setup.period, notes)
    _check_years(facts, setup.period, notes)
    _check_windows(facts, setup, setup.period, notes)
    _check_shares(facts, setup.period, notes)


def _check_presence(facts: Facts, notes: Notes) -> None:
    for sheet in (required.LINES, required.TYPES, required.DOCTORS):
        if not facts.rows(sheet) and facts.has(sheet):
            what = _("arket «{navn}» har ingen rader").format(navn=sheet.name)
            notes.fault(f"{sheet.name}!A2", what, _("Fyll ut minst én rad."), "no-rows")


def _check_ages(facts: Facts, period: Period, notes: Notes) -> None:
    for row in facts.rows(required.DOCTORS):
        born = row.values.get("born")
        if not isinstance(born, date):
            continue
        hint = _("Kontroller fødselsdatoen.")
        if born > period.first:
            what = _("fødselsdatoen {dato} er i framtiden").format(dato=shown_date(born))
            notes.fault(row.where("born"), what, hint, "born-in-future")
        elif anniversary(born, ADULT) > period.first:
            what = _("legen er under {år} år når perioden begynner").format(år=ADULT)
            notes.fault(row.where("born"), what, hint, "too-young")
        elif anniversary(born, OLDEST) <= period.first:
            what = _("legen er over {år} år når perioden begynner").format(år=OLDEST)
            notes.fault(row.where("born"), what, hint, "too-old")


def _check_dates(facts: Facts, period: Period, notes: Notes) -> None:
    """Dates outside the period, also in rows where something else is wrong."""
    for row in (*facts.rows(s.ABSENCES), *facts.rows(s.WISHES)):
        first, last = row.values.get("first"), row.values.get("last")
        if first is not None and last is not None and last < first:
            continue  # told already
        if last is not None and last < period.first:
            _outside(row, "last", last, period, notes)
        elif first is not None and first > period.last:
            _outside(row, "first", first, period, notes)


def _warn_open_wishes(facts: Facts, period: Period, notes: Notes) -> None:
    """A wish with a first date alone lasts the whole period out, which is seldom what was meant."""
    for row, wish in facts.wishes:
        if wish.first is not None and wish.last is None and wish.first < period.last:
            what = _("ønsket gjelder fra {dato} og ut perioden").format(dato=shown_date(wish.first))
            hint = _("Gjelder det én dag, skriv samme dato i Til.")
            notes.warn(row.where("last"), what, hint, "open-wish")


def _check_limits(facts: Facts, notes: Notes) -> None:
    """A doctor's own limits, each pair of them, also in rows where something else is wrong."""
    for row in facts.rows(required.DOCTORS):
        for low, high in _LIMITS:
            least, most = row.values.get(low), row.values.get(high)
            if least is None or most is None or least <= most:
                continue
            what, hint = (
                _("det høyeste er mindre enn det minste"),
                _("Bytt om tallene, eller la det ene stå tomt."),
            )
            code = "min-above-max"
            if isinstance(most, date):
                what, hint = (
                    _("tjenesten slutter før den begynner"),
                    _("Bytt om datoene, eller la Til stå tom."),
                )
                code = "ends-before-start"
            notes.fault(row.where(high), what, hint, code)


def _warn_wards(facts: Facts, notes: Notes) -> None:
    known = list(dict.fromkeys(t.ward for _row, t in facts.types if t.ward))
    for row, doctor in facts.doctors:
        for ward in doctor.wards:
            if ward not in known:
                what = _("ingen vakttype har avdelingen «{navn}»").format(navn=shown(ward))
                notes.warn(row.where("wards"), what, did_you_mean(ward, known), "unknown-ward")


def _check_years(facts: Facts, period: Period, notes: Notes) -> None:
    for row in facts.rows(service_sheets.YEARS):
        year = row.values.get("year")
        if year is not None and year > period.last.year:
            what = _("{år} er etter perioden").format(år=year)
            hint = _("Årsregnskapet er det som er gjort før perioden: skriv {år} eller tidligere.")
            notes.fault(row.where("year"), what, hint.format(år=period.last.year), "year-after-period")


def _outside(row: Row, field: str, day: date, period: Period, notes: Notes) -> None:
    what = _("{dato} er utenfor perioden").format(dato=shown_date(day))
    hint = _("Skriv en dato fra {fra} til {til}, eller slett raden.")
    hint = hint.format(fra=shown_date(period.first), til=shown_date(period.last))
    notes.fault(row.where(field), what, hint, "outside-period")


def _check_history(facts: Facts, period: Period, notes: Notes) -> None:
    types = {t.id: t for _row, t in facts.types}
    for row in facts.rows(s.HISTORY):
        day = row.values.get("date")
        type_ = types.get(facts.type_of(row))
        if day is None:
            continue
        if day >= period.first:
            what = _("{dato} er ikke før perioden").format(dato=shown_date(day))
            hint = _("Historikk er vakter før {fra}. En vakt i perioden hører til i arket Låser.")
            hint = hint.format(fra=shown_date(period.first))
            notes.fault(row.where("date"), what, hint, "not-before-period")
        elif type_ is not None:
            gap = _gap(type_, day)
            if gap:
                _tell_gap(row.where("date"), gap[1], day, notes)


def _gap(type_: ShiftType, day: date) -> tuple[str, time] | None:
    """The field and time of a shift window that summer time skips or repeats on a date."""
    end_day = day if type_.end > type_.start else day + DAY
    for field, on, clock in (("start", day, type_.start), ("end", end_day, type_.end)):
        try:
            at(on, clock)
        except NoSuchTime:
            return field, clock
    return None


def _tell_gap(where: str, clock: time, day: date, notes: Notes) -> None:
    what = _("klokken {tid} finnes ikke, eller finnes to ganger, ved {dato} (sommertid)")
    hint = _("La vakten begynne og slutte utenom kl. 02.00-03.00.")
    what = what.format(tid=f"{clock:%H:%M}", dato=shown_date(day))
    notes.fault(where, what, hint, "summer-time")


def _check_windows(facts: Facts, setup: Setup, period: Period, notes: Notes) -> None:
    dated = facts.dated(period)
    for row, type_ in facts.types:
        for day in period.days:
            gap = _gap(type_, day) if _falls(type_, day, dated) else None
            if gap:
                _tell_gap(row.where(gap[0]), gap[1], day, notes)
                break
    for name in ("practice_start", "practice_end"):
        clock = setup.clock(name)
        for day in period.days if clock else ():
            try:
                at(day, clock or time(0))
            except NoSuchTime:
                _tell_gap(setup.where(name), clock or time(0), day, notes)


def _check_shares(facts: Facts, period: Period, notes: Notes) -> None:
    doctors = [d for _row, d in facts.doctors]
    if (
        doctors
        and len(doctors) == len(facts.rows(required.DOCTORS))
        and not any(_shares(d, period) for d in doctors)
    ):
        rows = facts.rows(s.SHARES)
        where = rows[0].where("share") if rows else f"{s.SHARES.name}!B2"
        what = _("alle leger har vaktandel 0 i hele perioden")
        hint = _("Gi minst én lege en andel større enn 0, for eksempel 1.")
        notes.fault(where, what, hint, "no-duty-share")
    for row, doctor in facts.doctors:
        if any(
            doctor.share_on(day) > max((x.share for x in doctor.duty_shares), default=0)
            for day in period.days
        ):
            what = _("vaktandelene til {lege} overlapper og legges sammen").format(lege=doctor.name)
            notes.warn(row.where("id"), what, _("Kontroller datoene i Vaktandeler."), "shares-overlap")


def _shares(doctor: Doctor, period: Period) -> bool:
    return any(doctor.share_on(day) > 0 for day in period.days)


def _warn_percent(facts: Facts, notes: Notes) -> None:
    for row, doctor in facts.doctors:
        if 0 < doctor.position_percent <= 1:
            what = _("stillingen er lest som {tall} prosent").format(tall=f"{doctor.position_percent:g}")
            hint = _("Skriv 50 eller «50 %» for halv stilling.")
            notes.warn(row.where("position_percent"), what, hint, "small-percent")


def _check_locks(facts: Facts, period: Period, notes: Notes) -> None:
    """Locks that name no shift of the period, also in rows where something else is wrong."""
    types, dated = {t.id: t for _row, t in facts.types}, facts.dated(period)
    for row in facts.rows(s.LOCKS):
        day, type_ = row.values.get("date"), types.get(facts.type_of(row))
        if day is None:
            continue
        if day not in period:
            _outside(row, "date", day, period, notes)
        elif type_ is not None and not _falls(type_, day, dated):
            _tell_no_shift(row, type_, day, notes)


def _check_day_places(facts: Facts, period: Period, notes: Notes) -> None:
    """Places of dates on which the type has no shift, and two rows for one shift; other periods are let be."""
    types, dated = {t.id: t for _row, t in facts.types}, facts.dated(period)
    seen: dict[tuple[date, str], Row] = {}
    for row in facts.rows(service_sheets.DAY_PLACES):
        day, type_ = row.values.get("date"), types.get(facts.type_of(row))
        if day is None or type_ is None:
            continue
        if day in period and not _falls(type_, day, dated):
            _tell_no_shift(row, type_, day, notes)
        first = seen.setdefault((day, type_.id), row)
        if first is not row:
            what = _("dagen og vakttypen har også en rad i {celle}").format(celle=first.where("date"))
            notes.fault(row.where("date"), what, _("Slett den ene raden."), "duplicate-row")


def _tell_no_shift(row: Row, type_: ShiftType, day: date, notes: Notes) -> None:
    what = _("vakttypen «{navn}» finnes ikke {dato}").format(navn=shown(type_.name), dato=shown_date(day))
    hint = _("Rett datoen eller vakttypen, eller legg dagen til i kolonnen Dager i arket Vakttyper.")
    notes.fault(row.where("shift_type"), what, hint, "no-such-shift")


def _falls(type_: ShiftType, day: date, dated: Instance) -> bool:
    """Whether there is a shift of a type on a date, by its line's own red days too."""
    line = dated.line_by_id.get(type_.line)
    return type_.falls_on(day, dated.class_of(day, line) if line else day_class(day))
