"""Two PDF reports side by side: text, drawings and files first, then each page as it is seen, then all the rest."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from newsarchive.errors import WorkError
from newsarchive.reports.checking.comparison import Piece, compared, files
from newsarchive.store.fixity import Problem

if TYPE_CHECKING:
    import numpy as np
    import pypdfium2

_MM = 25.4 / 72
_UNSEEN = 5
"""So many places that are not seen are named."""

# What another program may write otherwise without changing the document.
_PACKING = {"/Length", "/Filter", "/DecodeParms", "/DL"}
_SAVING = {"ModDate", "Producer"}
_XMP_SAVING = ("ModifyDate", "MetadataDate", "Producer", "PDFVersion", "InstanceID")


def compare(given: bytes, expected: bytes, *, looks: bool = True) -> list[Problem]:
    """Where the PDF `given` is not as `expected`. Without `looks`, only its words and files are compared.

    A PDF that another program has saved again, packed otherwise, is the same. Raises `WorkError` for what is no PDF.
    """
    if given == expected:
        return []
    one, other = _opened(given), _opened(expected)
    try:
        told = list(files(_attached(one), _attached(other)))
        if not looks:
            return told + list(compared(_words(one), _words(other)))
        told += compared(_said(one), _said(other))
        if len(one) != len(other):
            told.append(Problem("the pages", f"are {len(one)}, and should be {len(other)}."))
        for number in range(min(len(one), len(other))):
            told += _page(one[number], other[number], f"page {number + 1}")
    finally:
        one.close()
        other.close()
    return told or list(_unseen(given, expected))


def attachments(pdf: bytes) -> dict[str, bytes]:
    """The files attached to a PDF, by name. Raises `WorkError` for what is no PDF."""
    document = _opened(pdf)
    try:
        return _attached(document)
    finally:
        document.close()


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise WorkError(f"This is no PDF that can be opened ({error}); ask for the report again.") from error


def _attached(document: pypdfium2.PdfDocument) -> dict[str, bytes]:
    count = document.count_attachments()
    found = [document.get_attachment(number) for number in range(count)]
    return {each.get_name(): bytes(each.get_data()) for each in found}


def _said(document: pypdfium2.PdfDocument) -> list[Piece]:
    """What the document says of itself."""
    said = document.get_metadata_dict().items()
    return [Piece(f"property {key}", value, f"{key} {value}") for key, value in said if key not in _SAVING]


def _words(document: pypdfium2.PdfDocument) -> list[Piece]:
    return [
        Piece(f"page {number}", word, word)
        for number, page in enumerate(document, start=1)
        for word in page.get_textpage().get_text_range().split()
    ]


def _page(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage, where: str) -> list[Problem]:
    """What differs on a page: its lines, else its drawings, else what is seen of it."""
    told = list(compared(_lines(one, where), _lines(other, where)))
    told = told or list(compared(_drawn(one, where), _drawn(other, where)))
    return told or list(_seen(one, other, where))


def _lines(page: pypdfium2.PdfPage, where: str) -> list[Piece]:
    return [Piece(where, line, line) for line in page.get_textpage().get_text_range().splitlines() if line.strip()]


def _drawn(page: pypdfium2.PdfPage, where: str) -> list[Piece]:
    """Shapes and pictures with their places and colours, and where each run of text stands."""
    from ctypes import byref, c_uint

    from pypdfium2 import raw

    pieces: list[Piece] = []
    for drawn in page.get_objects():
        place = [round(value * _MM, 1) for value in drawn.get_bounds()]
        colours: list[int] = []
        for read in (raw.FPDFPageObj_GetFillColor, raw.FPDFPageObj_GetStrokeColor):
            parts = [c_uint() for _ in range(4)]
            read(drawn.raw, *map(byref, parts))
            colours += [part.value for part in parts]
        left, bottom, right, top = place
        kind = {raw.FPDF_PAGEOBJ_PATH: "a shape", raw.FPDF_PAGEOBJ_IMAGE: "a picture"}.get(drawn.type, "a text")
        said = f"{kind} from {left} to {right} mm, {bottom} to {top} mm from the foot, colours {colours}"
        pieces.append(Piece(where, said, said))
    return pieces


def _seen(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage, where: str) -> Iterator[Problem]:
    """The part of the page that looks otherwise."""
    first, second = _picture(one), _picture(other)
    if first.shape != second.shape:
        yield Problem(where, "is of another size.")
        return
    rows, columns = (first != second).any(axis=2).nonzero()
    if len(rows):
        left, right, top, bottom = (
            round(float(value) * _MM) for value in (columns.min(), columns.max(), rows.min(), rows.max())
        )
        yield Problem(where, f"looks otherwise from {left} to {right} mm, {top} to {bottom} mm from the head.")


def _picture(page: pypdfium2.PdfPage) -> np.ndarray[Any, Any]:
    picture: np.ndarray[Any, Any] = page.render(scale=1).to_numpy()
    return picture


def _unseen(given: bytes, expected: bytes) -> Iterator[Problem]:
    """What is not seen and differs, such as what a screen reader says, or where a link leads."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(given)) as one, pikepdf.open(BytesIO(expected)) as other:
            for path, mine, its in islice(_objects("/Root", one.Root, other.Root), _UNSEEN):
                yield Problem(f"what is not seen, at {path}", f"is {mine}, and should be {its}.")
    except (pikepdf.PdfError, RuntimeError) as error:
        raise WorkError(f"This PDF is not whole ({error}); ask for the report again.") from error


def _objects(root: str, one: Any, other: Any) -> Iterator[tuple[str, str, str]]:
    """Every place where two objects, with all that they refer to, differ."""
    import pikepdf

    seen: set[tuple[Any, Any]] = set()
    stack: list[tuple[str, Any, Any]] = [(root, one, other)]
    while stack:
        path, mine, its = stack.pop()
        if isinstance(mine, pikepdf.Object) and mine.is_indirect:
            pair = (mine.objgen, its.objgen if isinstance(its, pikepdf.Object) else None)
            if pair in seen:
                continue
            seen.add(pair)
        is_stream = isinstance(mine, pikepdf.Stream)
        if is_stream and isinstance(its, pikepdf.Stream) and _bytes(mine) != _bytes(its):
            yield path, "other data", "the report's"
        if isinstance(mine, pikepdf.Dictionary | pikepdf.Stream) and isinstance(its, type(mine)):
            skipped = _PACKING if is_stream else set()
            for key in sorted((set(mine.keys()) | set(its.keys())) - skipped, reverse=True):
                stack.append((f"{path}{key}", mine.get(key), its.get(key)))
        elif isinstance(mine, pikepdf.Array) and isinstance(its, pikepdf.Array) and len(mine) == len(its):
            stack += [(f"{path}[{n}]", a, b) for n, (a, b) in reversed(list(enumerate(zip(mine, its, strict=True))))]
        elif not is_stream and repr(mine) != repr(its):
            yield path, _shown(mine), _shown(its)


def _bytes(stream: Any) -> bytes | list[tuple[str, str]]:
    """What a stream holds; of metadata in XMP, what does not tell of the saving."""
    data: bytes = stream.read_bytes()
    if stream.get("/Subtype") != "/XML":
        return data
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data, parser=parser)
    said = [(str(each.tag), (each.text or "").strip(), sorted(each.items())) for each in root.iter(etree.Element)]
    return [(tag, f"{text} {more}") for tag, text, more in said if text and not tag.endswith(_XMP_SAVING)]


def _shown(value: Any) -> str:
    text = "nothing" if value is None else str(value) if len(str(value)) < 80 else f"{str(value)[:80]}…"
    return f"“{text}”"
