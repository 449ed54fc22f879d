"""What an HTML page says about itself in elements nobody sees: JSON-LD, ``meta``, ``link``, ``title``.

Each value keeps the name of its element, which becomes the rule of the field. The printed page goes before all of
it: papers put their own name where the author belongs, and offsets of other time zones behind Vietnamese clocks.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from newsarchive.article import Moment
from newsarchive.parsing.html.blocks import fold, plain
from newsarchive.parsing.html.visible import Element
from newsarchive.parsing.stamps import read_stamp
from newsarchive.text import mend, paired

_PUBLISHED = ("article:published_time", "datePublished", "pubdate", "publishdate", "dc.date.issued", "date")
_UPDATED = ("article:modified_time", "dateModified", "lastmod", "og:updated_time")
_MIN_SITE = 6
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TYPES = ("Article", "Posting", "Report", "ImageGallery")
_MAX_VALUE = 2_000
_MAX_THINGS = 500  # more objects, names or crumbs than any page has


class Said(NamedTuple):
    """A value and the element that says it."""

    value: str
    element: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in metadata: as read, as written, and whether it states an offset (else Vietnamese time is meant)."""

    moment: Moment
    written: str
    zoned: bool
    element: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """All that a page says about itself; of each kind the most trustworthy element first."""

    titles: tuple[Said, ...]
    descriptions: tuple[Said, ...]
    authors: tuple[Said, ...]
    publishers: tuple[Said, ...]
    sections: tuple[Said, ...]
    urls: tuple[Said, ...]
    languages: tuple[Said, ...]
    published: tuple[Stamp, ...]
    updated: tuple[Stamp, ...]
    warnings: tuple[str, ...]

    @property
    def sites(self) -> frozenset[str]:
        """The names of the site, folded: the publisher's, and the host's with and without its suffix."""
        hosts = [host.removeprefix("www.") for said in self.urls if (host := _split(said.value).hostname)]
        names = [said.value for said in self.publishers] + hosts + [host.split(".")[0] for host in hosts]
        return frozenset(key for name in names if len(key := fold(name)) >= 4)

    def is_site(self, name: str) -> bool:
        """True where `name`, with its accents or without, is the site's."""
        key = plain(name)
        return any(key == plain(site) or (len(key) >= _MIN_SITE and key in plain(site)) for site in self.sites)

    @property
    def url(self) -> Said | None:
        """The page's own address, where it is one: absolute, and not the front page's."""
        parts = [(said, _split(said.value)) for said in self.urls]
        return next((said for said, at in parts if at.scheme in ("http", "https") and at.path.strip("/")), None)


def read_metadata(root: Element) -> Metadata:
    """The metadata of the page `root`."""
    meta = _meta(root)
    article, things, warnings = _linked_data(root)

    def said(*names: str) -> list[Said]:
        return [Said(meta[name.lower()], f"meta {name}") for name in names if name.lower() in meta]

    def stated(key: str) -> list[Said]:
        return [Said(value, f"JSON-LD {key}") for value in _names(article.get(key), things)]

    titles = [*said("og:title"), *stated("headline"), *stated("name"), *_texts(root, "title")]
    crumbs = [Said(name, "JSON-LD BreadcrumbList") for name in _crumbs(things)]
    return Metadata(
        titles=tuple(titles),
        descriptions=(*said("og:description"), *stated("description"), *said("description")),
        authors=(*stated("author"), *said("author", "article:author")),
        publishers=(*said("og:site_name"), *stated("publisher"), *stated("creator")),
        sections=(*said("article:section"), *reversed(crumbs), *stated("articleSection")),
        urls=(*_canonical(root), *said("og:url")),
        languages=tuple(Said(value, "html lang") for value in [_clean(root.get("lang") or "")] if value),
        published=tuple(_stamps([*stated("datePublished"), *said(*_PUBLISHED), *_times(root)])),
        updated=tuple(_stamps([*stated("dateModified"), *said(*_UPDATED)])),
        warnings=warnings,
    )


def _stamps(said: list[Said]) -> Iterator[Stamp]:
    for value, element in said:
        if stamped := read_stamp(value):
            yield Stamp(stamped.moment, value, stamped.zoned, element)


def _clean(value: str) -> str:
    """`value` on one line, in NFC, with entities that were escaped twice (in JSON-LD: once) put right."""
    for _ in range(2):
        value = html.unescape(value)
    return mend(paired(" ".join(value[:_MAX_VALUE].split())))


def _count_unpaired(thing: Any) -> int:
    written = json.dumps(thing, ensure_ascii=False)
    return sum(map(str.__ne__, written, paired(written)))


def _meta(root: Element) -> dict[str, str]:
    """The first content of each ``meta`` name or property, and of each ``itemprop`` (microdata)."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = _clean(element.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            if content and (name := element.get(attribute)):
                found.setdefault(name.lower(), content)
    for element in root.iterfind(".//*[@itemprop]"):
        content = element.get("content") or element.get("datetime") or ""
        if not content and element.tag not in ("body", "div", "article", "main", "section"):
            content = element.text_content()[:_MAX_VALUE]
        if content := _clean(content):
            found.setdefault(element.get("itemprop").lower(), content)
    return found


def _times(root: Element) -> Iterator[Said]:
    """The first element below the headline that keeps a date for scripts: ``<time datetime=…>``, ``title=…``."""
    below = False
    for element in root.iter("h1", "time", "span"):
        below = below or element.tag == "h1"
        value = element.get("datetime") if element.tag == "time" else element.get("title")
        if below and value and _ISO_DAY.match(value):
            yield Said(_clean(value), "time element")
            return


def _texts(root: Element, tag: str) -> Iterator[Said]:
    """The first element `tag` of the page that is not inside a drawing."""
    for element in root.iter(tag):
        if element.getparent() is not None and element.getparent().tag in ("head", "html", "body"):
            if value := _clean(element.text_content()):
                yield Said(value, f"{tag} element")
            return


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # an unclosed bracket in the host
        return urlsplit("")


def _canonical(root: Element) -> Iterator[Said]:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (url := _clean(link.get("href") or "")):
            yield Said(url, "link canonical")


def _linked_data(root: Element) -> tuple[dict[str, Any], list[dict[str, Any]], tuple[str, ...]]:
    """The JSON-LD object of the article, all objects beside it, and warnings."""
    things: list[dict[str, Any]] = []
    warnings: tuple[str, ...] = ()
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not (text := (script.text or "").strip()):
            continue
        try:
            waiting = [json.loads(text.removeprefix("<!--").removesuffix("-->").rstrip("; \r\n"), strict=False)]
            lost = _count_unpaired(waiting[0]) if "\\ud" in text.lower() else 0
            warnings += (f"unpaired surrogates, shown as U+FFFD: {lost}",) if lost else ()
        except (ValueError, RecursionError):
            warnings += ("JSON-LD could not be read",)
            continue
        while waiting and len(things) < _MAX_THINGS:
            thing = waiting.pop()
            if isinstance(thing, list):
                waiting += reversed(thing)
            elif isinstance(thing, dict):
                things.append(thing)
                waiting += [thing[key] for key in ("mainEntity", "@graph") if key in thing]
    article = next((thing for thing in things if any(kind.endswith(_TYPES) for kind in _kinds(thing))), {})
    return article, things, warnings


def _kinds(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _names(value: Any, things: list[dict[str, Any]]) -> list[str]:
    """The names that a JSON-LD value gives: a string, an object with a name or an ``@id``, or a list of those."""
    names: list[str] = []
    for item in value[:_MAX_THINGS] if isinstance(value, list) else [value]:
        if isinstance(item, dict) and "name" not in item and "@id" in item:
            item = next((thing for thing in things if thing.get("@id") == item["@id"] and "name" in thing), item)
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and (cleaned := _clean(name)):
            names.append(cleaned)
    return names


def _crumbs(things: list[dict[str, Any]]) -> list[str]:
    """The names of the page's breadcrumb, from the front page inwards."""
    names: list[str] = []
    for thing in things:
        items = thing.get("itemListElement")
        if "BreadcrumbList" not in _kinds(thing) or not isinstance(items, list):
            continue
        for item in items[:_MAX_THINGS]:
            entry = item[0] if isinstance(item, list) and item else item
            if isinstance(entry, dict):
                names += _names(entry.get("name", entry.get("item")), things)[:1]
        break
    return names
