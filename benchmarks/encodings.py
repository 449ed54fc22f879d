"""Encodings: how many real articles, written in an old encoding, come back exactly, and whether clean text stays.

    python benchmarks/encodings.py --corpus ../shared/corpora [--paragraphs 400] [--clean 10000]

The peer is charset-normalizer, which names the encoding of the same bytes. TCVN3 has no capitals with tones, so its
text is compared without case. Ends with 1 where less than 99 % come back, or any clean text is changed.
"""

from __future__ import annotations

import argparse
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
from charset_normalizer import from_bytes

from newsarchive.parsing.charset import decode

sys.path.append(str(Path(__file__).parents[1] / "tests" / "parsing"))
from old_pages import WRITTEN


def main() -> int:
    """Run the benchmark; 0 where all figures are reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the shared corpus")
    parser.add_argument("--paragraphs", type=int, default=400)
    parser.add_argument("--clean", type=int, default=10_000)
    arguments = parser.parse_args()
    table = pq.read_table(arguments.corpus / "vinews.parquet", columns=["title", "body"])
    bodies = [body for body in table["body"].to_pylist() if body]
    paragraphs = [unicodedata.normalize("NFC", body.split("\n")[0].strip()) for body in bodies]
    long = [paragraph for paragraph in paragraphs if len(paragraph) > 200][: arguments.paragraphs]
    good = [_old(name, write, long) for name, write in WRITTEN.items()]
    clean = [*bodies, *filter(None, table["title"].to_pylist())][-arguments.clean :]
    changed = [text for text in clean if decode(text.encode()) != (text, "utf-8", ())]
    print(f"clean            {len(clean) - len(changed)}/{len(clean)} left alone")
    for text in changed[:5]:
        print(f"  changed: {text[:60]!r}")
    return 0 if all(good) and not changed else 1


def _old(name: str, write: Callable[[str], bytes], paragraphs: list[str]) -> bool:
    """One encoding; paragraphs with a letter that it lacks are counted apart."""
    written: list[tuple[str, bytes]] = []
    for paragraph in paragraphs:
        try:
            written.append((paragraph, write(paragraph)))
        except UnicodeEncodeError:
            continue
    start = time.perf_counter()
    read = [unicodedata.normalize("NFC", decode(data).text) for _, data in written]
    ours = time.perf_counter() - start
    fold = str.lower if name.endswith("tcvn3") else str
    back = sum(fold(text) == fold(paragraph) for text, (paragraph, _) in zip(read, written, strict=True))
    start = time.perf_counter()
    peer = 0
    for paragraph, data in written:
        best = from_bytes(data).best()
        peer += best is not None and unicodedata.normalize("NFC", str(best)) == paragraph
    theirs = time.perf_counter() - start
    print(
        f"{name:16} {back}/{len(written)} back ({len(paragraphs) - len(written)} cannot be written in it); "
        f"charset-normalizer {peer}, in {theirs / ours:.1f} times our time"
    )
    return back >= 0.99 * len(written)


if __name__ == "__main__":
    sys.exit(main())
