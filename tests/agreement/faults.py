"""Faults of meaning that are planted, one at a time, into a check or a constraint: each must be noticed.

A fault is a piece of source and what it becomes. The text must be there, so that no fault goes stale unseen.
"""

import importlib
import inspect
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from vaktplan.domain.clock import oslo

FAULTS = Path(__file__).parent / "faults.toml"
CHECK, MODEL, BOTH = "check", "model", "both"


class Fault(NamedTuple):
    """A rule, where the fault is planted, what becomes of which text, and what it means in words."""

    rule: str
    side: str
    module: str
    old: str
    new: str
    words: str


def _wall(start: datetime, end: datetime) -> int:
    """Minutes as the clock on the wall reads: wrong when summer time begins or ends between."""
    first, last = (oslo(t).replace(tzinfo=None) for t in (start, end))
    return round((last - first).total_seconds() / 60)


def faults() -> list[Fault]:
    """Every fault on file."""
    data = tomllib.loads(FAULTS.read_text(encoding="utf-8"))
    return [Fault(rule=rule, **row) for rule, rows in data.items() for row in rows]


@contextmanager
def planted(fault: Fault) -> Iterator[None]:
    """The fault stands while the context lasts: functions run the changed code, wherever they were imported."""
    module = importlib.import_module(fault.module)
    path = Path(inspect.getsourcefile(module) or "")
    source = path.read_text(encoding="utf-8")
    if source.count(fault.old) != 1:
        raise ValueError(f"{fault.module} has {source.count(fault.old)} times: {fault.old}")
    changed = ModuleType(fault.module)
    changed.__dict__.update({"__file__": str(path), "__package__": module.__package__})
    exec(compile(source.replace(fault.old, fault.new), f"{path} (fault)", "exec"), changed.__dict__)
    swaps = list(_swaps(module, changed))
    before = [(f, f.__code__, f.__defaults__) for f, _ in swaps]
    module.__dict__["_wall"] = _wall
    try:
        for f, g in swaps:
            f.__code__, f.__defaults__ = g.__code__, g.__defaults__
        yield
    finally:
        for f, code, defaults in before:
            f.__code__, f.__defaults__ = code, defaults
        del module.__dict__["_wall"]


def _swaps(module: ModuleType, changed: ModuleType) -> Iterator[tuple[FunctionType, FunctionType]]:
    """Each function and method defined in a module, with its counterpart in the changed one."""
    for name, value in vars(module).items():
        other = vars(changed).get(name)
        if getattr(value, "__module__", None) != module.__name__:
            continue
        if isinstance(value, type) and isinstance(other, type):
            for attribute, method in vars(value).items():
                yield from _pair(method, vars(other).get(attribute))
        else:
            yield from _pair(value, other)


def _pair(old: Any, new: Any) -> Iterator[tuple[FunctionType, FunctionType]]:
    for kind, function in ((property, "fget"), (cached_property, "func"), (classmethod, "__func__")):
        if isinstance(old, kind):
            old, new = getattr(old, function), getattr(new, function)
    if isinstance(old, FunctionType) and isinstance(new, FunctionType):
        yield old, new
