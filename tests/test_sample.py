"""The sample: each page is read as it was written, and says that it is none of the real world's."""

import json
from pathlib import Path
from typing import Any

import pytest

import newsarchive as na
from newsarchive import sample

GOLD: dict[str, dict[str, list[str | None]]] = json.loads((Path(__file__).parent / "sample.json").read_text("utf-8"))
REPRINTS = {
    "Lớp học chữ bên bến đò Phú Đò": ("Lớp học tình thương bên bến đò Phú Đò", "reprint"),
    "Lũ đẹp, nông dân Bến Gỗ thả lưới": ("Lũ đẹp, nông dân Bến Gỗ thả lưới", "reprint"),
    "Giữ đê bằng cả đêm không ngủ": ("Chi bộ Cầu Ván giữ đê bằng cả đêm không ngủ", "reprint"),
    "Thầy giáo bến đò": ("Thầy Chín bến đò nhận bằng khen ở tuổi bảy mươi", "reprint"),
    "Chợ nổi Phú Đò trước giờ phai": ("Chợ nổi Phú Đò trước giờ phai", "same"),
}
CHROME = (
    "synthetic",
    "Trở về",
    "Tin liên quan",
    "Các tin khác",
    "Trang chủ",
    ">>",
    "Gửi bình luận",
    "Chia sẻ",
    "In bài",
)


def moment(field: Any) -> str | None:
    return field.value.at.isoformat() if field else None


def value(field: Any) -> Any:
    return field.value if field else None


def texts(article: na.Article) -> list[str]:
    return [value(article.lead) or "", *(paragraph.value for paragraph in article.paragraphs)]


def labels_of(article: na.Article, word: str) -> set[str]:
    """What the places of a word in the page were taken for."""
    return {label for start, end, label in article.labels if word in article.text[start:end]}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> na.Archive:
    archive = na.open(tmp_path_factory.mktemp("sample") / "kho")
    archive.ingest(sample.PAGES, publisher=sample.PUBLISHER)
    archive.ingest(sample.HARVEST, publisher=sample.PUBLISHER)
    return archive


def test_every_page_is_here() -> None:
    assert {path.name for path in sample.PAGES.iterdir()} == {*GOLD["text"], *GOLD["html"]}
    assert [len(GOLD[kind]) for kind in ("text", "html", "harvest")] == [77, 9, 12]


@pytest.mark.parametrize("name", GOLD["text"])
def test_a_text_copy(name: str) -> None:
    title, label, date, precision, byline = GOLD["text"][name]
    article = na.read(sample.PAGES / name)
    read = article.published or article.updated
    assert (value(article.title), value(article.byline), moment(read)) == (title, byline, date)
    if read:
        assert (read.value.precision, bool(article.published)) == (precision, label == "published")
    assert labels_of(article, "synthetic") == {"chrome"}
    assert "unknown" not in {label for _, _, label in article.labels}
    assert 3 <= len([text for text in texts(article) if text]) <= 8
    assert not [sign for sign in CHROME if sign in " ".join(texts(article))]


@pytest.mark.parametrize("name", GOLD["html"])
def test_a_saved_page(name: str) -> None:
    article = na.read(sample.PAGES / name)
    assert [value(article.title), moment(article.published), value(article.byline)] == GOLD["html"][name]
    assert "synthetic" in article.text
    assert not [sign for sign in CHROME if sign in " ".join(texts(article))]


def test_the_harvest(tmp_path: Path) -> None:
    archive = na.open(tmp_path / "kho")
    taken = archive.ingest(sample.HARVEST)
    assert (taken.new, taken.rejected) == (len(GOLD["harvest"]), ())
    assert {passed.reason: passed.records for passed in taken.passed_over} == {
        "is a warcinfo record": 1,
        "is robots.txt": 1,
        "is a site's front page": 1,
        "is a request record": 12,
        "is a revisit record": 1,
        "was answered with HTTP status 404": 1,
        "was answered with HTTP status 301": 1,
        "is image/png": 1,
    }
    frame = archive.articles()
    read = {row.url: [row.title, row.published.isoformat(), row.byline] for row in frame.itertuples()}
    assert read == GOLD["harvest"]
    assert all(sample.PUBLISHER.encode() in archive.original(identity) for identity in frame["id"])


def test_reprints_are_found(archive: na.Archive) -> None:
    frame = archive.reprints()
    first = frame.drop_duplicates("group").set_index("group")["title"]
    copies = frame[frame["id"] != frame["group"]]
    assert {row.title: (first[row.group], row.kind) for row in copies.itertuples()} == REPRINTS
    assert set(archive.articles().set_index("id").loc[copies["id"], "credit"]) == {"Báo Mẫu"}
    assert archive.search("*").total - archive.search("* reprints:no").total == len(REPRINTS)


def test_of_a_page_in_two_states_the_later_one_is_current(archive: na.Archive) -> None:
    assert archive.search("*").total == sum(map(len, GOLD.values())) - 1
    (identity,) = archive.articles().query("title == 'Lũ qua đỉnh, đê bao Phú Đò an toàn'")["id"]
    states = archive.versions(identity)
    assert states["updated"].notna().tolist() == [False, True]
    assert states["updated"].iloc[-1].isoformat() == "2013-10-05T09:30:00+07:00"
    assert states["superseded"].notna().tolist() == [True, False]


def test_the_sample_has_something_to_tell(archive: na.Archive) -> None:
    def in_years(question: str) -> list[int]:
        return [
            archive.search(f"{question} date:{years}").total for years in ("2003..2006", "2007..2014", "2016..2025")
        ]

    assert in_years('"học tập" -"làm theo" -"suốt đời"')[0] >= 6
    assert in_years('"tấm gương" "làm theo"')[0] == 0
    assert in_years('("suốt đời" OR "chuyển đổi số")')[0] == 0
    follow, lifelong = in_years('"học tập" "làm theo"'), in_years('"học tập" "suốt đời"')
    assert follow[1] > 2 * follow[2] > 0
    assert lifelong[2] > 5 * lifelong[1]
    assert archive.search("date:2015").total == 0
    assert archive.search("-has:date").total == 2
    frame = archive.articles()
    assert frame["byline"].str.title().nunique() >= 13
    assert set(frame["section"].dropna()) == {
        "Thời sự",
        "Xã hội",
        "Giáo dục",
        "Kinh tế",
        "Văn hóa",
        "Thể thao",
        "Bạn đọc",
    }
