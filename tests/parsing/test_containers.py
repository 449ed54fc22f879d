"""Containers, each kind by an example: what comes out, what it is called, and what is not let in."""

import base64
import bz2
import gzip
import io
import lzma
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from packing import each_packed, html, mhtml, page, response, tarred, warc_record, zipped

import newsarchive as na
from newsarchive.errors import NotAPage, RecordError
from newsarchive.parsing import Contents, Found, Reading, Record, parse, uploaded
from newsarchive.parsing.records import MAX_RECORD

HTML = "Content-Type: text/html; charset=utf-8"


def put(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def records(path: Path, reading: Reading | None = None) -> list[Record]:
    """The records of a container in which nothing is wrong."""
    found = list(Contents(path, reading))
    assert all(isinstance(item, Record) for item in found), found
    return [item for item in found if isinstance(item, Record)]


def reasons(found: list[Found]) -> list[str]:
    return [item.reason for item in found if isinstance(item, RecordError)]


# -- zip and tar -------------------------------------------------------------------------------------------------------

PACKED: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "archive.zip": zipped,
    "archive.tar": tarred,
    "archive.tar.gz": lambda members: gzip.compress(tarred(members)),
    "archive.tar.bz2": lambda members: bz2.compress(tarred(members)),
    "archive.tar.xz": lambda members: lzma.compress(tarred(members)),
    "archive.dat": zipped,  # the bytes decide, not the name
}


@pytest.mark.parametrize("name", PACKED)
def test_members_are_pages_with_their_bytes_and_their_place(tmp_path: Path, name: str) -> None:
    members = {"a/b.html": html("Xã vùng cao mở thêm lớp học"), "c.txt": page("Một bài khác")}
    path = put(tmp_path, name, PACKED[name](members))
    first, second = records(path)
    assert (first.path, first.member, first.name) == (str(path), "a/b.html", f"{path}!/a/b.html")
    assert {record.member: record.data for record in (first, second)} == members
    article = parse(first)
    assert (article.source.path, article.source.member) == (str(path), "a/b.html")
    assert article.title is not None
    assert article.title.value == "Xã vùng cao mở thêm lớp học"
    assert article.url is None


def test_what_a_packer_adds_of_its_own_is_no_page(tmp_path: Path) -> None:
    members = {"__MACOSX/._a.txt": b"\0\5", ".DS_Store": b"\0", "a/.git/x": b"x", "a/": b"", "a/..b.txt": page("Bài")}
    assert [record.member for record in records(put(tmp_path, "a.zip", zipped({**members, "a.txt": page("A")})))] == [
        "a.txt"
    ]


def test_containers_in_a_container_have_a_place_of_two_parts(tmp_path: Path) -> None:
    members = {
        "rows.jsonl": '{"text": "Một bài"}\n{"text": "Hai bài"}\n'.encode(),
        "rows.csv": "text\nBa bài\n".encode(),
        "page.txt.gz": gzip.compress(page("Bốn bài")),
        "crawl.warc.gz": each_packed([response(html("Năm bài"), HTML)]),
    }
    found = records(put(tmp_path, "all.zip", zipped(members)))
    places = [record.member for record in found]
    assert places[:4] == ["rows.jsonl!/1", "rows.jsonl!/2", "rows.csv!/2", "page.txt.gz"]
    assert (places[4] or "").startswith("crawl.warc.gz!/urn:uuid:")
    assert [parse(record).text.splitlines()[0] for record in found] == [
        f"{n} bài" for n in "Một Hai Ba Bốn Năm".split()
    ]
    assert found[0].name == f"{tmp_path / 'all.zip'}!/rows.jsonl!/1"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gz", "bz2", "xz"])
def test_a_packed_page_is_the_page(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    (record,) = records(put(tmp_path, "page.html.packed", pack(html("Xã vùng cao mở thêm lớp học"))))
    assert (record.data, record.member) == (html("Xã vùng cao mở thêm lớp học"), None)


def test_read_takes_a_container_of_one_page(tmp_path: Path) -> None:
    one = put(tmp_path, "one.zip", zipped({"a.txt": page("Xã vùng cao mở thêm lớp học")}))
    article = na.read(one)
    assert (article.title.value, article.source.member) == ("Xã vùng cao mở thêm lớp học", "a.txt")  # type: ignore[union-attr]
    two = put(tmp_path, "two.zip", zipped({"a.txt": page("Một"), "b.txt": page("Hai")}))
    with pytest.raises(na.UsageError, match="more than one page"):
        na.read(two)
    none = put(tmp_path, "none.warc", warc_record("request", b"GET / HTTP/1.0\r\n\r\n", "application/http"))
    with pytest.raises(RecordError, match="holds no page"):
        na.read(none)


def test_an_upload_is_opened_like_a_file() -> None:
    found = list(uploaded(zipped({"a.txt": page("Một"), "b.txt": b""}), "upload.zip"))
    assert [getattr(item, "member", None) for item in found] == ["a.txt", None]
    assert str(found[1]) == "upload.zip!/b.txt: is empty; copy the page again."


# -- web archives ------------------------------------------------------------------------------------------------------

CRAWL = [
    warc_record("warcinfo", b"software: none\r\n", "application/warc-fields"),
    warc_record("request", b"GET / HTTP/1.0\r\n\r\n", "application/http; msgtype=request"),
    warc_record("request", b"GET /a HTTP/1.0\r\n\r\n", "application/http; msgtype=request"),
    response(html("Xã vùng cao mở thêm lớp học"), HTML, url="http://bao.example/xa.html"),
    response(b"\x89PNG\r\n", "Content-Type: image/png"),
    response(b"", "Location: /khac", status="301 Moved Permanently"),
    response(gzip.compress(html("Trang được nén khi truyền")), HTML, "Content-Encoding: gzip"),
    warc_record("resource", page("Trang chép lại"), "text/plain", url="urn:sha256:0"),
]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "whole.warc.gz"])
def test_the_pages_of_a_web_archive_and_what_is_none(tmp_path: Path, name: str) -> None:
    pack = {"crawl.warc": b"".join, "crawl.warc.gz": each_packed}.get(
        name, lambda crawl: gzip.compress(b"".join(crawl))
    )
    path = put(tmp_path, name, pack(CRAWL))
    found = list(Contents(path))
    pages = [item for item in found if isinstance(item, Record)]
    assert [record.url for record in pages] == ["http://bao.example/xa.html", "http://bao.example/bai.html", None]
    assert all((record.member or "").startswith("urn:uuid:") for record in pages)
    passed = [(item.path, item.reason) for item in found if isinstance(item, NotAPage)]
    assert passed == [
        (str(path), "is a warcinfo record"),
        (str(path), "is a request record"),
        (str(path), "is a request record"),
        (str(path), "is image/png"),
        (str(path), "was answered with HTTP status 301"),
    ]
    article = parse(pages[0])
    assert article.url == na.Field("http://bao.example/xa.html", (), "WARC-Target-URI")
    assert pages[1].data == html("Trang được nén khi truyền")


def test_what_is_no_page_is_counted_by_its_reason(tmp_path: Path) -> None:
    path = put(tmp_path, "crawl.warc.gz", each_packed(CRAWL))
    report = na.open(tmp_path / "archive").ingest(path, progress=False)
    assert (report.new, report.held, report.rejected, report.given) == (3, 0, (), 3)
    assert [tuple(passed) for passed in report.passed_over] == [
        (str(path), "is a warcinfo record", 1),
        (str(path), "is a request record", 2),
        (str(path), "is image/png", 1),
        (str(path), "was answered with HTTP status 301", 1),
    ]
    assert report.to_dict()["passed_over"][1] == {"path": str(path), "reason": "is a request record", "records": 2}
    assert "2 × is a request record" in report._repr_html_()
    assert len(na.read_articles(path)) == 3


def test_the_charset_of_the_http_header_counts_where_the_bytes_do_not_tell(tmp_path: Path) -> None:
    russian = "<html><body><h1>Новости сельской школы сегодня</h1><p>Открыты три новых класса.</p></body></html>"
    path = put(tmp_path, "a.warc", response(russian.encode("koi8-r"), "Content-Type: text/html; charset=KOI8-R"))
    (record,) = records(path)
    assert record.charset == "KOI8-R"
    article = parse(record)
    assert (article.source.encoding, article.text.splitlines()[0]) == ("KOI8-R", "Новости сельской школы сегодня")
    wrong = put(
        tmp_path, "b.warc", response(html("Xã vùng cao mở thêm lớp"), "Content-Type: text/html; charset=KOI8-R")
    )
    assert parse(records(wrong)[0]).source.encoding == "utf-8"


def test_the_page_names_its_address_before_the_archive_does(tmp_path: Path) -> None:
    canonical = html("Xã vùng cao mở thêm lớp học").replace(
        b"</head>", b'<link rel=canonical href="https://bao.example/xa-1.html"></head>'
    )
    article = parse(records(put(tmp_path, "a.warc", response(canonical, HTML)))[0])
    assert article.url is not None
    assert (article.url.value, article.url.rule) == ("https://bao.example/xa-1.html", "link canonical")


def test_an_address_cannot_command_the_terminal(tmp_path: Path) -> None:
    path = put(tmp_path, "a.warc", response(html("Xã vùng cao"), HTML, url="http://bao.example/ \x1b[2J bai.html"))
    call = [sys.executable, "-c", "from newsarchive.cli import main; main()", "read", str(path)]
    ran = subprocess.run(call, capture_output=True, check=True)  # pytest would catch what is logged
    assert b"\x1b" not in ran.stdout + ran.stderr


# -- pages saved as a single file --------------------------------------------------------------------------------------


def test_a_single_file_page_gives_its_html_and_its_address(tmp_path: Path) -> None:
    saved = mhtml(
        {
            "http://bao.example/xa.html": ("text/html; charset=windows-1258", html("Mo them lop hoc cho tre em ngheo")),
            "http://bao.example/khung.html": ("text/html", b"<p>Khung</p>"),
            "http://bao.example/a.png": ("image/png", b"\x89PNG"),
        },
        "http://bao.example/xa.html",
    )
    path = put(tmp_path, "page.mhtml", saved)
    (record,) = records(path)
    assert record.data == saved
    article = parse(record)
    assert article.source.media_type == "multipart/related"
    assert article.url == na.Field("http://bao.example/xa.html", (), "MHTML Content-Location")
    assert article.text.splitlines()[0] == "Mo them lop hoc cho tre em ngheo"
    assert article.published is not None
    assert na.read(path).id == article.id


def test_the_address_of_the_part_where_the_file_names_none(tmp_path: Path) -> None:
    parts = {"http://bao.example/xa.html": ("text/html", html("Xã vùng cao mở thêm lớp học"))}
    assert na.read(put(tmp_path, "a.mht", mhtml(parts))).url.value == "http://bao.example/xa.html"  # type: ignore[union-attr]
    local = {"file:///C:/xa.html": ("text/html", html("Xã vùng cao mở thêm lớp học"))}
    assert na.read(put(tmp_path, "b.mht", mhtml(local))).url is None


CUT = "the saved page is cut off, its end is missing"


def test_a_saved_page_without_its_end_says_so(tmp_path: Path) -> None:
    saved = mhtml({"http://bao.example/xa.html": ("text/html", html("Xã vùng cao mở thêm lớp học"))})
    assert CUT not in na.read(put(tmp_path, "whole.mhtml", saved)).warnings
    assert CUT in na.read(put(tmp_path, "cut.mhtml", saved.rstrip()[:-4])).warnings


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"From - Wed Jul  4 07:12:08 2012\r\n"])
def test_what_may_stand_before_the_headers_of_a_saved_page(tmp_path: Path, before: bytes) -> None:
    saved = mhtml({"http://bao.example/xa.html": ("text/html", html("Xã vùng cao mở thêm lớp học"))})
    article = na.read(put(tmp_path, "a.mhtml", before + saved))
    assert article.title is not None
    assert article.title.value == "Xã vùng cao mở thêm lớp học"


def test_a_saved_page_of_one_part(tmp_path: Path) -> None:
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    article = na.read(put(tmp_path, "a.mht", head + base64.encodebytes(html("Xã vùng cao mở thêm lớp học"))))
    assert article.title is not None
    assert article.title.value == "Xã vùng cao mở thêm lớp học"


def test_a_web_archive_says_where_a_page_is_cut(tmp_path: Path) -> None:
    cut = response(html("Trang chỉ có một phần"), HTML, status="206 Partial Content")
    (record,) = records(put(tmp_path, "a.warc", cut))
    assert "the web archive says that the page is cut" in parse(record).warnings


# -- limits ------------------------------------------------------------------------------------------------------------


def test_a_record_may_have_20_mb_and_no_more(tmp_path: Path) -> None:
    full, beyond = b"a" * MAX_RECORD, b"a" * (MAX_RECORD + 1)
    assert len(records(put(tmp_path, "full.txt", full))[0].data) == MAX_RECORD
    for name, data in {
        "plain.txt": beyond,
        "tar.tar": tarred({"a.txt": beyond}),
        "crawl.warc": response(beyond, "Content-Type: text/plain"),
        "rows.jsonl": beyond + b"\n",
    }.items():
        assert reasons(list(Contents(put(tmp_path, name, data)))) == [
            "is larger than 20 MB; split it into single pages."
        ], name


def test_a_packed_file_may_give_100_times_its_size(tmp_path: Path) -> None:
    trap = "gives more than 100 times its size"
    assert len(records(put(tmp_path, "megabyte.txt.gz", gzip.compress(b"a" * 1_000_000)))) == 1
    for name, data in {
        "bomb.txt.gz": gzip.compress(b"a" * 5_000_000),
        "bomb.zip": zipped({"a.txt": b"a" * 5_000_000}),
        "many.zip": zipped({f"{number}.txt": b"a" * 900_000 for number in range(9)}),
    }.items():
        found = list(Contents(put(tmp_path, name, data)))
        assert trap in reasons(found)[-1], name


@pytest.mark.parametrize("name", ["archive.zip", "archive.tar", "archive.tar.gz"])
def test_a_container_gives_only_what_it_may(tmp_path: Path, name: str) -> None:
    members = {f"{number}.txt": page(f"Bài số {number}") for number in range(9)}
    path = put(tmp_path, name, PACKED[name](members))
    limit = 3 * len(members["0.txt"])
    found = list(Contents(path, Reading(max_unpacked=limit)))
    assert [type(item) for item in found] == [Record, Record, Record, RecordError]
    assert reasons(found) == [f"gives more than {limit / 1e9:g} GB when unpacked; unpack it, or raise --max-unpacked."]
    assert len(records(path)) == 9


class Stream(io.RawIOBase):
    """A file of `size` bytes that exists only as it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        self._rest = self._rest or next(self._pieces, b"")
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def json_lines(size: int) -> Iterator[bytes]:
    line = f'{{"text": "{"Một bài dài. " * 400}"}}\n'.encode()
    yield from (line for _ in range(size // len(line)))


def packed_crawl(size: int) -> Iterator[bytes]:
    record = response(html("Xã vùng cao mở thêm lớp học") + b"a" * 6_000, HTML)
    packed = gzip.compress(record, 0)  # as large packed as unpacked
    yield from (packed for _ in range(size // len(packed)))


@pytest.mark.parametrize(("name", "pieces"), [("rows.jsonl", json_lines), ("crawl.warc.gz", packed_crawl)])
def test_memory_does_not_grow_with_the_file(name: str, pieces: Callable[[int], Iterator[bytes]]) -> None:
    peaks = []
    for size in (6_000_000, 60_000_000):
        stream: BinaryIO = io.BufferedReader(Stream(pieces(size)), 65_536)  # type: ignore[assignment]
        tracemalloc.start()
        read = sum(len(found.data) for found in containers_records(stream, name) if isinstance(found, Record))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert read > 0.9 * size
    assert peaks[1] < 1.5 * peaks[0] + 1_000_000
    assert peaks[1] < 8_000_000


def containers_records(stream: BinaryIO, name: str) -> Iterator[Found]:
    from newsarchive.parsing import containers

    return containers._records(stream, name, None, Reading(), lambda: 10**9)
