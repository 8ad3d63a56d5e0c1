"""What is looked at before any parser sees a file: its size and first bytes, a text's letters, a zip's directory."""

import io
import stat
import zipfile
from pathlib import Path

from vaktplan.errors import InvalidInput
from vaktplan.i18n import _

MIB = 1024 * 1024
LARGEST_FILE = 10 * MIB
MOST_PARTS = 200
LARGEST_PART = 32 * MIB
LARGEST_SUM = 64 * MIB
LARGEST_RATIO = 200
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OTHER_FORMATS = frozenset({".xlsm", ".xls", ".xlsb", ".xltx", ".xltm", ".ods", ".csv", ".numbers"})


def save_as_xlsx() -> str:
    """How to make an .xlsx of any workbook."""
    return _("Åpne filen i Excel, velg Fil → Lagre som, og velg «Excel-arbeidsbok (*.xlsx)».")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that can be a workbook. Raises InvalidInput in words when it cannot."""
    too_large = _("En arbeidsbok kan være på høyst {størrelse} MiB. Fjern bilder og ark som ikke trengs.")
    data = _file_bytes(path, path.name, LARGEST_FILE, too_large)
    _check_format(data, path)
    return data


def text_of(path: Path, where: str, largest: int = LARGEST_FILE, *, older: str = "") -> str:
    """The text of a file, its lines ended alike. Raises InvalidInput when it is none, or far too large.

    What is not UTF-8 is taken to be in the `older` encoding, where one is named.
    """
    data = _file_bytes(path, where, largest, _("Filen kan være på høyst {størrelse} MiB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if older and b"\0" not in data:
            return _ended_alike(data.decode(older, "replace"))
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        what = _("filen er ikke ren tekst (UTF-8)")
        hint = _("Hent filen på nytt, eller lagre den som tekst i UTF-8.")
        raise InvalidInput.one(f"{where}:{line}:{column}", what, hint, "not-text") from None
    return _ended_alike(text)


def _ended_alike(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _file_bytes(path: Path, where: str, largest: int, too_large: str) -> bytes:
    """The bytes of a file of any format. Raises InvalidInput in words when it is none, or far too large."""
    try:
        info = path.stat()
    except (OSError, ValueError):
        hint = _("Kontroller navnet og mappen.")
        raise InvalidInput.one(where, _("filen finnes ikke"), hint, "no-file") from None
    if not stat.S_ISREG(info.st_mode):
        hint = _("Oppgi navnet på en fil, ikke på en mappe.")
        raise InvalidInput.one(where, _("dette er ikke en vanlig fil"), hint, "not-a-file")
    if info.st_size > largest:
        what = _("filen er på {størrelse:.1f} MiB").format(størrelse=info.st_size / MIB)
        raise InvalidInput.one(where, what, too_large.format(størrelse=largest // MIB), "file-too-large")
    try:
        return path.read_bytes()
    except OSError:
        hint = _("Lukk filen i andre programmer, og kontroller at du har lov til å lese den.")
        raise InvalidInput.one(where, _("filen kan ikke leses"), hint, "unreadable") from None


def _check_format(data: bytes, path: Path) -> None:
    where, suffix = path.name, path.suffix.casefold()
    if not data:
        hint = _("Lag en ny med «vaktplan new FIL.xlsx».")
        raise InvalidInput.one(where, _("filen er tom"), hint, "empty-file")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            hint = _("Åpne filen i Excel, velg Fil → Info → Beskytt arbeidsbok, og fjern passordet.")
            raise InvalidInput.one(where, _("arbeidsboken er låst med passord"), hint, "password")
        what = _("filen er i det gamle Excel-formatet (.xls)")
        raise InvalidInput.one(where, what, save_as_xlsx(), "old-format")
    if suffix in _OTHER_FORMATS:
        what = _("formatet {endelse} leses ikke").format(endelse=suffix)
        raise InvalidInput.one(where, what, save_as_xlsx(), "other-format")
    if not data.startswith(b"PK\x03\x04"):
        what = _("filen er ikke en Excel-arbeidsbok")
        raise InvalidInput.one(where, what, save_as_xlsx(), "not-a-workbook")
    if suffix != ".xlsx":
        what = _("filnavnet slutter ikke på .xlsx")
        raise InvalidInput.one(where, what, save_as_xlsx(), "other-format")


def broken(where: str) -> InvalidInput:
    """That a file cannot be read because it is damaged."""
    hint = _("Åpne den i Excel og lagre den på nytt, eller hent en hel kopi.")
    return InvalidInput.one(where, _("arbeidsboken er skadet og kan ikke leses"), hint, "damaged")


def open_zip(data: bytes, where: str) -> zipfile.ZipFile:
    """The zip of a workbook, its directory checked. Raises InvalidInput in words."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except Exception:  # a damaged directory fails in many ways
        raise broken(where) from None
    what, hint, code = _directory_fault(parts)
    if code:
        raise InvalidInput.one(where, what, hint, code)
    return archive


def _directory_fault(parts: list[zipfile.ZipInfo]) -> tuple[str, str, str]:
    """What is wrong with a zip directory, how to put it right, and the code; empty texts when nothing is."""
    again = _("Åpne filen i Excel og lagre den på nytt som .xlsx.")
    names = [p.filename for p in parts]
    if len(parts) > MOST_PARTS:
        return _("filen har {antall} deler").format(antall=len(parts)), again, "too-many-parts"
    largest = max((p.file_size for p in parts), default=0)
    total = sum(p.file_size for p in parts)
    if largest > LARGEST_PART or total > LARGEST_SUM or any(_swells(p) for p in parts):
        what = _("filen pakkes ut til {størrelse:.0f} MiB").format(størrelse=total / MIB)
        hint = _("Dette er mye mer enn en vaktplan trenger. Kopier dataene over i en ny mal.")
        return what, hint, "zip-bomb"
    if len({n.casefold() for n in names}) != len(names):
        return _("filen har to deler med samme navn"), again, "duplicate-parts"
    if any(_outside(n) for n in names):
        return _("filen har deler med ulovlige navn"), again, "bad-part-name"
    if any(p.flag_bits & 0x1 for p in parts):
        return _("filen er kryptert"), _("Fjern passordet og lagre på nytt."), "password"
    if any(p.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for p in parts):
        return _("filen er pakket på en måte som ikke leses"), again, "bad-compression"
    if any("vbaproject" in n.casefold() for n in names):
        what = _("filen inneholder makroer")
        return what, save_as_xlsx(), "macros"
    if "xl/workbook.xml" not in names:
        what = _("filen er ikke en Excel-arbeidsbok")
        return what, save_as_xlsx(), "not-a-workbook"
    return "", "", ""


def _swells(part: zipfile.ZipInfo) -> bool:
    return part.file_size > 4096 and part.file_size > LARGEST_RATIO * max(1, part.compress_size)


def _outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/")
