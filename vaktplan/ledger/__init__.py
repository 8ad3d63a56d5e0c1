"""What the duty of a period means for each doctor: fair shares, the account, and what it leaves to the next."""

from .account import Carry, carry_forward, year_accounts
from .rows import LedgerRow, MeasureLine, PartLine, ledger
from .shares import PoolPart, Share, fair_shares

__all__ = [
    "Carry",
    "LedgerRow",
    "MeasureLine",
    "PartLine",
    "PoolPart",
    "Share",
    "carry_forward",
    "fair_shares",
    "ledger",
    "year_accounts",
]
