"""One record: bytes as found, and what they are.

A record is one page: a text copy, an HTML page, a page saved as a single file (MHTML), or a row of a table. What cannot
be one is a `RecordError` with its reason.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

from newsarchive.article import Field, Source
from newsarchive.errors import RecordError
from newsarchive.parsing import charset

MAX_RECORD = 20_000_000
"""The largest record that is read, in bytes."""

TOO_LARGE = f"is larger than {MAX_RECORD // 1_000_000} MB; split it into single pages."
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|form)[\s>/]", re.IGNORECASE)
_BEGINS = re.compile(
    r"\s*<!--|\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|title|meta)\b", re.IGNORECASE
)
_BEGINS_WITH_TAG = re.compile(r"\s*<[a-z!?]", re.IGNORECASE)
_PAGE_NAME = re.compile(r"\.(?:x?html?|aspx?|php)$", re.IGNORECASE)
_TAGS = 3
_ARC = b"filedesc://"
_CUT = "the saved page is cut off, its end is missing"
_MHTML = re.compile(
    rb"^Content-Type:\s*multipart/(?:related|mixed|alternative)\b|^MIME-Version:(?s:.*)^Content-Type:\s*text/html\b"
    rb"|^Content-Type:\s*text/html\b(?s:.*?)^MIME-Version:",
    re.IGNORECASE | re.MULTILINE,
)
_ENVELOPE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:From .*\r?\n)?")
_MAX_HEADERS = 65_536
_XML = re.compile(r"\s*<\?xml\b")
_HEADER = re.compile(
    rb"(?:From|Subject|Date|MIME-Version|Content-[A-Za-z-]+|Snapshot-[A-Za-z-]+|X-[A-Za-z-]+):", re.IGNORECASE
)
CONTROLS = "control characters in the text"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HEAD = 4096
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"MZ", b"{\\rtf")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))


@dataclass(frozen=True, slots=True)
class Row:
    """How a record that is a row of a table is read.

    `names` says for each field of the article which column gives it. `columns` are all columns of a CSV table and
    `delimiter` what stands between them; they are None where the row is a JSON object.
    """

    names: Mapping[str, str]
    columns: tuple[str, ...] | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record as found: its bytes, where they stood, and what the container there said about them.

    `url`, `charset` and `warnings` are those of a web archive's record; `row` is set where the record is a row of a
    table.
    """

    data: bytes
    path: str | None
    member: str | None = None
    url: str | None = None
    charset: str | None = None
    row: Row | None = None
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def name(self) -> str:
        """How messages name the record."""
        return member_name(self.path or "text", self.member)


Found = Record | RecordError
"""What reading a source gives: a record, or why one cannot be taken in."""


class Decoded(NamedTuple):
    """What a record is: its source, its decoded text exactly as found, its address, and warnings."""

    source: Source
    text: str
    url: Field[str] | None
    warnings: tuple[str, ...]


def member_name(path: str, member: str | None) -> str:
    """How messages name what stood in a container: ``archive.zip!/a/b.html``."""
    return f"{path}!/{member}" if member else path


def check(record: Record) -> Record:
    """`record`, where it holds something and not too much; raises `RecordError` otherwise."""
    if len(record.data) > MAX_RECORD:
        raise RecordError(record.name, TOO_LARGE)
    if not record.data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf"):
        raise RecordError(record.name, "is empty; copy the page again.")
    return record


def checked(record: Record) -> Found:
    """`record`, or why it cannot be taken in."""
    try:
        return check(record)
    except RecordError as error:
        return error


def decode(record: Record) -> Decoded:
    """What the page `record` is, and its text. Raises `RecordError` for bytes that are neither text nor HTML."""
    data, declared, media_type = record.data, record.charset, "text/html"
    url = Field(record.url, (), "WARC-Target-URI") if record.url else None
    cut: tuple[str, ...] = ()
    if is_mhtml(data):
        part, address, is_whole = _main_part(record)
        cut = () if is_whole else (_CUT,)
        media_type = "multipart/related"
        data, declared = _payload(part), part.get_content_charset()
        url = Field(address, (), "MHTML Content-Location") if address else None
    if charset.mark(data) is None and _is_utf16(data):
        raise RecordError(record.name, "is UTF-16 without its byte order mark, or no text; save it as UTF-8.")
    if charset.mark(data) is None and _is_binary(data):
        raise RecordError(record.name, "is not text or HTML; save the page as .txt or .html.")
    if data.startswith(_ARC):
        raise RecordError(record.name, "is a web archive of the old ARC kind; turn it into WARC (warcio recompress).")
    if is_json(data):
        raise RecordError(record.name, "is JSON data, not a page; give one object a line, as .jsonl.")
    text, encoding, warnings = charset.decode(data, declared)
    warnings = (*record.warnings, *cut, *warnings)
    is_page = _is_html(text, record.name)
    if _XML.match(text) and not is_page:
        raise RecordError(record.name, "is XML data, not a page; save the page as .html or .txt.")
    if has_controls(text):
        warnings += (CONTROLS,)
    if media_type == "text/html" and not is_page:
        media_type = "text/plain"
    return Decoded(source_of(record, media_type, encoding), text, url, warnings)


def _is_html(text: str, name: str) -> bool:
    """True where `text` begins as a page does, or is full of its tags: one alone may be what an article is about."""
    if "<" not in text[:_HEAD]:
        return False
    if _BEGINS.match(text) or len(_MARKUP.findall(text, 0, _HEAD)) >= _TAGS:
        return True
    return bool(_PAGE_NAME.search(name) and _BEGINS_WITH_TAG.match(text))


def has_controls(text: str) -> bool:
    """True where `text` has control characters other than tab and line ends."""
    return bool(_CONTROL.search(text))


def source_of(record: Record, media_type: str, encoding: str) -> Source:
    """Where `record` was found and how it was read."""
    return Source(record.path, record.member, record.sha256, media_type, encoding)


def is_mhtml(data: bytes) -> bool:
    """True for a page that a browser saved as a single file."""
    if b"content-type:" not in data[:_MAX_HEADERS].lower():
        return False
    head = _without_envelope(data[:_MAX_HEADERS])
    return bool(_HEADER.match(head) and _MHTML.search(head))


def _without_envelope(data: bytes) -> bytes:
    """`data` without what may stand before the headers: a byte order mark, empty lines, a mailbox's first line."""
    return _ENVELOPE.sub(b"", data, count=1)


def _main_part(record: Record) -> tuple[Message, str | None, bool]:
    """The HTML part of a page saved as a single file, the page's address, and whether the file has its end."""
    try:
        message = message_from_bytes(_without_envelope(record.data))
        parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    except (RecursionError, ValueError, LookupError) as error:
        raise RecordError(record.name, "is a damaged single-file page (MHTML); save it again.") from error
    saved = str(message["Snapshot-Content-Location"] or "").strip()
    start = str(message.get_param("start") or "")
    named = [part for part in parts if start and part["Content-ID"] == start]
    named += [part for part in parts if saved and str(part["Content-Location"] or "").strip() == saved]
    part = next(iter([*named, *parts]), None)
    if part is None:
        raise RecordError(record.name, "is a single-file page (MHTML) without its HTML part; save it again.")
    if not _payload(part).strip():
        raise RecordError(record.name, "is a damaged single-file page (MHTML): its HTML part is empty; save it again.")
    address = saved or str(part["Content-Location"] or "").strip()
    boundary = message.get_boundary()
    is_whole = boundary is None or f"--{boundary}--".encode() in record.data
    return part, address if address.startswith(("http://", "https://")) else None, is_whole


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return b""
    is_base64 = str(part["Content-Transfer-Encoding"]).strip().lower() == "base64"
    # What cannot be decoded, the email package gives as it stands.
    return b"" if is_base64 and payload == str(part.get_payload()).encode() else payload


def is_json(data: bytes) -> bool:
    """A JSON document, or JSON Lines: the first line (or all of it) is an object or a list."""
    if data.lstrip()[:1] not in (b"{", b"["):
        return False
    for piece in (data.lstrip().split(b"\n", 1)[0], data):
        try:
            return isinstance(json.loads(piece), dict | list)
        except (ValueError, RecursionError):
            continue
    return False


def _is_utf16(data: bytes) -> bool:
    """Text in UTF-16: every other byte of most pairs is NUL, and all are, or are not, at even places."""
    sample = data[:_HEAD]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return len(sample) >= 8 and min(even, odd) == 0 and max(even, odd) * 5 > len(sample)


def _is_binary(data: bytes) -> bool:
    """Text has no NUL bytes and next to no control characters; a known magic number decides at once."""
    if data.startswith(_MAGIC):
        return True
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls * 100 > max(len(sample), 1000)  # ten are let pass in a short page
