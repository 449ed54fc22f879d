"""Writing containers, byte by byte the same every time."""

import base64
import gzip
import io
import tarfile
import zipfile
from itertools import count

NUMBER = count(1)
TEXT = "Sáng nay, xã khánh thành ba phòng học mới, do người dân trong vùng cùng đóng góp suốt hai năm qua."


def page(title: str) -> bytes:
    return f"{title}\n\nCập nhật ngày: 04/07/2012 07:12:08\n\n{TEXT}\n".encode()


def html(title: str, charset: str = "utf-8") -> bytes:
    body = f"<h1>{title}</h1><p>04/07/2012 07:12</p><p>{TEXT}</p><p>{TEXT} Và nhiều việc khác nữa.</p>"
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode(charset)


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def warc_record(kind: str, data: bytes, content_type: str, url: str = "http://bao.example/bai.html") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{next(NUMBER):012}>\r\n"
        f"WARC-Date: 2012-07-04T00:12:08Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data + b"\r\n\r\n"


def response(data: bytes, *headers: str, status: str = "200 OK", url: str = "http://bao.example/bai.html") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""])
    return warc_record("response", head.encode() + data, "application/http; msgtype=response", url)


def each_packed(records: list[bytes]) -> bytes:
    """As crawlers write ``.warc.gz``: each record a gzip member of its own."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def mhtml(parts: dict[str, tuple[str, bytes]], address: str = "") -> bytes:
    """A page saved as a single file; `parts` gives for each address the type and the bytes."""
    head = f"Snapshot-Content-Location: {address}\r\n" if address else ""
    text = f'From: <a browser>\r\n{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=="\r\n\r\n'
    for place, (content_type, data) in parts.items():
        text += (
            f"--==\r\nContent-Type: {content_type}\r\nContent-Transfer-Encoding: base64\r\n"
            f"Content-Location: {place}\r\n\r\n{base64.encodebytes(data).decode()}\r\n"
        )
    return f"{text}--==--\r\n".encode()
