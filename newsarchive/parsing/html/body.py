"""The body of an HTML page: the blocks that trafilatura finds, as lines of the visible text."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import trafilatura
from lxml import etree

from newsarchive.parsing.chrome import is_chrome
from newsarchive.parsing.html.blocks import RELATED, Block, fold
from newsarchive.parsing.html.visible import Element, is_within
from newsarchive.parsing.shapes import is_item, is_prose
from newsarchive.parsing.tail import find_end

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it would print, the article's warnings say

_PARTS = frozenset({"lb", "p", "head", "item", "list", "quote", "table", "row", "cell", "div"})
_ANCHOR = 24
_SHOWN = 60
_MIN_PARAGRAPH = 80
_MIN_BODY = 500
_OPENING = 6  # texts
_TEXT_DEPTH, _BOX_DEPTH = 4, 7  # elements between a line, or a box, and the element of the text


def extract_body(root: Element) -> list[str]:
    """The texts that trafilatura takes for the body, one for each line that a reader sees."""
    texts = _extract(root, fast=True)
    return texts if sum(map(len, texts)) >= _MIN_BODY else _extract(root, fast=False)


def first_of_body(texts: Sequence[str], blocks: Sequence[Block]) -> int:
    """The number of the first line of running text in the body; that of the last line where there is none."""
    for some in (texts[:_OPENING], texts):
        found, _ = _align(some, blocks, 0)
        prose = [number for number in found if is_prose(blocks[number].text) and not blocks[number].is_link]
        if prose:
            return min(prose)
    return len(blocks)


def find_body(texts: Sequence[str], blocks: Sequence[Block], below: int) -> tuple[list[int], list[str]]:
    """The numbers of the lines that are the body, all of them from `below` on where any is, and warnings."""
    found, lost = _align(texts, blocks, below)
    numbers = sorted(number for number in found if number >= below) or sorted(found)
    warnings = [f"a block of the body was not found in the visible text: {text[:_SHOWN]}" for text in lost]
    whole = _whole(numbers, blocks, below)
    if whole:
        # Where something else begins by its own heading, trafilatura may have read on.
        end = whole[0] + find_end(blocks[whole[0] : whole[-1] + 1])
        for number in whole:
            if blocks[number].label == "related" and blocks[number].is_captioned:
                blocks[number].label = "unknown"
        whole = [number for number in whole if number < end and blocks[number].label == "unknown"]
        while whole and is_chrome(blocks[whole[-1]].text):
            whole.pop()
    return whole, warnings


def _extract(root: Element, fast: bool) -> list[str]:
    """What trafilatura takes for the body; `fast` does not ask two other extractors, which cost half as much again."""
    document = trafilatura.bare_extraction(
        root, fast=fast, include_comments=False, include_tables=False, with_metadata=False
    )
    if not isinstance(document, trafilatura.settings.Document) or document.body is None:
        return []
    return list(_texts(document.body))


def _texts(body: Element) -> Iterator[str]:
    """The texts of trafilatura's blocks, one for each line that a reader sees."""
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _PARTS or element is body:
            if text := " ".join("".join(parts).split()):
                yield text
            parts = []
        parts.append((element.text if event == "start" else element.tail) or "")
    if text := " ".join("".join(parts).split()):
        yield text


def _align(texts: Iterable[str], blocks: Sequence[Block], below: int) -> tuple[set[int], list[str]]:
    """The numbers of the lines in which `texts` stand, searched for in order, and the texts that stand nowhere."""
    keys = [block.key for block in blocks]
    starts = [0, *accumulate(map(len, keys))]
    whole = "".join(keys)
    found: set[int] = set()
    lost: list[str] = []
    at = starts[min(below, len(keys))]
    for text in texts:
        key = fold(text)
        place = _find(whole, key, at) or _find(whole, key, 0)
        if place is None:
            if key:
                lost.append(text)
            continue
        first, last = bisect_right(starts, place[0]) - 1, bisect_right(starts, place[1] - 1) - 1
        for number in range(first, last + 1):
            overlap = min(place[1], starts[number + 1]) - max(place[0], starts[number])
            if keys[number] and 2 * overlap >= len(keys[number]):
                found.add(number)
                at = max(at, place[1])
    return found, lost


def _find(whole: str, key: str, at: int) -> tuple[int, int] | None:
    """Where `key` stands in `whole` from `at` on; a long one also where only its beginning and its end do."""
    if not key:
        return None
    if (start := whole.find(key, at)) >= 0:
        return start, start + len(key)
    if len(key) >= 2 * _ANCHOR and (start := whole.find(key[:_ANCHOR], at)) >= 0:
        end = whole.find(key[-_ANCHOR:], start, start + 2 * len(key))
        if end >= 0:
            return start, end + _ANCHOR
    return None


def _is_text(text: str) -> bool:
    return (is_prose(text) or is_item(text) or text.endswith(":")) and not is_chrome(text)


def _whole(numbers: list[int], blocks: Sequence[Block], below: int) -> list[int]:
    """`numbers` with the lines that trafilatura left out among them: sub-headings, captions, a bold first line.

    A line belongs where it stands in the same element as most of the body, and is not all link.
    """
    if not numbers:
        return []
    home = Counter(blocks[number].home for number in numbers).most_common(1)[0][0]
    kept = set(numbers)
    end = numbers[-1] + 1
    while end < len(blocks) and not blocks[end].is_link and (blocks[end].home is home or blocks[end].is_under_picture):
        end += 1
    for number in range(min(below, numbers[0]), end):
        block = blocks[number]
        within = block.home is home and (number > numbers[0] or len(block.text) >= _MIN_PARAGRAPH)
        deeper = number > numbers[0] and _is_text(block.text) and is_within(block.block, home, _TEXT_DEPTH)
        if within or deeper:
            kept.add(number)
    while end < len(blocks) and blocks[end].is_box and is_within(blocks[end].block, home, _BOX_DEPTH):
        kept.add(end)
        end += 1
    kept |= {number for number in range(numbers[0], end) if blocks[number].is_caption}
    related = {number for number in kept if blocks[number].is_marked(RELATED)}
    if 2 * len(related) < len(kept):
        kept -= related
    return sorted(number for number in kept if not blocks[number].is_link)
