"""What the duty of a period means for each doctor: fair shares, the account, and the printed formula."""

from .rows import LedgerRow, MeasureLine, formula, ledger
from .shares import Share, fair_shares

__all__ = ["LedgerRow", "MeasureLine", "Share", "fair_shares", "formula", "ledger"]
