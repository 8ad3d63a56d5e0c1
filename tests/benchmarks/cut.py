"""Smaller instances made of larger ones."""

from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.shifts import SFS_KINDS, Line


def legevakt_only(instance: Instance) -> Instance:
    """An instance with its out-of-hours lines of legevakt, tilkalling and bakvakt alone, and who may work them.

    Wishes, history, locks and the rest stay where what they name is still there.
    """
    lines = {line.id for line in instance.lines if _kept(line)}
    types = {t.id for t in instance.shift_types if t.line in lines}
    doctors = {d.id for d in instance.doctors if lines & set(d.lines)}
    shifts = {s.id for s in instance.shifts if s.type.id in types}

    def stays(fact: Any) -> bool:
        named = [getattr(fact, name, None) for name in ("doctor", "other", "supervisor")]
        if any(d is not None and d not in doctors for d in named):
            return False
        named_types = [getattr(fact, name, None) for name in ("shift_type", "first", "then")]
        if any(isinstance(t, str) and t not in types for t in named_types):
            return False
        line, shift = getattr(fact, "line", None), getattr(fact, "shift", None)
        return (line is None or line in lines) and (shift is None or shift in shifts)

    facts = {
        name: tuple(fact for fact in getattr(instance, name) if stays(fact))
        for name in Instance.model_fields
        if name not in ("lines", "shift_types", "doctors", "municipalities")
        and isinstance(getattr(instance, name), tuple)
    }
    kept = tuple(
        d.model_copy(update={"lines": tuple(i for i in d.lines if i in lines), "wards": ()})
        for d in instance.doctors
        if d.id in doctors
    )
    return instance.model_copy(
        update={
            **facts,
            "lines": tuple(line for line in instance.lines if line.id in lines),
            "shift_types": tuple(t for t in instance.shift_types if t.line in lines),
            "doctors": kept,
        }
    )


def _kept(line: Line) -> bool:
    return line.out_of_hours and line.kind in SFS_KINDS
