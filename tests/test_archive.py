"""Archive: the public interface as the README shows it."""

import shutil
from pathlib import Path

import pytest

import newsarchive as na

SEEDS = Path(__file__).parents[1] / "seeds"


def test_the_public_interface(tmp_path: Path) -> None:
    archive = na.open(tmp_path / "archive")
    report = archive.ingest(SEEDS, publisher="Báo Đồng Tháp")
    assert (report.new, len(archive), archive.version) == (1, 1, 1)
    assert archive.articles()["byline"][0] == "Phương Nga"
    assert len(archive.paragraphs()) == 5
    found = archive.search('"học tập" date:2012')
    assert (found.total, found.searched) == (1, 1)
    files = archive.report(found, title="Học tập và làm theo gương Bác").save(tmp_path / "out", formats=["html", "pdf"])
    assert [path.suffix for path in files] == [".html", ".pdf"]
    assert archive.article(found.ids[0]).publisher.value == "Báo Đồng Tháp"  # type: ignore[union-attr]
    assert repr(archive).endswith("1 articles, version 1)")
    assert "<b>1 bài</b> · phiên bản 1" in str(archive._repr_html_())
    assert "<b>1 article</b> · version 1" in archive.view("en")._repr_html_()


def test_an_archive_is_checked_and_read_again(tmp_path: Path) -> None:
    archive = na.open(tmp_path / "archive")
    archive.ingest(SEEDS)
    (identity,) = archive.articles()["id"]
    assert archive.original(identity) == next(SEEDS.iterdir()).read_bytes()
    assert archive.verify().ok
    assert archive.reparse(commit=True).committed
    (archive.path / "archive.json").unlink()
    assert [Path(problem.where).name for problem in na.verify(archive.path).problems] == ["archive.json"]


def test_open_makes_an_archive_only_where_asked(tmp_path: Path) -> None:
    with pytest.raises(na.UsageError, match="there is no archive"):
        na.open(tmp_path / "none", create=False)
    assert len(na.open(tmp_path / "some")) == 0


def test_everything_public_is_there_and_documented() -> None:
    for name in na.__all__:
        assert getattr(na, name).__doc__, name
    assert set(na.__all__) <= set(dir(na))
    with pytest.raises(AttributeError, match="nothing"):
        na.nothing  # noqa: B018


def test_progress_is_shown_where_somebody_watches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr("newsarchive.progress.A_MOMENT", 0.0)
    archive = na.open(tmp_path / "archive")
    archive.ingest(SEEDS)
    assert "1 records" in capsys.readouterr().err
    archive.ingest(SEEDS, progress=False)
    assert capsys.readouterr().err == ""


def test_progress_in_a_log_is_a_line_now_and_then(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.progress.LOG_EVERY", 0.0)
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(3):
        (pages / f"{number}.txt").write_text(f"Bài số {number}\n\nMột đoạn.\n", "utf-8")
    na.open(tmp_path / "archive").ingest(pages)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(",")[0] for line in lines] == ["1 records", "2 records", "3 records"]
    assert lines[-1].endswith("100% done, about 0 s left")


def test_frames_states_and_another_archive(tmp_path: Path) -> None:
    archive = na.open(tmp_path / "archive")
    archive.merge(na.open(tmp_path / "empty"))
    na.open(tmp_path / "other").ingest(SEEDS)
    assert archive.merge(tmp_path / "other", progress=False).new == 1
    assert archive.articles("title", where="words > 100").shape == (1, 1)
    assert archive.arrow(["id"]).read_all()["id"].to_pylist() == archive.dataset.to_table(["id"])["id"].to_pylist()
    assert set(archive.sentences()["id"]) == set(archive.articles()["id"])
    (identity,) = archive.versions(archive.articles()["id"][0])["id"]
    archive.withdraw(identity, reason="thử")
    assert (len(archive), archive.withdrawn()["reason"].tolist()) == (0, ["thử"])
    assert archive.dataset.count_rows() == 1


def test_when_the_tables_are_deleted_everything_is_as_before(tmp_path: Path) -> None:
    archive = na.open(tmp_path / "archive")
    archive.ingest(SEEDS, publisher="Báo Đồng Tháp")
    story = (
        "Lớp học ở xã vùng cao mở cửa, bà con cùng dựng, thầy cô đến từ miền xuôi, trẻ em đi bộ hai giờ mỗi sáng. " * 3
    )
    for number in (1, 2, 3):
        (tmp_path / f"{number}.html").write_text(
            f'<html><head><link rel="canonical" href="https://bao.example/{min(number, 2)}"></head><body>'
            f"<h1>Học tập ở vùng cao</h1><p>0{number}/07/2012 07:12</p><p>{story} Câu thứ {number}.</p></body></html>",
            "utf-8",
        )
        archive.ingest(tmp_path / f"{number}.html", publisher=f"Báo {number}")
    archive.ingest([tmp_path / "1.html"], publisher="Báo khác")
    archive.withdraw(archive.articles("id")["id"][0], reason="thử")

    def everything() -> list[str]:
        held = na.open(tmp_path / "archive")
        found = held.search("hoc tap reprints:yes")
        frames = [held.articles(), held.paragraphs(), held.sentences(), held.reprints(), held.withdrawn()]
        frames += [found.frame(), found.concordance(), found.timeline(by="day"), found.facets("publisher")]
        frames += [held.versions(identity) for identity in held.articles("id")["id"]]
        report = held.report(found, title="Học tập").save(tmp_path / "out", formats=["html", "pdf"])
        hits = repr([found.total, found.searched, held.search("* reprints:no").total, found.hits(), held.version])
        return [frame.to_json(orient="table") for frame in frames] + [hits, *(repr(p.read_bytes()) for p in report)]

    before = everything()
    for name in ("articles.lance", "index", "sketches.lance"):
        shutil.rmtree(tmp_path / "archive" / name)
        assert everything() == before
