"""The answer of `models` in words, at most 80 columns wide."""

import textwrap
from typing import TYPE_CHECKING

from vaktplan.export import rulelines, units, words
from vaktplan.i18n import _, language

if TYPE_CHECKING:
    from vaktplan.answers import ModelsAnswer
    from vaktplan.rulebook.norm_file import Paper
    from vaktplan.rulebook.norms import Norm, NormValue


def listing(found: "ModelsAnswer") -> str:
    """Every norm in force, with paragraph and source; unverified ones are marked."""
    lines = [_("I kraft {dato}:").format(dato=f"{found.day:%d.%m.%Y}")]
    current = ""
    for norm, value in found.in_force:
        file = norm.id.split(".", 1)[0]
        if file != current:
            lines += ["", *_paper(found.papers[file])]
            current = file
        lines += _one(norm, value)
    unverified = sum(not v.verified for _n, v in found.in_force)
    lines += ["", _("{n} verdier, {u} av dem ikke verifisert.").format(n=len(found.in_force), u=unverified)]
    lines += ["", _("Reglene i regelboken «{bok}»:").format(bok=found.rules.id), *_rules(found)]
    lines.append(_("Regelbøker: {navn}").format(navn=", ".join(found.books)))
    return "\n".join(lines)


def _rules(found: "ModelsAnswer") -> list[str]:
    """Every rule of the book: its parts, how hard each is, its numbers and its paragraphs."""
    lines: list[str] = []
    for rule in found.rules.each():
        parts = list(rulelines.rule_parts(rule, found.day))
        terms = "; ".join(" ".join(t for t in (p.part, p.level, _price(p)) if t) for p in parts)
        lines += textwrap.wrap(
            f"{parts[0].rule} ({rule.id}): {terms}", 78, initial_indent="  ", subsequent_indent="    "
        )
        for text in (parts[0].numbers, parts[0].cite):
            lines += textwrap.wrap(text, 78, initial_indent="      ", subsequent_indent="      ")
    return lines


def _price(part: "rulelines.RuleLine") -> str:
    return _("({trinn}, vekt {vekt})").format(trinn=part.tier, vekt=part.weight) if part.tier else ""


def _paper(paper: "Paper") -> list[str]:
    """The name of a statute or an agreement, and by what warrant an agreement departs from the law."""
    title = paper.title_en if language() == "en" else paper.title_nb
    lines = textwrap.wrap(f"{title} · {paper.id}", 80)
    said = paper.warrant
    if paper.departs_from:
        said = _("fraviker {lov} med hjemmel i {hjemmel}").format(
            lov=", ".join(paper.departs_from), hjemmel=paper.warrant
        )
    return lines + textwrap.wrap(said, 78, initial_indent="  ", subsequent_indent="  ")


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
