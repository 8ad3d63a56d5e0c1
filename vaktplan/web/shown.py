"""What the pages share: their templates, one style, and headers that let nothing in from elsewhere."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from vaktplan import i18n
from vaktplan.export.pages import pages

from .answers import NEVER_KEPT, Answer, made

TEMPLATES = Path(__file__).parent / "templates"
STYLE = (TEMPLATES / "style.css").read_text(encoding="utf-8")
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@lru_cache
def _templates() -> Environment:
    return pages(TEMPLATES)


def page(template: str, lang: str, *more: tuple[bytes, bytes], **known: Any) -> Answer:
    """A template in a language, as an answer."""
    i18n.use(lang)
    chosen = i18n.language()
    text = _templates().get_template(template).render(lang=chosen, style=Markup(STYLE), **known)
    policy = (b"content-security-policy", POLICY.encode())
    return made(200, "text/html; charset=utf-8", text.encode(), policy, *NEVER_KEPT, *more)
