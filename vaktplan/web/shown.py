"""What the pages share: their templates, one style, and headers that let nothing in from elsewhere."""

from functools import lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from vaktplan import i18n
from vaktplan.export.pages import pages

from .answers import NEVER_KEPT, Answer, made
from .style import GUARD, STYLE, TEMPLATES


@lru_cache
def _templates() -> Environment:
    return pages(TEMPLATES)


def page(template: str, lang: str, *more: tuple[bytes, bytes], **known: Any) -> Answer:
    """A template in a language, as an answer."""
    i18n.use(lang)
    chosen = i18n.language()
    text = _templates().get_template(template).render(lang=chosen, style=Markup(STYLE), **known)
    return made(200, "text/html; charset=utf-8", text.encode(), GUARD, *NEVER_KEPT, *more)
