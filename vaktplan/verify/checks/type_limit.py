"""type-limit: at most so many shifts of a type for a doctor in the period."""

from collections.abc import Iterator

from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import TypeLimitRule
from vaktplan.verify.view import View
from vaktplan.verify.words import plural


def check(view: View, rule: TypeLimitRule) -> Iterator[Breach]:
    """Rows of the workbook whose doctor has more shifts of the type than the row allows."""
    for row in view.instance.type_limits:
        mine = [s for s in view.takes.get(row.doctor, ()) if s.type.id == row.shift_type]
        over = len(mine) - row.most
        if over > 0:
            yield view.breach(
                rule, "main", row.doctor, mine, over, _text, mine[0].type.name, len(mine), row.most
            )


def _text(name: str, type_: str, count: int, most: int) -> str:
    return _("{navn} har {vakter} av typen {type} i perioden, mot høyst {krav}.").format(
        navn=name, vakter=plural(count, _("1 vakt"), _("{n} vakter")), type=type_, krav=most
    )
