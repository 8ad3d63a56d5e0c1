"""The Norwegian words of the workbook and what each of them means."""

from collections.abc import Mapping

from vaktplan.domain.days import DayClass, Feast
from vaktplan.domain.people import (
    AbsenceKind,
    ExemptionKind,
    PairingKind,
    RestProfile,
    Role,
    Scope,
    WishKind,
)
from vaktplan.domain.shifts import LineKind, Need

ROLES: Mapping[str, Role] = {
    "fastlege": Role.FASTLEGE,
    "LIS1": Role.LIS1,
    "LIS3": Role.LIS3,
    "legevaktslege": Role.LEGEVAKTSLEGE,
    "sykehjemslege": Role.SYKEHJEMSLEGE,
    "helsestasjonslege": Role.HELSESTASJONSLEGE,
    "kommuneoverlege": Role.KOMMUNEOVERLEGE,
    "vikar": Role.VIKAR,
}
LINE_KINDS: Mapping[str, LineKind] = {
    "legevakt": LineKind.LEGEVAKT,
    "tilkalling": LineKind.TILKALLING,
    "bakvakt": LineKind.BAKVAKT,
    "øhd": LineKind.OEHD,
    "sykehjem": LineKind.SYKEHJEM,
    "helsestasjon": LineKind.HELSESTASJON,
    "beredskap": LineKind.BEREDSKAP,
    "veiledning": LineKind.VEILEDNING,
}
DAY_CLASSES: Mapping[str, DayClass] = {
    "hverdag": DayClass.WEEKDAY,
    "helgeaften": DayClass.EVE,
    "lørdag": DayClass.SATURDAY,
    "rød dag": DayClass.RED_DAY,
}
NEEDS: Mapping[str, Need] = {
    "ingen": Need.NONE,
    "kan stå alene": Need.ALONE,
    "kan stå alene eller bakvakt": Need.ALONE_OR_BACKUP,
    "bakvaktkompetent": Need.BAKVAKT,
}
PLACES: Mapping[str, bool] = {"tilstede": True, "hjemme": False}
YES_NO: Mapping[str, bool] = {"ja": True, "nei": False}
REST_PROFILES: Mapping[str, RestProfile] = {
    "sfs": RestProfile.SFS,
    "aml": RestProfile.AML,
    "aml etter avtale": RestProfile.AML_AGREED,
}
SCOPES: Mapping[str, Scope] = {
    "alle": Scope.ALL,
    "natt": Scope.NIGHT,
    "helg": Scope.WEEKEND,
    "høytid": Scope.FEAST,
    "bakvakt": Scope.BAKVAKT,
}
EXEMPTION_KINDS: Mapping[str, ExemptionKind] = {
    "rett": ExemptionKind.RIGHT,
    "skjønn": ExemptionKind.DISCRETION,
}
ABSENCE_KINDS: Mapping[str, AbsenceKind] = {
    "ferie": AbsenceKind.HOLIDAY,
    "kurs": AbsenceKind.COURSE,
    "annet": AbsenceKind.OTHER,
}
WISH_KINDS: Mapping[str, WishKind] = {
    "må ha fri": WishKind.MUST_OFF,
    "helst fri": WishKind.RATHER_OFF,
    "vil gjerne": WishKind.LIKE,
}
PAIRING_KINDS: Mapping[str, PairingKind] = {
    "aldri sammen": PairingKind.NEVER_TOGETHER,
    "aldri rett etter": PairingKind.NEVER_BACK_TO_BACK,
    "alltid med": PairingKind.ALWAYS_WITH,
}
FEASTS: Mapping[str, Feast] = {
    "jul": Feast.JUL,
    "nyttår": Feast.NYTTAAR,
    "påske": Feast.PAASKE,
    "1. mai": Feast.MAI1,
    "17. mai": Feast.MAI17,
    "himmelfart": Feast.HIMMELFART,
    "pinse": Feast.PINSE,
}
WEEKDAYS: Mapping[str, int] = {"ma": 1, "ti": 2, "on": 3, "to": 4, "fr": 5, "lø": 6, "sø": 7}

ALSO: Mapping[str, str] = {  # what people also write → the word above
    "alis": "lis3",
    "lis-1": "lis1",
    "lis 1": "lis1",
    "lis-3": "lis3",
    "lis 3": "lis3",
    "kristi himmelfart": "himmelfart",
    "1.mai": "1. mai",
    "17.mai": "17. mai",
    "røddag": "rød dag",
    "på stedet": "tilstede",
    "til stede": "tilstede",
    "j": "ja",
    "n": "nei",
    "sann": "ja",
    "usann": "nei",
    "mandag": "ma",
    "man": "ma",
    "tirsdag": "ti",
    "tir": "ti",
    "onsdag": "on",
    "ons": "on",
    "torsdag": "to",
    "tor": "to",
    "fredag": "fr",
    "fre": "fr",
    "lør": "lø",
    "søndag": "sø",
    "søn": "sø",
}
ALSO_WEEKDAYS: Mapping[str, str] = {"lørdag": "lø"}  # a word that is a day class elsewhere

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)


def word_of(words: Mapping[str, object], value: object) -> str:
    """The word that means a value."""
    return next(word for word, meaning in words.items() if meaning == value)
