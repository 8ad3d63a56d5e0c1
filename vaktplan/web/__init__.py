"""Feeds and pages over HTTP; no decisions."""
