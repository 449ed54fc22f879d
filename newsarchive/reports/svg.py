"""SVG pictures without anything that runs, moves or is fetched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_UNSEEN = {*"script animate animateColor animateMotion animateTransform discard handler listener metadata set".split()}
_LOST = {*"audio canvas embed foreignObject iframe object video".split()}
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif);base64,")
_FETCHES = re.compile(r"@import|url\(\s*[\"']?(?!\s*#)|\\", re.IGNORECASE)  # a backslash can spell any of them


def still(data: bytes) -> bytes | None:
    """The picture `data` with its scripts, handlers, animations and links taken out.

    None where it is not SVG, or where what it shows is HTML, a film or a file from elsewhere and so cannot be kept.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{_SVG}svg":
        return None
    foreign = {element.tag for element in root.iter(etree.Element) if not element.tag.startswith(_SVG)}
    etree.strip_elements(root, *foreign, *(_SVG + name for name in _UNSEEN), with_tail=False)
    for element in root.iter():
        if element.tag is etree.Entity:  # text that stands elsewhere
            return None
        name = element.tag.removeprefix(_SVG)
        if name in _LOST or (name == "style" and _FETCHES.search(element.text or "")) or _fetches(element, name):
            return None
        _quieten(element)
    drawn: bytes = etree.tostring(root, encoding="utf-8")
    return drawn


def _fetches(element: Element, name: str) -> bool:
    """True where the element draws something that stands outside the picture."""
    if any(_FETCHES.search(value) for value in element.attrib.values() if "url" in value.lower()):
        return True
    return name != "a" and any(not _INSIDE.match(element.get(key, "#").strip()) for key in _HREFS)


def _quieten(element: Element) -> None:
    """Take off handlers, and the addresses of links."""
    for key in list(element.attrib):
        local = key.rpartition("}")[2].lower()
        if local.startswith("on") or (key in _HREFS and not _INSIDE.match(element.get(key, "").strip())):
            del element.attrib[key]
