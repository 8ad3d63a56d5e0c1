"""Who may stand alone, and who may be bakvakt, on the date of the shift.

In words: a shift that must be held alone goes to one who may stand alone; a bakvakt to one who may be bakvakt.
In maths: x[d, s] = 0 when s needs alone and not alone(d, date), or needs bakvakt and not bakvakt(d, date).
Source: kompetanseforskriften §§ 3 and 3a (1), (3); until 2025 akuttmedisinforskriften § 7.
"""

from vaktplan.rulebook.rules import Competence
from vaktplan.solve.build import Build
from vaktplan.solve.may import competent


def add(build: Build, rule: Competence) -> None:
    """Rule out every take that asks for more than the doctor is."""
    for doctor in build.doctors:
        for shift in build.instance.shifts:
            if not competent(build.known, doctor, shift):
                build.refuse(rule, "main", doctor.id, shift.id)
