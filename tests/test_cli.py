"""The command line: the same verbs, one JSON document, and one sentence for every error."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsarchive.cli import app, main
from newsarchive.errors import RecordError

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_a7dcd04b3dd74f0d.txt"
IDENTITY = "368d28e324d63603"


class Ran:
    """What one call printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Call the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSARCHIVE", raising=False)

    def call(*arguments: object) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return call


def test_read_prints_the_article(run: Run) -> None:
    one = run("read", SEED, "--json")
    assert (one.code, one.err) == (0, "")
    assert list(one.json) == [
        *("id", "title", "lead", "byline", "authors", "credit", "dateline", "publisher", "section", "url", "language"),
        *("published", "published_precision", "updated", "updated_precision", "paragraphs", "labels", "source"),
        *("mentions", "warnings"),
    ]
    text = SEED.read_text("utf-8")
    assert "".join(text[start:end] for start, end, _ in one.json["labels"]) == text
    several = run("read", SEED, SEED.parent, "--json")
    assert (several.code, [record["id"] for record in several.json]) == (0, [IDENTITY])  # named twice, it is one file
    shown = run("read", SEED)
    assert "[line 3: day-first date line, labelled updated]" in shown.out
    assert "chrome │ < Trở về trang trước" in shown.out


def test_a_bad_file_is_set_aside_and_the_rest_is_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    read = run("read", SEED, "empty.txt", "--json")
    assert (read.code, len(read.json)) == (1, 1)
    assert read.err == "newsarchive: empty.txt: is empty; copy the page again.\n"
    ingest = run("ingest", SEED, "empty.txt", "--json")
    assert ingest.code == 1
    assert list(ingest.json) == [
            "new", "held", "rejected", "seconds", "archive_version", "passed_over", "new_versions", "places",
        ]  # fmt: skip
    assert ingest.json["rejected"] == [{"path": "empty.txt", "reason": "is empty; copy the page again."}]
    assert ingest.json["new"] == 1


def test_the_verbs_in_a_row(run: Run, tmp_path: Path) -> None:
    assert run("ingest", SEED, "--publisher", "Báo Đồng Tháp").out == (
        "1 given: 1 new, 0 held already, 0 rejected; archive version 1.\n"
    )
    shown = run("show", IDENTITY, "--json").json
    assert (shown["id"], shown["publisher"]) == (IDENTITY, "Báo Đồng Tháp")
    found = run("search", "hoc tap", "--json").json
    assert (found["query"], found["total"], found["shown"], found["complete"]) == ("hoc tap", 1, 1, True)
    assert run("search", "hóc tập", "--json").json["total"] == 0
    assert run("search", "hocj tapaj").out.splitlines()[2:] == [
        "Nearest questions that find something: học tập (1)",
        "",
        "newsarchive:?q=hocj%20tapaj&v=1",
    ]
    assert run("search", "newsarchive:?q=hoc%20tap&v=1", "--json").json == found
    assert run("search", "hoc tap", "--version", "1", "--json").json == found
    assert run("search", "hoc", "--version", "9").code == 2
    assert "[học] [tập]" in run("search", "hoc tap").out
    lines = run("concordance", '"học tập"', "--context", "10", "--json").json
    assert (lines["occurrences"], lines["lines"][0]["node"]) == (6, "học tập")
    assert lines["lines"][0]["date"] == "2012-07-04T07:12:08+07:00"
    periods = run("timeline", "hoc", "--by", "month", "--json").json
    (period,) = periods["periods"]
    assert {"period": "2012-07-01", "articles": 1, "of": 1, "question": "hoc date:2012-07"}.items() <= period.items()
    report = run("report", '"học tập"', "--title", "Học tập", "--date", "4/7/2024", "--json").json
    assert report["total"] == 1
    assert [Path(name).suffix for name in report["files"]] == [".html", ".pdf"]
    assert all((tmp_path / name).stat().st_size > 1000 for name in report["files"])
    export = run("export", "*", "--format", "csv", "--out", "all.csv", "--json").json
    assert (export["total"], (tmp_path / "all.csv").read_bytes()[:3]) == (1, b"\xef\xbb\xbf")


def test_the_archive_comes_from_option_or_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", SEED, "--archive", "here")
    monkeypatch.setenv("NEWSARCHIVE", str(tmp_path / "here"))
    assert run("search", "hoc", "--json").json["total"] == 1


WRONG_CALLS = [
    (["searchh"], "searchh"),
    (["search"], "Missing argument"),
    (["search", "x", "--limit", "-3"], "--limit"),
    (
        ["search", "-học"],
        "No such option: -h; before a question that begins with a - stands --, as in `newsarchive search -- -học`.",
    ),
    (["timeline", "-(học OR tập)"], "newsarchive timeline -- '-(học OR tập)'"),
    (["search", "--học"], "--help"),
    (["read", "-x"], "--help"),
    (["search", "x"], "there is no archive here"),
    (["read", "nowhere.txt"], "nowhere.txt"),
    (["ingest", "nowhere/*.txt"], "nowhere"),
    (["ingest", "empty"], "holds no files"),
    (["report", "x"], "--title"),
    (["report", "x", "--title", "t", "--format", "doc"], "doc"),
    (["report", "x", "--title", "t", "--lang", "fr"], "fr"),
    (["report", "x", "--title", "t", "--date", "morgen"], "morgen"),
    (["report", "x", "--title", "t", "--sections", "graphs"], "graphs"),
    (["report", "x", "--title", "t", "--facets", "colour"], "colour"),
    (["report", "x", "--title", "t", "--findings", "nowhere.md"], "nowhere.md"),
    (["report", "x", "--title", "in {{period}}"], "{{period}}"),
    (["report", "--title", "t"], "--kept"),
    (["report", "x", "--kept", "t"], "--period"),
    (["export", "x", "--format", "doc", "--out", "x.doc"], "doc"),
    (["search", "x", "--archive", "other"], "not an archive"),
]


@pytest.mark.parametrize(("arguments", "named"), WRONG_CALLS, ids=[" ".join(call) for call, _ in WRONG_CALLS])
def test_a_wrong_call_is_one_sentence_and_2(run: Run, tmp_path: Path, arguments: list[str], named: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thing").touch()
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newsarchive: ")
    assert named in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "archive").exists()


def test_a_wrong_question_has_a_caret(run: Run) -> None:
    run("ingest", SEED)
    ran = run("search", 'học "tập')
    assert ran.code == 2
    assert ran.err.splitlines()[1:] == ['  học "tập', "      ^"]
    assert run("show", "zzz").code == 2


def test_a_timeline_runs_periods_without_any_article_together(run: Run, tmp_path: Path) -> None:
    for day in ("2010-03-01", "2012-07-04", "2012-09-01"):
        (tmp_path / f"{day}.txt").write_text(f"Bài báo\nĐăng ngày {day}\nNgười dân học tập.", "utf-8")
    run("ingest", *tmp_path.glob("*.txt"))
    assert run("timeline", "học", "--by", "month").out.splitlines()[1:] == [
        f"2010-03          1 of       1  {'█' * 30}",
        "… 27 months without any article",
        f"2012-07          1 of       1  {'█' * 30}",
        "2012-08          –",
        f"2012-09          1 of       1  {'█' * 30}",
    ]
    assert run("timeline", "zzz").out == "0 matching articles by year; 0 undated, counted apart\n"


def test_problems_of_the_work_are_1(run: Run, tmp_path: Path) -> None:
    run("ingest", SEED)
    (tmp_path / "taken").touch()
    ran = run("report", "*", "--title", "t", "--out", "taken")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "taken" in ran.err
    (tmp_path / "archive" / "archive.json").write_text("{")
    ran = run("search", "x")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "archive.json" in ran.err


def test_articles_do_not_command_the_terminal(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Tít \x1b[31m đỏ \u202eoạđ\n04/07/2012\nMột đoạn \x9b2J dài.\n", "utf-8")
    calls = (["read", page], ["read", page, "--json"], ["ingest", page], ["search", "*"], ["concordance", "dài"])
    for arguments in calls:
        ran = run(*arguments)
        assert not set(ran.out) & set("\x1b\x9b\u202e")
    assert json.loads(run("read", page, "--json").out)["title"] == "Tít \x1b[31m đỏ \u202eoạđ"


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    def shell(command: str) -> tuple[int, str]:
        verb = f"newsarchive() {{ '{sys.executable}' -c 'from newsarchive.cli import main; main()' \"$@\"; }}; "
        ran = subprocess.run(
            ["bash", "-o", "pipefail", "-c", verb + command], capture_output=True, text=True, check=False
        )
        return ran.returncode, ran.stderr

    for n in range(300):
        (tmp_path / f"{n}.txt").write_text(f"Bài {n}\n" + "Một đoạn văn. " * 50, "utf-8")
    assert shell(f"newsarchive read '{tmp_path}' | head -1 > /dev/null") == (0, "")
    assert shell(f"newsarchive read '{SEED}' >&-") == (0, "")
    code, said = shell(f"newsarchive read '{SEED}' > /dev/full")
    assert (code, said.count("\n")) == (1, 1)
    assert "No space left" in said


def test_an_original_is_given_byte_for_byte(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSARCHIVE", raising=False)
    page = tmp_path / "page.txt"
    page.write_bytes(b"Trang m\xe1u\r\n\r\nM\xf4t trang.\r\n")
    with pytest.raises(SystemExit):
        main(["ingest", str(page), "--json"])
    identity = hashlib.sha256(page.read_bytes()).hexdigest()[:16]
    capfdbinary.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["original", identity])
    assert (ended.value.code, capfdbinary.readouterr().out) == (0, page.read_bytes())
    with pytest.raises(SystemExit):
        main(["original", identity, "--out", "out/copy.txt", "--json"])
    assert json.loads(capfdbinary.readouterr().out) == {"files": ["out/copy.txt"], "bytes": page.stat().st_size}
    assert (tmp_path / "out" / "copy.txt").read_bytes() == page.read_bytes()
    for wrong in (["original", "zzz"], ["original", identity, "--json"]):
        with pytest.raises(SystemExit) as ended:
            main(wrong)
        assert ended.value.code == 2
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(SystemExit) as ended:
        main(["original", identity])
    out, err = capfdbinary.readouterr()
    assert (ended.value.code, out, b"--out" in err) == (2, b"", True)


def test_verify_finds_a_flipped_byte_anywhere(run: Run, tmp_path: Path) -> None:
    run("ingest", SEED)
    assert run("verify", "archive").out.startswith("archive: no problems; checked: 1 batches")
    clean = run("verify", "archive", "archive", "--json")
    assert (clean.code, clean.json["ok"], clean.json["problems"], clean.json["notes"]) == (0, True, [], [])
    assert clean.json["checked"]["originals"] == 2
    for name in ("000001.warc.gz", "000001.warc.gz.sha256"):
        path = tmp_path / "archive" / "originals" / name
        whole = path.read_bytes()
        for place in range(0, len(whole), len(whole) // 10):
            damaged = bytearray(whole)
            damaged[place] ^= 1 << place % 8
            path.write_bytes(damaged)
            found = run("verify", "archive", "--json")
            assert (found.code, found.json["ok"]) == (1, False)
            assert [problem["where"] for problem in found.json["problems"]] == [f"archive/originals/{name}"]
        said = run("verify", "archive")
        assert (said.code, said.out.split(";")[0]) == (1, "archive: problems: 1")
        assert said.err.startswith(f"newsarchive: archive/originals/{name}: ")
        assert len(said.err.splitlines()) == 1
        path.write_bytes(whole)
    assert run("verify", "archive").code == 0


@pytest.mark.parametrize(("path", "code"), [("nowhere", 2), ("other", 2), ("report.pdf", 1), ("none.html", 1)])
def test_what_is_no_archive_and_no_report_is_not_verified(run: Run, tmp_path: Path, path: str, code: int) -> None:
    run("ingest", SEED)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / "other").mkdir()
    ran = run("verify", "archive", path)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (code, "", 1)
    assert path in ran.err


def test_a_report_is_verified_and_a_forgery_named(run: Run, tmp_path: Path) -> None:
    run("ingest", SEED)
    files = run("report", '"học tập"', "--title", "Học tập", "--with", "full", "--json").json["files"]
    checked = run("verify", "archive", *files, "--json")
    assert (checked.code, checked.json["ok"], checked.json["problems"]) == (0, True, [])
    assert (checked.json["checked"]["reports"], checked.json["checked"]["batches"]) == (2, 1)
    page = tmp_path / files[0]
    page.write_text(page.read_text("utf-8").replace("58/58", "57/58", 1), "utf-8")
    forged = run("verify", *files)
    assert (forged.code, len(forged.err.splitlines())) == (1, 1)
    assert forged.out.splitlines() == [
        f"{files[0]}: problems: 1; checked: 1 reports, 1 articles.",
        f"{files[1]}: no problems; checked: 1 reports, 1 articles.",
    ]
    assert "57/58" in forged.err
    run("ingest", SEED, "--archive", "other", "--publisher", "Báo Đồng Tháp")
    assert "Báo Đồng Tháp" in run("verify", files[1], "--archive", "other").err


def test_a_kept_report_is_made_again_for_another_month(run: Run, tmp_path: Path) -> None:
    run("ingest", SEED)
    (tmp_path / "findings.md").write_text("Có {{count}} bài trong {{period}}.\n", "utf-8")
    options = ["--title", "Học, {{period}}", "--period", "2012-07", "--findings", "findings.md", "--author", "Trần Mai"]
    kept = run("report", "học", *options, "--format", "html", "--keep", "Hằng tháng", "--json")
    assert kept.json == {"files": ["exports/hoc-thang-7-2012.html"], "total": 1}
    assert (tmp_path / "archive" / "reports" / "hang-thang.toml").is_file()
    assert run("reports", "--json").json["reports"] == [
        {"name": "hang-thang", "title": "Học, {{period}}", "question": "học", "period": "2012-07", "language": "vi"}
    ]
    assert run("reports").out == "hang-thang  Học, {{period}}  học  2012-07\n"
    again = run("report", "--kept", "hang-thang", "--period", "2012-08", "--format", "html", "--json")
    assert again.json == {"files": ["exports/hoc-thang-8-2012.html"], "total": 0}
    assert "Có 0 bài trong tháng 8/2012." in (tmp_path / again.json["files"][0]).read_text("utf-8")
    assert run("report", "--kept", "hang-thang", "--format", "html", "--json").json["total"] == 1
    missing = run("report", "--kept", "nothing")
    assert (missing.code, "there are: hang-thang" in missing.err) == (2, True)


def test_reparse_shows_then_keeps(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsarchive.parsing import parse

    run("ingest", SEED)
    assert "0 of 1 articles are read otherwise" in run("reparse").out
    monkeypatch.setattr("newsarchive.store.work.parse", lambda record: replace(parse(record), byline=None))
    shown = run("reparse")
    assert (shown.code, "byline: 1 articles" in shown.out, "Phương Nga" in shown.out) == (0, True, True)
    assert run("show", IDENTITY, "--json").json["byline"] == "Phương Nga"
    kept = run("reparse", "--commit", "--json")
    assert (kept.code, kept.json["changed"], kept.json["committed"], kept.json["archive_version"]) == (0, 1, True, 1)
    assert kept.json["changes"][0]["examples"] == [{"id": IDENTITY, "before": "Phương Nga", "after": "nothing"}]
    assert run("show", IDENTITY, "--json").json["byline"] is None

    def refuse(record: object) -> None:
        raise RecordError("trang.txt", "is not to the taste of this parser.")

    monkeypatch.setattr("newsarchive.store.work.parse", refuse)
    refused = run("reparse", "--commit")
    assert (refused.code, "trang.txt" in refused.err) == (1, True)
    assert run("show", IDENTITY).code == 0


def test_what_was_typed_is_text_or_a_wrong_call(run: Run) -> None:
    ran = run("search", "h\udcff")
    assert (ran.code, ran.out) == (2, "")
    assert "h\\udcff: holds bytes that are not UTF-8" in ran.err


def test_ctrl_c_is_130_and_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("newsarchive.store.work.parse", interrupted)
    ran = run("ingest", SEED)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.startswith("newsarchive: Interrupted; ")
    monkeypatch.undo()


def test_what_nobody_foresaw_is_one_sentence_too(tmp_path: Path) -> None:
    code = (
        "import newsarchive.parsing, newsarchive.cli\n"
        "def broken(record): raise KeyError('nobody')\n"
        "newsarchive.parsing.parse = broken\n"
        f"newsarchive.cli.main(['read', {str(SEED)!r}])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith("newsarchive: An error that should not happen, KeyError: 'nobody'")
    assert len(ran.stderr.splitlines()) == 1


def test_every_verb_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__doc__
        assert f"newsarchive {command.callback.__name__}" in readme, command.callback.__name__


def test_reading_loads_neither_pandas_nor_the_store() -> None:
    code = (
        "import sys; from newsarchive.cli import main\n"
        f"try: main(['read', {str(SEED)!r}])\n"
        "finally: print(sorted({'pandas', 'lance', 'pyarrow', 'typst'} & set(sys.modules)), file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONUTF8": "1"}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert (ran.returncode, ran.stderr) == (0, "[]\n")


def test_withdraw_takes_an_article_out_and_says_why(run: Run) -> None:
    run("ingest", SEED)
    done = run("withdraw", IDENTITY, "--reason", "Toà án yêu cầu", "--json")
    assert (done.code, done.json) == (0, {"withdrawn": IDENTITY, "reason": "Toà án yêu cầu", "archive_version": 2})
    assert run("search", "hoc tap", "--json").json["total"] == 0
    gone = run("show", IDENTITY)
    assert (gone.code, gone.out) == (2, "")
    assert "was withdrawn on" in gone.err
    assert "(Toà án yêu cầu)" in gone.err
    (row,) = run("withdrawn", "--json").json["withdrawn"]
    assert (row["id"], row["batch"], row["reason"]) == (IDENTITY, 2, "Toà án yêu cầu")
    assert run("withdrawn").out.startswith(IDENTITY)
    assert run("withdraw", IDENTITY).code == 2


def test_merge_takes_another_archive_in(run: Run, tmp_path: Path) -> None:
    run("ingest", SEED, "--archive", "other")
    assert run("merge", "nowhere").code == 2
    assert not (tmp_path / "archive").exists()
    first = run("merge", "other", "--json")
    assert (first.code, first.json["new"], first.json["held"]) == (0, 1, 0)
    assert run("merge", "other", "--json").json["held"] == 1
    assert run("search", "hoc tap", "--json").json["total"] == 1


def notebook(*sources: str) -> Path:
    """A notebook whose first code cell has the tag ``parameters``."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    first, *others = map(new_code_cell, sources)
    first.metadata.tags = ["parameters"]
    path = Path("tháng.ipynb")
    path.write_text(json.dumps(new_notebook(cells=[new_markdown_cell("# Tháng này"), first, *others])), "utf-8")
    return path


def test_report_runs_a_notebook_with_parameters(run: Run) -> None:
    path = notebook("month = '2012-07'", "print('học tập trong', month)")
    made = run("report", path, "--set", "month=2012-08", "--date", "2012-09-01", "--author", "Mai", "--json")
    assert (made.code, made.err) == (0, "")
    assert made.json["files"] == ["exports/tháng.html", "exports/tháng.pdf"]
    page = Path("exports/tháng.html").read_text("utf-8")
    assert "học tập trong 2012-08" in page
    assert "Mai · 1/9/2012 · tháng" in page
    assert "print(" in page
    assert not Path("archive").exists()

    made = run("report", path, "--no-input", "--format", "html", "--lang", "en")
    assert (made.code, made.out) == (0, "exports/tháng.html\n")
    page = Path("exports/tháng.html").read_text("utf-8")
    assert "học tập trong 2012-07" in page
    assert "print(" not in page
    assert '<html lang="en">' in page


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("gone.ipynb",), 2, "gone.ipynb: there is no such notebook."),
        (("tháng.ipynb", "--set", "year=2012"), 2, "year: is not set in the cell tagged parameters; it sets month."),
        (("tháng.ipynb", "--set", "month"), 2, "--set month: is not NAME=VALUE; write it as in --set month=2012-07."),
        (("tháng.ipynb", "--title", "x"), 2, "A notebook has its own title, parts and words; give it --set"),
        (("học", "--title", "x", "--set", "a=1"), 2, "--set and --no-input are for notebooks"),
        (("tháng.ipynb", "--timeout", "1"), 1, "tháng.ipynb: a cell took longer than 1 seconds"),
        (("tháng.ipynb",), 1, "code cell 2 failed at “raise ValueError('x')” with “ValueError: x”; mend it"),
    ],
)
def test_a_notebook_that_cannot_be_reported(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    wait = "import time\ntime.sleep(5 if month == 'x' else 60)" if "--timeout" in arguments else ""
    notebook("month = '2012-07'", f"{wait}\nraise ValueError('x')")
    made = run("report", *arguments)
    assert made.code == code
    assert said in made.err
    assert made.err.count("\n") == 1
    assert not Path("exports").exists()
