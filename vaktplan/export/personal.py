"""What a doctor's own sheet says beside the duties: the sums, the hours by kind of line, the wishes, the fair share."""

from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import LineKind, Shift
from vaktplan.i18n import _
from vaktplan.ledger import LedgerRow, MeasureLine

from . import units, words
from .view import View


def counted(view: View, doctor: str) -> str:
    """How many duties and sessions a doctor has: "9 vakter og 2 økter"."""
    held = view.shifts_of[doctor]
    sessions = sum(view.is_session(s.type) for s in held)
    return _both(len(held) - sessions, sessions)


def _both(duties: int, sessions: int) -> str:
    said = []
    if duties or not sessions:
        said.append(units.measured(duties, "shifts"))
    if sessions:
        said.append(_("1 økt") if sessions == 1 else _("{antall} økter").format(antall=sessions))
    return _("{noe} og {mer}").format(noe=said[0], mer=said[1]) if len(said) == 2 else said[0]


def summary(view: View, account: LedgerRow) -> tuple[str, ...]:
    """The sums of a doctor's account, in one line or two."""
    more = []
    if account.hours_by_kind:
        more.append(
            _("Timer etter slag tjeneste: {liste}").format(liste=hours_by_kind(account.hours_by_kind))
        )
    if account.wishes_asked and not view.for_wall:
        more.append(
            _("Ønsker innfridd: {innfridd} av {antall}").format(
                innfridd=account.wishes_met, antall=account.wishes_asked
            )
        )
    return (_sums(view, account), *([". ".join(more)] if more else []))


def hours_by_kind(hours: dict[str, float]) -> str:
    """Hours by kind of line, in the order of the kinds: "legevakt 67,5, sykehjem 120"."""
    known = [(kind, hours[kind.value]) for kind in LineKind if hours.get(kind.value)]
    return ", ".join(f"{_(words.LINE_KINDS[k])} {words.number(h, 2, trim=True)}" for k, h in known)


def _sums(view: View, account: LedgerRow) -> str:
    """What the doctor has; sums of duty out of hours only for one who may have any."""
    doctor = view.instance.doctor_by_id[account.doctor]
    said = [
        counted(view, doctor.id),
        _("{timer} timer tilstede").format(timer=words.number(account.hours_on_site, 2, trim=True)),
        _("{timer} timer hjemme").format(timer=words.number(account.hours_home, 2, trim=True)),
    ]
    if on_duty(view, doctor):
        said += [
            units.measured(account.nights, "nights"),
            units.measured(account.weekends, "weekends"),
            units.of_measure("feasts", account.feasts),
            units.of_measure("bakvakt", account.bakvakt),
        ]
    if account.red_days or on_duty(view, doctor):
        said.append(
            _("1 vakt på rød dag")
            if account.red_days == 1
            else _("{antall} vakter på røde dager").format(antall=account.red_days)
        )
    if doctor.practice_weekdays:
        said.append(
            _("1 praksisdag tapt")
            if account.practice_days_lost == 1
            else _("{antall} praksisdager tapt").format(antall=account.practice_days_lost)
        )
    return " · ".join(said)


def on_duty(view: View, doctor: Doctor) -> bool:
    """Whether a doctor may have duty out of hours."""
    lines = view.instance.line_by_id
    return any(line in lines and lines[line].out_of_hours for line in doctor.lines)


def measures(view: View, account: LedgerRow) -> tuple[MeasureLine, ...]:
    """The measures that are told to a doctor: all to one who may have duty, else those in which there is anything."""
    if on_duty(view, view.instance.doctor_by_id[account.doctor]):
        return account.measures
    return tuple(m for m in account.measures if m.count or m.target or m.owed)


def no_share() -> str:
    """What is said when there is no measure to tell of."""
    return _("Vaktene og øktene er ikke blant dem som fordeles etter rettferdig andel.")


def place(view: View, shift: Shift) -> str:
    """Where a duty is spent: the house of a session, else on site or at home."""
    house = words.clean(shift.type.house)
    return house if house and view.is_session(shift.type) else words.place(shift.on_site)
