"""Norm to duty: a copy of a roster workbook in which the nursing homes have the sessions that a plan says they need."""

from collections.abc import Sequence
from pathlib import Path

from vaktplan.domain.days import DayClass
from vaktplan.domain.instance import Instance
from vaktplan.domain.shifts import Line, LineKind, ShiftType
from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.planning.facts import House
from vaktplan.planning.plan import Plan
from vaktplan.text import key, shown

from .notes import Notes
from .planning_sessions import HOURS, Ward, laid_out, shared_out, weight_of
from .planning_template import with_planning_bytes
from .required import LINES, TYPES
from .saving import write_new
from .source import workbook_in
from .workbook import read_workbook


def write_demand(source: Path, plan: Plan, target: Path) -> int:
    """Write a copy of a roster workbook with the plan's sessions in its nursing homes; the sessions a week written.

    Raises InvalidInput when the workbook is no roster, has no nursing-home line, or has a house that the plan does not
    know, and UsageError when the target exists.
    """
    instance = read_workbook(workbook_in(source)).instance
    changed, sessions = with_demand(instance, plan)
    write_new(target, with_planning_bytes(changed, plan.facts), overwrite=False)
    return sessions


def with_demand(instance: Instance, plan: Plan) -> tuple[Instance, int]:
    """The roster's facts with the plan's sessions, and how many those are a week. Raises InvalidInput."""
    line = _line(instance)
    old = tuple(t for t in instance.shift_types if _is_session(t, instance))
    _check_houses(old, plan)
    like = old[0] if old else _plain(line)
    wards, counts = _wards(old, plan)
    kept = tuple(t for t in instance.shift_types if t not in old)
    new = tuple(laid_out(wards, counts, like, {t.id for t in instance.shift_types}))
    return _renewed(instance, old, kept, new), sum(counts)


def _line(instance: Instance) -> Line:
    for line in instance.lines:
        if line.kind is LineKind.SYKEHJEM:
            return line
    what = _("arbeidsboken har ingen linje for sykehjem")
    hint = _("Legg til en linje med slaget «sykehjem», og sett den på legene som kan ha den.")
    raise InvalidInput.one(f"{LINES.name}!A1", what, hint, "no-nursing-home-line")


def _is_session(kind: ShiftType, instance: Instance) -> bool:
    """Whether a shift type is daily work in a nursing home."""
    lines = {x.id for x in instance.lines if x.kind is LineKind.SYKEHJEM}
    return kind.line in lines and DayClass.WEEKDAY in kind.day_classes and kind.on_site and not kind.on_demand


def _plain(line: Line) -> ShiftType:
    start, end = HOURS["f"]
    return ShiftType(id="", name="", line=line.id, start=start, end=end, day_classes=(DayClass.WEEKDAY,))


def _is_house(text: str, house: House) -> bool:
    """Whether a roster's house is one of the plan's: by id, by name, or by the beginning of the name."""
    word = key(text)
    return word in (key(house.id), key(house.name)) or key(house.name).startswith(word)


def _house_of(text: str, houses: Sequence[House]) -> str:
    """The id of the house that a text means; empty when it means none, or more than one."""
    exact = [h.id for h in houses if key(text) in (key(h.id), key(h.name))]
    found = exact or [h.id for h in houses if _is_house(text, h)]
    return found[0] if len(found) == 1 else ""


def _check_houses(old: Sequence[ShiftType], plan: Plan) -> None:
    notes = Notes()
    names = _("Skriv huset slik det heter i arket Sykehjem: {navn}.")
    hint = names.format(navn=", ".join(shown(h.name) for h in plan.facts.houses))
    for house in dict.fromkeys(t.house for t in old if t.house):
        if not _house_of(house, plan.facts.houses):
            what = _("planen kjenner ikke huset «{navn}»").format(navn=shown(house))
            notes.fault(TYPES.name, what, hint, "unknown-house")
    notes.settle()


def _wards(old: Sequence[ShiftType], plan: Plan) -> tuple[list[Ward], list[int]]:
    """Every ward of every house, and its sessions a week."""
    wards: list[Ward] = []
    counts: list[int] = []
    for house in plan.facts.houses:
        sessions = sum(n.sessions for n in plan.houses if n.house == house.id and not n.unit)
        found = _roster_wards(house, old, plan.facts.houses) or _plan_wards(house, plan)
        wards += found
        counts += shared_out(sessions, [w.weight for w in found])
    return wards, counts


def _roster_wards(house: House, old: Sequence[ShiftType], houses: Sequence[House]) -> list[Ward]:
    """The wards that the roster has for a house; they are weighed by the sessions they have there."""
    types = [t for t in old if t.house and _house_of(t.house, houses) == house.id]
    names = dict.fromkeys(t.ward or t.house for t in types)
    of = {name: tuple(t for t in types if (t.ward or t.house) == name) for name in names}
    return [Ward(own[0].house, name, weight_of(own), own) for name, own in of.items()]


def _plan_wards(house: House, plan: Plan) -> list[Ward]:
    """The plan's own wards of a house, weighed by their places; the house itself where it has none."""
    units = [u for u in plan.facts.units if u.house == house.id]
    named = [Ward(house.name, _as_id(f"{house.name} {u.name}"), u.places) for u in units]
    return named or [Ward(house.name, _as_id(house.name), 1)]


def _as_id(text: str) -> str:
    """A ward's name without what a key may not have."""
    return " ".join(text.replace(",", " ").replace(";", " ").split())


def _renewed(
    instance: Instance, old: Sequence[ShiftType], kept: tuple[ShiftType, ...], new: tuple[ShiftType, ...]
) -> Instance:
    """The facts with other shift types; what names a session that is no more is left out."""
    gone = {t.id for t in old} - {t.id for t in new}
    changed = {t.id for t in old}
    return instance.model_copy(
        update={
            "shift_types": (*kept, *new),
            "history": tuple(x for x in instance.history if x.shift_type not in gone),
            "wishes": tuple(x for x in instance.wishes if x.shift_type not in gone),
            "locks": tuple(x for x in instance.locks if x.shift.partition(":")[2] not in changed),
            "type_limits": tuple(x for x in instance.type_limits if x.shift_type not in gone),
            "day_places": tuple(x for x in instance.day_places if x.shift_type not in changed),
            "successions": tuple(x for x in instance.successions if not {x.first, x.then} & gone),
        }
    )
