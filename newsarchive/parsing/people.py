"""Bylines and credits: who wrote a piece, and where the paper says it took it from.

Vietnamese papers sign at the end of a piece or beside its date: ``Phương Nga``, ``TRẦN MAI``, ``H.T``, ``Bài, ảnh:
Nguyễn Hải``, ``X (tổng hợp)``, ``Theo TTXVN``, ``Theo X (Dân Việt)``, ``X/VOV.VN``, ``(Nguồn: SCMP)``. Names only are
the byline; roles go to the authors; an agency, paper or site is the credit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsarchive.article import Author, Span

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_WORD = rf"[{_UPPER}][^\W\d_]*"
_INITIALS = rf"[{_UPPER}][^\W\d_]{{0,2}}(?:\.\s?[{_UPPER}][^\W\d_]*)+\.?"
_NAME = re.compile(rf"(?:{_INITIALS}|{_WORD})(?:\s+(?:{_INITIALS}|{_WORD})){{0,4}}$")
_JOINT = re.compile(r"\s+[-–&]\s+|\s*[,;]\s+|\s+và\s+")
_ROLE = (
    r"(?:tin\s*,?\s*(?:và\s+)?)?(?:bài|tin|ảnh|video|clip|đồ\s*họa|thiết\s*kế|design|thực\s*hiện|ghi|biên\s*dịch|"
    r"lược\s*dịch|dịch|tổng\s*hợp|nhóm\s*pv|phóng\s*viên|tác\s*giả)"
)
_ROLE_BEFORE = re.compile(rf"(?P<role>{_ROLE}(?:\s*(?:,|và|-|&)\s*{_ROLE})*)\s*:\s*", re.IGNORECASE)
_ROLE_AFTER = re.compile(
    r"\s*[(–-]?\s*\b(?P<role>ghi|tổng\s*hợp|t/h|lược\s*dịch|biên\s*dịch|dịch|thực\s*hiện|lược\s*ghi|sưu\s*tầm)\b\s*\)?$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?P<cue>theo|nguồn(?:\s*tin)?)\b\s*:?\s+(?P<rest>.+)$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)$")
_SLASH = re.compile(r"^(?P<name>[^/]+?)\s*/\s*(?P<outlet>[\w.\- ]+)$")

# Outlets whose names have the shape of a person's name; the others are known by their own shape (`_is_outlet`).
_OUTLETS = frozenset(
    """dân trí|dân việt|đất việt|người việt|tuổi trẻ|tuổi trẻ online|thanh niên|tiền phong|lao động|người lao động
    |trí thức trẻ|tri thức trẻ|tri thức trực tuyến|pháp luật|pháp luật và xã hội|đời sống|đời sống pháp luật|công lý
    |công an nhân dân|quân đội nhân dân|nhân dân|giao thông|giáo dục việt nam|giáo dục và thời đại|gia đình|khám phá
    |gia đình và xã hội|phụ nữ|phụ nữ việt nam|kiến thức|một thế giới|người đưa tin|đại đoàn kết|hà nội mới|infonet
    |sức khỏe đời sống|sức khỏe và đời sống|sài gòn giải phóng|thể thao|thể thao và văn hóa|bóng đá|đầu tư|kinh doanh
    |doanh nghiệp|diễn đàn doanh nghiệp|nông nghiệp việt nam|nông thôn ngày nay|vietnamnet|vnexpress|vietnamplus|zing
    |kênh 14|soha|cafef|cafebiz|genk|afamily|bnews|tổ quốc|tiin|giadinhnet|reuters|sputnik|bloomberg|guardian|sohu
    |yonhap|kyodo|xinhua|tân hoa xã|cri|independent|metro|mirror|forbes|fortune|cnbc|nature|science|người tiêu dùng
    |nhịp sống kinh tế|nhịp sống việt|thời báo kinh doanh|an ninh thủ đô|xây dựng|công thương|tài chính|hải quan
    |vietnam finance|sở hữu trí tuệ|nhà đầu tư|chất lượng việt nam""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_OUTLET_SHAPE = re.compile(
    r"""^(?:báo|tạp\s+chí|thời\s+báo|đài|thông\s+tấn\s+xã|cổng\s+thông\s+tin|trang|the|new|daily)\s
      | \b(?:news|times|post|mail|journal|magazine|online|express|tv|net|plus|daily|today|review|herald|tribune)\b
      | \.(?:vn|com|net|org)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-ZĐ]{3,}\d*(?:\s\d)?$")


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature line says. Spans are offsets into that line; `byline` is the names only, as printed."""

    byline: Span | None
    authors: tuple[Author, ...]
    credit: Span | None


def read_signature(line: str) -> Signature | None:
    """`line` as byline and credit, or None where it is neither: the whole line has to be explained.

    ``Theo`` or ``Nguồn`` with an outlet is credit only; with a person's name that is the byline, and the outlet in
    brackets or after a slash is the credit.
    """
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip(" \t\u00a0,;"))
    if not 2 <= end - start <= 120:
        return None
    return _signed(line, Span(start, end))


def _signed(line: str, span: Span) -> Signature | None:
    text = line[span.start : span.end]
    if text.startswith("(") and text.endswith(")") and "(" not in text[1:]:
        span = Span(span.start + 1, span.end - 1)
        text = text[1:-1]
        if not _CREDIT.match(text) and not is_outlet(text):
            return None
    text = text.lstrip("/ ")
    span = Span(span.end - len(text), span.end)
    if cue := _CREDIT.match(text):
        return _credited(line, Span(span.start + cue.start("rest"), span.end), cue["cue"])
    names, credit = _without_credit(line, span)
    role: str | None = None
    if before := _ROLE_BEFORE.match(line, names.start, names.end):
        role = " ".join(before["role"].split())
        names = Span(before.end(), names.end)
    if after := _ROLE_AFTER.search(line, names.start, names.end):
        role = " ".join(after["role"].split())
        names = Span(names.start, after.start())
    names, others = _without_pictures(line, names)
    if is_outlet(line[names.start : names.end]) and credit is None and role is None:
        return Signature(None, (), names)
    people = _people(line[names.start : names.end])
    if not people:
        return None
    authors = tuple(Author(person, role) for person in people)
    return Signature(names, authors + others, credit)


def _credited(line: str, span: Span, cue: str) -> Signature | None:
    """What follows ``Theo`` or ``Nguồn``: an outlet, or a person with the outlet in brackets or after a slash."""
    text = line[span.start : span.end]
    outer, outlet = _without_credit(line, span)
    person = line[outer.start : outer.end]
    if cue.casefold() == "theo" and not is_outlet(person) and (people := _people(person)):
        return Signature(outer, tuple(map(Author, people)), outlet)
    if len(text.split()) > 8 or not (text[:1].isupper() or is_outlet(text)):
        return None  # "Theo bản án sơ thẩm, …" is prose
    return Signature(None, (), span)


def _without_credit(line: str, span: Span) -> tuple[Span, Span | None]:
    """`span` without a credit at its end: ``(Theo X)``, ``(Dân Việt)``, ``/VOV.VN``, ``Theo X``."""
    text = line[span.start : span.end]
    if bracket := _BRACKET.search(text):
        inside = bracket["inside"].strip()
        offset = span.start + bracket.start("inside") + len(bracket["inside"]) - len(bracket["inside"].lstrip())
        cue = _CREDIT.match(inside)
        if cue:
            return Span(span.start, span.start + bracket.start()), Span(
                offset + cue.start("rest"), offset + len(inside)
            )
        if is_outlet(inside) or (inside[:1].isupper() and not _ROLE_AFTER.fullmatch(inside) and not _is_note(inside)):
            return Span(span.start, span.start + bracket.start()), Span(offset, offset + len(inside))
        if _is_note(inside):
            return Span(span.start, span.start + bracket.start()), None
        if role := _ROLE_AFTER.search(text):
            before, credit = _without_credit(line, Span(span.start, span.start + role.start()))
            return (span, None) if credit is None else (before, credit)
    if (slash := _SLASH.match(text)) and is_outlet(slash["outlet"]):
        return Span(span.start, span.start + slash.end("name")), Span(span.start + slash.start("outlet"), span.end)
    if (cue := re.search(r"(?:\s|(?<=[^\W\d_]))(?:[-–,]\s*)?Theo\s+(?P<rest>\S.*)$", text)) and cue.start() > 1:
        return Span(span.start, span.start + cue.start()), Span(span.start + cue.start("rest"), span.end)
    return span, None


def _is_note(inside: str) -> bool:
    return bool(re.match(r"ảnh\b", inside, re.IGNORECASE))


def _without_pictures(line: str, span: Span) -> tuple[Span, tuple[Author, ...]]:
    """`span` up to ``- Ảnh: …``, and the people named there with that role."""
    picture = re.compile(r"\s*[-–,.;]\s*(?P<role>ảnh|clip|video|đồ họa|design)\s*:\s*(?P<who>.+)$", re.IGNORECASE)
    if not (match := picture.search(line, span.start, span.end)):
        return span, ()
    who = picture.split(match["who"])[0]
    return Span(span.start, match.start()), tuple(Author(name, match["role"].lower()) for name in _people(who))


def is_outlet(text: str) -> bool:
    """True where `text` names a paper, agency or site rather than a person."""
    name = text.strip(" ().:")
    if _ACRONYM.match(name):
        return True
    shaped = _OUTLET_SHAPE.search(name) and not (name.isupper() and " " in name)
    return bool(shaped) or name.casefold() in _OUTLETS


def _people(text: str) -> list[str]:
    """The names in `text`, or nothing unless every part of it has the shape of a name and none is an outlet."""
    parts = [part.strip() for part in _JOINT.split(text.strip(" ,;")) if part.strip()]
    return parts if 0 < len(parts) <= 6 and all(_NAME.match(p) and not is_outlet(p) for p in parts) else []
