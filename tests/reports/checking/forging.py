"""Forgeries of a report: of its tree, as whoever has these tools could make them, and of its finished bytes."""

from __future__ import annotations

import base64
import dataclasses
import io
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from newsarchive.reports.document import BarChart, Document, Entry, Mark, Quote, Table, Text

Path = tuple[Any, ...]

# What of a node a reader neither sees nor hears.
UNSEEN = {"anchor", "lang", "voice", "kind", "language", "provenance", "role", "media_type", "lying", "peak", "share"}
DAY = re.compile(r"\b(\d{1,2})(?=/\d{1,2}/\d{4}|\s[A-Z][a-z]+\s\d{4})")


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value in a tree of dataclasses and tuples that is seen, with its path."""
    yield path, value
    if dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            if each.name not in UNSEEN:
                yield from leaves(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, tuple):
        names = getattr(value, "_fields", range(len(value)))
        for name, inner in zip(names, value, strict=True):
            if name not in UNSEEN:
                yield from leaves(inner, (*path, name))


def changed(value: Any, path: Path, new: Callable[[Any], Any]) -> Any:
    """`value` with what stands at `path` made `new`."""
    if not path:
        return new(value)
    name, *rest = path
    if isinstance(name, int):
        return (*value[:name], changed(value[name], tuple(rest), new), *value[name + 1 :])
    inner = changed(getattr(value, name), tuple(rest), new)
    return (
        value._replace(**{name: inner}) if hasattr(value, "_replace") else dataclasses.replace(value, **{name: inner})
    )


# -- of the tree ------------------------------------------------------------------------------------------------------


def forged_tree(document: Document, kind: str, draw: random.Random) -> Document:
    """`document` with one change of a `kind`."""
    found = [(path, value) for path, value in leaves(document.nodes) if FITS[kind](value)]
    path, _ = draw.choice(found)
    return dataclasses.replace(document, nodes=changed(document.nodes, path, lambda value: TREE[kind](value, draw)))


def _digit(text: str, draw: random.Random) -> str:
    at = draw.choice([match.start() for match in re.finditer("[0-9]", text)])
    return text[:at] + str((int(text[at]) + draw.randint(1, 9)) % 10) + text[at + 1 :]


def _diacritic(text: str, draw: random.Random) -> str:
    at = draw.choice([at for at, letter in enumerate(text) if _bare(letter) != letter])
    return text[:at] + _bare(text[at]) + text[at + 1 :]


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0] if letter.isalpha() else letter


def _date(text: str, draw: random.Random) -> str:
    match = draw.choice(list(DAY.finditer(text)))
    return f"{text[: match.start()]}{int(match[1]) % 28 + 1}{text[match.end() :]}"


def _words(quote: Quote, draw: random.Random) -> Quote:
    at = draw.choice([n for n, piece in enumerate(quote.children) if FITS["words of"](piece)])
    words = quote.children[at].text.split(" ")
    first = draw.choice([n for n in range(len(words) - 1) if words[n] != words[n + 1]])
    words[first : first + 2] = words[first : first + 2][::-1]
    return changed(quote, ("children", at, "text"), lambda _: " ".join(words))


def _row(table: Table, draw: random.Random) -> Table:
    at = draw.randrange(len(table.rows))
    return dataclasses.replace(table, rows=table.rows[:at] + table.rows[at + 1 :])


def _node(nodes: tuple[Any, ...], draw: random.Random) -> tuple[Any, ...]:
    at = draw.choice([n for n, node in enumerate(nodes) if isinstance(node, Quote | Entry)])
    return nodes[:at] + nodes[at + 1 :]


def _source(nodes: tuple[Any, ...], draw: random.Random) -> tuple[Any, ...]:
    quotes = [n for n, node in enumerate(nodes) if isinstance(node, Quote)]
    one = draw.choice(quotes)
    other = draw.choice([n for n in quotes if nodes[n].source != nodes[one].source])
    swapped = changed(nodes, (one, "source"), lambda _: nodes[other].source)
    return changed(swapped, (other, "source"), lambda _: nodes[one].source)


def _bar(chart: BarChart, draw: random.Random) -> BarChart:
    at = draw.randrange(len(chart.bars))
    return changed(chart, ("bars", at, "value"), lambda value: value + draw.randint(1, 3))


TREE: dict[str, Callable[[Any, random.Random], Any]] = {
    "digit": _digit,
    "diacritic": _diacritic,
    "date": _date,
    "words": _words,
    "row": _row,
    "node": _node,
    "source": _source,
    "bar": _bar,
    "mark": lambda mark, draw: Text("".join(piece.text for piece in mark.children)),
}
FITS: dict[str, Callable[[Any], bool]] = {
    "digit": lambda value: isinstance(value, str) and bool(re.search("[0-9]", value)),
    "diacritic": lambda value: isinstance(value, str) and any(_bare(letter) != letter for letter in value),
    "date": lambda value: isinstance(value, str) and bool(DAY.search(value)),
    "words of": lambda piece: isinstance(piece, Text) and len(set(piece.text.split(" "))) > 2,
    "words": lambda value: isinstance(value, Quote) and any(map(FITS["words of"], value.children)),
    "row": lambda value: isinstance(value, Table) and len(value.rows) > 0,
    "node": lambda value: isinstance(value, tuple) and any(isinstance(node, Quote | Entry) for node in value),
    "source": lambda value: (
        isinstance(value, tuple) and len({node.source for node in value if isinstance(node, Quote)}) > 1
    ),
    "bar": lambda value: isinstance(value, BarChart),
    "mark": lambda value: isinstance(value, Mark),
}


# -- of the page's bytes ----------------------------------------------------------------------------------------------


def forged_page(page: bytes, kind: str, draw: random.Random) -> bytes:
    """An HTML report with one change of a `kind`."""
    text = page.decode("utf-8")
    start, end, new = PAGE[kind](text, draw)
    return (text[:start] + new + text[end:]).encode("utf-8")


def _somewhere(pattern: str, new: Callable[[re.Match[str], random.Random], str]) -> Any:
    def place(text: str, draw: random.Random) -> tuple[int, int, str]:
        match = draw.choice(list(re.finditer(pattern, text[text.index("<main") :], re.DOTALL)))
        at = text.index("<main")
        return at + match.start(), at + match.end(), new(match, draw)

    return place


def _evidence(match: re.Match[str], draw: random.Random) -> str:
    data = bytearray(base64.b64decode(match[1]))
    places = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    at = draw.choice(places[len(places) // 5 :])  # beyond the recipe, whose change asks for another report
    data[at] = 0x30 + (data[at] - 0x30 + draw.randint(1, 9)) % 10
    return f";base64,{base64.b64encode(data).decode()}"


PAGE: dict[str, Any] = {
    "letter": _somewhere(r"(?<=>)[^<>]*[^\W\d_][^<>]*(?=<)", lambda m, draw: _letter(m[0], draw)),
    "bar's height": _somewhere(r'(?<=height=")[0-9.]+', lambda m, draw: str(float(m[0]) + 1)),
    "address": _somewhere(r'(?<=href="#)source-[0-9]+', lambda m, draw: "source-999"),
    "hidden": _somewhere(r"<blockquote", lambda m, draw: '<blockquote style="display:none"'),
    "row": _somewhere(r"<tr><td.*?</tr>", lambda m, draw: ""),
    "script": _somewhere(r"</p>", lambda m, draw: "</p><script>1</script>"),
    "data": _somewhere(r'(?<=data-)start="[0-9]+', lambda m, draw: f"{m[0]}1"),
    "evidence": _somewhere(r";base64,([\w+/=]+)", _evidence),
}


def _letter(text: str, draw: random.Random) -> str:
    at = draw.choice(
        [at for at, letter in enumerate(text) if letter.isalpha() and "&" not in text[max(0, at - 7) : at]]
    )
    return text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]


# -- of the PDF's bytes -----------------------------------------------------------------------------------------------


def forged_print(pdf: bytes, kind: str, draw: random.Random) -> bytes:
    """A PDF report with one change of a `kind`."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        PRINT[kind](file, draw)
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def _operators(change: Callable[[list[Any], random.Random], None], *names: str) -> Any:
    def forge(file: pikepdf.Pdf, draw: random.Random) -> None:
        pages = list(file.pages)
        draw.shuffle(pages)
        for page in pages:
            instructions = list(pikepdf.parse_content_stream(page))
            found = [n for n, each in enumerate(instructions) if str(each.operator) in names]
            if found:
                at = draw.choice(found)
                operands = list(instructions[at].operands)
                change(operands, draw)
                instructions[at] = pikepdf.ContentStreamInstruction(operands, instructions[at].operator)
                page.Contents = file.make_stream(pikepdf.unparse_content_stream(instructions))
                return

    return forge


def _glyph(operands: list[Any], draw: random.Random) -> None:
    pieces = [n for n, each in enumerate(operands[0]) if isinstance(each, pikepdf.String)]
    at = draw.choice(pieces)
    data = bytearray(bytes(operands[0][at]))
    data[1] = (data[1] + draw.randint(1, 40)) % 256
    operands[0] = pikepdf.Array([*operands[0][:at], pikepdf.String(bytes(data)), *operands[0][at + 1 :]])


def _dropped(operands: list[Any], draw: random.Random) -> None:
    operands[0] = pikepdf.Array([])


def _moved(operands: list[Any], draw: random.Random) -> None:
    operands[-1] = float(operands[-1]) + draw.choice([-9.0, 9.0])


def _covered(file: pikepdf.Pdf, draw: random.Random) -> None:
    page = draw.choice(list(file.pages))
    x, y = draw.uniform(90, 300), draw.uniform(500, 760)
    drawn = f"q 1 1 1 rg {x} {y} 60 12 re f Q".encode()
    page.contents_add(file.make_stream(drawn))


def _attached(file: pikepdf.Pdf, draw: random.Random) -> None:
    name = draw.choice(["evidence.json", "rows.csv"])
    spec = file.attachments[name]
    stream = spec.obj.EF.F
    data = bytearray(stream.read_bytes())
    at = draw.choice([n for n in range(len(data) // 2, len(data)) if 0x30 <= data[n] <= 0x39])
    data[at] = 0x30 + (data[at] - 0x30 + 1) % 10
    stream.write(bytes(data))


def _spoken(file: pikepdf.Pdf, draw: random.Random) -> None:
    alts = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    draw.choice(alts).Alt = pikepdf.String("Một biểu đồ khác")


def _titled(file: pikepdf.Pdf, draw: random.Random) -> None:
    file.docinfo["/Title"] = pikepdf.String("Nhan đề khác")


PRINT: dict[str, Any] = {
    "glyph": _operators(_glyph, "TJ"),
    "line": _operators(_dropped, "TJ"),
    "shape": _operators(_moved, "l", "h", "re", "m"),
    "place": _operators(_moved, "Tm", "cm"),
    "cover": _covered,
    "attachment": _attached,
    "alt": _spoken,
    "title": _titled,
}
