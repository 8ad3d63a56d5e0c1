"""The sheets Sammen and Veiledning: rows that contradict each other, and companions who cannot come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vaktplan.domain.people import Doctor, Pairing, PairingKind
from vaktplan.domain.shifts import Line
from vaktplan.i18n import _
from vaktplan.text import shown

from .facts import Facts, Placed
from .notes import Notes
from .tables import Row


@dataclass(frozen=True)
class _Group:
    """The rows that together say with whom a doctor goes: those of one doctor and one line (or all)."""

    rows: Placed[Pairing]
    doctor: Doctor
    others: tuple[Doctor, ...]  # one a row
    line: Line | None
    lines: tuple[Line, ...]  # those of them that the doctor may work


def check(facts: Facts, notes: Notes) -> None:
    """Note every pairing that cannot be kept, and those written twice."""
    _warn_twice(facts, notes)
    near = _near(facts)
    for group in _groups(facts):
        if not _check_companions(group, near, notes):
            _warn_closed(group, near, notes)
            _check_apart(group, near, facts.pairings, notes)
    _check_supervisions(facts, notes)


def _check_supervisions(facts: Facts, notes: Notes) -> None:
    """Note supervision on a line that one of the two may not work, and rows written twice."""
    doctors = {d.id: d for _row, d in facts.doctors}
    lines = {line.id: line for _row, line in facts.lines}
    seen: dict[tuple[str, str, str], Row] = {}
    for row, s in facts.supervisions:
        first = seen.setdefault((s.doctor, s.supervisor, s.line), row)
        if first is not row:
            _tell_twice(row, first, notes)
        for field, id_ in (("doctor", s.doctor), ("supervisor", s.supervisor)):
            if id_ in doctors and s.line in lines and not lines[s.line].open_to(doctors[id_]):
                _tell_not_on(row.where(field), doctors[id_], lines[s.line], notes)


def _tell_twice(row: Row, first: Row, notes: Notes) -> None:
    what = _("raden sier det samme som {celle}").format(celle=first.where("doctor"))
    hint = _("Slett den ene: ellers teller den to ganger.")
    notes.warn(row.where("doctor"), what, hint, "duplicate-row")


def _tell_not_on(where: str, doctor: Doctor, line: Line, notes: Notes) -> None:
    what = _("{lege} kan ikke ha vakt på linjen «{linje}»")
    what = what.format(lege=shown(doctor.name), linje=shown(line.name))
    notes.fault(where, what, _not_on_hint(), "companion-not-on-line")


def _not_on_hint() -> str:
    return _("Velg en annen lege, eller rett Tjenestelinjer, Roller eller Kommune i arket Leger.")


def _warn_twice(facts: Facts, notes: Notes) -> None:
    seen: dict[tuple[PairingKind, str | None, tuple[str, ...]], Row] = {}
    for row, p in facts.pairings:
        pair = (p.doctor, p.other)
        same = pair if p.kind is PairingKind.ALWAYS_WITH else tuple(sorted(pair))
        first = seen.setdefault((p.kind, p.line, same), row)
        if first is not row:
            _tell_twice(row, first, notes)


def _groups(facts: Facts) -> Iterator[_Group]:
    """The groups whose doctors and line can be read; the rows of the others are told already."""
    doctors = {d.id: d for _row, d in facts.doctors}
    lines = {line.id: line for _row, line in facts.lines}
    found: dict[tuple[str, str | None], Placed[Pairing]] = {}
    for row, p in facts.pairings:
        if p.kind is PairingKind.ALWAYS_WITH:
            found.setdefault((p.doctor, p.line), []).append((row, p))
    for (id_, on), rows in found.items():
        others = tuple(doctors[p.other] for _row, p in rows if p.other in doctors)
        if id_ in doctors and len(others) == len(rows) and (on is None or on in lines):
            asked = tuple(lines.values()) if on is None else (lines[on],)
            own = tuple(line for line in asked if line.open_to(doctors[id_]))
            yield _Group(rows, doctors[id_], others, None if on is None else lines[on], own)


def _near(facts: Facts) -> dict[str, tuple[Line, ...]]:
    """Each line's id, with the lines from which a companion can come: its own, and those with a house in common."""
    houses: dict[str, set[str]] = {line.id: set() for _row, line in facts.lines}
    for _row, type_ in facts.types:
        if type_.house:
            houses.setdefault(type_.line, set()).add(type_.house)
    return {
        line.id: tuple(x for _row, x in facts.lines if x.id == line.id or houses[x.id] & houses[line.id])
        for _row, line in facts.lines
    }


def _check_companions(group: _Group, near: dict[str, tuple[Line, ...]], notes: Notes) -> bool:
    """Note the companions who can be at none of the lines asked for; whether there are any."""
    asked = group.lines or ((group.line,) if group.line else ())
    found = False
    for (row, _pairing), other in zip(group.rows, group.others, strict=True):
        if not asked or any(_can_come(other, line, near) for line in asked):
            continue
        found = True
        if group.line:
            _tell_not_on(row.where("other"), other, group.line, notes)
            continue
        what = _("{lege} kan ikke ha vakt på noen av linjene til {annen}").format(
            lege=shown(other.name), annen=shown(group.doctor.name)
        )
        notes.fault(row.where("other"), what, _not_on_hint(), "companion-not-on-line")
    return found


def _can_come(other: Doctor, line: Line, near: dict[str, tuple[Line, ...]]) -> bool:
    return any(x.open_to(other) for x in near[line.id])


def _warn_closed(group: _Group, near: dict[str, tuple[Line, ...]], notes: Notes) -> None:
    """Warn of the doctor's lines to which none of the others can come: the doctor cannot have duty there."""
    closed = [line for line in group.lines if not any(_can_come(o, line, near) for o in group.others)]
    if closed:
        what = _("{lege} kan da ikke ha vakt på {linjer}: ingen legen alltid skal gå med, kan ha vakt der")
        names = ", ".join(f"«{shown(line.name)}»" for line in closed)
        hint = _("Skriv i kolonnen Tjenestelinje hvilken linje raden gjelder.")
        where = group.rows[0][0].where("line")
        notes.warn(
            where, what.format(lege=shown(group.doctor.name), linjer=names), hint, "pairing-closes-line"
        )


def _check_apart(
    group: _Group, near: dict[str, tuple[Line, ...]], pairings: Placed[Pairing], notes: Notes
) -> None:
    """Note a doctor who must go with some, all of whom the doctor may never be together with, on some line."""
    apart = [(row, p) for row, p in pairings if p.kind is PairingKind.NEVER_TOGETHER]
    for line in group.lines:
        barred = [_barred(group.doctor, other, line, near[line.id], apart) for other in group.others]
        if all(barred):
            what = _("{lege} skal alltid gå med {annen}, men de skal aldri være sammen etter {celle}").format(
                lege=shown(group.doctor.name),
                annen=shown(group.others[0].name),
                celle=barred[0],
            )
            hint = _("Slett en av radene, eller legg til en annen som legen alltid kan gå med.")
            notes.fault(group.rows[0][0].where("kind"), what, hint, "contradictory-pairings")
            return


def _barred(doctor: Doctor, other: Doctor, line: Line, near: Iterable[Line], apart: Placed[Pairing]) -> str:
    """Where it says that two may never be together when the first is on a line; empty when nowhere."""
    where = ""
    for place in near:
        if place.open_to(other):
            on = [
                row.where("kind")
                for row, p in apart
                if {p.doctor, p.other} == {doctor.id, other.id}
                and (p.line is None or p.line == line.id == place.id)
            ]
            if not on:
                return ""
            where = on[0]
    return where
