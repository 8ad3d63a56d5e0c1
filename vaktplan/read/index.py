"""Who and what the other sheets may refer to: by id, or by a name that only one has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vaktplan.i18n import _
from vaktplan.text import did_you_mean, key, shown, skeleton

from .cells import Bad
from .notes import Notes
from .tables import Row


@dataclass
class Index:
    """The ids and names of one sheet's rows."""

    code: str  # "unknown-doctor"
    sheet: str
    judged: bool = True  # False when the sheet itself is missing: nothing is unknown then
    ids: dict[str, str] = field(default_factory=dict)  # id, and its matching form → id
    names: dict[str, list[str]] = field(default_factory=dict)  # matching form of a name → ids
    written: list[str] = field(default_factory=list)  # ids and names as they stand

    def meanings(self, text: str) -> tuple[str, ...]:
        """Every id that a text may mean, as an id or as a name."""
        as_id = self.ids.get(text, self.ids.get(key(text)))
        found = [*([] if as_id is None else [as_id]), *self.names.get(key(text), [])]
        return tuple(dict.fromkeys(found))

    def resolve(self, text: str) -> str:
        """The id that a text means. Raises Bad, with the nearest names, when it means none or several."""
        if text in self.ids:
            return self.ids[text]
        by_key = self.ids.get(key(text))
        if by_key is not None:
            return by_key
        named = self.names.get(key(text), [])
        if len(named) > 1:
            what = _("flere i arket {ark} heter «{navn}»").format(ark=self.sheet, navn=shown(text))
            hint = _("Skriv id-en i stedet: {ider}.").format(ider=", ".join(shown(i) for i in named))
            raise Bad(what, hint, "ambiguous-name")
        if named:
            return named[0]
        if not self.judged:
            return text
        what = _("«{verdi}» finnes ikke i arket {ark}").format(verdi=shown(text), ark=self.sheet)
        hint = _("Skriv en id eller et navn fra arket {ark}.").format(ark=self.sheet)
        raise Bad(what, f"{did_you_mean(text, self.written)} {hint}".strip(), self.code)


def index_rows(
    code: str, sheet: str, rows: Sequence[Row] | None, notes: Notes, *, people: bool = False
) -> Index:
    """The index of a sheet's rows; rows that cannot be told apart are noted, both of them named."""
    index = Index(code, sheet, judged=rows is not None)
    for row in rows or ():
        id_, name = row.values.get("id", ""), row.values.get("name", "")
        index.written += [w for w in (id_, name) if w]
        if id_:
            index.ids.setdefault(id_, id_)
            index.ids.setdefault(key(id_), id_)
        if name:
            index.names.setdefault(key(name), []).append(id_)
    _tell_twins(rows or (), ("id",), notes)
    if people:
        _tell_twins(rows or (), ("name",), notes)
        _tell_crossed(rows or (), notes)
    return index


def _tell_twins(rows: Iterable[Row], fields: tuple[str, ...], notes: Notes) -> None:
    """Note ids or names that are equal, or look equal."""
    for name in fields:
        seen: dict[str, Row] = {}
        for row in rows:
            text = row.values.get(name, "")
            if not text:
                continue
            first = seen.setdefault(skeleton(text), row)
            if first is not row:
                _tell_pair(first, row, name, name, notes)


def _tell_crossed(rows: Iterable[Row], notes: Notes) -> None:
    """Note an id that is another's name."""
    names = {skeleton(r.values["name"]): r for r in rows if r.values.get("name")}
    for row in rows:
        other = names.get(skeleton(row.values.get("id", "")))
        if other is not None and other is not row and row.values.get("id"):
            _tell_pair(other, row, "name", "id", notes)


def _tell_pair(first: Row, row: Row, first_field: str, field: str, notes: Notes) -> None:
    one, two = first.values[first_field], row.values[field]
    same = one == two
    what = (
        _("«{verdi}» står også i {celle}") if same else _("«{verdi}» kan forveksles med «{annen}» i {celle}")
    )
    what = what.format(verdi=shown(two), annen=shown(one), celle=first.where(first_field))
    hint = _("Gi hver sin id og hvert sitt navn, eller slett raden (rad {a} og rad {b}).")
    code = "duplicate-id" if field == "id" else "duplicate-name"
    notes.fault(row.where(field), what, hint.format(a=first.number, b=row.number), code)
