"""Answers as documents: one tree, two renderers, and files that open right in other programs."""

from newsarchive.reports.report import Report, build

__all__ = ["Report", "build"]
