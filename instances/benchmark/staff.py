"""The doctors of a generated district, by its size: who they are, where, and on which lines."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from instances.benchmark.services import Services
from instances.invented import Names, born, career, specialising, specialist
from vaktplan.domain.clock import anniversary
from vaktplan.domain.people import Competence, Doctor, DutyShare, RestProfile, Role

AGES_ON = date(2027, 1, 31)
NO_DUTY = (DutyShare(share=0),)
HALF = (DutyShare(share=0.5),)


class ManyNames(Names):
    """Names without repeats for any number of people: surnames in pairs when the single ones are used up."""

    def one(self, woman: bool) -> str:
        """A name nobody else has."""
        if not self.surnames:
            self.surnames = self._pairs()
        return super().one(woman)

    def _pairs(self) -> list[str]:
        single = list(dict.fromkeys(self._every))
        self.rng.shuffle(single)
        half = len(single) // 2
        return [f"{a} {b}" for a, b in zip(single[:half], single[half:], strict=False)]

    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng)
        self._every = list(self.surnames)


@dataclass(frozen=True)
class Posts:
    """How many there are of each kind."""

    gps: int
    trainees: int  # LIS1
    locums: int
    employed: int  # at the daytime legevakt
    homes: int  # nursing homes
    clinics: int

    @classmethod
    def of(cls, doctors: int, services: Services) -> "Posts":
        """The posts of a district with so many doctors in all."""
        trainees = round(doctors * 0.06) if doctors >= 12 else int(doctors in (7, 9, 11))
        locums = round(doctors * 0.04) if doctors >= 12 else 0
        rest = (services.employed, services.homes, services.clinics)
        return cls(doctors - trainees - locums - sum(rest), trainees, locums, *rest)


def staff(rng: random.Random, towns: Sequence[str], doctors: int, services: Services) -> tuple[Doctor, ...]:
    """Everybody, spread over the municipalities by lot, at least two GPs in each."""
    names, posts = ManyNames(rng), Posts.of(doctors, services)
    weights = [rng.uniform(1, 3) for _ in towns]
    at = [*towns, *towns]
    at += rng.choices(list(towns), weights, k=max(0, posts.gps - len(at)))
    made = [_gp(rng, names, n, at[n], services) for n in range(posts.gps)]
    made += [_trainee(rng, names, n, rng.choice(list(towns)), services) for n in range(posts.trainees)]
    made += [_locum(rng, names, n, towns[0], services) for n in range(posts.locums)]
    made += [_employed(rng, names, n, towns[0]) for n in range(posts.employed)]
    made += [_session_doctor(rng, names, "S", n, towns[0], services) for n in range(posts.homes)]
    made += [_session_doctor(rng, names, "H", n, towns[0], services) for n in range(posts.clinics)]
    return tuple(made)


def _gp(rng: random.Random, names: Names, n: int, town: str, services: Services) -> Doctor:
    """One of six is a LIS3 and one of fourteen approved without being a specialist; the first three are specialists."""
    lot = rng.random() if n >= 3 else 1
    alis, approved = lot < 0.17, 0.17 <= lot < 0.24
    birth = born(rng, rng.randrange(31, 38) if alis else rng.randrange(38, 68), AGES_ON)
    competence = _competence(rng, birth, alis, approved)
    senior = any(s.since <= date(2026, 12, 1) for s in competence.specialties)
    away = rng.randrange(8)
    return Doctor(
        id=f"F{n + 1:03}",
        name=names.one(woman=rng.random() < 0.45),
        born=birth,
        roles=(Role.FASTLEGE, Role.LIS3) if alis else (Role.FASTLEGE,),
        municipality=town,
        office=f"{town} legekontor {1 + n % 3}",
        duty_shares=HALF if n >= 8 and rng.random() < 0.05 else (DutyShare(share=1),),
        lines=services.lines_of(town, senior=senior),
        practice_weekdays=tuple(day for day in range(1, 6) if day != away + 1),
        competence=competence,
    )


def _competence(rng: random.Random, birth: date, alis: bool, approved: bool) -> Competence:
    if alis:
        return specialising(rng, birth)
    if not approved:
        return specialist(rng, birth)
    base = career(rng, birth)
    trained = base.turnus_done or base.lis1_done or birth
    return base.model_copy(update={"approved_gp": anniversary(trained, 2)})


def _trainee(rng: random.Random, names: Names, n: int, town: str, services: Services) -> Doctor:
    return Doctor(
        id=f"T{n + 1:03}",
        name=names.one(woman=n % 2 == 0),
        born=born(rng, 27 + n % 3, AGES_ON),
        roles=(Role.LIS1,),
        municipality=town,
        office=f"{town} legekontor 1",
        lines=services.trainee_lines,
        practice_weekdays=(1, 2, 3, 4),
        competence=Competence(authorised=date(2025, 6, 20)),
    )


def _locum(rng: random.Random, names: Names, n: int, town: str, services: Services) -> Doctor:
    return Doctor(
        id=f"V{n + 1:03}",
        name=names.one(woman=n % 2 == 1),
        born=(birth := born(rng, 34 + n % 20, AGES_ON)),
        roles=(Role.VIKAR,),
        municipality=town,
        duty_shares=HALF,
        lines=services.locum_lines(town),
        competence=specialist(rng, birth) if n % 2 else career(rng, birth),
    )


def _employed(rng: random.Random, names: Names, n: int, town: str) -> Doctor:
    return Doctor(
        id=f"L{n + 1:03}",
        name=names.one(woman=n % 2 == 1),
        born=(birth := born(rng, 42 + n % 15, AGES_ON)),
        roles=(Role.LEGEVAKTSLEGE,),
        municipality=town,
        position_percent=70,
        duty_shares=NO_DUTY,
        lines=("daglegevakt",),
        rest_profile=RestProfile.AML,
        competence=specialist(rng, birth),
    )


def _session_doctor(
    rng: random.Random, names: Names, letter: str, n: int, town: str, services: Services
) -> Doctor:
    """A doctor of a nursing home, with a ward, or of a clinic."""
    home = letter == "S"
    return Doctor(
        id=f"{letter}{n + 1:03}",
        name=names.one(woman=n % 2 == 0),
        born=(birth := born(rng, 38 + (n * 5) % 27, AGES_ON)),
        roles=(Role.SYKEHJEMSLEGE if home else Role.HELSESTASJONSLEGE,),
        municipality=town,
        position_percent=100 if home else 60,
        duty_shares=NO_DUTY,
        lines=("sykehjem",) if home else ("helsestasjon",),
        rest_profile=RestProfile.AML,
        other_hours=11 if home else 6,
        wards=(services.ward(n),) if home else (),
        competence=specialist(rng, birth),
    )
