"""Stream ends that cannot be misread.

In a PDF a line end, which is not part of the data, stands between a stream and ``endstream``; Typst writes ``LF``.
Where the data itself ends with ``CR`` the two look like one line end, and a checker that looks for the end instead of
counting to it finds the data a byte shorter than its ``/Length``. ``CR LF`` as the line end leaves no doubt. Its second
byte is that of the line end between dictionary and ``stream``, which need not be there, so nothing else moves.
"""

from __future__ import annotations

import re

_LENGTH = re.compile(rb"/Length (\d+)")
_STREAM, _END = b"\nstream\n", b"\nendstream"


def unambiguous(pdf: bytes) -> bytes:
    """`pdf`, as Typst writes it, with a two-byte line end after each stream whose data ends with ``\\r``."""
    page = bytearray(pdf)
    at = page.find(_STREAM)
    while at >= 0:
        head = page.rfind(b" obj", 0, at)
        length = _LENGTH.search(page, head, at)
        assert length is not None, "Typst states each stream's length beside it"
        start = at + len(_STREAM)
        end = start + int(length[1])
        assert page.startswith(_END, end), "a stream ends where its length says"
        if page[end - 1 : end] == b"\r":
            page[at : end + 1] = page[at + 1 : end] + b"\r\n"
        at = page.find(_STREAM, end)
    return bytes(page)
