"""The one style of all pages, and the policy that lets in this style and nothing else."""

import base64
import hashlib
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
STYLE = (TEMPLATES / "style.css").read_text(encoding="utf-8")
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
GUARD = (b"content-security-policy", POLICY.encode())
