"""An ingest in a process of its own, which tells what was acknowledged, and can end itself at an exact point.

Run as a script by the tests; ``pages`` makes what it takes in.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SYLLABLES = "học tập xã huyện tỉnh nông dân ruộng lúa cầu đường trường lớp nước sông chợ phiên mùa gặt bão lũ".split()

ONCE = ("card written", "card named", "after one index")
"""Points that an archive passes at its beginning alone."""

OFTEN = (
    "WARC named",
    "digest named",
    "before tables",
    "before places",
    "before articles",
    "before supersession",
    "before indexes",
    "within indexing",
    "before a segment",
    "before a segment is whole",
    "before merging segments",
    "before mark",
    "after mark",
    "before clearing",
    "before cutting back",
    "after cutting back",
)
"""Points that it passes with each batch."""


def pages(folder: Path, count: int, seed: int, words: int = 30) -> None:
    """Some `count` records in `folder`: pages, copies of them, later states of them, and some that are refused."""
    dice = random.Random(seed)
    folder.mkdir(parents=True)
    rows: list[dict[str, str]] = []
    for number in range(count):
        kind = dice.random()
        if kind < 0.05 and rows:
            rows.append(dict(dice.choice(rows)))
        elif kind < 0.12 and rows:
            before = dice.choice(rows)
            rows.append({**before, "text": f"{before['text']}\n\nBổ sung lần {number}."})
        elif kind < 0.14:
            rows.append({"url": f"https://bao.vn/{number}", "title": "Trống", "text": ""})
        else:
            runs = [" ".join(dice.choices(SYLLABLES, k=words)) for _ in range(3)]
            text = "\n\n".join(f"Đoạn {number} {each}." for each in runs)
            rows.append({"url": f"https://bao.vn/{number}", "title": f"Bài số {number}", "text": text})
    files = 4
    for part in range(files):
        some = rows[part * len(rows) // files : (part + 1) * len(rows) // files]
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in some]
        (folder / f"{part}.jsonl").write_text("".join(lines), "utf-8")
    for number in range(5):
        (folder / f"page{number}.txt").write_text(f"Trang số {number}\n\nMột đoạn về chợ phiên {number}.\n", "utf-8")


def assert_gone(session: int) -> None:
    """No process of the session outlives its first for long."""
    deadline = time.monotonic() + 10
    while left := list(members(session)):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def members(session: int) -> Iterator[str]:
    """The commands of all processes of a session, where the system lists them."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                yield stat.with_name("cmdline").read_text()
        except OSError:
            continue


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("pages", type=Path)
    arguments.add_argument("--batch", type=int, default=40)
    arguments.add_argument("--alone", type=float, default=1.0)
    arguments.add_argument("--die", choices=(*ONCE, *OFTEN))
    arguments.add_argument("--at", type=int, default=1)
    arguments.add_argument("--whole-group", action="store_true")
    given = arguments.parse_args()

    from newsarchive.store import Store, index, taking

    index._FEW = 2  # segments are merged with every second batch
    taking.BATCH_RECORDS, taking._JOB_RECORDS, taking._ALONE = given.batch, 20, given.alone
    _tell_what_is_acknowledged(taking.Taking)
    if given.die:
        _die_at(given.die, given.at, whole_group=given.whole_group)
    print("ready", flush=True)
    report = Store.open(given.archive).ingest(given.pages)
    print("done", report.new, report.held, len(report.rejected), report.archive_version, flush=True)


def _tell_what_is_acknowledged(taking: Any) -> None:
    commit = taking.commit

    def telling(self: Any) -> None:
        ids = [identity for rows in self._rows for identity in rows["id"].to_pylist()]
        commit(self)
        if ids:
            print("acknowledged", self.version, *ids, flush=True)

    taking.commit = telling


def _die_at(point: str, turn: int, *, whole_group: bool) -> None:
    """Make this process kill itself when it reaches `point` for the `turn`-th time."""
    import lance

    from newsarchive.store import index, postings
    from newsarchive.store.derived import ARTICLES, PLACES, Derived

    left = turn

    def reached() -> None:
        nonlocal left
        left -= 1
        if not left:
            os.killpg(0, signal.SIGKILL) if whole_group else os.kill(os.getpid(), signal.SIGKILL)

    def soon() -> None:
        threading.Timer(0.004, reached).start()

    def around(owner: Any, name: str, before: Callable[..., None] | None, after: Callable[..., None] | None) -> None:
        original = getattr(owner, name)

        def stand_in(*args: Any, **kwargs: Any) -> Any:
            if before:
                before(*args)
            result = original(*args, **kwargs)
            if after:
                after(*args)
            return result

        setattr(owner, name, stand_in)

    def named(ending: str) -> Callable[..., None]:
        return lambda _, target: reached() if str(target).endswith(ending) else None

    def of(table: str) -> Callable[..., None]:
        return lambda _, name, *rest: reached() if name == table else None

    def always(*_: Any) -> None:
        reached()

    owner, name, before, after = {
        "card written": (os, "replace", named("archive.json"), None),
        "card named": (os, "replace", None, named("archive.json")),
        "WARC named": (os, "replace", None, named(".warc.gz")),
        "digest named": (os, "replace", None, named(".sha256")),
        "before tables": (Derived, "add", always, None),
        "before places": (Derived, "_append", of(PLACES), None),
        "before articles": (Derived, "_append", of(ARTICLES), None),
        "before supersession": (Derived, "_set", always, None),
        "before indexes": (Derived, "_index", of(ARTICLES), None),
        "within indexing": (Derived, "_index", lambda *_: soon(), None),
        "after one index": (lance.LanceDataset, "create_scalar_index", None, always),
        "before a segment": (index, "extend", always, None),
        "before a segment is whole": (postings, "finish", always, None),
        "before merging segments": (index, "_merged", always, None),
        "before mark": (lance.LanceDataset, "update_config", always, None),
        "after mark": (lance.LanceDataset, "update_config", None, always),
        "before clearing": (index, "clear", always, None),
        "before cutting back": (Derived, "cut_back", always, None),
        "after cutting back": (Derived, "cut_back", None, always),
    }[point]
    around(owner, name, before, after)


if __name__ == "__main__":
    sys.exit(main())
