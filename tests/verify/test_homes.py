"""How shared duty falls on the municipalities that have agreed to share it."""

from datetime import date

from tests.kit import doctor, instance_of
from vaktplan.domain.instance import Instance, Municipality
from vaktplan.domain.roster import Roster
from vaktplan.ledger.homes import home_shares

PEOPLE = (doctor("Kari"), doctor("Nils", municipality="Nabo"))
AGREED = (Municipality(name="Prøve", share_percent=60), Municipality(name="Nabo", share_percent=40))


def town(municipalities: tuple[Municipality, ...] = AGREED) -> Instance:
    first, last = date(2027, 1, 4), date(2027, 1, 8)
    return instance_of(first, last, ("felles", "naboKveld"), PEOPLE, municipalities=municipalities)


def test_only_shared_duty_counts_by_load() -> None:
    pairs = [("Kari", f"2027-01-0{d}:felles") for d in (4, 5, 6)]
    pairs += [
        ("Nils", "2027-01-07:felles"),
        ("Nils", "2027-01-08:naboKveld"),
    ]  # the neighbours' own evening is not shared
    shares = home_shares(town(), Roster.of(pairs))
    assert [(h.municipality, h.load, h.percent, h.agreed) for h in shares] == [
        ("Prøve", 12, 75.0, 60),
        ("Nabo", 4, 25.0, 40),
    ]


def test_an_empty_roster_has_nothing_to_share() -> None:
    assert [(h.load, h.percent) for h in home_shares(town(), Roster())] == [(0, 0.0), (0, 0.0)]


def test_no_agreement_no_shares() -> None:
    pairs = [("Kari", "2027-01-04:felles")]
    assert home_shares(town(()), Roster.of(pairs)) == ()
    assert home_shares(town(AGREED[:1]), Roster.of(pairs)) == ()
