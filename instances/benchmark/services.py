"""What a generated district must staff, by its size: the lines and the shift types."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time

from instances.shapes import AFTERNOON, DAY, EVENING, EVERY, FREE, MORNING, NIGHT, WEEKDAY, duty, session
from vaktplan.domain.people import Role
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType

STAFFED = 12  # doctors from which the legevakt is staffed; below it duty is from home
SECOND = 24  # from which there is a second doctor on call, and a pair of hands at weekends
SERVICES = 36  # from which nursing homes, clinics and a daytime legevakt are rostered too
OWN_EVENING = 9  # doctors a municipality needs on average for an evening line of its own in a shared district
HOME_HOURS = ((time(15, 30), time(8)), (time(8), time(20)), (time(20), time(8)))


@dataclass(frozen=True)
class Services:
    """The lines and shift types of a district of some municipalities and so many doctors."""

    towns: tuple[str, ...]
    doctors: int

    @property
    def staffed(self) -> bool:
        """Whether someone sits at the legevakt; else duty is from home."""
        return self.doctors >= STAFFED

    @property
    def book(self) -> str:
        """The book whose rules fit."""
        return "legevakt" if self.staffed else "liten-kommune"

    @property
    def shared(self) -> bool:
        """Whether several municipalities share duty."""
        return len(self.towns) > 1

    @property
    def own_evenings(self) -> bool:
        """Whether each municipality has weekday evenings of its own, and shares only nights and weekends."""
        return self.shared and self.staffed and self.doctors >= OWN_EVENING * len(self.towns)

    @property
    def employed(self) -> int:
        """Doctors employed at the daytime legevakt."""
        return 2 + self.doctors // 60 if self.doctors >= SERVICES else 0

    @property
    def homes(self) -> int:
        """Doctors of nursing homes, and wards: one each."""
        return self.doctors // 11 if self.doctors >= SERVICES else 0

    @property
    def clinics(self) -> int:
        """Doctors of clinics, and clinics: one each."""
        return self.doctors // 30 if self.doctors >= SERVICES else 0

    @property
    def trainee_lines(self) -> tuple[str, ...]:
        """Where a LIS1 has duty: where there is a bakvakt."""
        return ("legevakt",)

    def lines_of(self, town: str, *, senior: bool) -> tuple[str, ...]:
        """The lines of a GP of a municipality."""
        own = (self._evening(town),) if self.own_evenings else ()
        second = ("tilkalling",) if self.doctors >= SECOND else ()
        return ("legevakt", *own, *second, *(("bakvakt",) if senior else ()))

    def locum_lines(self, town: str) -> tuple[str, ...]:
        """The lines of a locum."""
        day = ("daglegevakt",) if self.employed else ()
        return ("legevakt", *((self._evening(town),) if self.own_evenings else ()), *day)

    def ward(self, n: int) -> str:
        """The ward of a number."""
        return f"Avdeling {n + 1}"

    def lines(self) -> tuple[Line, ...]:
        """Every line."""
        return tuple(self._lines())

    def types(self) -> tuple[ShiftType, ...]:
        """Every shift type."""
        return (*(self._staffed() if self.staffed else self._from_home()), *self._daytime())

    def _evening(self, town: str) -> str:
        return f"kveld-{self.towns.index(town) + 1}"

    def _lines(self) -> Iterator[Line]:
        common = {"municipalities": self.towns, "pool": "felles"} if self.shared else {}
        yield Line(id="legevakt", name="Legevakt", kind=LineKind.LEGEVAKT, **common)
        if self.doctors >= SECOND:
            yield Line(id="tilkalling", name="Tilkallingsvakt", kind=LineKind.TILKALLING, **common)
        yield Line(id="bakvakt", name="Bakvakt", kind=LineKind.BAKVAKT, **common)
        for town in self.towns if self.own_evenings else ():
            home = {"municipalities": (town,), "pool": town}
            yield Line(id=self._evening(town), name=f"Kveld {town}", kind=LineKind.LEGEVAKT, **home)
        if self.employed:
            roles = (Role.LEGEVAKTSLEGE, Role.VIKAR)
            day = {"out_of_hours": False, "roles": roles}
            yield Line(id="daglegevakt", name="Daglegevakt", kind=LineKind.LEGEVAKT, **day)
            yield Line(id="sykehjem", name="Sykehjem", kind=LineKind.SYKEHJEM, out_of_hours=False)
        if self.clinics:
            yield Line(id="helsestasjon", name="Helsestasjon", kind=LineKind.HELSESTASJON, out_of_hours=False)

    def _from_home(self) -> Iterator[ShiftType]:
        """Duty from home around the clock outside opening hours, and a bakvakt over the same hours of each."""
        parts = (
            ("hverdag", "Hverdagsvakt", WEEKDAY, 4, "H"),
            ("dag", "Helgedag", FREE, 4, "D"),
            ("natt", "Helgenatt", FREE, 5, "N"),
        )
        for (id, name, days, load, letter), hours in zip(parts, HOME_HOURS, strict=True):
            yield duty(id, name, "legevakt", hours, days, load, Need.ALONE_OR_BACKUP, letter, on_site=False)
            yield _backup(id, name, hours, days, letter)

    def _staffed(self) -> Iterator[ShiftType]:
        """Evenings, nights and weekends at the legevakt; more places and a second doctor on call as it grows."""
        n = self.doctors
        weekend, night = 1 + (n >= SECOND) + n // 90, 1 + n // 120
        parts = [
            ("natt", "Natt", NIGHT, EVERY, 5, "N", night),
            ("helgedag", "Helgedag", DAY, FREE, 4, "D", weekend),
            ("helgekveld", "Helgekveld", EVENING, FREE, 4, "K", weekend),
        ]
        if not self.own_evenings:
            parts.insert(0, ("kveld", "Kveld", EVENING, WEEKDAY, 3, "E", 1 + n // 50))
        for id, name, hours, days, load, letter, places in parts:
            need = Need.ALONE_OR_BACKUP
            yield duty(id, name, "legevakt", hours, days, load, need, letter, places=places)
            yield _backup(id, name, hours, days, letter)
        for number, town in enumerate(self.towns if self.own_evenings else (), start=1):
            name, letter = f"Kveld {town}", f"E{number}"
            line = self._evening(town)
            yield duty(line, name, line, EVENING, WEEKDAY, 3, Need.ALONE, letter)
        if n >= SECOND:
            yield from _on_call()

    def _daytime(self) -> Iterator[ShiftType]:
        if self.employed:
            places = 1 + self.doctors // 150
            yield duty(
                "daglegevakt", "Daglegevakt", "daglegevakt", DAY, WEEKDAY, 2, Need.ALONE, "L", places=places
            )
        for n in range(self.homes):
            home = {"house": f"Sykehjem {1 + n // 3}", "ward": self.ward(n)}
            days = (2, 4) if n % 2 else (1, 3)
            yield session(
                f"a{n + 1}-f", f"{self.ward(n)} formiddag", "sykehjem", MORNING, (1, 2, 3, 4, 5), **home
            )
            yield session(f"a{n + 1}-e", f"{self.ward(n)} ettermiddag", "sykehjem", AFTERNOON, days, **home)
        for n in range(self.clinics):
            station = f"Helsestasjon {n + 1}"
            days = ((1, 2, 4), (2, 3, 5), (1, 3, 4))[n % 3]
            yield session(f"hs{n + 1}", f"{station} formiddag", "helsestasjon", MORNING, days, house=station)


def _backup(id: str, name: str, hours: tuple[time, time], days: Sequence, letter: str) -> ShiftType:
    return duty(f"bv-{id}", f"Bakvakt {name.lower()}", "bakvakt", hours, days, 1, Need.BAKVAKT, f"B{letter}")


def _on_call() -> Iterator[ShiftType]:
    parts = (
        ("tk-kveld", "Tilkalling kveld", EVENING, WEEKDAY, 1, "TK"),
        ("tk-helgedag", "Tilkalling helgedag", DAY, FREE, 2, "TD"),
        ("tk-helgekveld", "Tilkalling helgekveld", EVENING, FREE, 2, "TH"),
    )
    for id, name, hours, days, load, letter in parts:
        yield duty(id, name, "tilkalling", hours, days, load, Need.ALONE, letter, on_site=False)
