"""The doctors of a world, drawn so that the rules it is tight in have something to bite on."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.kit import LINES, doctor
from vaktplan.domain.people import Doctor, DutyShare, RestProfile, Role, Scope, Specialty

DAY = timedelta(days=1)
SHARES = ((DutyShare(share=0.5),), (DutyShare(share=0),), (DutyShare(share=1),), (DutyShare(share=0.333),))
HOMES = ("Prøve", "Nabo", "Nabo", "Tredje")
TIMED = ("weekly-rest", "working-hours", "own-first")
SERVICE = ("eligibility", "minimum-practice", "fairness", "supervision", "working-hours", "rest-after-night")
SKILLED = ("competence", "backup", "trainee-progress")


def drawn_doctor(rng: Random, id: str, first: date, tight: frozenset[str]) -> Doctor:
    """A doctor of a world that begins on a date."""
    near = first + rng.randrange(-1, 4) * DAY
    fields: dict[str, Any] = {}
    if "daily-rest" in tight:
        fields["rest_profile"] = rng.choice(tuple(RestProfile))
    if "rest-after-night" in tight or rng.random() < 0.15:
        fields["practice_weekdays"] = tuple(sorted(rng.sample(range(1, 8), rng.randint(1, 5))))
    if "eligibility" in tight:
        fields |= _eligibility(rng, near)
    if set(TIMED) & tight:
        fields |= _post(rng)
    if set(SERVICE) & tight:
        fields |= _service(rng, near)
    if {"home-share", "fairness"} & tight or rng.random() < 0.1:
        fields["municipality"] = rng.choice(HOMES)
    if "fairness" in tight:
        fields["position_percent"] = rng.choice((20, 33.33, 50, 100, 100))
        fields["duty_shares"] = rng.choice(SHARES)
    fields |= _limits(rng, tight)
    profile = _profile(rng, tight)
    if set(SKILLED) & tight:
        fields |= _skill(rng, near)
    if "trainee-progress" in tight and profile == "specialist" and rng.random() < 0.5:
        fields["roles"] = (Role.LIS1,)  # one who may stand alone all the same
    if "specialist-share" in tight and profile == "specialist" and rng.random() < 0.3:
        fields["competence"] = {"specialties": (Specialty(name="allmennmedisin", since=near),)}
    if "locum-limit" in tight and rng.random() < 0.4:
        fact = rng.choice(("approved_gp", "specialising_since", "specialising_until"))
        fields["competence"] = {"specialising_since": first - 9 * DAY} | {fact: near}
    if "exemption" in tight and rng.random() < 0.5:
        fields["born"] = near.replace(year=near.year - 60, day=min(near.day, 28))
        fields["age_claim"] = rng.choice(tuple(Scope))
    return doctor(id, profile, **fields)


def _profile(rng: Random, tight: frozenset[str]) -> str:
    """The profile of the kit: specialists where nothing asks for others."""
    profiles = ["specialist"]
    if {"competence", "backup"} & tight:
        profiles += ["specialist", "lis1", "lis1", "lis3", "vikar", "uten kurs"]
    if "trainee-progress" in tight:
        profiles += ["specialist", "lis1"]
    if "specialist-share" in tight:
        profiles += ["lis1", "vikar"]
    if {"locum-limit", "own-first"} & tight:
        profiles += ["vikar", "vikar"]
    return rng.choice(profiles)


def _skill(rng: Random, near: date) -> dict[str, Any]:
    """Other roles than the profile's, and a fact that comes or goes within the period."""
    fields: dict[str, Any] = {}
    if rng.random() < 0.3:
        fields["roles"] = tuple(
            rng.sample((Role.FASTLEGE, Role.VIKAR, Role.LIS1, Role.LIS3, Role.SYKEHJEMSLEGE), 2)
        )
    if rng.random() < 0.3:
        fact = rng.choice(
            (
                "course_acute",
                "courses_until",
                "lis1_done",
                "approved_gp",
                "specialising_since",
                "specialising_until",
            )
        )
        fields["competence"] = {fact: near}
    return fields


def _eligibility(rng: Random, near: date) -> dict[str, Any]:
    shares = (
        (DutyShare(share=0.5),),
        (DutyShare(share=0),),
        (DutyShare(share=1, last=near),),
        (DutyShare(share=0.25), DutyShare(share=0.5, first=near)),
        (DutyShare(share=1),),
    )
    fields: dict[str, Any] = {"duty_shares": rng.choice(shares)}
    if rng.random() < 0.3:
        fields["lines"] = tuple(sorted(rng.sample([line.id for line in LINES], 4)))
    if rng.random() < 0.5:
        fields["municipality"] = "Nabo"
    if rng.random() < 0.5:
        fields["roles"] = rng.choice(((), (Role.LIS1,), (Role.FASTLEGE, Role.LIS1)))
    return fields


def _post(rng: Random) -> dict[str, Any]:
    """A post with practice, hours outside the roster and a profile of rest."""
    fields: dict[str, Any] = {
        "rest_profile": rng.choice(
            (RestProfile.SFS, RestProfile.AML, RestProfile.AML, RestProfile.AML_AGREED)
        ),
        "other_hours": rng.choice((0, 0, 0, 2.5, 7.51, 20)),
        "position_percent": rng.choice((20, 33.33, 50, 100, 100)),
    }
    if rng.random() < 0.4:
        fields["practice_weekdays"] = tuple(sorted(rng.sample(range(1, 6), rng.randint(1, 5))))
    return fields


def _service(rng: Random, near: date) -> dict[str, Any]:
    """In the service from or until a date of the period, now and then."""
    what = rng.choice(("", "", "", "from", "until"))
    if what == "from":
        return {"first_day": near + rng.choice((0, 1)) * DAY}
    return {"last_day": near + rng.choice((1, 2)) * DAY} if what == "until" else {}


def _limits(rng: Random, tight: frozenset[str]) -> dict[str, Any]:
    """A doctor's own limits, where the world is tight in them."""
    fields: dict[str, Any] = {}
    if "continuity" in tight:
        fields["wards"] = tuple(sorted(rng.sample(("A1", "A2", "B1"), rng.choice((0, 1, 1, 2)))))
    for rule, low, high in (
        ("run-length", "min_run", "max_run"),
        ("rest-run", "min_rest_run", "max_rest_run"),
    ):
        if rule in tight and rng.random() < 0.4:
            least, most = sorted((rng.randint(1, 3), rng.randint(1, 4)))
            fields |= {low: least, high: most}
    if "weekend-cap" in tight and rng.random() < 0.4:
        fields["max_weekends"] = rng.choice((0, 1, 1, 2))
    if "minutes" in tight:
        least, most = sorted(
            (rng.choice((0, 300, 450, 540, 900, 1200)), rng.choice((0, 450, 480, 990, 1500)))
        )
        fields |= rng.choice(
            ({"min_minutes": least}, {"max_minutes": most}, {"min_minutes": least, "max_minutes": most})
        )
    return fields
