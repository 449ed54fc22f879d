"""Reports: an answer becomes a `Document`, and the document an HTML page or a PDF."""

from newsarchive.reports.recipe import Recipe, usual
from newsarchive.reports.report import Report, build

__all__ = ["Recipe", "Report", "build", "usual"]
