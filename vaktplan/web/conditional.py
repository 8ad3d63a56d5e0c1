"""If-None-Match, as RFC 9110 13.1.2 compares: weakly, in a list, or by a star."""


def unchanged(asked: bytes, etag: bytes) -> bool:
    """Whether what the client has is this; `etag` with its quotes."""
    if not asked:
        return False
    if asked == etag:
        return True
    return any(part.strip().removeprefix(b"W/") in (etag, b"*") for part in asked.split(b","))
