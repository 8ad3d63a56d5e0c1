"""What a new version of a roster changes, doctor by doctor: on screen, and as a text to send to each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vaktplan.domain.instance import Instance
from vaktplan.domain.moved import Moved
from vaktplan.domain.roster import Change
from vaktplan.i18n import _
from vaktplan.verify.words import clocked, label, sentence

from . import words
from .files import safe_names, write_atomically


def concerned(instance: Instance, changes: Iterable[Change], moves: Iterable[Moved] = ()) -> tuple[str, ...]:
    """The doctors whose duties are others, in the workbook's order; those who are in it no more come last."""
    named = {d for c in changes for d in (*c.left, *c.came)} | {d for m in moves for d in m.doctors}
    known = [d.id for d in instance.doctors if d.id in named]
    return (*known, *sorted(named - set(known)))


def name_of(instance: Instance, doctor: str) -> str:
    """The doctor's name; the id of one who is in the workbook no more."""
    known = instance.doctor_by_id.get(doctor)
    return words.clean(doctor if known is None else known.name)


@dataclass(frozen=True)
class Own:
    """A doctor's own difference, each duty in words."""

    lost: tuple[str, ...]
    won: tuple[str, ...]
    retimed: tuple[str, ...]  # with the hours that hold now


def own(instance: Instance, changes: Iterable[Change], moves: Iterable[Moved], doctor: str) -> Own:
    """The duties that a doctor has no more, those that are new, and those with other hours."""
    by_id = instance.shift_by_id
    changes, mine = tuple(changes), tuple(m for m in moves if doctor in m.doctors)
    return Own(
        (
            *(label(by_id[c.shift]) for c in changes if doctor in c.left),
            *(label(m.was) for m in mine if m.now is None),
        ),
        tuple(label(by_id[c.shift]) for c in changes if doctor in c.came),
        tuple(clocked(m.now) for m in mine if m.now is not None),
    )


def in_a_line(instance: Instance, changes: Iterable[Change], doctor: str, moves: Iterable[Moved] = ()) -> str:
    """A doctor's own difference on a line."""
    found, parts = own(instance, changes, moves, doctor), []
    if found.lost:
        parts.append(_("ikke lenger {vakter}").format(vakter=", ".join(found.lost)))
    if found.won:
        parts.append(_("nå {vakter}").format(vakter=", ".join(found.won)))
    if found.retimed:
        parts.append(_("ny tid: {vakter}").format(vakter=", ".join(found.retimed)))
    return f"{name_of(instance, doctor)}: " + "; ".join(parts)


def write_differences(
    instance: Instance,
    changes: Sequence[Change],
    moves: Sequence[Moved],
    version: int,
    made_at: datetime,
    folder: Path,
) -> tuple[Path, ...]:
    """A text for each doctor concerned, with own rows only, and one of all for the coordinator."""
    who = concerned(instance, changes, moves)
    if not who:
        return ()
    head = _("{sted}, {periode}: versjon {versjon}, publisert {tid}").format(
        sted=words.where(instance),
        periode=words.period_name(instance.period.first, instance.period.last),
        versjon=version,
        tid=words.moment(made_at),
    )
    names = safe_names(list(who))
    texts = {
        f"endringer-{names[d]}.txt": _own(name_of(instance, d), own(instance, changes, moves, d)) for d in who
    }
    texts["endringer.txt"] = [in_a_line(instance, changes, d, moves) for d in who]
    for name, lines in texts.items():
        write_atomically(folder / name, ("\n".join([head, "", *lines]) + "\n").encode())
    return tuple(folder / name for name in texts)


def _own(name: str, found: Own) -> list[str]:
    titles = (
        (_("Ikke lenger dine vakter:"), found.lost),
        (_("Nye vakter:"), found.won),
        (_("Vakter med ny tid:"), found.retimed),
    )
    lines = [name, ""]
    for title, duties in titles:
        if duties:
            lines += [title, *(f"  {sentence(d)}" for d in duties), ""]
    return [*lines, _("Kalenderen din følger planen av seg selv, men kan bruke inntil et døgn.")]
