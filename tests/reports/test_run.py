"""Running a notebook: in a fresh kernel, in its own folder, and with one sentence where it fails."""

import asyncio
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from newsarchive.errors import UsageError, WorkError
from newsarchive.reports.run import execute, export_notebook


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
    made = export_notebook(notebook("", "print('gương', 6 * 7)"), tmp_path / "exports")
    assert made == tmp_path / "exports" / "thử.html"
    assert "gương 42" in made.read_text("utf-8")
    assert [file.name for file in made.parent.iterdir()] == ["thử.html"]


def test_it_also_runs_inside_jupyter(notebook):
    async def cell():
        return execute(notebook("1 + 1"))

    assert asyncio.run(cell()).cells[1].outputs[0].data["text/plain"] == "2"


def test_a_cell_that_fails_is_named_with_its_last_line(notebook, tmp_path):
    with pytest.raises(WorkError, match=r"thử\.ipynb: code cell 2 failed with “ValueError: không có”; mend the cell"):
        export_notebook(notebook("1", "raise ValueError('không có')", "2"), tmp_path / "exports")
    assert not (tmp_path / "exports").exists()


def test_a_kernel_that_ends_is_a_sentence(notebook):
    with pytest.raises(WorkError, match="Python ended before the notebook did"):
        execute(notebook("import os\nos._exit(1)"))


def test_a_cell_that_takes_too_long(notebook, monkeypatch):
    monkeypatch.setattr("newsarchive.reports.run.CELL_SECONDS", 1)
    with pytest.raises(WorkError, match="longer than 1 seconds"):
        execute(notebook("import time\ntime.sleep(60)"))


def test_what_is_no_notebook(tmp_path):
    with pytest.raises(UsageError, match="no such notebook"):
        execute(tmp_path / "x.ipynb")
    for content in ("", "{}", "[]", '{"nbformat": 99}', '{"nbformat": 4, "cells": [{}]}'):
        (tmp_path / "x.ipynb").write_text(content)
        with pytest.raises(WorkError, match="is not a Jupyter notebook"):
            execute(tmp_path / "x.ipynb")
