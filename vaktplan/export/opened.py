"""What stands over and under the explanations of a plan's open shifts."""

from vaktplan.i18n import _
from vaktplan.verify.words import plural

from .view import View


def intro(view: View) -> str:
    """What the explanations say, and of which roster."""
    return _("Hvorfor plasser er udekket i denne planen, når alle andre plasser i den skal være som de er.")


def rest(view: View) -> str:
    """How many open shifts are not explained; empty when all are."""
    count = len(view.missing) - len(view.said)
    if not count:
        return ""
    which = plural(
        count,
        _("1 udekket vakt til er ikke forklart her."),
        _("{n} udekkede vakter til er ikke forklart her."),
    )
    if view.for_wall:
        return which
    return which + " " + _("Spør «vaktplan explain» med --roster og denne planen.")
