"""The evidence that a report carries, taken out of its file."""

from __future__ import annotations

import json
from typing import Any

from newsarchive.errors import WorkError
from newsarchive.reports.checking import pages, prints
from newsarchive.reports.evidence import EVIDENCE

PDF = b"%PDF-"
"""How a PDF begins."""


def evidence_in(report: bytes) -> dict[str, Any]:
    """The evidence in an HTML or PDF report. Raises `WorkError` where there is none, or it cannot be read."""
    attached = prints.attachments(report) if report.startswith(PDF) else pages.attachments(report)
    if EVIDENCE not in attached:
        raise WorkError("This is no report of newsarchive, for it carries no evidence; name one that does.")
    try:
        said = json.loads(attached[EVIDENCE])
    except (ValueError, RecursionError) as error:
        raise WorkError(f"Its evidence was changed and cannot be read ({error}); ask for the report again.") from error
    if not isinstance(said, dict):
        raise WorkError("Its evidence was changed and is none any more; ask for the report again.")
    return said
