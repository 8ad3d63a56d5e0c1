"""Subscriptions in words and for programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vaktplan.export.words import moment
from vaktplan.i18n import N_, _

from .show import wrapped

if TYPE_CHECKING:
    from vaktplan.app.feeds import Address, Listed

TITLES = {
    "own": N_("egne vakter"),
    "whole": N_("hele planen"),
    "family": N_("til familien"),
    "wall": N_("tavle"),
}


def address(made: "Address") -> str:
    """The addresses, which nobody can show again."""
    lines = [
        _("Abonnement {n}: {hva}, {navn}").format(
            n=made.subscription, hva=_(TITLES[made.variant]), navn=made.name
        )
    ]
    if made.variant == "wall":
        lines += ["", made.url, ""]
    else:
        lines += [
            "",
            made.url,
            made.webcal,
            "",
            _("Slik abonnerer man (iPhone, Google, Outlook):"),
            made.guide,
            "",
        ]
    text = _("Adressen er et passord og vises bare nå. Kommer den på avveie: vaktplan feed rotate {n}")
    return "\n".join([*lines, *wrapped(text.format(n=made.subscription), "")])


def address_document(part: str, made: "Address") -> dict[str, Any]:
    """The addresses for programs."""
    return {
        "command": f"feed {part}",
        "status": "ok",
        "subscription": made.subscription,
        "variant": made.variant,
        "doctor": made.doctor,
        "url": made.url,
        "webcal": made.webcal,
        "guide": made.guide,
    }


def table(found: "Sequence[Listed]", *, unseen: bool) -> str:
    """A line for each subscription."""
    if not found:
        return _("Alle har hentet siste endring.") if unseen else _("Ingen abonnementer.")
    row = "{:>4}  {:<26} {:<14} {}"
    head = row.format("#", _("hvem"), _("hva"), _("sist hentet"))
    return "\n".join([head, *(_row(each) for each in found)])


def _row(each: "Listed") -> str:
    s = each.subscription
    fetched = _("aldri") if s.fetched_at is None else moment(s.fetched_at)
    behind = (
        "" if s.current or s.fetched_at is None or s.changed_at is None else " " + _("(ikke siste endring)")
    )
    return f"{s.id:>4}  {each.name[:26]:<26} {_(TITLES[s.variant]):<14} {fetched}{behind}"


def list_document(found: "Sequence[Listed]") -> dict[str, Any]:
    """The subscriptions for programs; never an address."""
    return {
        "command": "feed list",
        "status": "ok",
        "subscriptions": [
            {
                "subscription": each.subscription.id,
                "variant": each.subscription.variant,
                "doctor": each.subscription.doctor,
                "name": each.name,
                "made_at": each.subscription.made_at.isoformat(),
                "fetched_at": None
                if each.subscription.fetched_at is None
                else each.subscription.fetched_at.isoformat(),
                "current": each.subscription.current,
            }
            for each in found
        ],
    }
