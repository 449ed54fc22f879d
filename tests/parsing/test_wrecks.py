"""Damaged and hostile files: each is named for what it is, and the good page beside it is read."""

import json
import runpy
import warnings
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from laws import check_laws

import newsarchive as na
from newsarchive.errors import NotAPage, RecordError
from newsarchive.parsing import Contents, find_files, parse

WRECKS = Path(__file__).parents[1] / "wrecks"
BUILT = runpy.run_path(str(WRECKS / "build.py"))["BUILT"]
EXPECTED: dict[str, dict[str, Any]] = json.loads((WRECKS / "expected.json").read_text("utf-8"))
STORED = sorted({path.name for path in WRECKS.glob("[!.]*.*")} - {"build.py", "expected.json", "README.md"})
GOOD = "Xã lành mở thêm ba lớp học\n\n04/07/2012\n\nMột đoạn dài vừa đủ cho một trang lành lặn.\n"


def folder_with(tmp_path: Path, name: str) -> Path:
    """A folder of the wreck `name` between two good pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / name).write_bytes((WRECKS / name).read_bytes() if name in STORED else BUILT[name]())
    for good in ("00-before.txt", "zz-after.txt"):
        (folder / good).write_text(f"{GOOD}{good}", "utf-8")
    return folder


def read_all(folder: Path) -> tuple[list[na.Article], list[str]]:
    """What is read from `folder`, and the reasons for what is rejected."""
    articles, reasons = [], []
    for found in chain.from_iterable(Contents(file) for file in find_files(folder)):
        try:
            if isinstance(found, RecordError):
                raise found
            articles.append(parse(found))
        except NotAPage:
            continue
        except RecordError as error:
            reasons.append(error.reason)
    return articles, reasons


@pytest.mark.parametrize("name", [*STORED, *BUILT])
def test_a_wreck_is_named_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    expected = EXPECTED[name]
    articles, reasons = read_all(folder_with(tmp_path, name))
    inside = [article for article in articles if Path(article.source.path or "").name == name]
    assert len(articles) - len(inside) == 2, "the good pages are in"
    for reason, phrase in zip(reasons, expected.get("rejected", []), strict=True):
        assert phrase in reason
    for reason in reasons:
        assert reason.endswith(".")
        assert len(reason.splitlines()) == 1
        assert reason.isprintable(), "no control characters reach a terminal by it"
    assert len(inside) == expected.get("read", 0)
    said = [warning for article in inside for warning in article.warnings]
    for phrase in expected.get("warnings", []):
        assert any(phrase in warning for warning in said), phrase
    for article in articles:
        check_laws(article)


def test_every_wreck_has_its_expectation() -> None:
    assert set(EXPECTED) == {*STORED, *BUILT}
    assert len(EXPECTED) >= 45
    assert all(path.stat().st_size <= 100_000 for path in WRECKS.iterdir() if path.is_file())


def test_all_wrecks_go_into_one_archive_and_come_out_of_it(tmp_path: Path) -> None:
    """What is stored is what was read; the same again is held, and no wreck is forgotten."""
    files = [WRECKS / name for name in STORED]
    read = sum(EXPECTED[file.name].get("read", 0) for file in files)
    rejected = sum(len(EXPECTED[file.name].get("rejected", [])) for file in files)
    archive = na.open(tmp_path / "archive")
    report = archive.ingest(files, progress=False)
    assert (report.new, len(report.rejected)) == (read, rejected)
    assert len(archive) == report.new - report.new_versions
    for identity in archive.articles()["id"]:
        check_laws(archive.article(identity))
    again = archive.ingest(files, progress=False)
    assert (again.new, again.held, len(again.rejected)) == (0, report.new, len(report.rejected))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        frame = na.read_articles(files)
    assert (len(frame), len(frame.attrs["rejected"])) == (report.new, len(report.rejected))
    assert len([warning for warning in said if warning.category is UserWarning]) == len(report.rejected)


def test_building_is_deterministic() -> None:
    for name in ("zip-bomb.zip", "noise.txt", "gzip-bomb-in-gzip.txt.gz"):
        assert BUILT[name]() == BUILT[name]()
