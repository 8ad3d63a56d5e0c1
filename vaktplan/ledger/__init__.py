"""What the duty of a period means for each doctor: fair shares and the account."""

from .rows import LedgerRow, MeasureLine, ledger
from .shares import Share, fair_shares

__all__ = ["LedgerRow", "MeasureLine", "Share", "fair_shares", "ledger"]
