"""Gold pages: what a careful reader finds on each, field by field; how they were labelled stands beside them."""

import json
import re
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import newsarchive as na

GOLD = Path(__file__).parents[1] / "gold"
LABELS = sorted(GOLD.glob("*.json"))
TEXTS = ("title", "lead", "byline", "credit", "dateline", "section")
DATES = ("published", "updated")
FIELDS = (*TEXTS, *DATES, "published_precision", "updated_precision", "authors", "paragraphs")


def labelled(path: Path) -> dict[str, Any]:
    """The labels of a page, its paragraphs as strings with the lead before them."""
    gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for name in TEXTS:
        if gold.get(name):
            gold[name] = spaced(gold[name])
    for name in DATES:
        if gold.get(name):
            gold[name] = datetime.fromisoformat(gold[name])
    if "paragraphs" in gold:
        lines = re.split(r"\r\n|\r|\n", (GOLD / gold["page"]).read_bytes().decode("utf-8", "replace"))
        paragraphs = (lines[place - 1] if isinstance(place, int) else place for place in gold["paragraphs"])
        gold["paragraphs"] = [text for text in (gold["lead"], *map(spaced, paragraphs)) if text]
    return gold


def found(article: na.Article) -> dict[str, Any]:
    """What was read of a page, in the same shape."""
    record = article.to_dict()
    for name in TEXTS:
        record[name] = record[name] and spaced(record[name])
    for name in DATES:
        record[name] = record[name] and datetime.fromisoformat(record[name])
    record["paragraphs"] = [text for text in (record["lead"], *map(spaced, record["paragraphs"])) if text]
    return record


def spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_each_field_is_what_a_reader_finds(path: Path) -> None:
    gold = labelled(path)
    record = found(na.read(GOLD / gold["page"]))
    misses = gold.get("misses", {})
    for name, expected in gold.items():
        if name in record and name not in misses:
            assert record[name] == expected, name
    # A miss is explained; one that is mended should lose its explanation.
    for name in misses:
        assert record[name] != gold[name], f"{name} is right by now"


def test_there_are_enough_pages_of_enough_layouts_and_few_misses() -> None:
    labels = [labelled(path) for path in LABELS]
    assert len(labels) >= 120
    assert len({gold["layout"] for gold in labels}) >= 12
    fields = sum(name in gold for gold in labels for name in FIELDS)
    assert sum(len(gold.get("misses", {})) for gold in labels) <= fields / 100
