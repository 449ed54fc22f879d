"""Progress of long work: nothing of it stays behind in a notebook."""

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from newsarchive.reports.notebooks.pages import document
from newsarchive.reports.notebooks.running import execute

SOURCE = """import time
from newsarchive.progress import progress_bar
with progress_bar(True, 'articles') as step:
    for done in range(12):
        time.sleep(0.1)
        step(done, done / 12)
"""


def test_a_bar_in_a_notebook_ends_empty(tmp_path):
    nbformat.write(new_notebook(cells=[new_code_cell(SOURCE)]), tmp_path / "x.ipynb")
    made = execute(tmp_path / "x.ipynb")
    (shown,) = made.cells[0].outputs
    assert shown.data["text/html"] == ""
    assert len(document(made, "x").nodes) == 1
