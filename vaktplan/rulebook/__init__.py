"""Norms and books as typed values; the vocabulary that solve and verify share."""
