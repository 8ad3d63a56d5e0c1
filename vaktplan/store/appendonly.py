"""What is stored is not changed: triggers that refuse UPDATE and DELETE, also from other programs than vaktplan."""

from sqlalchemy import Connection, inspect, text

from .schema import SubscriptionRow
from .troubles import APPEND_ONLY

TABLES = ("instances", "rosters", "verdicts", "publications", "decisions", "events", "audit")
ENDED = ("ended_at", "ended_as")  # what may be written in a subscription, once
_FUNCTION = "vaktplan_append_only"


def guard(connection: Connection) -> None:
    """Put the triggers in place, also where they have been."""
    for statement in statements(connection.dialect.name):
        connection.execute(text(statement))


def unguarded(connection: Connection) -> tuple[str, ...]:
    """The triggers that are missing; none in a database that is as it should be."""
    if connection.dialect.name == "sqlite":
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    there = set(connection.scalars(text(asked)))
    known = set(inspect(connection).get_table_names())
    return tuple(
        n for table in (*TABLES, "subscriptions") if table in known for n in names(table) if n not in there
    )


def names(table: str) -> tuple[str, str]:
    """The triggers of a table."""
    return f"{table}_no_update", f"{table}_no_delete"


def statements(dialect: str) -> list[str]:
    """Everything that puts the triggers in place."""
    return _sqlite() if dialect == "sqlite" else _postgres()


def _same() -> list[str]:
    """The columns of a subscription that never change."""
    return [c.name for c in SubscriptionRow.__table__.columns if c.name not in ENDED]


def _ending() -> str:
    """What an allowed update of a subscription is, in SQL that both engines read."""
    same = " AND ".join(f'OLD."{c}" = NEW."{c}"' for c in _same())
    return f"OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND {same}"


def _sqlite() -> list[str]:
    found: list[str] = []
    for table in (*TABLES, "subscriptions"):
        when = f"WHEN NOT ({_ending()})" if table == "subscriptions" else ""
        refusal = f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}: {table}'); END"
        update, delete = names(table)
        found += [f"DROP TRIGGER IF EXISTS {update}", f"DROP TRIGGER IF EXISTS {delete}"]
        found += [f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} {when} {refusal}"]
        found += [f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} {refusal}"]
    return found


def _postgres() -> list[str]:
    found = [
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{APPEND_ONLY}: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]
    for table in (*TABLES, "subscriptions"):
        when = f"WHEN (NOT ({_ending()}))" if table == "subscriptions" else ""
        update, delete = names(table)
        call = f"EXECUTE FUNCTION {_FUNCTION}()"
        found += [f"DROP TRIGGER IF EXISTS {n} ON {table}" for n in (update, delete, f"{delete}_all")]
        found += [f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} FOR EACH ROW {when} {call}"]
        found += [f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} FOR EACH ROW {call}"]
        found += [f"CREATE TRIGGER {delete}_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}"]
    return found
