"""A piece of work that stands on its own, and how it ended."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

Payload = dict[str, Any]  # what JSON can hold
Answer = dict[str, Any]
Work = Callable[[Payload], Answer]  # a function of a module, so that another process finds it by name


class WorkerDied(Exception):
    """The process that did the work died under it; another attempt may go well. `answer`: what it had found."""

    def __init__(self, reason: str, answer: Answer | None = None) -> None:
        super().__init__(reason, answer)  # both as arguments: it travels between processes
        self.reason, self.answer = reason, answer

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True)
class Job:
    """One piece of work: a name for people, a kind, and all that the work needs."""

    id: str
    kind: str
    payload: Payload

    @cached_property
    def hash(self) -> str:
        """The fingerprint of the kind and the payload: the same work has the same, whatever its name."""
        content = {"kind": self.kind, "payload": self.payload}
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


class Ending(StrEnum):
    """The two ways in which a piece of work ends."""

    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Result:
    """How a piece of work ended; one that failed may still have an answer, the best it had."""

    id: str
    hash: str
    kind: str
    ending: Ending
    answer: Answer | None
    reason: str
    attempts: int
    seconds: float

    @property
    def done(self) -> bool:
        """Whether it came to its end."""
        return self.ending is Ending.DONE

    def document(self) -> dict[str, Any]:
        """The result as its file has it."""
        return asdict(self)

    @classmethod
    def of(cls, document: dict[str, Any]) -> "Result":
        """The result that a file has. Raises KeyError, TypeError or ValueError when it is no such file."""
        fields = {**document, "ending": Ending(document["ending"])}
        return cls(**fields)
