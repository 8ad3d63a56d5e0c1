"""How the workbook looks: fonts, fills and borders, all named so that every program draws them alike."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

FONT = "Arial"
NAVY, TEAL, PALE, YELLOW, RED, GREY = "1F3A5F", "4F7F9E", "F3F7FA", "FFF2CC", "F8CBCB", "C9D3DC"

BODY = Font(name=FONT, size=10)
BOLD = Font(name=FONT, size=10, bold=True)
HEAD = Font(name=FONT, size=10, bold=True, color="FFFFFF")
TITLE = Font(name=FONT, size=20, bold=True, color=NAVY)
LEAD = Font(name=FONT, size=11, italic=True, color="44546A")
SECTION = Font(name=FONT, size=12, bold=True, color=NAVY)
LINK = Font(name=FONT, size=10, underline="single", color="1155CC")

REQUIRED_FILL = PatternFill("solid", fgColor=NAVY)
OPTIONAL_FILL = PatternFill("solid", fgColor=TEAL)
BODY_FILL = PatternFill("solid", fgColor="FFFFFF")
MISSING_FILL = PatternFill("solid", fgColor=YELLOW, bgColor=YELLOW)
FAULT_FILL = PatternFill("solid", fgColor=RED)

_LINE = Side(style="thin", color=GREY)
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEAD_ALIGNMENT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
BODY_ALIGNMENT = Alignment(horizontal="left", vertical="center", indent=1)
CENTRED = Alignment(horizontal="center", vertical="center")
WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
UNLOCKED = Protection(locked=False)
LOCKED = Protection(locked=True)
LABEL = Alignment(horizontal="left", vertical="top", indent=1)
