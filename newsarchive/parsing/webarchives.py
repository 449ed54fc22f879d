"""WARC: what crawlers keep, each response and resource a page (ISO 28500).

warcio reads the headers and the HTTP bodies; the records are told apart here, so that one that is damaged is named, and
the next is found again by its first line.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from newsarchive.errors import NotAPage, RecordError
from newsarchive.parsing.records import MAX_RECORD, Record, checked, member_name
from newsarchive.parsing.unpacking import damage_of, said

_FIRST = re.compile(rb"WARC/\d\.\d+\s*$")
_VERSIONS = ["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"]
_OTHER = re.compile(
    r"(?!text/(?:html|plain)\b|application/(?:xhtml\+xml|octet-stream|http)\b|multipart/related\b)", re.IGNORECASE
)
_STEP = 65_536
_CUT = "the web archive says that the page is cut"
_DAMAGED = "is a damaged record ({}); crawl it again."


def read_warc(stream: BinaryIO, path: str, member: str | None) -> Iterator[Record | RecordError]:
    """Each response and resource; what is no page by its own account is counted as such."""
    from warcio.limitreader import LimitReader
    from warcio.statusandheaders import StatusAndHeadersParser

    container = member_name(path, member)
    parser = StatusAndHeadersParser(_VERSIONS, verify=False)
    number = lost = 0
    while first := stream.readline(_STEP):
        if not _FIRST.match(first):
            lost += len(first) if first.strip() or lost else 0
            continue
        if lost:
            yield RecordError(container, f"holds {lost} bytes between its records that are none; they were passed by.")
            lost = 0
        number += 1
        headers = parser.parse(stream, first)
        name = (headers.get_header("WARC-Record-ID") or f"record {number}").strip("<>")
        name = f"{member}!/{name}" if member else name
        length = headers.get_header("Content-Length") or ""
        if not re.fullmatch(r"\d{1,15}", length):
            yield RecordError(member_name(path, name), _DAMAGED.format("it does not say how long it is"))
            continue
        body = LimitReader(stream, int(length))
        found = _page(headers, body, container, path, name)
        while body.limit and body.read(min(_STEP, body.limit)):
            pass
        end = b"" if body.limit else stream.readline(_STEP)
        if body.limit and not damage_of(stream):
            found = RecordError(member_name(path, name), _DAMAGED.format("the file ends within it"))
        elif body.limit:
            return  # the damage is named for the whole file
        elif end.strip():
            lost += len(end)
            found = RecordError(member_name(path, name), _DAMAGED.format("its length is not the one it states"))
        yield found
    if lost:
        yield RecordError(container, f"holds {lost} bytes between its records that are none; they were passed by.")


def _page(headers: Any, body: Any, container: str, path: str, name: str) -> Record | RecordError:
    """The page that a record of a WARC is, or why it is none."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    kind = headers.get_header("WARC-Type")
    if kind not in ("response", "resource"):
        return NotAPage(container, f"is a {said(ValueError(kind or 'nameless'))} record")
    content_type = headers.get_header("Content-Type") or ""
    http = None
    try:
        if kind == "response" and "http" in content_type:
            http = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False).parse(body)
            content_type = http.get_header("Content-Type") or ""
            if not (status := http.get_statuscode() or "none").startswith("2"):
                return NotAPage(container, f"was answered with HTTP status {said(ValueError(status))}")
        if content_type and _OTHER.match(content_type):
            return NotAPage(container, f"is {said(ValueError(content_type.partition(';')[0])).lower()}")
        if kind == "response" and (place := _no_article(headers.get_header("WARC-Target-URI") or "")):
            return NotAPage(container, place)
        data = _payload(body, http)
    except (StatusAndHeadersParserException, EOFError, OSError, ValueError, zlib.error) as error:
        return RecordError(member_name(path, name), _DAMAGED.format(said(error)))
    url = (headers.get_header("WARC-Target-URI") or "").strip("<> ")
    charset = re.search(r"charset=[\"']?([\w-]+)", content_type)
    is_web = url.startswith(("http://", "https://"))
    is_cut = headers.get_header("WARC-Truncated") or (http is not None and http.get_statuscode() == "206")
    warnings = (_CUT,) if is_cut else ()
    return checked(Record(data, path, name, url if is_web else None, charset and charset[1], warnings=warnings))


def _no_article(address: str) -> str | None:
    """What stands at an address of the web that never holds an article."""
    try:
        parts = urlsplit(address.strip("<> "))
    except ValueError:
        return None
    if parts.path in ("", "/") and not parts.query and parts.scheme in ("http", "https"):
        return "is a site's front page"
    return "is robots.txt" if parts.path == "/robots.txt" else None


def _payload(body: Any, http: Any) -> bytes:
    """The bytes that were served: a body in chunks is joined, a packed one is unpacked."""
    from warcio.bufferedreaders import ChunkedDataReader

    if http is None:
        return _all(body)
    if (http.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = ChunkedDataReader(body)
    encoding = (http.get_header("Content-Encoding") or "identity").strip().lower()
    if encoding == "identity":
        return _all(body)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"it is packed with {encoding}, which is not read")
    packed = _all(body)
    if "gzip" in encoding and not packed.startswith(b"\x1f\x8b"):
        return packed  # crawlers keep the header of what they have unpacked
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        data = unpack.decompress(packed, MAX_RECORD + 1)
    except zlib.error:
        unpack = zlib.decompressobj(-zlib.MAX_WBITS)  # what servers have long sent as "deflate"
        data = unpack.decompress(packed, MAX_RECORD + 1)
    if not unpack.eof and len(data) <= MAX_RECORD:
        raise EOFError
    return data


def _all(stream: Any) -> bytes:
    """What `stream` gives, up to the limit of a record and one byte more."""
    pieces, size = [], 0
    while size <= MAX_RECORD and (piece := stream.read(MAX_RECORD + 1 - size)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)
