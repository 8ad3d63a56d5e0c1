"""What stands over and under the explanations of a plan's open shifts."""

from vaktplan.i18n import _
from vaktplan.verify.words import plural

from .view import View


def intro(view: View) -> str:
    """What the explanations say, and of which roster."""
    return _("Hvorfor plasser er udekket i denne planen, når alle andre plasser i den skal være som de er.")


def rest(view: View) -> str:
    """How many open shifts are not explained, and who to ask; empty when all are, and for the wall."""
    count = 0 if view.for_wall else len(view.missing) - len(view.said)
    if not count:
        return ""
    which = plural(count, _("1 udekket vakt til"), _("{n} udekkede vakter til"))
    text = _("Ikke forklart her: {hva}. Spør «vaktplan explain» med --roster og denne planen.")
    return text.format(hva=which)
