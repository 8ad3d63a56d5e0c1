"""Fritak granted, claimed, not given and cut: what it does to the facts, and what is a right already."""

from datetime import date

import pytest

from tests.whatif.towns import best, dec, faults, jan, town
from vaktplan.domain.clock import touches
from vaktplan.domain.instance import Lock
from vaktplan.domain.people import Exemption, ExemptionKind, Scope
from vaktplan.rulebook.breach import Breach
from vaktplan.verify.verify import verify
from vaktplan.whatif.changes import Change, Claim, Grant, Limit, Refuse

PARAGRAPH = "fastlegeforskriften § 33 (4)"


def breaches(change: Change | None, name: str, doctor: str) -> list[Breach]:
    """The breaches of fritak that a doctor's best known duties are after a change, or as it is."""
    instance, book = town(name)
    changed = instance if change is None else change.apply(instance)
    found = verify(changed, book.only("exemption"), best(name))
    return [b for b in found.breaches if b.doctor == doctor]


@pytest.mark.parametrize(("name", "doctor"), [("smavik", "ingrid"), ("sandefjord", "F30")])
def test_a_grant_forbids_the_nights_of_its_dates_and_nothing_else(name: str, doctor: str) -> None:
    instance, book = town(name)
    month = instance.period.first
    first, last = month.replace(day=6), month.replace(day=24)
    grant = Grant(doctor=doctor, scope=Scope.NIGHT, first=first, last=last)
    assert grant.check(instance, book) == []
    own = best(name).shifts_of(instance, doctor)
    nights = [
        s.id for s in own if s.line.out_of_hours and book.is_night(s) and touches(s.start, s.end, first, last)
    ]
    assert nights
    assert not breaches(None, name, doctor)
    assert sorted(s for b in breaches(grant, name, doctor) for s in b.shifts) == sorted(nights)
    assert grant.apply(instance).exemptions[:-1] == instance.exemptions


def test_a_grant_is_by_discretion_and_says_who_what_and_when() -> None:
    instance, _book = town("smavik")
    grant = Grant(doctor="silje", scope=Scope.WEEKEND, first=jan(4))
    assert grant.apply(instance).exemptions[-1] == Exemption(
        doctor="silje", kind=ExemptionKind.DISCRETION, scope=Scope.WEEKEND, first=jan(4)
    )
    assert grant.id == "grant:silje:weekend:2027-01-04"
    assert grant.title(instance) == "Silje Vik får fritak: helgevakt, fra 04.01.2027"


def test_what_is_a_right_needs_no_grant() -> None:
    assert faults(Grant(doctor="odd", scope=Scope.NIGHT, first=jan(1))) == [
        (
            "doctor",
            "is-a-right",
            f"Odd Brekke: det er en rett fra 03.09.2024, {PARAGRAPH}",
            "det trengs ingen søknad: retten er ført",
        )
    ]
    assert faults(Grant(doctor="F01", scope=Scope.FEAST, first=dec(20)), "sandefjord") == [
        (
            "doctor",
            "is-a-right",
            f"Kjell Hagen: det er en rett fra 09.01.2018, {PARAGRAPH} a",
            "det trengs ingen søknad: retten er ført",
        )
    ]


def test_a_right_that_nobody_has_claimed_is_a_right_all_the_same() -> None:
    [(_field, code, what, hint)] = faults(Grant(doctor="F05", scope=Scope.ALL, first=dec(1)), "sandefjord")
    assert (code, what) == ("is-a-right", f"Vegard Ask: det er en rett fra 03.08.2021, {PARAGRAPH} a")
    assert hint == "det trengs ingen søknad, bare at legen krever den: prøv --claim"
    [(_field, _code, _what, hint)] = faults(Grant(doctor="F03", scope=Scope.ALL, first=dec(1)), "sandefjord")
    assert hint.endswith("prøv --claim")  # nights alone are claimed


def test_the_day_after_the_sixtieth_birthday_is_the_edge_of_discretion() -> None:
    instance, book = town("smavik")
    born = instance.doctor_by_id["silje"].model_copy(update={"born": date(1967, 1, 14)})
    older = instance.model_copy(
        update={"doctors": tuple(born if d.id == "silje" else d for d in instance.doctors)}
    )

    def codes(first: int) -> list[str]:
        grant = Grant(doctor="silje", scope=Scope.ALL, first=jan(first))
        return [f.code for f in grant.check(older, book)]

    assert codes(14) == []
    assert codes(15) == ["is-a-right"]
    assert [f.code for f in Claim(doctor="silje", scope=Scope.ALL).check(older, book)] == []


def test_one_who_is_no_fastlege_has_no_such_right_to_claim() -> None:
    instance, book = town("sandefjord")
    old = instance.doctor_by_id["V01"].model_copy(update={"born": date(1960, 1, 1), "lines": ("legevakt",)})
    older = instance.model_copy(
        update={"doctors": tuple(old if d.id == "V01" else d for d in instance.doctors)}
    )
    assert Grant(doctor="V01", scope=Scope.ALL, first=dec(1)).check(older, book) == []


def test_what_is_granted_already_is_not_granted_again() -> None:
    change = Grant(doctor="F12", scope=Scope.NIGHT, first=dec(10), last=date(2027, 12, 31))
    assert faults(change, "sandefjord") == [
        (
            "doctor",
            "already-granted",
            "Tor Haugland har alt dette fritaket (fra 01.09.2025)",
            "se arket Fritak",
        )
    ]
    wider = Grant(doctor="F12", scope=Scope.ALL, first=dec(10))
    longer = Grant(doctor="F39", scope=Scope.NIGHT, first=dec(1))  # granted until 20 December
    assert faults(wider, "sandefjord") == faults(longer, "sandefjord") == []


def test_a_grant_tells_of_doctors_dates_and_locks_in_words() -> None:
    assert faults(Grant(doctor="F112", scope=Scope.ALL, first=dec(1)), "sandefjord") == [
        ("doctor", "unknown-doctor", "det finnes ingen lege «F112»", "Mente du «F12» eller «F11»?")
    ]
    assert faults(Grant(doctor="silje", scope=Scope.ALL, first=jan(9), last=jan(8))) == [
        ("last", "ends-before-start", "siste dag 08.01.2027 er før første dag 09.01.2027", "bytt om datoene")
    ]
    period = "perioden er 01.01.2027–31.01.2027"
    assert faults(Grant(doctor="silje", scope=Scope.ALL, first=date(2027, 2, 1))) == [
        ("first", "outside-period", "01.02.2027 er utenfor perioden", period)
    ]
    assert faults(Grant(doctor="silje", scope=Scope.ALL, first=dec(1), last=dec(31))) == [
        ("last", "outside-period", "31.12.2026 er utenfor perioden", period)
    ]
    assert faults(Grant(doctor="marte", scope=Scope.NIGHT, first=jan(8))) == [
        (
            "doctor",
            "locked",
            "Marte Solheim er låst til hverdagsvakt torsdag 7. jan. og kan da ikke ta den",
            "slett låsen i arket Låser først",
        )
    ]  # the night of the 7th ends on the 8th
    assert faults(Grant(doctor="marte", scope=Scope.NIGHT, first=jan(9))) == []
    instance, book = town("smavik")
    hopeless = instance.model_copy(update={"locks": (Lock(doctor="odd", shift="2027-01-05:hverdag"),)})
    assert Claim(doctor="odd", scope=Scope.ALL).check(hopeless, book) == []  # a lock that could never be kept
    assert faults(Grant(doctor="S01", scope=Scope.ALL, first=dec(1)), "sandefjord") == [
        (
            "doctor",
            "no-duty",
            f"{town('sandefjord')[0].doctor_by_id['S01'].name} har ingen vakt utenfor åpningstid",
            "det er ikke noe å få fritak fra",
        )
    ]


def test_a_claim_is_made_by_one_who_is_old_enough() -> None:
    instance, book = town("sandefjord")
    claim = Claim(doctor="F05", scope=Scope.ALL)
    assert claim.check(instance, book) == []
    assert claim.apply(instance).doctor_by_id["F05"].age_claim is Scope.ALL
    assert claim.title(instance) == "Vegard Ask krever aldersretten til fritak: all vakt utenfor åpningstid"
    assert not breaches(None, "sandefjord", "F05")
    assert breaches(claim, "sandefjord", "F05")
    assert [c for _f, c, _w, _h in faults(Claim(doctor="F01", scope=Scope.NIGHT), "sandefjord")] == [
        "already-claimed"
    ]
    [(_field, code, what, hint)] = faults(Claim(doctor="F30", scope=Scope.NIGHT), "sandefjord")
    assert (code, what) == ("right-not-yet", "Camilla Henriksen har retten først fra 30.05.2040")
    assert hint == "før det er fritak skjønn: prøv --grant"


def test_refusing_takes_what_is_by_discretion_and_only_that() -> None:
    instance, book = town("smavik")
    refuse = Refuse(doctor="marte")
    assert refuse.check(instance, book) == []
    assert [e.doctor for e in refuse.apply(instance).exemptions] == ["odd"]
    assert refuse.title(instance) == "Marte Solheim får ikke fritak"
    assert faults(Refuse(doctor="odd")) == [
        (
            "doctor",
            "is-a-right",
            f"Odd Brekke: det er en rett fra 03.09.2024, {PARAGRAPH}",
            "en rett kan ikke avslås eller begrenses",
        )
    ]
    nothing = (
        "doctor",
        "no-exemption",
        "Ingrid Moen har ikke noe slikt fritak i perioden",
        "se arket Fritak",
    )
    assert faults(Refuse(doctor="ingrid")) == faults(Limit(doctor="ingrid", last=jan(9))) == [nothing]
    assert [c for _f, c, _w, _h in faults(Refuse(doctor="marte", scope=Scope.NIGHT))] == ["no-exemption"]


def test_an_age_claim_is_taken_as_never_made() -> None:
    instance, book = town("sandefjord")
    refuse = Refuse(doctor="F01")
    assert refuse.check(instance, book) == []
    assert refuse.apply(instance).doctor_by_id["F01"].age_claim is None
    assert refuse.title(instance) == "Kjell Hagen har ikke krevd aldersretten"


def test_a_limit_cuts_dates_and_scope_and_leaves_the_rest() -> None:
    instance, book = town("sandefjord")
    whole = next(e for e in instance.exemptions if e.doctor == "F20")

    def cut(limit: Limit) -> list[Exemption]:
        assert limit.check(instance, book) == []
        changed = limit.apply(instance)
        assert [e for e in changed.exemptions if e.doctor != "F20"] == [
            e for e in instance.exemptions if e.doctor != "F20"
        ]
        return [e for e in changed.exemptions if e.doctor == "F20"]

    assert cut(Limit(doctor="F20", scope=Scope.NIGHT)) == [whole.model_copy(update={"scope": Scope.NIGHT})]
    assert cut(Limit(doctor="F20", last=dec(10))) == [whole.model_copy(update={"last": dec(10)})]
    assert cut(Limit(doctor="F20", first=dec(10))) == [whole.model_copy(update={"first": dec(10)})]
    assert cut(Limit(doctor="F20", first=date(2026, 9, 1), last=dec(10))) == [
        whole.model_copy(update={"last": dec(10)})
    ]  # a limit gives nothing more
    title = Limit(doctor="F20", scope=Scope.NIGHT, first=dec(1), last=dec(10)).title(instance)
    assert title == "Fritaket til Berit Haugen begrenses: nattevakt, 01.12.2026–10.12.2026"
    [(_f, code, _w, hint)] = faults(Limit(doctor="F20", last=date(2027, 3, 31)), "sandefjord")
    assert (code, hint) == ("no-change", "fritaket er: all vakt utenfor åpningstid, 05.10.2026–31.03.2027")
    assert Limit(doctor="F39", first=dec(25)).apply(instance).exemptions == tuple(
        e for e in instance.exemptions if e.doctor != "F39"
    )  # nothing is left of one that ended on the 20th
