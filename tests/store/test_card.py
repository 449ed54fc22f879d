"""The format of an archive: an older one is brought up with a message, a newer one is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from newsarchive.errors import ArchiveDamaged, UsageError
from newsarchive.store import Store, card

OLD = '{"format": 1, "created": "2024-02-29T12:30:01+00:00"}\n'


def test_an_older_format_is_brought_up_with_a_message(
    tmp_path: Path, pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest(pages)
    before = store.articles()
    (store.path / card.CARD).write_text(OLD)
    again = Store.open(store.path)
    assert f"bringing the archive from format 1 to {card.FORMAT}" in capsys.readouterr().err
    pd.testing.assert_frame_equal(again.articles(), before)
    assert json.loads((store.path / card.CARD).read_text()) == {**json.loads(OLD), "format": card.FORMAT}
    Store.open(store.path)
    assert capsys.readouterr().err == ""


def test_each_step_is_taken_once_and_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    monkeypatch.setattr(card, "FORMAT", 4)
    monkeypatch.setattr(card, "MIGRATIONS", {number: lambda _, n=number: taken.append(n) for number in (1, 2, 3)})
    (tmp_path / card.CARD).write_text(OLD.replace("1,", "2,"))
    card.migrate(tmp_path, card.read_card(tmp_path))
    assert (taken, card.read_card(tmp_path).format) == ([2, 3], 4)


def test_every_older_format_has_a_step() -> None:
    assert set(card.MIGRATIONS) == set(range(1, card.FORMAT))


@pytest.mark.parametrize("form", ["0", '"2"', "true", "1.5", "null", "1e999"])
def test_a_format_that_never_was_is_damage(tmp_path: Path, form: str) -> None:
    (tmp_path / card.CARD).write_text(OLD.replace("1,", f"{form},"))
    with pytest.raises(ArchiveDamaged, match="was never written"):
        card.read_card(tmp_path)


def test_a_newer_format_is_refused_whatever_else_it_says(tmp_path: Path) -> None:
    (tmp_path / card.CARD).write_text('{"format": 99}')
    with pytest.raises(UsageError, match="format 99"):
        card.read_card(tmp_path)
