"""What a breach is called, and how many there are."""

from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Level
from vaktplan.verify.words import plural

from . import words
from .view import View

OWN_CHOICE = ("vaktordningen.", "sandefjordplanen.", "helligdager.feast-rotation")  # no statute or agreement
OWN_PARTS = {  # parts whose limit is the municipality's, in rules that rest on a statute or an agreement too
    ("working-hours", "sfs"),
    ("trainee-progress", "too_few"),
    ("trainee-progress", "spread"),
    ("trainee-progress", "together"),
    ("pairing", "apart"),
    ("pairing", "back_to_back"),
    ("pairing", "always_with"),
    ("notice", "published"),
}


def summary(view: View) -> str:
    """How many of each."""
    verdict = view.report.verdict
    soft = [b for b in verdict.soft if b.rule != "fairness" and not b.is_open_place]
    missing = plural(sum(view.missing.values()), _("1 udekket plass"), _("{n} udekkede plasser"))
    return _(
        "{udekket} · {krav} brudd på krav · {avvik} avvik (rettferdig andel står i vaktregnskapet)"
    ).format(udekket=missing, krav=len(verdict.hard), avvik=len(soft))


def kind(view: View, breach: Breach) -> str:
    """What a breach is called: lovbrudd only of what stands in a statute or an agreement."""
    if breach.is_open_place:
        return _("UDEKKET")
    if breach.level is Level.SOFT:
        return _("avvik")
    return _("lovbrudd") if _by_law(view, breach) else _("brudd på krav")


def _by_law(view: View, breach: Breach) -> bool:
    """Whether the breach cites more than the municipality's own choices."""
    if (breach.rule, breach.part) in OWN_PARTS:
        return False
    book = view.report.book
    variants = [rules[breach.rule] for rules in (book.rules, *book.local.values()) if breach.rule in rules]
    own = [n for rule in variants for n in rule.basis if n.id.startswith(OWN_CHOICE)]
    left = breach.cite
    for cite in sorted({v.cite for norm in own for v in norm.values}, key=len, reverse=True):
        left = left.replace(cite, "")
    return bool(left.strip("; "))


def rule_text(breach: Breach) -> str:
    """The rule, and its part when it has several."""
    part = words.part_title(breach.part, breach.rule)
    return f"{words.rule_title(breach.rule)}: {part}" if part else words.rule_title(breach.rule)
