"""Why a shift is a doctor's, for the doctor to read: of a colleague nobody learns more than "not available"."""

from collections import Counter
from typing import TYPE_CHECKING

from vaktplan.domain.instance import Instance
from vaktplan.i18n import N_, _
from vaktplan.rulebook.rules import AbsenceRule, ExemptionRule, Wishes
from vaktplan.verify.words import label, sentence

from .show import rule_in_a_sentence, wrapped

if TYPE_CHECKING:
    from vaktplan.answers.explaining import Alternative, CostChange, WhyMe

PRIVATE = (ExemptionRule.id, AbsenceRule.id, Wishes.id)  # why someone is away is nobody else's business
NOT_AVAILABLE = N_("ikke tilgjengelig")
SHOWN = 5  # alternatives told
CHANGES = 4  # of each


def why_me_lines(instance: Instance, why: "WhyMe") -> list[str]:
    """Who else could have had the shift and what it would have cost, and how many could not."""
    names = {d.id: d.name for d in instance.doctors}
    others = len(why.alternatives) + len(why.unable) + len(why.unknown)
    head = _("Hvorfor har {lege} {vakt}?").format(
        lege=names[why.doctor], vakt=label(instance.shift_by_id[why.shift])
    )
    lines = wrapped(head, "")
    if why.unable:
        lines += wrapped(sentence(_unable(why, others)))
    if why.alternatives:
        lines += wrapped(_("Prøvd i stedet (beste plan der bare de to legenes vakter er andre):"))
        lines += [
            line
            for a in why.alternatives[:SHOWN]
            for line in wrapped(_alternative(a, names, why.doctor), "    ")
        ]
        lines += wrapped(_more(why.alternatives[SHOWN:]), "    ") if why.alternatives[SHOWN:] else []
    if why.unknown:
        lines += wrapped(_("Tiden rakk ikke til {n} andre.").format(n=len(why.unknown)))
    return lines


def _unable(why: "WhyMe", others: int) -> str:
    counts = Counter(_shown(rules) for _doctor, rules in why.unable)
    parts = ", ".join(f"{reason} {n}" for reason, n in counts.most_common())
    return _("Av {alle} andre leger kan {n} ikke ta den: {grunner}").format(
        alle=others, n=len(why.unable), grunner=parts
    )


def _shown(rules: tuple[str, ...]) -> str:
    """What is told of what keeps a colleague from a shift."""
    if not rules:
        return _("bare ved å gi avkall på noe viktigere")
    return _(NOT_AVAILABLE) if set(rules) & set(PRIVATE) else rule_in_a_sentence(rules[0])


def _alternative(found: "Alternative", names: dict[str, str], mine: str) -> str:
    told = [_change(c, names, mine) for c in found.changes[:CHANGES]]
    more = _(" og mindre ting") if len(found.changes) > CHANGES else ""
    why = f" ({', '.join(told)}{more})" if told else ""
    return sentence(f"- {names[found.doctor]}: {_price(found.change)}{why}")


def _price(change: int) -> str:
    if change == 0:
        return _("like bra")
    if change < 0:
        return _("{n} billigere: la det letes lenger").format(n=-change)
    return _("{n} dyrere").format(n=change)


def _change(change: "CostChange", names: dict[str, str], mine: str) -> str:
    told = change.doctor is not None and (change.doctor == mine or change.rule not in PRIVATE)
    who = f" {names[change.doctor]}" if told and change.doctor else ""
    return f"{rule_in_a_sentence(change.rule)}{who} {change.change:+d}".replace("-", "−")


def _more(rest: "tuple[Alternative, ...]") -> str:
    return _("- … og {n} til, fra {pris}.").format(n=len(rest), pris=_price(rest[0].change))
