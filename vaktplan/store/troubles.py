"""What a database driver says is wrong, told in the words of vaktplan: where, what, and what to do next."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError

from vaktplan.errors import DatabaseFault, Fault
from vaktplan.i18n import N_, _

APPEND_ONLY = "append-only"  # what the triggers say

# code → what is wrong, what to do
TOLD = {
    "db-missing": (
        N_("databasen finnes ikke"),
        N_("lag den med «vaktplan db upgrade», eller se etter om --db peker på rett fil"),
    ),
    "db-damaged": (
        N_("databasen er skadet"),
        N_(
            "la filen ligge som den er, og hent siste sikkerhetskopi inn med «vaktplan db restore FIL --force»"
        ),
    ),
    "db-not-a-database": (
        N_("dette er ikke en database fra vaktplan"),
        N_("se etter om --db peker på rett fil; filen er ikke rørt"),
    ),
    "db-older": (
        N_("databasen er laget av en eldre utgave av vaktplan"),
        N_("ta en sikkerhetskopi med «vaktplan db backup FIL», og kjør «vaktplan db upgrade»"),
    ),
    "db-newer": (
        N_("databasen er laget av en nyere utgave av vaktplan"),
        N_("bruk en vaktplan som er minst like ny som den databasen sist ble brukt med; ingenting er rørt"),
    ),
    "db-full": (
        N_("disken tok ikke imot mer; ingenting er endret"),
        N_("frigjør plass og prøv igjen"),
    ),
    "db-read-only": (
        N_("databasen kan leses, men ikke skrives"),
        N_("se etter hvem som eier filen og mappen den ligger i; begge må kunne skrives"),
    ),
    "db-cannot-open": (
        N_("databasen lar seg ikke åpne"),
        N_("se etter om mappen finnes, og om du har lov til å lese og skrive i den"),
    ),
    "db-locked": (
        N_("noen andre skriver i databasen akkurat nå; ingenting er endret"),
        N_("prøv igjen om litt"),
    ),
    "db-in-use": (
        N_("noen har databasen åpen; ingenting er endret"),
        N_("stopp «vaktplan serve» og andre som bruker den, og prøv igjen"),
    ),
    "db-conflict": (
        N_("noen andre skrev det samme i mellomtiden; ingenting er endret"),
        N_("se hva som er nytt, og prøv igjen"),
    ),
    "db-append-only": (
        N_("det som er lagret, endres og slettes ikke; ingenting er endret"),
        N_("lagre heller noe nytt ved siden av"),
    ),
    "db-no-server": (
        N_("får ikke svar fra databasetjeneren"),
        N_("se etter om den går, og om adresse, navn og passord i --db er rett"),
    ),
    "db-no-driver": (
        N_("biblioteket for denne databasen er ikke installert"),
        N_("for PostgreSQL: installer vaktplan med tillegget «postgres» (psycopg)"),
    ),
    "db-refused": (
        N_("databasen tok ikke imot det som skulle lagres; ingenting er endret"),
        N_("kjør «vaktplan db check», og send med det den sier når du melder fra"),
    ),
}

_SQLITE = {11: "db-damaged", 26: "db-not-a-database", 13: "db-full", 8: "db-read-only", 3: "db-read-only"} | {
    **{5: "db-locked", 6: "db-locked", 14: "db-cannot-open"}
}
_SQLITE_WRITE = frozenset(
    {778, 1034, 1290, 1546, 4874}
)  # SQLITE_IOERR_ WRITE, FSYNC, DIR_FSYNC, TRUNCATE, SHMSIZE
_SQLITE_UNIQUE = frozenset({1555, 2067})  # SQLITE_CONSTRAINT_ PRIMARYKEY, UNIQUE
_POSTGRES = {"53100": "db-full", "25006": "db-read-only", "42501": "db-read-only", "55P03": "db-locked"} | {
    **{"40001": "db-conflict", "40P01": "db-conflict", "23505": "db-conflict"},
    **{"XX001": "db-damaged", "XX002": "db-damaged", "58030": "db-damaged", "42P01": "db-not-a-database"},
}


def trouble(where: str, code: str) -> DatabaseFault:
    """One of the troubles above, ready to raise."""
    what, hint = TOLD[code]
    return DatabaseFault(Fault(where, _(what), _(hint), code))


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Within it, what the driver says is told as a DatabaseFault of `where`; the statement and its values never are."""
    try:
        yield
    except DBAPIError as error:
        code = code_of(error)
        raise trouble(where, code) from (error if code == "db-refused" else None)
    except UnicodeDecodeError:  # the driver itself cannot read what a damaged file makes SQLite say
        raise trouble(where, "db-damaged") from None


def code_of(error: DBAPIError) -> str:
    """The code of the trouble that a driver tells of."""
    said = error.orig
    if isinstance(error, IntegrityError) and APPEND_ONLY in str(said):
        return "db-append-only"
    if isinstance(said, sqlite3.Error):
        return of_sqlite(said)
    state: str | None = getattr(said, "sqlstate", None)
    if state is None or state[:2] in ("08", "57", "28", "3D"):
        return "db-no-server" if hasattr(said, "sqlstate") else "db-refused"
    return _POSTGRES.get(state, "db-refused")


def of_sqlite(error: sqlite3.Error) -> str:
    """The code of what SQLite says itself."""
    number: int | None = getattr(error, "sqlite_errorcode", None)
    if number is None:
        return "db-refused"
    if number in _SQLITE_WRITE:
        return "db-full"
    if number in _SQLITE_UNIQUE:
        return "db-conflict"
    if number & 0xFF == 10:
        return "db-damaged"
    if number == 1 and str(error).startswith("no such table"):
        return "db-not-a-database"
    return _SQLITE.get(number & 0xFF, "db-refused")
