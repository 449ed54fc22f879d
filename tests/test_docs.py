"""Every snippet of the README and of docs/ runs."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsarchive as na
from newsarchive.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")


def blocks(page: Path, language: str) -> list[str]:
    return [code for kind, code in BLOCK.findall(page.read_text("utf-8")) if kind == language]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a reader of the README would have it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_python_snippets(page: Path, project: Path) -> None:
    archive = na.open("archive")
    archive.ingest("seeds", publisher="Báo Đồng Tháp")
    names = {"na": na, "archive": archive}
    for code in blocks(page, "python"):
        exec(compile(code, str(page), "exec"), names)


def test_terminal_snippets(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = [
        shlex.split(line, comments=True)
        for page in PAGES
        for code in blocks(page, "sh")
        for line in code.splitlines()
        if line.startswith("newsarchive ")
    ]
    assert len(commands) > 5
    for _, *arguments in commands:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0, arguments


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_error_in_the_docs_is_the_one_shown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    na.open("archive").ingest("seeds")
    with pytest.raises(SystemExit):
        main(["search", 'học "tập'])
    (shown,) = blocks(ROOT / "docs" / "query-language.md", "text")
    assert capsys.readouterr().err == shown


def test_everything_public_is_in_the_reference() -> None:
    reference = (ROOT / "docs" / "reference.md").read_text("utf-8")
    missing = [name for name in na.__all__ if name != "q" and f"newsarchive.{name}\n" not in reference]
    assert missing == []
    assert "newsarchive.search.q\n" in reference


def test_the_page_on_the_terminal_is_what_its_help_says(tmp_path: Path) -> None:
    """``typer newsarchive.cli utils docs --name newsarchive --output docs/command-line.md`` writes it anew."""
    made = tmp_path / "command-line.md"
    command = [sys.executable, "-m", "typer", "newsarchive.cli", "utils", "docs", "--name", "newsarchive"]
    subprocess.run([*command, "--output", made], check=True, capture_output=True)
    assert made.read_text("utf-8") == (ROOT / "docs" / "command-line.md").read_text("utf-8")
