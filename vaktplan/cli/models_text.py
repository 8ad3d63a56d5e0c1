"""The answer of `models` in words, at most 80 columns wide."""

import textwrap
from typing import TYPE_CHECKING

from vaktplan.export import units, words
from vaktplan.i18n import _, language

if TYPE_CHECKING:
    from vaktplan.answers import ModelsAnswer
    from vaktplan.rulebook.norms import Norm, NormValue


def listing(found: "ModelsAnswer") -> str:
    """Every norm in force, with paragraph and source; unverified ones are marked."""
    lines = [_("I kraft {dato}:").format(dato=f"{found.day:%d.%m.%Y}")]
    current = ""
    for norm, value in found.in_force:
        file = norm.id.split(".", 1)[0]
        if file != current:
            lines += ["", file]
            current = file
        lines += _one(norm, value)
    unverified = sum(not v.verified for _n, v in found.in_force)
    lines += ["", _("{n} verdier, {u} av dem ikke verifisert.").format(n=len(found.in_force), u=unverified)]
    lines.append(_("Regelbøker: {navn}").format(navn=", ".join(found.books)))
    return "\n".join(lines)


def _one(norm: "Norm", value: "NormValue") -> list[str]:
    title = norm.title_en if language() == "en" else norm.title_nb
    mark = "" if value.verified else "  " + _("[IKKE VERIFISERT]")
    head = (
        f"{title}: {words.norm_value(value.value) or '–'} {units.unit(norm.unit, value.value)}".rstrip()
        + mark
    )
    since = _("{cite}, fra {fra}; {kilde}, lest {lest}").format(
        cite=value.cite, fra=f"{value.first:%d.%m.%Y}", kilde=value.source, lest=f"{value.read_on:%d.%m.%Y}"
    )
    lines = textwrap.wrap(head, 78, initial_indent="  ", subsequent_indent="    ")
    lines += textwrap.wrap(since, 78, initial_indent="      ", subsequent_indent="      ")
    if value.note:
        lines += textwrap.wrap(value.note, 78, initial_indent="      ", subsequent_indent="      ")
    return lines
