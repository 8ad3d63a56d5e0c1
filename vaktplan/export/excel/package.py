"""A workbook as bytes that are the same every time."""

import io
import zipfile
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter


def to_bytes(book: Workbook, made_at: datetime) -> bytes:
    """The workbook's bytes, with every time in it set to made_at."""
    stamp = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.created = stamp
    book.properties.modified = stamp
    loose = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(loose, "w", zipfile.ZIP_DEFLATED)).save()
    return _with_times(loose.getvalue(), stamp)


def _with_times(data: bytes, stamp: datetime) -> bytes:
    when = (max(1980, stamp.year), stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second)
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(fixed, "w") as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, old.read(info.filename))
    return fixed.getvalue()
