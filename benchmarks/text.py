"""Vietnamese text: words with their keys, and sentences, a second on one core, and how right the sentences are.

    python benchmarks/text.py --corpus ../shared/corpora [--articles 4000]

The peers are underthesea, pyvi and ViNLP in the same run, on as many of the same articles as they manage in a few
seconds. Words are not the same thing there: the peers join syllables to words by a model, we give syllables with two
keys and their places, which is what an index needs. Sentences are the same thing, so there the labelled passages of
`tests/gold/sentences` are measured as well. Ends with 1 where a peer finds them better.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import underthesea
import ViNLP
from pyvi import ViTokenizer

from newsarchive.text import sentences, tokenize

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "sentences"
PEER_SECONDS = 8.0


def main() -> int:
    """Run the benchmark; 0 where our sentences are the best."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the shared corpus")
    parser.add_argument("--articles", type=int, default=4000)
    arguments = parser.parse_args()
    table = pq.read_table(arguments.corpus / "vinews.parquet", columns=["title", "lead", "body"])
    rows = table.slice(0, arguments.articles).to_pylist()
    texts = ["\n".join(value for value in row.values() if value) for row in rows]
    print(f"{len(texts):,} articles, {sum(map(len, texts)) / len(texts):,.0f} characters each")

    words: dict[str, Callable[[str], Any]] = {
        "ours": tokenize,
        "underthesea": underthesea.word_tokenize,
        "pyvi": ViTokenizer.tokenize,
        "ViNLP": ViNLP.word_tokenize,
    }
    splitters: dict[str, Callable[[str], Any]] = {
        "ours": sentences,
        "underthesea": underthesea.sent_tokenize,
        "ViNLP": ViNLP.sent_tokenize,
    }
    _race("words", words, texts)
    _race("sentences", splitters, texts)
    best = True
    for name in ("cases", "unseen"):
        scores = {who: _f1(name, split) for who, split in splitters.items()}
        print(f"ends of sentences, {name:7}" + "".join(f"  {who} F1 {score:.3f}" for who, score in scores.items()))
        best &= scores["ours"] == max(scores.values())
    return 0 if best else 1


def _race(what: str, takers: dict[str, Callable[[str], Any]], texts: list[str]) -> None:
    """Articles a second of each, on one core by processor time."""
    rates = {who: _rate(take, texts) for who, take in takers.items()}
    for who, rate in rates.items():
        print(
            f"{what:10} {who:12} {rate:10,.1f} articles/s"
            + ("" if who == "ours" else f"  ours is × {rates['ours'] / rate:,.1f}")
        )


def _rate(take: Callable[[str], Any], texts: list[str]) -> float:
    take(texts[0])  # models load with the first text
    done, start = 0, time.process_time()
    for text in texts:
        take(text)
        done += 1
        if time.process_time() - start > PEER_SECONDS:
            break
    return done / (time.process_time() - start)


def _ends(text: str, pieces: Iterable[tuple[int, int] | str]) -> set[int]:
    """Where the sentences end in `text`, with the white space that follows; the peers give copies, not places."""
    ends, at = set(), 0
    for piece in pieces:
        if isinstance(piece, tuple):
            at = piece[1]
        else:
            for character in "".join(piece.split()):
                at = text.index(character, at) + 1
            while text[at : at + 1].isspace():
                at += 1
        ends.add(at)
    return ends - {len(text)}


def _f1(name: str, split: Callable[[str], Any]) -> float:
    """Of the ends within the passages of a gold file; that a passage ends at its own end is too easy to count."""
    right = wrong = missed = 0
    for line in (GOLD / f"{name}.txt").read_text("utf-8").split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        pieces = line.replace("⏎", "\n").split("‖")
        text = "".join(pieces)
        true = {len("".join(pieces[: n + 1])) for n in range(len(pieces))} - {len(text)}
        found = _ends(text, split(text))
        right, wrong, missed = right + len(true & found), wrong + len(found - true), missed + len(true - found)
    return 2 * right / (2 * right + wrong + missed)


if __name__ == "__main__":
    sys.exit(main())
