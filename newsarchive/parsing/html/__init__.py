"""Saved HTML pages to `Article`: the visible text, each part in a file of its own, and `read_html` over them."""

from newsarchive.parsing.html.reader import read_html

__all__ = ["read_html"]
