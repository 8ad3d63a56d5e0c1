"""Which database is meant, when the command line does not say."""

import os

VARIABLE = "VAKTPLAN_DB"
FILE = "vaktplan.db"  # in the working directory


def database_url(given: str | None = None) -> str:
    """The address given, else that of the environment, else the file in the working directory."""
    return given or os.environ.get(VARIABLE) or FILE
