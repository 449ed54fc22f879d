"""A report is verified by the archive that it was made from: what differs is named, what changed since is told."""

import json
import re
import shutil
from dataclasses import replace

import pikepdf
import pytest

from newsarchive.errors import StorageError, UsageError, WorkError
from newsarchive.reports import build
from newsarchive.reports.checking import is_report, verify
from newsarchive.reports.recipe import usual
from newsarchive.search import search
from newsarchive.store import Store

SEED = "368d28e324d63603"


@pytest.fixture
def mine(store, tmp_path):
    """A copy of the archive, which may be changed."""
    shutil.copytree(store.path, tmp_path / "kho")
    return Store.open(tmp_path / "kho")


def saved(store, folder, query="học tập", **said):
    findings = "Có {{count}} bài.\n\n{{quote:368d28e324d63603:Đến nay, có 58/58 … hoàn thành}}\n"
    report = build(search(store, query), **{"title": "Học tập", "findings": findings, "author": "Trần Mai", **said})
    return report.save(folder, progress=False)


def problems(path, store):
    return [str(problem) for problem in verify(path, store).problems]


@pytest.mark.parametrize("query", ["học tập", "học tập date:2012 reprints:no", "*", "khủng long", "date:2013"])
def test_an_untouched_report_is_ok(mine, tmp_path, query):
    for path in saved(mine, tmp_path, query, sections=usual("full", "quotes", "concordance"), facets=["year"]):
        checked = verify(path, mine)
        assert (checked.problems, checked.notes, checked.ok) == ((), (), True)
        assert checked.checked["articles"] >= search(mine, query).total


def test_a_forged_page_is_named_where_it_differs(mine, tmp_path):
    page, _ = saved(mine, tmp_path)
    text = page.read_text("utf-8")
    page.write_text(text.replace("58/58 chi bộ", "57/58 chi bộ", 1), "utf-8")
    (problem,) = problems(page, mine)
    assert problem.startswith(f"{page}, Nhận định, ")
    assert "57/58" in problem
    assert "by the archive it is “" in problem
    assert "58/58" in problem


def test_a_page_that_a_browser_saved_again_is_the_same(mine, tmp_path):
    page, _ = saved(mine, tmp_path)
    text = (
        page.read_text("utf-8")
        .replace("<p", "\n\n  <p")
        .replace("<head>", "<!-- saved from url=(0014)about:internet -->\n<head>")
    )
    page.write_text(text.replace("<br>", "<br/>"), "utf-8")
    assert problems(page, mine) == []


@pytest.mark.parametrize("options", [{}, {"linearize": True}, {"qdf": True}])
def test_a_pdf_that_a_program_saved_again_is_the_same(mine, tmp_path, options):
    _, pdf = saved(mine, tmp_path)
    with pikepdf.open(pdf) as file:
        file.save(tmp_path / "again.pdf", **options)
    assert (tmp_path / "again.pdf").read_bytes() != pdf.read_bytes()
    assert problems(tmp_path / "again.pdf", mine) == []


def test_each_volume_is_verified_by_itself(mine, tmp_path, monkeypatch):
    monkeypatch.setattr("newsarchive.reports.report.VOLUME", 2)
    files = saved(mine, tmp_path)
    assert len(files) == 4
    assert [problems(path, mine) for path in files] == [[]] * 4


def test_what_was_added_since_is_a_note(mine, tmp_path):
    files = saved(mine, tmp_path)
    mine.ingest_text("Học tập nữa\nĐăng ngày 1/2/2014\nNgười dân lại học tập.")
    for path in files:
        checked = verify(path, mine)
        assert checked.ok
        (note,) = checked.notes
        assert "is at version 6 today, the report is of version 5; 1 further articles match the same question" in note


def test_what_was_withdrawn_since_is_a_note_with_its_reason(mine, tmp_path):
    files = saved(mine, tmp_path)
    mine.withdraw(SEED, "toà án yêu cầu")
    for path in files:
        checked = verify(path, mine)
        assert checked.ok
        assert f"article {SEED} was withdrawn (toà án yêu cầu)" in checked.notes[0]
    # And a report made after that says so, and is verified as well.
    later = saved(mine, tmp_path / "later", findings="")
    assert [problems(path, mine) for path in later] == [[], []]


def test_what_was_purged_cannot_be_verified_and_says_so(mine, tmp_path):
    page, _ = saved(mine, tmp_path, findings="")
    mine.withdraw(SEED, "toà án yêu cầu")
    mine.purge(SEED)
    found = problems(page, Store.open(mine.path))
    assert any("Phương Nga" in problem or "5" in problem for problem in found)


def test_an_archive_that_has_another_name_today(mine, tmp_path):
    page, _ = saved(mine, tmp_path)
    mine.path.rename(tmp_path / "kho-moi")
    checked = verify(page, Store.open(tmp_path / "kho-moi"))
    assert checked.ok
    assert checked.notes == (f"{page}: the archive was called kho, and is kho-moi today.",)


def test_another_archive_is_not_the_one(mine, tmp_path):
    page, _ = saved(mine, tmp_path)
    other = Store.open(tmp_path / "other")
    other.ingest_text("Bài khác\nMột đoạn.")
    with pytest.raises(UsageError, match="5: is no version of other; it has versions 1 to 1"):
        verify(page, other)


def test_a_row_that_is_not_what_its_original_says(mine, tmp_path, monkeypatch):
    from newsarchive.parsing import parse

    page, _ = saved(mine, tmp_path)
    monkeypatch.setattr("newsarchive.store.work.parse", lambda record: replace(parse(record), byline=None))
    found = problems(page, mine)
    said = f"article {SEED}, column byline: is 'Phương Nga', by its original 'nothing'; `newsarchive reparse` shows"
    assert any(said in problem for problem in found)


def test_an_original_that_was_changed(mine, tmp_path):
    page, _ = saved(mine, tmp_path)
    warc = next(iter(sorted((mine.path / "originals").glob("*.warc.gz"))))
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 1
    warc.write_bytes(data)
    assert any("000001.warc.gz" in problem for problem in problems(page, mine))


def test_evidence_that_was_changed(mine, tmp_path):
    _, pdf = saved(mine, tmp_path)
    with pikepdf.open(pdf) as file:
        stream = file.attachments["evidence.json"].obj.EF.F
        said = json.loads(stream.read_bytes())
        said["articles"][0]["title"] = "Nhan đề khác"
        stream.write(json.dumps(said).encode())
        file.save(tmp_path / "forged.pdf")
        said["recipe"] = None
        stream.write(json.dumps(said).encode())
        file.save(tmp_path / "worse.pdf")
    (problem,) = problems(tmp_path / "forged.pdf", mine)
    assert 'attached evidence.json, articles[0].title: says “"Nhan đề khác' in problem
    with pytest.raises(WorkError, match=r"worse\.pdf: its evidence was changed and cannot be read"):
        verify(tmp_path / "worse.pdf", mine)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("x.html", b"", "no HTML page"),
        ("x.html", b"<p>hello", "carries no evidence"),
        (
            "x.html",
            b'<a download="evidence.json" href="data:application/json;base64,e30">x</a>',
            "no report|was changed",
        ),
        ("x.html", b'<a download="evidence.json" href="data:application/json;base64,W10=">x</a>', "is none any more"),
        ("x.html", b'<a download="evidence.json" href="data:application/json;base64,e30=">x</a>', "was changed"),
        ("x.pdf", b"%PDF-1.7\n", "no PDF that can be opened"),
        ("x.pdf", b"", "no HTML page"),
    ],
)
def test_what_is_no_report_is_one_sentence(mine, tmp_path, name, data, why):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(WorkError, match=rf"{re.escape(name)}: .*(?:{why})"):
        verify(tmp_path / name, mine)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_cut_pdf_is_no_report(mine, tmp_path, share):
    _, pdf = saved(mine, tmp_path)
    whole = pdf.read_bytes()
    pdf.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(WorkError, match=r"hoc-tap\.pdf: "):
        verify(pdf, mine)


def test_a_file_that_is_not_there(mine, tmp_path):
    assert is_report(tmp_path / "none.PDF")
    assert not is_report(mine.path)
    with pytest.raises(StorageError, match=r"none\.pdf: cannot be read"):
        verify(tmp_path / "none.pdf", mine)
