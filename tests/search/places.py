"""Occurrences as the index has them, told as the reader of `reference` tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from newsarchive.search.occurrences import Occurrences
from newsarchive.store.index import TEXT
from newsarchive.store.postings import Numbers

Place = tuple[str, int | None, int, int]
"""Field, number of the paragraph, first word and end."""


def places_of(found: Iterable[Occurrences], articles: Numbers) -> dict[int, set[Place]]:
    """Where the occurrences `found` stand in title, lead and paragraphs of `articles`, by the article's number."""
    places: dict[int, set[Place]] = defaultdict(set)
    for each in found:
        if each.part is each.segment.text:
            ordered = each.in_order()
            wanted = ordered.of(np.isin(ordered.owners, articles - each.segment.first))
            for position, owner in zip(wanted.positions.tolist(), wanted.owners.tolist(), strict=True):
                places[owner + each.segment.first].add(_place(each, position, owner))
    return places


def _place(found: Occurrences, position: int, owner: int) -> Place:
    part = found.part
    zone = next(n for n in range(part.zones) if position < part.bounds[n + 1])
    before = part.stream[part.starts[zone * part.articles + owner] : position].tolist()
    paragraph = before.count(-1)
    start = len(before) - 1 - before[::-1].index(-1) + 1 if paragraph else 0
    first = len(before) - start
    return TEXT[zone], paragraph if TEXT[zone] == "body" else None, first, first + found.length
