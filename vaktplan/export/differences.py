"""What a new version of a roster changes, doctor by doctor: on screen, and as a text to send to each."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Change
from vaktplan.i18n import _
from vaktplan.verify.words import label, sentence

from . import words
from .files import safe_names, write_atomically


def concerned(instance: Instance, changes: Iterable[Change]) -> tuple[str, ...]:
    """The doctors who gain or lose a duty, in the workbook's order; those who are in it no more come last."""
    named = {d for c in changes for d in (*c.left, *c.came)}
    known = [d.id for d in instance.doctors if d.id in named]
    return (*known, *sorted(named - set(known)))


def name_of(instance: Instance, doctor: str) -> str:
    """The doctor's name; the id of one who is in the workbook no more."""
    known = instance.doctor_by_id.get(doctor)
    return words.clean(doctor if known is None else known.name)


def lost_and_won(
    instance: Instance, changes: Iterable[Change], doctor: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The duties that a doctor has no more, and those that are new."""
    by_id = instance.shift_by_id
    changes = tuple(changes)
    return (
        tuple(label(by_id[c.shift]) for c in changes if doctor in c.left),
        tuple(label(by_id[c.shift]) for c in changes if doctor in c.came),
    )


def in_a_line(instance: Instance, changes: Iterable[Change], doctor: str) -> str:
    """A doctor's own difference on a line."""
    lost, won = lost_and_won(instance, changes, doctor)
    parts = []
    if lost:
        parts.append(_("ikke lenger {vakter}").format(vakter=", ".join(lost)))
    if won:
        parts.append(_("nå {vakter}").format(vakter=", ".join(won)))
    return f"{name_of(instance, doctor)}: " + "; ".join(parts)


def write_differences(
    instance: Instance, changes: Sequence[Change], version: int, made_at: datetime, folder: Path
) -> tuple[Path, ...]:
    """A text for each doctor concerned, with own rows only, and one of all for the coordinator."""
    who = concerned(instance, changes)
    if not who:
        return ()
    head = _("{sted}, {periode}: versjon {versjon}, publisert {tid}").format(
        sted=words.where(instance),
        periode=words.period_name(instance.period.first, instance.period.last),
        versjon=version,
        tid=words.moment(made_at),
    )
    names = safe_names(list(who))
    texts = {f"endringer-{names[d]}.txt": _own(instance, changes, d) for d in who}
    texts["endringer.txt"] = [in_a_line(instance, changes, d) for d in who]
    for name, lines in texts.items():
        write_atomically(folder / name, ("\n".join([head, "", *lines]) + "\n").encode())
    return tuple(folder / name for name in texts)


def _own(instance: Instance, changes: Sequence[Change], doctor: str) -> list[str]:
    lost, won = lost_and_won(instance, changes, doctor)
    lines = [name_of(instance, doctor), ""]
    for title, duties in ((_("Ikke lenger dine vakter:"), lost), (_("Nye vakter:"), won)):
        if duties:
            lines += [title, *(f"  {sentence(d)}" for d in duties), ""]
    return [*lines, _("Kalenderen din følger planen av seg selv, men kan bruke inntil et døgn.")]
