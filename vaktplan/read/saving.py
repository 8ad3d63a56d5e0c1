"""Workbooks to bytes and bytes to files: the same workbook always gives the same bytes, and no file is half written."""

import io
import os
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook

from vaktplan.errors import UsageError
from vaktplan.i18n import _

_STAMP = (2026, 1, 1, 0, 0, 0)
_STAMP_TEXT = b"2026-01-01T00:00:00Z"


def to_bytes(book: Workbook) -> bytes:
    """The bytes of a workbook, with no clock in them."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    book.properties.creator = book.properties.lastModifiedBy = "vaktplan"
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>" + _STAMP_TEXT, data)
            info = zipfile.ZipInfo(part.filename, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, data)
    return fixed.getvalue()


def write_new(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Write a file whole or not at all; an existing one is only replaced when asked to."""
    if path.suffix.casefold() != ".xlsx":
        raise UsageError(_("filnavnet må slutte på .xlsx: {fil}").format(fil=path.name))
    if not overwrite and (path.exists() or path.is_symlink()):
        raise UsageError(_("filen finnes fra før og blir ikke skrevet over: {fil}").format(fil=path.name))
    temporary = path.with_name(f".{path.stem[:80]}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise UsageError(_("filen kan ikke skrives: {fil}").format(fil=path.name)) from None
