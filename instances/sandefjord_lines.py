"""The service lines of Sandefjord beside legevakt: nursing homes, ØHD, clinics, supervision, public-health stand-by.

Sessions follow the plan's årsverk: a full post is 37.5 hours, of which 70 % clinical: seven half-days of 3 h 45 min.
"""

from collections.abc import Iterable, Sequence
from datetime import time

from instances.shapes import AFTERNOON, FREE, MORNING, session
from vaktplan.domain.people import Doctor, Pairing, PairingKind, Role, Supervision
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType

SESSIONS_A_POST = 7  # half-days a week of a full post: 0.7 · 37.5 h / 3.75 h
LATE = (time(15, 30), time(18, 30))
TALK = (time(15, 30), time(17, 30))

# House → its wards, each with the weekdays of its morning and of its afternoon sessions. The plan has årsverk per
# house; how a house's sessions fall on its wards follows places and length of stay, and is invented.
HOUSES: dict[str, tuple[tuple[str, str, tuple[int, ...], tuple[int, ...]], ...]] = {
    "SMS": (
        ("sms-ohd", "SMS 2A/B ØHD", (1, 2, 3, 4, 5), (1, 2, 3, 4, 5)),
        ("sms-ohd2", "SMS 2A/B intermediær", (), (2, 4)),
        ("sms-1a", "SMS 1A rehabilitering", (1, 3), (5,)),
        ("sms-1b", "SMS 1B sammensatte behov", (2, 4), (1,)),
        ("sms-3ab", "SMS 3A/B lindrende og korttid", (1, 2, 3, 4, 5), (1, 3, 5)),
    ),
    "Nygård": (
        ("nyg-2", "Nygård 2. etg", (1, 3), (1, 3)),
        ("nyg-3", "Nygård 3. etg", (2, 4), (2,)),
        ("nyg-4", "Nygård 4. etg", (5,), (4, 5)),
    ),
    "Kamfjord": (
        ("kam-1", "Kamfjord 1. etg", (2, 4), ()),
        ("kam-2", "Kamfjord 2. etg", (1, 3, 5), (3,)),
    ),
    "Mosserød": (("mos-1", "Mosserød 1. etg", (2,), ()), ("mos-2", "Mosserød 2. etg", (4, 5), ())),
    "Soletunet": (
        ("sol-stua", "Solstua", (1,), (4,)),
        ("sol-toppen", "Soltoppen og Solsiden", (), (2, 4, 5)),
    ),
    "Andebu": (
        ("and-bla", "Andebu Blåveis", (3,), ()),
        ("and-tus", "Andebu Tusenfryd", (), (2,)),
        ("and-sko", "Andebu Skogstjerna", (5,), ()),
    ),
}
FTE = {"SMS": 3.8, "Nygård": 1.4, "Kamfjord": 0.8, "Mosserød": 0.4, "Soletunet": 0.7, "Andebu": 0.4}
REGULAR = {  # who is at home in which wards; the rest step in
    "S01": ("SMS 2A/B ØHD", "SMS 2A/B intermediær"),
    "S02": ("SMS 3A/B lindrende og korttid",),
    "S03": ("SMS 1A rehabilitering", "SMS 1B sammensatte behov", "SMS 2A/B ØHD"),
    "S04": ("SMS 3A/B lindrende og korttid", "SMS 2A/B intermediær", "SMS 2A/B ØHD"),
    "S05": ("Nygård 2. etg", "Nygård 3. etg"),
    "S06": ("Nygård 4. etg", "Nygård 3. etg"),
    "S07": ("Kamfjord 1. etg", "Kamfjord 2. etg"),
    "S08": ("Soltoppen og Solsiden", "Solstua"),
    "S09": ("Mosserød 1. etg", "Mosserød 2. etg", "Andebu Blåveis", "Andebu Tusenfryd", "Andebu Skogstjerna"),
}
CLINICS = (  # id, name, weekdays of mornings, of afternoons: eight half-days a week, and two on Friday with LIS1
    ("hs-sentrum", "Helsestasjon sentrum", (1, 2, 4), (1,)),
    ("hs-nord", "Helsestasjon nord", (2, 3), ()),
    ("hs-vest", "Helsestasjon vest", (3, 4), ()),
)
STANDING_BY = ("O01", "O02", "H01", "H02")  # kommuneoverlege and deputies


def sessions_a_week(fte: float) -> float:
    """Half-days a week that a number of årsverk gives."""
    return fte * SESSIONS_A_POST


def lines(alis: dict[str, str]) -> tuple[Line, ...]:
    """Every line beside legevakt; one of supervision for each LIS3."""
    inside = {"out_of_hours": False}
    return (
        Line(id="sykehjem", name="Sykehjem", kind=LineKind.SYKEHJEM, **inside),
        Line(id="ohd", name="ØHD", kind=LineKind.OEHD, pool="øhd", **inside),
        Line(id="helsestasjon", name="Helsestasjon", kind=LineKind.HELSESTASJON, **inside),
        Line(
            id="lis1-hs",
            name="LIS1 på helsestasjon",
            kind=LineKind.HELSESTASJON,
            roles=(Role.LIS1,),
            **inside,
        ),
        Line(
            id="ungdom",
            name="Helsestasjon for ungdom",
            kind=LineKind.HELSESTASJON,
            roles=(Role.LIS1,),
            **inside,
        ),
        Line(id="bv-ungdom", name="Bakvakt ungdom", kind=LineKind.BAKVAKT, sfs=False, **inside),
        Line(
            id="beredskap",
            name="Samfunnsmedisinsk beredskap",
            kind=LineKind.BEREDSKAP,
            pool="beredskap",
            **inside,
        ),
        *(
            Line(id=f"veil-{who}", name=f"Veiledning {who}", kind=LineKind.VEILEDNING, **inside)
            for who in sorted(alis)
        ),
    )


def _wards() -> Iterable[ShiftType]:
    for house, wards in HOUSES.items():
        for id, name, mornings, afternoons in wards:
            for part, hours, days in (("f", MORNING, mornings), ("e", AFTERNOON, afternoons)):
                if days:
                    said = f"{name}, {'formiddag' if part == 'f' else 'ettermiddag'}"
                    yield session(f"{id}-{part}", said, "sykehjem", hours, days, house=house, ward=name)


def _clinics() -> Iterable[ShiftType]:
    for id, name, mornings, afternoons in CLINICS:
        yield session(f"{id}-f", f"{name}, formiddag", "helsestasjon", MORNING, mornings, house=name)
        if afternoons:
            yield session(
                f"{id}-e", f"{name}, ettermiddag", "helsestasjon", AFTERNOON, afternoons, house=name
            )
    for part, hours in (("f", MORNING), ("e", AFTERNOON)):
        said = "formiddag" if part == "f" else "ettermiddag"
        station = "Helsestasjon sentrum"
        yield session(
            f"hs-fre-{part}", f"Helsestasjon fredag, {said}", "helsestasjon", hours, (5,), house=station
        )
        yield session(
            f"hs-lis1-{part}",
            f"LIS1 på helsestasjon, {said}",
            "lis1-hs",
            hours,
            (5,),
            places=2,
            house=station,
        )


def _others() -> Iterable[ShiftType]:
    yield session(
        "ungdom", "Helsestasjon for ungdom", "ungdom", LATE, (2, 4), need=Need.ALONE_OR_BACKUP, load=1
    )
    yield session(
        "bv-ungdom",
        "Bakvakt ungdom",
        "bv-ungdom",
        LATE,
        (2, 4),
        need=Need.BAKVAKT,
        on_demand=True,
        on_site=False,
    )
    home = {"on_site": False}
    yield session("ohd-tlf", "ØHD telefon", "ohd", (time(15, 30), time(20)), (), **home)
    yield session("ohd-lor", "ØHD lørdag", "ohd", (time(10), time(14)), (6,), day_classes=FREE, load=3)
    stand_by = ("beredskap", {"on_site": False, "ward": "Beredskap"})
    line, more = stand_by
    yield session("ber-dag", "Beredskap dag", line, (time(8), time(15, 30)), (), **more)
    yield session("ber-kveld", "Beredskap kveld og natt", line, (time(15, 30), time(8)), (), load=2, **more)
    yield session(
        "ber-helg", "Beredskap helg", line, (time(8), time(8)), (), day_classes=FREE, load=4, **more
    )


def _supervision(alis: dict[str, str]) -> Iterable[ShiftType]:
    """An offer of two hours each week after the office closes; two a month are enough."""
    for n, who in enumerate(sorted(alis)):
        more = {"places": 2, "load": 0, "optional": True}
        yield session(f"veil-{who}", f"Veiledning {who}", f"veil-{who}", TALK, (1 + n % 4,), **more)


def supervisions(alis: dict[str, str]) -> tuple[Supervision, ...]:
    """Four hours a month of each LIS3 with the supervisor (spesialistforskriften § 2 (3))."""
    return tuple(
        Supervision(doctor=who, supervisor=by, line=f"veil-{who}", minutes_a_month=240)
        for who, by in sorted(alis.items())
    )


def types(alis: dict[str, str]) -> tuple[ShiftType, ...]:
    """Every shift type beside legevakt."""
    return (*_wards(), *_clinics(), *_others(), *_supervision(alis))


def pairings(trainees: Sequence[str], alis: dict[str, str]) -> tuple[Pairing, ...]:
    """A LIS1 at the clinic has one of two specialists there; a LIS3's supervision needs both; two are kept apart."""
    with_ = PairingKind.ALWAYS_WITH
    found = [
        Pairing(doctor=t, other=specialist, kind=with_, line="lis1-hs")
        for t in trainees
        for specialist in ("H01", "H02")
    ]
    for who, by in sorted(alis.items()):
        line = f"veil-{who}"
        found.append(Pairing(doctor=who, other=by, kind=with_, line=line))
        found.append(Pairing(doctor=by, other=who, kind=with_, line=line))
    found.append(Pairing(doctor="F24", other="F31", kind=PairingKind.NEVER_TOGETHER))
    return tuple(found)


def placed(doctor: Doctor, alis: dict[str, str]) -> Doctor:
    """A doctor with the lines beside legevakt, regular wards and the hours of the post that no roster shows."""
    more: list[str] = []
    fields: dict[str, object] = {}
    if Role.SYKEHJEMSLEGE in doctor.roles:
        more += ["sykehjem", "ohd"]
        fields = {"wards": REGULAR[doctor.id], "other_hours": round(doctor.position_percent * 0.375 * 0.3, 2)}
    if doctor.id in ("V04", "V05"):
        more.append("sykehjem")
    if Role.HELSESTASJONSLEGE in doctor.roles:
        more.append("helsestasjon")
        fields = {"other_hours": {"H01": 16.0, "H02": 5.0, "H03": 4.0}[doctor.id]}
    if doctor.id in ("H01", "H02", "O02"):
        more.append("bv-ungdom")
    if doctor.id in STANDING_BY:
        more.append("beredskap")
    if Role.KOMMUNEOVERLEGE in doctor.roles:
        fields = {"other_hours": 37.5}
    if Role.LIS1 in doctor.roles:
        more += ["lis1-hs", "ungdom"]
    more += [f"veil-{who}" for who, by in sorted(alis.items()) if doctor.id in (who, by)]
    return doctor.model_copy(update={"lines": (*doctor.lines, *more), **fields})
