"""The sample: each page is read as it was written, and says that it is none of the real world's."""

import json
from pathlib import Path

import pytest

import newsarchive as na
from newsarchive import sample

GOLD = json.loads((Path(__file__).parent / "sample.json").read_text("utf-8"))


def moment(field):
    return field.value.at.isoformat() if field else None


def value(field):
    return field.value if field else None


def test_every_page_is_here():
    assert {path.name for path in sample.PAGES.iterdir()} == {*GOLD["text"], *GOLD["html"]}
    assert len(GOLD["text"]) + len(GOLD["html"]) + len(GOLD["harvest"]) >= 80


@pytest.mark.parametrize("name", GOLD["text"])
def test_a_text_copy(name):
    title, label, date, precision, byline = GOLD["text"][name]
    article = na.read(sample.PAGES / name)
    read = article.published or article.updated
    assert (article.title.value, value(article.byline), moment(read)) == (title, byline, date)
    if read:
        assert (read.value.precision, bool(article.published)) == (precision, label == "published")
    assert "synthetic" in article.text
    body = " ".join(paragraph.value for paragraph in article.paragraphs)
    assert not [sign for sign in ("synthetic", "Trở về", "Tin liên quan", ">>", "Gửi bình luận") if sign in body]


@pytest.mark.parametrize("name", GOLD["html"])
def test_a_saved_page(name):
    article = na.read(sample.PAGES / name)
    assert [article.title.value, moment(article.published), value(article.byline)] == GOLD["html"][name]
    assert "synthetic" in article.text
    assert "synthetic" not in " ".join(paragraph.value for paragraph in article.paragraphs)


def test_the_harvest(tmp_path):
    archive = na.open(tmp_path / "kho")
    taken = archive.ingest(sample.HARVEST)
    assert (taken.new, taken.rejected) == (len(GOLD["harvest"]), ())
    assert sum(passed.records for passed in taken.passed_over) == 19
    frame = archive.articles()
    read = {row.url: [row.title, row.published.isoformat(), row.byline] for row in frame.itertuples()}
    assert read == GOLD["harvest"]


def test_an_archive_of_the_sample_knows_reprints_and_states(tmp_path):
    archive = na.open(tmp_path / "kho")
    archive.ingest(sample.PAGES, publisher=sample.PUBLISHER)
    assert archive.search('"học tập"').total >= 30
    assert archive.search("*").total == len(GOLD["text"]) + len(GOLD["html"]) - 1  # of two states the later one
    assert archive.search("* reprints:no").total <= archive.search("*").total - 4
