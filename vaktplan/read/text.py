"""The readers' door to the text helpers, which stand below everything that matches what people type."""

from vaktplan.text import LONGEST, did_you_mean, either, has_refused, key, nearest, shown, skeleton

__all__ = ["LONGEST", "did_you_mean", "either", "has_refused", "key", "nearest", "shown", "skeleton"]
