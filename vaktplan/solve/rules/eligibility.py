"""Line, role, municipality, duty share and time of service.

In words: a doctor takes only shifts of lines that are for that doctor, on dates in the service, and out-of-hours duty
only with a duty share.
In maths: x[d, s] = 0 unless the line is one of d's, its roles and municipalities fit, d serves on the date, and the
share on it is above 0.
Source: fastlegeforskriften § 33 (1) for out-of-hours duty; otherwise the municipality's own choice.
"""

from vaktplan.rulebook.rules import Eligibility
from vaktplan.solve.build import Build
from vaktplan.solve.may import eligible


def add(build: Build, rule: Eligibility) -> None:
    """Rule out every take that the line is not for."""
    for doctor in build.doctors:
        for shift in build.instance.shifts:
            if not eligible(doctor, shift):
                build.refuse(rule, "main", doctor.id, shift.id)
