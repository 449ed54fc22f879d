"""The outputs of a cell, each in the best form of it that a document can show."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from nbformat import NotebookNode

from newsarchive.reports import maths
from newsarchive.reports.document import Block, CodeBlock, Image, Note, Paragraph, Text
from newsarchive.reports.fragments import IMAGES, blocks, decoded, picture
from newsarchive.reports.markdown import html
from newsarchive.reports.notebooks import vega
from newsarchive.reports.notebooks.controls import WIDGET, Controls
from newsarchive.reports.words import word
from newsarchive.text import Language

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_BARE = re.compile(r"<[^\n]*>")  # <IPython.core.display.Javascript object> tells a reader nothing
_STYLED = re.compile(r"#T_[0-9a-f_]+\w*\s*\{", re.IGNORECASE)  # the rules by which pandas colours a table
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_NEXT_IMAGE = b"\x21\xf9\x04"  # what stands before each image of a GIF that moves
_FRAME = re.compile(r'frames\[0\] = "(data:image/[^"]+)"')  # the first one of matplotlib's films in a page
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif")


@dataclass(frozen=True, slots=True)
class Outputs:
    """Reads the outputs of code cell `number`."""

    number: int
    language: Language
    controls: Controls

    def read(self, outputs: Sequence[NotebookNode]) -> list[Block]:
        """Outputs as blocks; what one stream wrote piece by piece is one text, as Jupyter shows it."""
        made: list[Block] = []
        for stream, run in groupby(outputs, _stream):
            if stream:
                text = printed("".join(joined(piece.text) for piece in run))
                made += [CodeBlock(text, "output")] if text.strip() else []
            else:
                for output in run:
                    made += self._one(output)
        return made

    def _one(self, output: NotebookNode) -> list[Block]:
        if output.output_type == "error":
            traceback = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            return [CodeBlock(printed(traceback), "error")]
        return self._bundle(output.data, output.get("metadata", {}))

    def _bundle(self, data: Mapping[str, Any], about: Mapping[str, Any]) -> list[Block]:
        """A bundle of the same thing in several forms: the richest that leaves something to be seen."""
        if not data:
            return []
        if drawn := vega.chart(data, self.number, self.language):
            return drawn
        if film := _FRAME.search(joined(data.get("text/html", ""))):
            said = word("picture", self.language, cell=self.number)
            if image := decoded(film[1].replace("\\\n", ""), said):
                return [image, self._said("still_film")]
        markup = joined(data.get("text/html", ""))
        if "text/html" in data and not markup.strip():  # shows nothing in Jupyter either, as a bar whose work is done
            return []
        made = blocks(markup, self.language)
        if any(not isinstance(block, Note) for block in made):
            lost = [key for key, sign in (("uncoloured", _STYLED), ("no_script", _SCRIPT)) if sign.search(markup)]
            return [*made, *map(self._said, lost)]
        if WIDGET in data and (shown := self.controls.shown(data, self.read)):
            return shown
        for media_type in (name for name in _PICTURES if name in data):
            alt = (about.get(media_type) or {}).get("alt") or about.get("alt")
            alt = alt or word("picture", self.language, cell=self.number)
            if image := stored(joined(data[media_type]), media_type, str(alt)):
                moves = media_type == "image/gif" and image.data.count(_NEXT_IMAGE) > 1
                return [image, self._said("moving")] if moves else [image]
        if "text/markdown" in data:
            return blocks(html(joined(data["text/markdown"]), markup=True), self.language, "press")
        if "text/latex" in data:
            return [self._latex(joined(data["text/latex"]))]
        if "application/json" in data:
            return [CodeBlock(json.dumps(data["application/json"], ensure_ascii=False, indent=2), "output")]
        text = printed(data.get("text/plain", ""))
        if text and WIDGET not in data and not (len(data) > 1 and _BARE.fullmatch(text)):
            return [*made, CodeBlock(text, "output")]
        if WIDGET in data and text:
            return [Note((Text(word("hidden_control", self.language, said=text)),))]
        kind = next((name for name in sorted(data) if not name.startswith("text/")), "text/html")
        return made or [Note((Text(word("hidden_output", self.language, kind=kind)),))]

    def _latex(self, source: str) -> Block:
        formula = maths.written(source)
        read = maths.latex(*formula) if formula else None
        return Paragraph((read,), "press") if read else CodeBlock(source.strip("\n"), "output")

    def _said(self, key: str) -> Block:
        return Paragraph((Text(word(key, self.language)),), small=True)


def attached(cell: NotebookNode) -> dict[str, Image]:
    """The pictures that a Markdown cell carries, by the address that its text gives them."""
    return {
        f"attachment:{name}": shown
        for name, bundle in cell.get("attachments", {}).items()
        for media_type in IMAGES
        if media_type in bundle and (shown := stored(joined(bundle[media_type]), media_type, name))
    }


def stored(data: str, media_type: str, alt: str) -> Image | None:
    """A picture as a notebook keeps it: SVG as text, anything else in base64."""
    if media_type == "image/svg+xml":
        return picture(data.encode("utf-8"), media_type, alt)
    try:
        return picture(base64.b64decode(data), media_type, alt)
    except binascii.Error:
        return None


def _stream(output: NotebookNode) -> str:
    """The stream that wrote an output; empty where none did."""
    return str(output.get("name", "stdout")) if output.output_type == "stream" else ""


def joined(value: Any) -> str:
    """The text of a form, which a notebook may keep as a list of lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def printed(text: Any) -> str:
    """What a terminal would show at the end: without colours, and a line that was overwritten as it was last."""
    lines = _ANSI.sub("", joined(text)).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines).strip("\n")
