"""Fritak: decisions, and the age right when claimed.

In words: out-of-hours duty that a fritak covers, by its scope and its time, is not the doctor's.
In maths: x[d, s] = 0 when s is out of hours and some exemption, or the claimed age right from the day
after the birthday, has s in its scope and touches it.
Source: fastlegeforskriften § 33 (3) and (4).
"""

from vaktplan.rulebook.rules import ExemptionRule
from vaktplan.solve.build import Build
from vaktplan.solve.may import exempt


def add(build: Build, rule: ExemptionRule) -> None:
    """Rule out every take that the doctor is released from."""
    for doctor in build.doctors:
        for shift in build.instance.shifts:
            if exempt(build.known, build.book, doctor, shift):
                build.refuse(rule, "main", doctor.id, shift.id)
