"""The decision paper of an application for fritak, as docx and HTML."""

from .case import Alternative, Case
from .write import write_memo

__all__ = ["Alternative", "Case", "write_memo"]
