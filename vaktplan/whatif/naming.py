"""A doctor as people name one: by id, by name, or by a surname that only one has."""

from collections import Counter

from vaktplan.domain.instance import Instance
from vaktplan.errors import Fault
from vaktplan.i18n import _
from vaktplan.text import did_you_mean, key, shown


def doctor_named(instance: Instance, named: str) -> str | None:
    """The id of a doctor, given by id, name or a surname of one alone; None when nobody is meant."""
    surnames = Counter(_surname(d.name) for d in instance.doctors)
    known = {_surname(d.name): d.id for d in instance.doctors if surnames[_surname(d.name)] == 1}
    known |= {key(text): d.id for d in instance.doctors for text in (d.name, d.id)}
    return known.get(key(named))


def _surname(name: str) -> str:
    return key(name.split()[-1]) if name.split() else ""


def unknown_doctor(instance: Instance, named: str, where: str) -> Fault:
    """That there is no such doctor, with the nearest ids and names."""
    what = _("det finnes ingen lege «{lege}»").format(lege=shown(named))
    hint = did_you_mean(named, [text for d in instance.doctors for text in (d.id, d.name)])
    return Fault(where, what, hint or _("se arket Leger"), "unknown-doctor")
