"""Two writers and four readers at once: nothing but the polite wait, and every answer exact for its version.

A few seconds in the tests, two minutes with NEWSARCHIVE_STRESS.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from newsarchive.search import search
from newsarchive.store import Store

SECONDS = 120 if os.environ.get("NEWSARCHIVE_STRESS") else 5

# Each ingest is one batch of three new articles, one copy of the first of them, and every third time a later state of
# an earlier page; so what a version holds follows from the batches alone. A writer says what each of its batches was.
WRITER = """
import json, sys, time
from pathlib import Path
from newsarchive.store import Store, lock

folder, name, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
lock.PATIENCE = 60
store = Store.open(folder / "archive")
deadline = time.monotonic() + seconds
turn = 0

def page(turn, n, words):
    return {"url": f"https://{name}.vn/{turn}/{n}", "title": f"Bài {name} {turn} {n}", "text": f"Chợ phiên {words}."}

while time.monotonic() < deadline or turn < 3:
    turn += 1
    rows = [page(turn, n, f"{name} {turn} {n}") for n in range(3)]
    rows.append(rows[0])
    if turn % 3 == 0:
        rows.append(page(turn - 1, 0, f"{name}, sửa {turn}"))
    source = folder / f"{name}-{turn}.jsonl"
    source.write_text("".join(json.dumps(row) + "\\n" for row in rows))
    report = store.ingest(source)
    assert report.held == 1 and report.new == len(rows) - 1 and not report.rejected, report
    print(json.dumps([report.archive_version, report.new, report.new_versions]), flush=True)
"""

# A reader keeps its first answer, and asks it again after every new one.
READER = """
import json, sys, time
from pathlib import Path
from newsarchive.search import search
from newsarchive.store import Store

folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
deadline = time.monotonic() + seconds
store = Store.open(folder / "archive")
kept = []

def told(found):
    frame = found.frame()
    assert len(frame) == found.total and frame["id"].is_unique
    return [found.archive_version, found.total, found.searched, len(found.hits(5)), sorted(frame["id"])]

while time.monotonic() < deadline:
    if len(kept) % 4 == 3:
        store = Store.open(folder / "archive")
    found = search(store, "cho phien")
    now = told(found)
    print(json.dumps(now), flush=True)
    kept.append((found, now))
    for before, then in (kept[0], kept[len(kept) // 2]):
        assert told(before) == then, "an answer changed"
"""


class Process:
    """A process that writes into files, for a full pipe would stop it."""

    def __init__(self, folder: Path, code: str, *arguments: object) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-c", code, str(folder), *map(str, arguments)]
        new = partial(tempfile.NamedTemporaryFile, dir=folder, delete=False)
        with new() as out, new() as errors:
            self._process = subprocess.Popen(command, stdout=out, stderr=errors, env=environment)
        self._out, self._errors = Path(out.name), Path(errors.name)

    def finish(self) -> Iterator[Any]:
        """What it printed. It ended well, and complained of nothing but having to wait."""
        code = self._process.wait(timeout=SECONDS + 120)
        errors = self._errors.read_text("utf-8")
        assert code == 0, errors
        assert all(line.endswith("waiting …") for line in errors.splitlines()), errors
        return map(json.loads, self._out.read_text("utf-8").splitlines())


def test_two_writers_and_four_readers_get_on(tmp_path: Path) -> None:
    writers = [Process(tmp_path, WRITER, name, SECONDS) for name in ("mot", "hai")]
    readers = [Process(tmp_path, READER, SECONDS) for _ in range(4)]
    batches = {version: (new, later) for process in writers for version, new, later in process.finish()}
    assert sorted(batches) == list(range(1, len(batches) + 1)), "each batch is one ingest's"

    current, expected = 0, {0: 0}
    for version in sorted(batches):
        new, later = batches[version]
        current += new - later
        expected[version] = current
    answers = 0
    ids: dict[int, list[str]] = {}
    for process in readers:
        seen = 0
        for version, total, searched, shown, found in process.finish():
            assert version >= seen, "a version was followed by an earlier one"
            seen = version
            assert (total, searched, shown) == (expected[version], expected[version], min(5, total))
            assert ids.setdefault(version, found) == found, "two readers saw one version differently"
            answers += 1
    print(f"{len(batches)} batches, {answers} answers at {len(ids)} versions")
    whole = Store.open(tmp_path / "archive")
    assert search(whole, "cho phien").total == len(whole.articles()) == current
