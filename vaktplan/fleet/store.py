"""Results as they come: one JSON file for each piece of work, named by its fingerprint."""

import json
from pathlib import Path

from vaktplan.export.files import write_json

from .jobs import Job, Result


class Store:
    """A folder of results; a file is whole or not there, so that a kill at any moment loses no other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, hash: str) -> Path:
        """Where the result of a fingerprint is."""
        return self.folder / f"{hash}.json"

    def finished(self, job: Job) -> Result | None:
        """What the same work gave before; None when it has not been done, has failed, or the file is damaged."""
        try:
            kept = Result.of(json.loads(self.path(job.hash).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return kept if kept.done and kept.hash == job.hash else None

    def keep(self, result: Result) -> None:
        """Write a result, in place of one that failed before."""
        write_json(self.path(result.hash), result.document())
