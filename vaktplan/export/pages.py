"""The templates, with what all pages share: everything escaped, nothing undefined, every text cleaned."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from vaktplan.i18n import _

from . import chart, words

TEMPLATES = Path(__file__).parent / "templates"


def pages(folder: Path = TEMPLATES, **known: Any) -> Environment:
    """An environment in which the templates of a folder know some names, and `_`."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    environment.globals.update({"_": _, **known})
    return environment


def _clean(value: Any) -> Any:
    """Clean every text but what is markup already; the hard spaces of numbers stay."""
    if type(value) is not str:
        return value
    return chart.HARD_SPACE.join(words.clean(part, lines=True) for part in value.split(chart.HARD_SPACE))
