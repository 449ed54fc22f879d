"""The desk: the form for staff as an application of its own, in a web browser. Needs ``newsarchive[lab]``."""

from newsarchive.desk.server import open_desk

__all__ = ["open_desk"]
