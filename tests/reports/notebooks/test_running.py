"""Running a notebook: in a fresh kernel, in its own folder, and with one sentence where it fails."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from newsarchive.errors import UsageError, WorkError
from newsarchive.reports.notebooks.running import execute, export


@pytest.fixture
def notebook(tmp_path):
    """Writes a notebook of code cells and returns its path."""

    def written(*sources):
        cells = [new_markdown_cell("# Thử"), *map(new_code_cell, sources)]
        metadata = {"kernelspec": {"name": "not-installed", "display_name": "x"}}
        nbformat.write(new_notebook(cells=cells, metadata=metadata), tmp_path / "thử.ipynb")
        return tmp_path / "thử.ipynb"

    return written


def test_it_runs_where_the_notebook_is_and_in_this_python(notebook, tmp_path):
    (tmp_path / "page.txt").write_text("học tập", "utf-8")
    path = notebook("import sys\nprint(open('page.txt', encoding='utf-8').read())\nprint(sys.executable)")
    before = path.read_bytes()
    made = execute(path)
    assert [output.text for output in made.cells[1].outputs] == [f"học tập\n{sys.executable}\n"]
    assert path.read_bytes() == before


def test_a_page_with_what_it_showed(notebook, tmp_path):
    path = notebook("", "print('gương', 6 * 7)")
    page, pdf = export(execute(path), path, tmp_path / "exports", ["html", "pdf"])
    assert (page.name, pdf.name) == ("thử.html", "thử.pdf")
    assert "gương 42" in page.read_text("utf-8")
    assert "print(" in page.read_text("utf-8")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert {file.name for file in page.parent.iterdir()} == {"thử.html", "thử.pdf"}


def test_a_page_without_code(notebook, tmp_path):
    path = notebook("print('gương', 6 * 7)")
    (page,) = export(execute(path), path, tmp_path, code=False)
    assert "gương 42" in page.read_text("utf-8")
    assert "print(" not in page.read_text("utf-8")


def test_it_also_runs_inside_jupyter(notebook):
    async def cell():
        return execute(notebook("1 + 1"))

    assert asyncio.run(cell()).cells[1].outputs[0].data["text/plain"] == "2"


def test_a_cell_that_fails_is_named_with_its_line(notebook):
    said = r"thử\.ipynb: code cell 2 failed at “int\('x'\)” with “ValueError: invalid .*'x'”; mend it"
    with pytest.raises(WorkError, match=said):
        execute(notebook("1", "x = 1\n\nint('x')\ny = 2", "2"))


def test_a_cell_that_is_no_python(notebook):
    with pytest.raises(WorkError, match=r"code cell 1 failed at “x = = 1” with “SyntaxError: invalid syntax"):
        execute(notebook("x = = 1"))


def test_a_failure_that_its_author_allows_is_shown(notebook):
    path = notebook("1 / 0", "print('goes on')")
    made = nbformat.read(path, as_version=4)
    made.cells[1].metadata.tags = ["raises-exception"]
    nbformat.write(made, path)
    error, said = (cell.outputs[0] for cell in execute(path).cells[1:])
    assert error.ename == "ZeroDivisionError"
    assert said.text == "goes on\n"


def test_a_kernel_that_ends_is_a_sentence(notebook):
    with pytest.raises(WorkError, match="Python ended before the notebook did"):
        execute(notebook("import os\nos._exit(1)"))


def test_a_cell_that_takes_too_long(notebook):
    with pytest.raises(WorkError, match="longer than 1 seconds"):
        execute(notebook("import time\ntime.sleep(60)"), seconds=1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal for a child")
def test_it_can_be_stopped(notebook, tmp_path):
    path = notebook("import os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(60)")
    command = [Path(sys.executable).with_name("newsarchive"), "report", path]
    started = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True)
    while not (tmp_path / "pid").exists() or not (kernel := (tmp_path / "pid").read_text()):
        time.sleep(0.05)
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=30)
    assert started.returncode == 130
    assert said.decode().count("\n") == 1
    assert not (tmp_path / "exports").exists()
    for _ in range(200):
        if not Path("/proc", kernel).exists():
            break
        time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(int(kernel), 0)


def test_what_is_no_notebook(tmp_path):
    with pytest.raises(UsageError, match="no such notebook"):
        execute(tmp_path / "x.ipynb")
    for content in ("", "{}", "[]", '{"nbformat": 99}', '{"nbformat": 4, "cells": [{}]}'):
        (tmp_path / "x.ipynb").write_text(content)
        with pytest.raises(WorkError, match="is not a Jupyter notebook"):
            execute(tmp_path / "x.ipynb")
