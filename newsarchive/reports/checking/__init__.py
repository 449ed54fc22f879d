"""Checking a report: made again from the archive, and compared with what its reader sees."""

from newsarchive.reports.checking.again import is_report, verify

__all__ = ["is_report", "verify"]
