"""Guessing, slowed: so many wrong tokens a minute from one address.

Only misses count and only misses are turned away. A living token is served whoever asks beside it: Google fetches for
thousands from a few addresses, and one guesser must not silence them. It tells a guesser nothing that 200 does not.
"""

from collections import OrderedDict

ALLOWED = 20  # wrong tokens
WINDOW = 60.0  # in so many seconds
REMEMBERED = 10_000  # addresses


class Misses:
    """A bucket of ALLOWED for each address that fills again over WINDOW; the longest silent is forgotten first."""

    def __init__(self, allowed: int = ALLOWED, window: float = WINDOW) -> None:
        self.allowed, self.rate = float(allowed), allowed / window
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # address -> (left, when)

    def missed(self, address: str, now: float) -> int:
        """Count a miss: 0 while the address may miss, else the seconds until it may again."""
        left, when = self.left.pop(address, (self.allowed, now))
        left = min(self.allowed, left + (now - when) * self.rate)
        wait = 0 if left >= 1 else int((1 - left) / self.rate) + 1
        self.left[address] = (left if wait else left - 1, now)
        if len(self.left) > REMEMBERED:
            self.left.popitem(last=False)
        return wait
