"""Invented people: common Norwegian names put together by lot, and careers that hang together."""

import random
from datetime import date, timedelta

from vaktplan.domain.clock import anniversary
from vaktplan.domain.people import Competence, Specialty


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN = words("""
    Anne Inger Kari Marit Ingrid Liv Eva Berit Astrid Bjørg Hilde Solveig Randi Nina Silje Ida Hanne Tone Camilla
    Linn Maria Thea Sara Julie Marte Kristin Ragnhild Gunn Elin Heidi Siri Vilde Frida Oda Maja Synne Eline Helene
    Line Trine
""")
MEN = words("""
    Jan Per Bjørn Ole Lars Kjell Knut Svein Arne Thomas Geir Morten Tor Odd Erik Harald Terje Rolf Andreas Martin
    Henrik Kristian Jonas Magnus Eirik Sindre Øyvind Håkon Trond Pål Stian Espen Vegard Sverre Asbjørn Leif Egil
    Frode Nils Einar
""")
SURNAMES = words("""
    Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen Berg
    Haugen Hagen Johannessen Andreassen Jacobsen Dahl Jørgensen Halvorsen Henriksen Lund Sørensen Jakobsen Moen
    Gundersen Iversen Strand Solberg Svendsen Eide Knutsen Martinsen Kristoffersen Bakken Rasmussen Mathisen Lie
    Amundsen Nguyen Ali Bakke Berge Lunde Fredriksen Nygård Solheim Moe Holm Simonsen Myhre Aas Sæther Birkeland
    Helland Ruud Hauge Tangen Thorsen Viken Brekke Sandvik Aune Engen Næss Hovland Skaar Wold Vik Myklebust Tveit
    Haugland Hammer Ødegård Sunde Rønning Foss Krogh Aasen Vold Ask Lien Bråten Nordby Teigen Kvam Opsahl Steen
    Rustad Fossum
""")

MORE_SURNAMES = words("""
    Abrahamsen Alstad Arnesen Aspelund Aursand Bekkevold Bjerke Bjørkli Blom Borgen Brandvold Bugge Bø Christensen
    Dalen Danielsen Ekeland Ellingsen Engebretsen Enger Evensen Falch Finstad Fjeld Fosse Frantzen Gjerde Grønli
    Gulbrandsen Haaland Hegg Heggland Holte Husby Isaksen Jahr Jenssen Kleiven Kolstad Kvalheim Langeland Lauritzen
    Lervik Liland Lysne Mikkelsen Monsen Mørk Nergård Nordahl Norheim Olstad Paulsen Ramberg Reitan Risnes Rognlien
    Røed Sandberg Sivertsen Skogen Sletten Stene Storli Tandberg Thune Torp Ulvestad Vangen Vestby Wang Wiik Ystgård
    Økland Østby Ås
""")


class Names:
    """Names without repeats: every surname is used once, so that nobody is taken for another."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.surnames = list(SURNAMES)
        rng.shuffle(self.surnames)

    def also(self) -> "Names":
        """The same, going on with names that only a second call asks for."""
        more = list(MORE_SURNAMES)
        self.rng.shuffle(more)
        self.surnames = more
        return self

    def one(self, woman: bool) -> str:
        """A name nobody else has."""
        first = self.rng.choice(WOMEN if woman else MEN)
        return f"{first} {self.surnames.pop()}"


def born(rng: random.Random, age: int, on: date) -> date:
    """A birth date that makes one `age` years old on a last day of a year."""
    return date(on.year - age, 1, 1) + timedelta(days=rng.randrange(365))


def career(rng: random.Random, birth: date) -> Competence:
    """A doctor's first years: a degree at 27, then turnus or, from 2017, LIS1; both courses."""
    degree = date(birth.year + 27, 6, 20)
    trained = date(degree.year + 2, 3, 1)
    old = degree.year < 2013  # authorised after turnus, as it was
    course = max(date(2017, 1, 1), anniversary(trained, 1)) + timedelta(days=rng.randrange(900))
    return Competence(
        authorised=trained if old else degree,
        turnus_done=trained if degree.year < 2017 else None,
        lis1_done=trained if degree.year >= 2017 else None,
        course_acute=course,
        course_violence=course + timedelta(days=rng.randrange(20, 200)),
        service_30_months=anniversary(degree, 2) + timedelta(days=184),
        duty_experience=anniversary(trained, 1),
    )


def specialist(rng: random.Random, birth: date, name: str = "allmennmedisin") -> Competence:
    """A specialist: six to eight years after turnus or LIS1."""
    base = career(rng, birth)
    trained = base.turnus_done or base.lis1_done or birth
    since = anniversary(trained, 6) + timedelta(days=rng.randrange(700))
    return base.model_copy(update={"specialties": (Specialty(name=name, since=since),)})


def specialising(rng: random.Random, birth: date) -> Competence:
    """A doctor in part 3 of the specialisation (LIS3, ALIS)."""
    base = career(rng, birth)
    trained = base.turnus_done or base.lis1_done or birth
    since = trained + timedelta(days=60 + rng.randrange(120))
    course = since + timedelta(days=60)
    return base.model_copy(
        update={
            "specialising_since": since,
            "course_acute": course,
            "course_violence": course + timedelta(days=60),
        }
    )
