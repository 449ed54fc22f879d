"""``kill -9`` at any moment: what was acknowledged is there, once, and the same command again goes on.

A tenth of the kills that ``make stress`` deals out, by the same dice.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from ingesting import OFTEN, ONCE, SYLLABLES, assert_gone, pages

from newsarchive.search import search
from newsarchive.store import SOFTWARE, Store, verify
from newsarchive.store.lock import writing
from newsarchive.text import keys

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills by POSIX's signals")

STRESS = bool(os.environ.get("NEWSARCHIVE_STRESS"))
KILLS = 200 if STRESS else 20
RECORDS = 1_000 if STRESS else 200
BATCH = 40
SCRIPT = Path(__file__).with_name("ingesting.py")


class Ingest:
    """The same ingest, begun again and again, each time in a session of its own."""

    def __init__(self, archive: Path, source: Path) -> None:
        self.archive, self.source = archive, source
        self.acknowledged: list[str] = []
        self.done = False

    def run(self, *options: str, seconds: float | None = None, whole_group: bool = True) -> int:
        """Run until it ends, ends itself, or is killed `seconds` after it was ready; its exit code."""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, str(SCRIPT), str(self.archive), str(self.source), "--batch", str(BATCH), *options]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdout=pipe, env=environment, text=True, start_new_session=True) as process:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            if seconds is not None:
                time.sleep(seconds)
                (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
            for line in process.stdout:
                word, *rest = line.split()
                self.done = self.done or word == "done"
                if word == "acknowledged":
                    self.acknowledged += rest[1:]
        if (self.archive / "archive.json").exists():
            with writing(self.archive, patience=0):
                pass  # the lock went with the process, whatever became of its workers
        assert_gone(process.pid)
        return process.returncode


def rows(store: Store) -> pd.DataFrame:
    """Every row of the table, current or not, as far as it does not say when it was taken in."""
    dataset = store.snapshot().dataset
    columns = ["id", "title", "source_path", "source_member", "replaces", "exact"]
    frame: pd.DataFrame = dataset.to_table(columns=columns).to_pandas() if dataset else pd.DataFrame(columns=columns)
    return frame


def assert_sound(ingest: Ingest, whole: pd.DataFrame) -> None:
    """The archive opens, and holds what was acknowledged, once, in order; the index agrees with the rows."""
    store = Store.open(ingest.archive)
    have = rows(store)
    pd.testing.assert_frame_equal(have, whole.head(len(have)), check_dtype=False)
    assert have["id"].is_unique
    assert set(ingest.acknowledged) <= set(have["id"])
    assert len(set(ingest.acknowledged)) == len(ingest.acknowledged)
    assert store.version == len(list((ingest.archive / "originals").glob("*.sha256")))
    articles = store.articles()
    assert store.snapshot().index.articles == len(have)
    for word in (SYLLABLES[0], SYLLABLES[5], "bổ"):
        texts = (
            articles[["title", "lead"]].fillna("").agg(" ".join, axis=1) + " " + articles["paragraphs"].str.join(" ")
        )
        assert search(store, word).total == sum(word in keys(text) for text in texts), word


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source") / "pages"
    pages(folder, RECORDS, seed=6)
    return folder


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, source: Path) -> Path:
    """The archive as an ingest leaves it that nobody disturbs."""
    ingest = Ingest(tmp_path_factory.mktemp("undisturbed") / "archive", source)
    assert ingest.run() == 0
    assert ingest.done
    return ingest.archive


def test_kills_at_any_moment_lose_nothing_and_double_nothing(tmp_path: Path, source: Path, undisturbed: Path) -> None:
    dice = random.Random(2012)
    whole = Store.open(undisturbed)
    whole_rows, whole_articles = rows(whole), whole.articles()
    points: list[str] = []
    begun: list[Ingest] = []
    kills = runs = 0
    while kills < KILLS or not begun[-1].done:
        points = points or dice.sample(OFTEN, len(OFTEN))
        options = ["--alone", dice.choice(["0", "9", "9", "9"])] + ["--whole-group"] * (kills % 2 == 0)
        fresh = not begun or begun[-1].done
        if fresh:
            begun.append(Ingest(tmp_path / str(len(begun)), source))
        ingest = begun[-1]
        if fresh:
            code = ingest.run("--die", ONCE[len(begun) % len(ONCE)], *options)
        elif kills < KILLS and dice.random() < 0.7:
            code = ingest.run("--die", points.pop(), "--at", str(dice.randint(1, 2)), *options)
        elif kills < KILLS:
            code = ingest.run(*options, seconds=dice.uniform(0, 1), whole_group=kills % 2 == 0)
        else:
            code = ingest.run(*options)
        runs += 1
        kills += code == -signal.SIGKILL
        assert code == -signal.SIGKILL or (code == 0 and ingest.done), options
        if dice.random() < 0.5:
            assert_sound(ingest, whole_rows)  # which mends the archive; else the next ingest has to
        else:
            copy = Ingest(tmp_path / "copy", source)
            copy.acknowledged = ingest.acknowledged
            if ingest.archive.exists():
                shutil.copytree(ingest.archive, copy.archive)
            assert_sound(copy, whole_rows)
            shutil.rmtree(copy.archive)
        if ingest.done:
            assert len(rows(Store.open(ingest.archive))) == len(whole_rows)
            pd.testing.assert_frame_equal(Store.open(ingest.archive).articles(), whole_articles)
            assert verify(ingest.archive, SOFTWARE).ok
    print(f"{kills} kills in {runs} runs, {len(begun)} archives")


CLI = """
from newsarchive.store import taking

taking.BATCH_RECORDS, taking._JOB_RECORDS, taking._ALONE = 40, 20, 0.0
from newsarchive.cli import main

main()
"""


def test_ctrl_c_keeps_what_was_acknowledged_and_the_same_command_goes_on(
    tmp_path: Path, source: Path, undisturbed: Path
) -> None:
    archive = tmp_path / "archive"
    command = [sys.executable, "-c", CLI, "ingest", str(source), "--archive", str(archive), "--json"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    pipe = subprocess.PIPE
    for batches in (0, 2):
        with subprocess.Popen(
            command,
            stdout=pipe,
            stderr=pipe,
            env=environment,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # as a terminal has it, whoever runs this
        ) as process:
            started = archive / "originals" / f"{batches:06}.warc.gz.sha256" if batches else archive / "archive.json"
            while not started.exists():
                time.sleep(0.01)
            os.killpg(process.pid, signal.SIGINT)
            _, errors = process.communicate(timeout=20)
        assert process.returncode == 130, errors
        assert errors.splitlines()[-1].startswith("newsarchive: Interrupted; what was acknowledged is kept")
        assert "Traceback" not in errors
        assert_gone(process.pid)
        assert Store.open(archive).version >= batches
    last = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert last.returncode == 1  # some records are refused
    pd.testing.assert_frame_equal(Store.open(archive).articles(), Store.open(undisturbed).articles())
