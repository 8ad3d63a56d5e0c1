"""A file of norms, as plain data, into Norms; everything wrong with it is told at once."""

import difflib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

from vaktplan.domain.base import Fact
from vaktplan.domain.clock import DAY
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _

from .norms import Norm, NormValue, Value

HEAD = ("id", "title", "title_en", "sources", "departs_from", "warrant")
TABLE = ("title", "title_en", "unit", "values")
REQUIRED = ("from", "value", "cite", "source", "read_on", "status")
ROW = (*REQUIRED, "to", "note")
LISTS = ("names", "days-of-year")
TEXTS = ("text", "clock", "date", "month-day")


class Paper(Fact):
    """The statute, agreement or plan that a file of norms speaks of."""

    id: str
    title_nb: str
    title_en: str
    departs_from: tuple[str, ...] = ()
    warrant: str = ""


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint that names what was probably meant, or what there is."""
    known = tuple(known)
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    if close:
        return _("mente du {navn}?").format(navn=_(" eller ").join(f"«{c}»" for c in close))
    return _("kjente navn: {navn}").format(navn=", ".join(known) or "-")


def unknown_keys(where: str, table: Mapping[str, Any], known: Iterable[str], code: str) -> list[Fault]:
    """A fault for each key of a table that has no meaning."""
    known = tuple(known)
    return [
        Fault(where, _("ukjent felt «{felt}»").format(felt=key), nearest(key, known), code)
        for key in table
        if key not in known
    ]


def parse_paper(name: str, data: Mapping[str, Any]) -> Paper:
    """The head of a file of norms. Raises InvalidInput when it has none."""
    faults = _head_faults(name, data)
    if faults:
        raise InvalidInput(faults)
    return Paper(
        id=data["id"],
        title_nb=data["title"],
        title_en=data["title_en"],
        departs_from=tuple(data.get("departs_from", ())),
        warrant=data.get("warrant", ""),
    )


def parse_norms(name: str, data: Mapping[str, Any]) -> tuple[Norm, ...]:
    """The norms of a file in the order of the file. Raises InvalidInput with every fault of it."""
    faults = _head_faults(name, data)
    sources = data.get("sources")
    norms: list[Norm] = []
    for key, table in data.items():
        if key in HEAD:
            continue
        where = f"{name}: {key}"
        if not isinstance(table, Mapping):
            faults += unknown_keys(name, {key: table}, HEAD, "unknown-field")
            continue
        norm = _norm(
            where, f"{data.get('id')}.{key}", table, sources if isinstance(sources, Mapping) else {}, faults
        )
        if norm is not None:
            norms.append(norm)
    if faults:
        raise InvalidInput(faults)
    return tuple(norms)


def _text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _head_faults(name: str, data: Mapping[str, Any]) -> list[Fault]:
    faults = [_missing(name, key) for key in ("id", "title", "title_en") if not _text(data.get(key))]
    sources = data.get("sources", {})
    if not isinstance(sources, Mapping) or not all(_text(s) for s in sources.values()):
        hint = _('skriv [sources] og under den KODE = "dokumentet som er lest"')
        faults.append(Fault(name, _("kildene er ikke en tabell av tekster"), hint, "bad-sources"))
    papers = data.get("departs_from", [])
    if not isinstance(papers, list) or not all(_text(p) for p in papers):
        faults.append(_wrong(name, "departs_from", papers, _('en liste av tekster, som ["..."]')))
    if not isinstance(data.get("warrant", ""), str):
        faults.append(_wrong(name, "warrant", data["warrant"], _("en tekst")))
    return faults


def _missing(where: str, key: str) -> Fault:
    what = _("feltet «{felt}» mangler").format(felt=key)
    return Fault(where, what, _("fyll det ut; se de andre filene i models/"), "missing-field")


def _wrong(where: str, key: str, value: Any, expected: str) -> Fault:
    what = _("«{felt}» er {verdi}").format(felt=key, verdi=repr(value))
    return Fault(where, what, _("skriv {ventet}").format(ventet=expected), "wrong-type")


def _norm(
    where: str, id: str, table: Mapping[str, Any], sources: Mapping[str, Any], faults: list[Fault]
) -> Norm | None:
    """The norm of a table; its faults are added to the list, and then there is none."""
    before = len(faults)
    faults += unknown_keys(where, table, TABLE, "unknown-field")
    faults += [_missing(where, key) for key in ("title", "title_en", "unit") if not _text(table.get(key))]
    rows = table.get("values")
    if not isinstance(rows, list) or not rows or not all(isinstance(r, Mapping) for r in rows):
        hint = _("skriv [[{tabell}.values]] med from, value, cite, source, read_on og status")
        what = _("normen har ingen verdier")
        faults.append(Fault(where, what, hint.format(tabell=where.rsplit(" ", 1)[-1]), "no-values"))
        return None
    for i, row in enumerate(rows, start=1):
        faults += _row_faults(
            _("{sted}, verdi {n}").format(sted=where, n=i), row, str(table.get("unit")), sources
        )
    if len(faults) > before:
        return None
    values = _values(rows, sources)
    faults += _joints(where, values)
    if len(faults) > before:
        return None
    return Norm(
        id=id, title_nb=table["title"], title_en=table["title_en"], unit=table["unit"], values=tuple(values)
    )


def _row_faults(where: str, row: Mapping[str, Any], unit: str, sources: Mapping[str, Any]) -> list[Fault]:
    faults = unknown_keys(where, row, ROW, "unknown-field")
    faults += [_missing(where, key) for key in REQUIRED if key not in row or row[key] == ""]
    for key in ("from", "to", "read_on"):
        if key in row and not is_date(row[key]):
            faults.append(_wrong(where, key, row[key], _("en dato uten anførselstegn, som 2026-01-01")))
    for key in ("cite", "source", "note"):
        if key in row and not isinstance(row[key], str):
            faults.append(_wrong(where, key, row[key], _("en tekst")))
    if _text(row.get("source")) and row["source"] not in sources:
        what = _("kilden «{kilde}» står ikke under [sources]").format(kilde=row["source"])
        faults.append(Fault(where, what, nearest(row["source"], sources), "unknown-source"))
    if "value" in row and not suits(row["value"], unit):
        expected = _("en verdi som passer til enheten «{enhet}»").format(enhet=unit)
        faults.append(_wrong(where, "value", row["value"], expected))
    status = row.get("status")
    if "status" in row and status not in ("verified", "unverified"):
        faults.append(_wrong(where, "status", status, _("«verified» eller «unverified»")))
    if status == "unverified" and not _text(row.get("note")):
        what = _("verdien er ikke verifisert, og ingen note sier hvorfor")
        faults.append(Fault(where, what, _("skriv en note"), "unverified-without-note"))
    if is_date(row.get("from")) and is_date(row.get("to")) and row["to"] < row["from"]:
        what = _("verdien slutter {til} før den begynner {fra}").format(til=row["to"], fra=row["from"])
        faults.append(Fault(where, what, _("rett from eller to"), "ends-before-it-begins"))
    return faults


def is_date(value: Any) -> bool:
    """Whether a value is a date without a time."""
    return isinstance(value, date) and not isinstance(value, datetime)


def suits(value: Any, unit: str) -> bool:
    """Whether a value is of the kind that its unit tells of."""
    if unit in LISTS:
        return isinstance(value, list) and all(_text(v) for v in value)
    if unit == "yes-no":
        return isinstance(value, bool)
    if unit == "clock":
        return is_clock(value)
    if unit in TEXTS:
        return _text(value)
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**12


def is_clock(value: Any) -> bool:
    """Whether a value is a wall-clock time written as "15:00"."""
    try:
        return isinstance(value, str) and len(value) == 5 and time.fromisoformat(value).tzinfo is None
    except ValueError:
        return False


def frozen(value: Any) -> Value:
    """A value as norms hold it: lists become tuples."""
    return tuple(value) if isinstance(value, list) else value


def _values(rows: list[Mapping[str, Any]], sources: Mapping[str, Any]) -> list[NormValue]:
    """The values in order of time; one without an end ends the day before the next begins."""
    rows = sorted(rows, key=lambda row: row["from"])
    ends = [row["from"] - DAY for row in rows[1:]] + [None]
    return [
        NormValue(
            first=row["from"],
            last=row.get("to", end),
            value=frozen(row["value"]),
            cite=row["cite"],
            source=f"{row['source']}: {sources[row['source']]}",
            read_on=row["read_on"],
            verified=row["status"] == "verified",
            note=row.get("note", ""),
        )
        for row, end in zip(rows, ends, strict=True)
    ]


def _joints(where: str, values: list[NormValue]) -> list[Fault]:
    """Overlaps and gaps between neighbouring values."""
    faults: list[Fault] = []
    for a, b in pairwise(values):
        if a.first == b.first or (a.last is not None and a.last >= b.first):
            what = _("to verdier gjelder {dag}").format(dag=f"{b.first:%d.%m.%Y}")
            faults.append(Fault(where, what, _("la den ene slutte før den andre begynner"), "norm-overlap"))
        elif a.last is not None and a.last + DAY < b.first:
            what = _("ingen verdi fra {fra} til {til}").format(
                fra=f"{a.last + DAY:%d.%m.%Y}", til=f"{b.first - DAY:%d.%m.%Y}"
            )
            faults.append(
                Fault(where, what, _("fyll hullet med en verdi, om så ikke verifisert"), "norm-gap")
            )
    return faults
