"""The sheet Sammen: rows that contradict each other, and companions who cannot come."""

from collections.abc import Iterator

from vaktplan.domain.people import Doctor, Pairing, PairingKind
from vaktplan.domain.shifts import Line
from vaktplan.i18n import _

from .facts import Facts, Placed
from .notes import Notes
from .tables import Row
from .text import shown


def may_work(doctor: Doctor, line: Line) -> bool:
    """Whether a doctor may work a line at all: by the doctor's lines, and the line's roles and municipalities."""
    return (
        line.id in doctor.lines
        and (not line.roles or any(role in line.roles for role in doctor.roles))
        and (not line.municipalities or doctor.municipality in line.municipalities)
    )


def check(facts: Facts, notes: Notes) -> None:
    """Note every pairing that cannot be kept, and those written twice."""
    _warn_twice(facts, notes)
    doctors = {d.id: d for _row, d in facts.doctors}
    lines = {line.id: line for _row, line in facts.lines}
    for group in _groups(facts):
        first = group[0][1]
        doctor, others = doctors.get(first.doctor), [doctors.get(p.other) for _row, p in group]
        if doctor is None or None in others or (first.line is not None and first.line not in lines):
            continue  # their own rows are told already
        asked = list(lines.values()) if first.line is None else [lines[first.line]]
        own = [line for line in asked if may_work(doctor, line)]
        if not _check_companions(group, doctors, asked if first.line else own, notes):
            _check_apart(group, own, facts.pairings, doctors, notes)


def _groups(facts: Facts) -> Iterator[Placed[Pairing]]:
    """The rows that together say with whom a doctor goes: those of one doctor and one line."""
    groups: dict[tuple[str, str | None], Placed[Pairing]] = {}
    for row, pairing in facts.pairings:
        if pairing.kind is PairingKind.ALWAYS_WITH:
            groups.setdefault((pairing.doctor, pairing.line), []).append((row, pairing))
    yield from groups.values()


def _warn_twice(facts: Facts, notes: Notes) -> None:
    seen: dict[tuple[PairingKind, str | None, tuple[str, ...]], Row] = {}
    for row, p in facts.pairings:
        pair = (p.doctor, p.other)
        same = pair if p.kind is PairingKind.ALWAYS_WITH else tuple(sorted(pair))
        first = seen.setdefault((p.kind, p.line, same), row)
        if first is not row:
            what = _("raden sier det samme som {celle}").format(celle=first.where("doctor"))
            hint = _("Slett den ene: ellers teller den to ganger.")
            notes.warn(row.where("doctor"), what, hint, "duplicate-row")


def _check_companions(
    group: Placed[Pairing], doctors: dict[str, Doctor], asked: list[Line], notes: Notes
) -> bool:
    """Note companions who may work none of the lines asked for, and lines that nobody of them may work."""
    found = False
    for row, p in group:
        other = doctors[p.other]
        if asked and not any(may_work(other, line) for line in asked):
            found = True
            what = _("{lege} kan ikke ha vakt på noen av linjene til {annen}").format(
                lege=shown(other.name), annen=shown(doctors[p.doctor].name)
            )
            if p.line:
                what = _("{lege} kan ikke ha vakt på linjen «{linje}»").format(
                    lege=shown(other.name), linje=shown(asked[0].name)
                )
            hint = _("Velg en annen lege, eller rett Tjenestelinjer, Roller eller Kommune i arket Leger.")
            notes.fault(row.where("other"), what, hint, "companion-not-on-line")
    row, p = group[0]
    closed = [ln.name for ln in asked if not any(may_work(doctors[q.other], ln) for _row, q in group)]
    if closed and not found:
        what = _(
            "{lege} kan da ikke ha vakt på {linjer}: ingen som legen alltid skal gå med, kan ha vakt der"
        )
        what = what.format(
            lege=shown(doctors[p.doctor].name), linjer=", ".join(f"«{shown(n)}»" for n in closed)
        )
        hint = _("Skriv i kolonnen Tjenestelinje hvilken linje raden gjelder.")
        notes.warn(row.where("line"), what, hint, "pairing-closes-line")
    return found


def _check_apart(
    group: Placed[Pairing],
    own: list[Line],
    pairings: Placed[Pairing],
    doctors: dict[str, Doctor],
    notes: Notes,
) -> None:
    """Note a doctor who must go with some, all of whom the doctor may never be together with, on some line."""
    row, p = group[0]
    for line in own:
        apart = {
            ({q.doctor, q.other} - {p.doctor}).pop(): where
            for where, q in pairings
            if q.kind is PairingKind.NEVER_TOGETHER
            and p.doctor in (q.doctor, q.other)
            and q.line in (None, line.id)
        }
        if all(q.other in apart for _row, q in group):
            what = _(
                "{lege} skal alltid gå med {annen}, men aldri være sammen med {annen} etter {celle}"
            ).format(
                lege=shown(doctors[p.doctor].name),
                annen=shown(doctors[p.other].name),
                celle=apart[p.other].where("kind"),
            )
            hint = _("Slett en av radene, eller legg til en annen som legen alltid kan gå med.")
            notes.fault(row.where("kind"), what, hint, "contradictory-pairings")
            return
