"""Reports: an answer becomes a `Document`, and the document an HTML page or a PDF."""

from newsarchive.reports.report import Report, build

__all__ = ["Report", "build"]
