"""The wrecks that are too large to keep as files: `BUILT` gives for each name what makes its bytes.

The bytes are the same every time, and all of them are made within a few seconds.
"""

import gzip
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

MB = 1_000_000
DATE = "Cập nhật ngày: 04/07/2012 07:12:08"
TEXT = "Sáng nay, xã khánh thành ba phòng học mới, do người dân trong vùng cùng đóng góp suốt hai năm qua. "


def page(title: str) -> bytes:
    return f"<!DOCTYPE html><html><body><h1>{title}</h1><p>{DATE}</p><p>{TEXT}</p></body></html>".encode()


def repeated(text: str, size: int) -> bytes:
    """`text`, over and over, up to `size` bytes, without a letter cut in two."""
    data = text.encode()
    return data * (size // len(data))


def one_line() -> bytes:
    return f"Một dòng dài\n{DATE}\n".encode() + repeated(TEXT, 10 * MB)


def one_line_of_spaces() -> bytes:
    """Spaces where a date could go on: what tries them all from each of them never ends."""
    return f"Một dòng trống\n{DATE}\nNgày".encode() + b" " * 2 * MB + f"1/2\n{TEXT}".encode()


def one_line_of_markup() -> bytes:
    return page("Một dòng toàn thẻ mở") + b"<a " * MB


def large_page() -> bytes:
    return page("Một trang quá lớn") + b" " * 21 * MB


def noise() -> bytes:
    return random.Random(7).randbytes(10 * MB)


def nested() -> bytes:
    return page("Thẻ lồng nhau năm vạn lần") + b"<div>" * 50_000 + "<p>Hết</p>".encode()


def attributes() -> bytes:
    flood = " ".join(f"a{number}=1" for number in range(50_000))
    return page("Năm vạn thuộc tính").replace(b"<p>", f"<p {flood}>".encode(), 1)


def zeros(size: int) -> bytes:
    """So many zeros, packed by gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(bytes(MB)) for _ in range(size // MB)), packer.flush()])


def gzip_bomb() -> bytes:
    return zeros(200 * MB)


def gzip_bomb_in_gzip() -> bytes:
    """200 MB out of 481 bytes."""
    return gzip.compress(gzip_bomb(), mtime=0)


def member(name: str) -> zipfile.ZipInfo:
    """A member as packed on a day that does not change."""
    info = zipfile.ZipInfo(name, (2012, 7, 4, 7, 12, 8))
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
    return info


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member("good.txt"), f"Trang lành nằm cạnh quả bom\n{DATE}\n{TEXT}")
        with archive.open(member("bomb.txt"), "w") as file:
            for _ in range(200):
                file.write(bytes(MB))
    return buffer.getvalue()


def lying_zip_bomb() -> bytes:
    """A bomb whose directory says that it gives half a megabyte; no more than that may be unpacked of it."""
    size, lie = struct.pack("<I", 200 * MB), struct.pack("<I", MB // 2)
    return zip_bomb().replace(size, lie)


def response(number: int, body: bytes, encoding: str = "") -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{encoding}\r\n"
    warc = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        "WARC-Date: 2012-07-04T00:12:08Z\r\nWARC-Target-URI: http://bao.example/bai.html\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(head) + len(body)}\r\n\r\n"
    )
    return warc.encode() + head.encode() + body + b"\r\n\r\n"


def warc_with_a_bomb() -> bytes:
    """A response whose payload is a gzip bomb, between two good ones."""
    bomb = response(2, zeros(200 * MB), "Content-Encoding: gzip\r\n")
    return response(1, page("Trang đứng trước quả bom")) + bomb + response(3, page("Trang đứng sau quả bom"))


def warc_with_a_large_record() -> bytes:
    return response(1, large_page()) + response(2, page("Trang đứng sau trang quá lớn"))


def long_line() -> bytes:
    """JSON Lines with a line of 21 MB between two good ones."""
    good = [json.dumps({"title": f"Dòng {number}", "text": TEXT}, ensure_ascii=False).encode() for number in (1, 3)]
    return good[0] + b'\n{"text": "' + b"a" * 21 * MB + b'"}\n' + good[1] + b"\n"


def open_quotation_mark() -> bytes:
    """A CSV table with a quotation mark that is not closed for more than 20 MB of short lines."""
    return f'title,text\nMột,"{TEXT}"\nHai,"'.encode() + repeated(f"{TEXT}\n", 21 * MB)


BUILT: dict[str, Callable[[], bytes]] = {
    "attributes-50000.html": attributes,
    "gzip-bomb-in-gzip.txt.gz": gzip_bomb_in_gzip,
    "gzip-bomb.txt.gz": gzip_bomb,
    "large-page.html": large_page,
    "long-line.jsonl": long_line,
    "lying-zip-bomb.zip": lying_zip_bomb,
    "nested-50000.html": nested,
    "noise.txt": noise,
    "one-line-of-markup.html": one_line_of_markup,
    "one-line-of-spaces.txt": one_line_of_spaces,
    "one-line.txt": one_line,
    "open-quotation-mark.csv": open_quotation_mark,
    "warc-with-a-bomb.warc": warc_with_a_bomb,
    "warc-with-a-large-record.warc": warc_with_a_large_record,
    "zip-bomb.zip": zip_bomb,
}
