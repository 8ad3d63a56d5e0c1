"""The trainees' rotation: who is where in each half-year, and what is missing of places, supervisors and practice."""

from collections.abc import Sequence
from datetime import date

from vaktplan.i18n import N_, _, language

from .facts import Facts, PlaceKind, Service, Supervisor, TraineeKind
from .plan import RotationRow

PLACES = {
    PlaceKind.PRACTICE: N_("praksis"),
    PlaceKind.NURSING_HOME: N_("sykehjem"),
    PlaceKind.HOSPITAL: N_("sykehus"),
    PlaceKind.LEAVE: N_("permisjon"),
}
SUPERVISED = (PlaceKind.PRACTICE, PlaceKind.NURSING_HOME)
MIDDLES = (4, 10)  # a half-year is told by where the trainee is on the first of its fourth month
YEAR_DAYS = 365.25


def half_years(facts: Facts) -> tuple[str, ...]:
    """The half-years from the day of the facts to the last service, within the plan's years: "2021-1"."""
    if not facts.services:
        return ()
    first = _half(facts.setting.status_on)
    last = min(max(_half(s.last) for s in facts.services), facts.setting.last_year * 2 + 1)
    return tuple(f"{n // 2}-{n % 2 + 1}" for n in range(first, last + 1))


def rotation(facts: Facts, years: float, percent: float) -> tuple[RotationRow, ...]:
    """A row for each trainee; `years` of open practice at `percent` or more are asked of an LIS-3."""
    halves = half_years(facts)
    supervisors = {s.id: s for s in facts.supervisors}
    trainees: dict[str, list[Service]] = {}
    for service in sorted(facts.services, key=lambda s: (s.trainee, s.first)):
        trainees.setdefault(service.trainee, []).append(service)
    return tuple(_row(facts, services, halves, supervisors, years, percent) for services in trainees.values())


def _row(
    facts: Facts,
    services: Sequence[Service],
    halves: Sequence[str],
    supervisors: dict[str, Supervisor],
    years: float,
    percent: float,
) -> RotationRow:
    at = [next((s for s in services if s.first <= _middle(half) <= s.last), None) for half in halves]
    needed = [s is not None and s.place in SUPERVISED for s in at]
    missing = [
        *_gaps(services, halves, at),
        *_unsupervised(halves, at),
        *_crowded(facts, services, halves, at, supervisors),
    ]
    if services[0].kind is TraineeKind.LIS3:
        missing += _practice(services, years, percent)
    return RotationRow(
        trainee=services[0].trainee,
        kind=services[0].kind,
        cells=tuple("" if s is None else _cell(s) for s in at),
        supervisor=tuple(
            s.supervisor if s is not None and n else "" for s, n in zip(at, needed, strict=True)
        ),
        missing=tuple(missing),
    )


def _cell(service: Service) -> str:
    place = _(PLACES[service.place])
    return f"{place}: {service.where}" if service.where else place


def _gaps(services: Sequence[Service], halves: Sequence[str], at: Sequence[Service | None]) -> list[str]:
    """Half-years between the first and the last service without a place."""
    first, last = services[0].first, max(s.last for s in services)
    empty = [h for h, s in zip(halves, at, strict=True) if s is None and first <= _middle(h) <= last]
    return [_("mangler plass: {halvår}").format(halvår=", ".join(empty))] if empty else []


def _unsupervised(halves: Sequence[str], at: Sequence[Service | None]) -> list[str]:
    """Half-years in practice or nursing home without a supervisor."""
    alone = [
        h
        for h, s in zip(halves, at, strict=True)
        if s is not None and s.place in SUPERVISED and not s.supervisor
    ]
    return [_("mangler veileder: {halvår}").format(halvår=", ".join(alone))] if alone else []


def _crowded(
    facts: Facts,
    services: Sequence[Service],
    halves: Sequence[str],
    at: Sequence[Service | None],
    supervisors: dict[str, Supervisor],
) -> list[str]:
    """Half-years in which the supervisor has more trainees than places, or is not there."""
    full: dict[str, list[str]] = {}
    for half, service in zip(halves, at, strict=True):
        if service is None or service.place not in SUPERVISED or not service.supervisor:
            continue
        day = _middle(half)
        if _taken(facts, service.supervisor, day) > _room(
            supervisors.get(service.supervisor), services[0].kind, day
        ):
            full.setdefault(service.supervisor, []).append(half)
    return [
        _("veileder {veileder} har ikke plass: {halvår}").format(veileder=id, halvår=", ".join(when))
        for id, when in full.items()
    ]


def _taken(facts: Facts, supervisor: str, day: date) -> int:
    """Trainees whom a supervisor has on a day."""
    return len(
        {
            s.trainee
            for s in facts.services
            if s.supervisor == supervisor and s.place in SUPERVISED and s.first <= day <= s.last
        }
    )


def _room(supervisor: Supervisor | None, kind: TraineeKind, day: date) -> int:
    """How many trainees of a kind a supervisor can take on a day: for an LIS-3, none without the specialty."""
    if supervisor is None or (kind is TraineeKind.LIS3 and not supervisor.specialist):
        return 0
    begun = supervisor.first is None or supervisor.first <= day
    return supervisor.capacity if begun and (supervisor.last is None or supervisor.last >= day) else 0


def _practice(services: Sequence[Service], years: float, percent: float) -> list[str]:
    """What is missing of open practice over the whole path."""
    days = sum(
        (s.last - s.first).days + 1
        for s in services
        if s.place is PlaceKind.PRACTICE and s.percent >= percent
    )
    has = round(days / YEAR_DAYS, 1)
    if has >= years:
        return []
    return [_("åpen praksis: {har} av {skal} år").format(har=_number(has), skal=_number(years))]


def _number(value: float) -> str:
    text = f"{value:g}"
    return text if language() == "en" else text.replace(".", ",")


def _half(day: date) -> int:
    """The half-year of a date, counted from the year 0."""
    return day.year * 2 + (day.month > 6)


def _middle(half: str) -> date:
    """The day by which a half-year is told."""
    year, number = half.split("-")
    return date(int(year), MIDDLES[int(number) - 1], 1)
