"""Which versions made an answer: vaktplan, Python, the solver, the time zone data."""

import importlib.metadata
import platform

from vaktplan import __version__


def of_everything() -> dict[str, str]:
    """Name → version, sorted by name."""
    packages = ("ortools", "pydantic", "openpyxl", "icalendar", "tzdata")
    found = {name: importlib.metadata.version(name) for name in packages}
    return dict(sorted({**found, "python": platform.python_version(), "vaktplan": __version__}.items()))
