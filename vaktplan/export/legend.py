"""What the letters and signs of a rota mean: each service line by itself, each house by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from vaktplan.domain.shifts import LineKind, ShiftType
from vaktplan.i18n import N_, _

from . import letters, words
from .view import View

SHORT = 12  # so many shift types, and no more, are explained in one breath
PARTS = {
    letters.MORNING: N_("formiddag"),
    letters.AFTERNOON: N_("ettermiddag"),
    letters.EVENING: N_("kveld"),
}


@dataclass(frozen=True)
class Entry:
    """A letter and what it means."""

    letter: str
    meaning: str

    def __str__(self) -> str:
        return f"{self.letter} = {self.meaning}"


@dataclass(frozen=True)
class Group:
    """The letters of one service line or house."""

    name: str
    entries: tuple[Entry, ...]


def short(view: View) -> bool:
    """Whether all letters can be explained in one breath."""
    return len(view.types) <= SHORT


def groups(view: View) -> tuple[Group, ...]:
    """Every letter: duty by service line, sessions by house."""
    grouped: dict[str, list[ShiftType]] = {}
    for type_ in view.types:
        grouped.setdefault(_group(view, type_), []).append(type_)
    return tuple(Group(name, tuple(dict.fromkeys(_entries(view, types)))) for name, types in grouped.items())


def entries(view: View) -> tuple[Entry, ...]:
    """Every letter, one by one."""
    return tuple(Entry(view.letters[t.id], _in_full(t)) for t in view.types)


def days() -> tuple[str, ...]:
    """The signs of days."""
    return _("● rød dag"), _("○ helgeaften")


def marks(view: View) -> tuple[str, ...]:
    """The signs of what is wrong, when anything is."""
    notes = [_("! brudd på krav i vakten")] if view.marked else []
    return (*notes, _("UDEKKET = ingen har plassen ennå")) if view.missing else tuple(notes)


def parts(view: View) -> str:
    """What ends the codes of sessions; empty when there are none that end so."""
    used = {view.codes[t.id].part for t in view.types}
    said = [f"{part} = {_(name)}" for part, name in PARTS.items() if part in used]
    return _("Siste bokstav: {liste}").format(liste=", ".join(said)) if said else ""


def _group(view: View, type_: ShiftType) -> str:
    line = view.instance.line_by_id[type_.line]
    if line.kind is LineKind.VEILEDNING and not type_.house:
        return _("Veiledning")
    return words.clean(type_.house if view.codes[type_.id].part else line.name)


def _entries(view: View, types: list[ShiftType]) -> Iterator[Entry]:
    """A letter for each shift type; for each ward in a house; and one for all supervision."""
    shared = {
        view.letters[t.id] for t in types if sum(view.letters[o.id] == view.letters[t.id] for o in types) > 1
    }
    for type_ in types:
        code = view.codes[type_.id]
        if code.part:
            yield Entry(code.base, letters.unit(type_))
        elif str(code) in shared:
            yield Entry(str(code), _group(view, type_))
        else:
            yield Entry(str(code), _in_full(type_))


def _in_full(type_: ShiftType) -> str:
    window = words.window_of(type_.start, type_.end)
    return f"{words.clean(type_.name)} {window} ({words.place(type_.on_site)})"
