"""Answers on screen, in Jupyter: the archive browser, and the form for staff. Needs ``newsarchive[lab]``."""

from newsarchive.widgets.browser import Browser
from newsarchive.widgets.form import ReportForm

__all__ = ["Browser", "ReportForm"]
