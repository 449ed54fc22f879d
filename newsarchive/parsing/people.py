"""Bylines and credits: who wrote a piece, and where the paper says it took it from.

Vietnamese papers sign at the end of a piece or beside its date: ``Phương Nga``, ``TRẦN MAI``, ``H.T``, ``Bài, ảnh:
Nguyễn Hải``, ``X (tổng hợp)``, ``X thực hiện; Y (ảnh)``, ``Theo TTXVN``, ``Theo X (Dân Việt)``, ``X/VOV.VN``,
``(Nguồn: SCMP)``. Names only are the byline; roles go to the authors; an agency, paper or site is the credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsarchive.article import Author, Span
from newsarchive.parsing.outlets import is_outlet
from newsarchive.parsing.places import PLACES
from newsarchive.parsing.sections import is_section
from newsarchive.text import SURNAMES, UPPER, is_syllable

_WORD = rf"[{UPPER}][^\W\d_]*(?:['’-][^\W\d_]+)*"
_INITIALS = rf"[{UPPER}][^\W\d_]{{0,2}}(?:\.\s?[{UPPER}][^\W\d_]*)+\.?"
_NAME = re.compile(rf"(?:{_INITIALS}|{_WORD})(?:\s+(?:{_INITIALS}|{_WORD})){{0,5}}\.?$")
_GROUP = re.compile(
    r"(?:nhóm|ban|tổ)\s+(?:pv|phóng\s+viên|tác\s+giả|bạn\s+đọc|thời\s+sự)\b[^,;()]{0,30}$", re.IGNORECASE
)
_JOINT = re.compile(r"\s+[-–—&+]\s+|\s*[,;]\s+|\s+và\s+|(?<=\w\w)\s?[-–]\s?(?=\w+\s\w|\w\.)|(?<=\.\w)[-–](?=\w)")

_ONE_ROLE = r"""(?:bài\s*viết|bài|tin|ảnh|hình(?:\s*ảnh)?|video|clip|đồ\s*họa|thiết\s*kế|design|infographic|minh\s*họa
    |tranh
    |trình\s*bày|kỹ\s*thuật|nội\s*dung|thực\s*hiện|phỏng\s*vấn|ghi(?:\s*chép)?|biên\s*dịch|lược\s*dịch|chuyển\s*ngữ|dịch
    |tổng\s*hợp|biên\s*soạn|biên\s*tập|nhóm\s*pv|phóng\s*viên|pv|tác\s*giả|người\s*viết|người\s*dịch|thơ(?=\s*:))"""
_ROLE_BEFORE = re.compile(
    rf"(?P<role>{_ONE_ROLE}(?:\s*(?:,|\bvà\b|[-–&+/])?\s*{_ONE_ROLE}){{0,3}})\s*:\s*", re.IGNORECASE | re.VERBOSE
)
_BY = re.compile(r"(?:(?:được\s+)?(?:đăng|viết|gửi)\s+bởi|bởi|by)\b\s*:?\s*|tác\s+giả,\s+", re.IGNORECASE)
_ROLE_OF = re.compile(
    r"(?P<role>(?:bài|bài\s+và\s+ảnh|tản\s+văn|ghi\s+chép|phóng\s+sự|truyện\s+ngắn|bút\s+ký|tùy\s+bút|thơ)(?:\s+của))\s+",
    re.IGNORECASE,
)
_AFTER = r"""ghi|lược\s*ghi|thực\s*hiện|tổng\s*hợp(?:\s*và\s*biên\s*dịch)?|t/h|th|lược\s*thuật|lược\s*dịch|biên\s*dịch
    |dịch|chuyển\s*ngữ|biên\s*soạn|sưu\s*tầm|giới\s*thiệu|phỏng\s*vấn"""
_ROLE_AFTER = re.compile(
    rf"""\s*(?:\(\s*(?P<inside>{_AFTER}|ảnh|đồ\s*họa|video|clip|bài|bài\s*(?:và|,)\s*ảnh)\s*\)
        |(?:\s[-–]\s*|\s*,\s*|\s)(?P<bare>{_AFTER}))$""",
    re.IGNORECASE | re.VERBOSE,
)
# Who somebody is, not what they did for the piece: neither name nor role.
_TITLE = re.compile(
    r"(?:(?:cộng\s+tác\s+viên|ctv|phóng\s+viên|pv|nhà\s+báo|nhà\s+văn|bác\s+sĩ|luật\s+sư|giáo\s+sư|tiến\s+sĩ|thạc\s+sĩ|"
    r"đại\s+tá|thượng\s+tá|trung\s+tá|(?:(?:pgs|gs|ts|ths|bs|ls|kts|tskh|bsckii?)\.?)+)\.?\s*,?\s+)+(?=[^\W\d_])",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\s*,\s*(?P<role>(?:phóng|thông\s+tín|đặc\s+phái)\s+viên(?:\s+[^\s,]+){0,3})(?:\s*,\s*[^,]{2,30})?$", re.IGNORECASE
)
_PLAIN = frozenset("tác giả|người viết|phóng viên|pv|bài viết".split("|"))
_PICTURES = frozenset(
    "ảnh|hình|hình ảnh|video|clip|đồ họa|thiết kế|design|infographic|minh họa|tranh|trình bày|kỹ thuật".split("|")
)
_CREDIT = re.compile(
    r"(?P<cue>(?:dẫn\s+)?theo(?!\s+dõi)|nguồn(?:\s*tin)?|(?:tổng\s+hợp|dịch|lược\s+dịch)\s*,?\s*(?:theo|từ))\b\s*:?\s+"
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)
_CREDIT_AFTER = re.compile(
    r"(?:\s|(?<=[^\W\d_]))(?:[-–,]\s*)?(?:(?<=\s)(?:tổng hợp |lược dịch |dịch )?(?:theo|từ)|Theo|THEO)\s+"
    r"(?P<rest>\w\S.*)$"
)
_ADDRESS = re.compile(r"[\s,;(|–-]+[\w.+-]+@[\w-]+\.[\w.-]+\)?\s*$")
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)$")
_SITE = re.compile(r"\s+([A-Z][a-z]{7,})$")  # no syllable is that long
_OUTLET_TAIL = re.compile(r"\s+[-–]\s+([^-–]+)$")
_SLASH = re.compile(r"(?P<name>[^/]+?)\s*/\s*(?P<outlet>[\w.\-–+ ]+)$")
_NOTE = re.compile(
    r"ảnh\b|từ\s|(?:tỉnh|xã|huyện|quận|phường|thị|thành\s+phố|tp\b|ấp|khu|đường|trường|lớp|hà\s+nội)", re.I
)
# What has the shape of a name and is none.
_NOT_NAMES = frozenset(
    name.strip()
    for name in """super user|webmaster|admin|administrator|quản trị|quản trị viên|bbt|ban biên tập|biên tập
    |biên tập viên|tòa soạn|bởi|tin nóng
    |xin cảm ơn|trân trọng|trân trọng cảm ơn|kỳ sau|kỳ tới|còn tiếp|bài cuối|nghị quyết|kết quả|lịch thi đấu|tham khảo
    |tài liệu tham khảo|giải nhất|giải nhì|giải ba|giải khuyến khích|advertisement|sponsored|next|previous|infographics
    |the end|chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|quốc hội|chính phủ|vingroup|monday|tuesday|wednesday|thursday
    |friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|updated|published|date|ra|giá|số|mất|am|pm
    |tin buồn|lời cảm ơn|cáo phó|thông báo|phân ưu|chia buồn
    |nan|none|null|undefined|n/a|unknown|anonymous
    |việt nam|hồ chí minh|hết|còn nữa|ảnh
    |ảnh minh họa|minh họa|trả lời|quảng cáo|bình luận|menu|like|share|tweet
    |zalo
    |facebook|twitter|email|google|youtube|tiếng việt|english|video|tin tức|thống kê|liên hệ|gửi|thích|xem thêm|đọc thêm
    |đăng nhập|trang chủ|hỏi|đáp|lời kết""".split("|")
)
# Offices, bodies and streets, and whom a sentence speaks of.
_NO_PERSON = re.compile(
    r"(?:sở|bộ|ubnd|hđnd|mttq|ủy\s+ban|công\s+ty|tập\s+đoàn|tổng\s+cục|học\s+viện|bệnh\s+viện|ngân\s+hàng|thành\s+phố|"
    r"thị\s+(?:xã|trấn)|trường\s+(?:thpt|thcs|tiểu|mầm|đại|cao)|(?:tm|kt|tl|tuq)\.|hạn|hết|sinh|ip|gp)(?:\s|$)",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(r"(?:ông|bà|anh|chị|cô|chú|bác|em|đồng\s+chí|đường|phố)\s+(?P<first>\S+)\s+\S", re.IGNORECASE)
_DATED = re.compile(r"\s*\([^()]*\d[^()]*\)\s*$")
_OFFICE = re.compile(r",\s+[a-zà-ỹđ]")  # "Theo Nguyễn Văn A, giám đốc"
_SIGNED = re.compile(r"\(đã\s+ký\)", re.IGNORECASE)
_LAW = re.compile(
    r"(?:luật|bộ\s+luật|nghị\s+(?:định|quyết)|thông\s+tư|quyết\s+định|hiến\s+pháp|chỉ\s+thị)\b", re.IGNORECASE
)
_MAX_LINE = 160
_MAX_PEOPLE = 8
_SHOUTED = 4  # words in capitals that no family name begins are a heading
_MAX_OUTLET = 30


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature line says. Spans are offsets into that line; `byline` is the names only, as printed."""

    byline: Span | None
    authors: tuple[Author, ...]
    credit: Span | None


@dataclass(frozen=True, slots=True)
class _Part:
    """Some people of a signature: where their names stand, who they are, and what they did."""

    names: Span
    people: tuple[str, ...]
    role: str | None

    @property
    def is_picture(self) -> bool:
        return self.role is not None and all(
            " ".join(word.split()).casefold() in _PICTURES for word in re.split(r",|\bvà\b|[-–&+/]", self.role)
        )


def read_signature(line: str) -> Signature | None:
    """`line` as byline and credit, or None where it is neither: the whole line has to be explained.

    ``Theo`` or ``Nguồn`` with an outlet is credit only; with a person's name that is the byline, and the outlet in
    brackets or after a slash is the credit. People who only took the pictures are authors, not the byline.
    """
    return _signature(line) if 2 <= len(line) <= _MAX_LINE else None


@lru_cache(maxsize=2_000)  # a line is asked several times on its way
def _signature(line: str) -> Signature | None:
    if _SIGNED.search(line) or line.strip().casefold() in _NOT_NAMES:
        return None
    address = _ADDRESS.search(line)
    whole = Span(0, address.start() if address else len(line))
    span = _trimmed(line, whole, " \t\u00a0,;./–—-•*", " \t\u00a0,;|•·")
    bracketed = line[span.start : span.end]
    if bracketed.startswith("(") and bracketed.endswith(")") and bracketed.count("(") == 1:
        span = _trimmed(line, Span(span.start + 1, span.end - 1))
    if span.end - span.start < 2:
        return None
    if cue := _CREDIT.match(line, span.start, span.end):
        return _credited(line, Span(cue.start("rest"), span.end), cue["cue"])
    names, credit = _without_credit(line, span)
    if credit is not None and names.start == names.end:
        return Signature(None, (), credit)
    if credit is None and is_outlet(line[names.start : names.end]):
        return Signature(None, (), names)
    parts = list(_parts(line, names))
    if not parts or any(part is None for part in parts):
        return None
    known = [part for part in parts if part is not None]
    writers = [part for part in known if not part.is_picture]
    authors = tuple(Author(person, part.role) for part in known for person in part.people)
    if not writers:
        return Signature(None, authors, credit)
    first, last = known.index(writers[0]), known.index(writers[-1])
    together = last - first + 1 == len(writers) and not any(
        part.role and part is not writers[0] for part in writers[1:]
    )
    byline = Span(writers[0].names.start, writers[-1].names.end) if together else writers[0].names
    return Signature(byline, authors, credit)


def is_full_name(text: str) -> bool:
    """True where `text` is a name that begins with a family name: evidence enough to stand without any other."""
    words = text.split()
    return 2 <= len(words) <= 5 and words[0].casefold() in SURNAMES and bool(_NAME.match(text))


def _parts(line: str, span: Span) -> Iterator[_Part | None]:
    """The people of a signature, by what they did; None for what is no name."""
    for number, piece in enumerate(_pieces(line, span)):
        text = line[piece.start : piece.end]
        role: str | None = None
        if by := _BY.match(text):
            piece = Span(piece.start + by.end(), piece.end)
            text = line[piece.start : piece.end]
        if before := (_ROLE_BEFORE.match(text) or _ROLE_OF.match(text)):
            role = " ".join(before["role"].split())
            piece = Span(piece.start + before.end(), piece.end)
            if role.casefold() in _PLAIN:
                role = None
        elif post := _POST.search(text):
            role = " ".join(post["role"].split())
            piece = Span(piece.start, piece.start + post.start())
        elif after := _ROLE_AFTER.search(text):
            role = " ".join((after["inside"] or after["bare"]).split())
            piece = Span(piece.start, piece.start + after.start())
        piece = _trimmed(line, piece, " \t\u00a0-–,", " \t\u00a0-–,;")
        text = line[piece.start : piece.end]
        if note := _BRACKET.search(text):
            piece = Span(piece.start, piece.start + note.start())
        if title := _TITLE.match(line, piece.start, piece.end):
            piece = Span(title.end(), piece.end)
        if ctv := re.search(r"\s*[-–,]\s*(?:ctv|pv)$", line[piece.start : piece.end], re.IGNORECASE):
            piece = Span(piece.start, piece.start + ctv.start())
        people = _people(line[piece.start : piece.end])
        part = _Part(piece, tuple(people), role.lower() if role and number else role)
        yield part if people or (part.is_picture and is_outlet(line[piece.start : piece.end])) else None


def _pieces(line: str, span: Span) -> Iterator[Span]:
    """`span` cut where another role begins: ``X - Ảnh: Y``, ``X (thực hiện); Y (ảnh)``, ``X | Ảnh: Y``."""
    start = span.start
    cut = re.compile(
        rf"\s*[;|]\s*|(?<=\))\s*[,–-]\s*|(?:\s*[-–,.•]\s*|\s+)(?={_ONE_ROLE}(?:\s*(?:,|và|[-–&+/])\s*{_ONE_ROLE})*\s*:)",
        re.IGNORECASE | re.VERBOSE,
    )
    for match in cut.finditer(line, span.start, span.end):
        before = line[start : match.start()].strip(" -–,")
        if not before or re.fullmatch(
            rf"(?:(?:{_ONE_ROLE}|nhóm|người)[\s,&–-]*(?:và\s*)?)+", before, re.IGNORECASE | re.VERBOSE
        ):
            continue  # still within the roles: "Bài, ảnh:"
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, span.end)


def _credited(line: str, span: Span, cue: str) -> Signature | None:
    """What follows ``Theo`` or ``Nguồn``: an outlet, or a person with the outlet in brackets or after a slash."""
    text = line[span.start : span.end]
    named = is_outlet(text.rstrip(" ).,;•·|"))
    if _LAW.match(text) or (cue.casefold().startswith("nguồn") and ":" not in line[: span.start] and not named):
        return None
    outer, outlet = _without_credit(line, span)
    person = line[outer.start : outer.end]
    foreign = person.isalpha() and len(person) > 3 and not is_syllable(person)  # "Theo Newsweek"
    if (
        outlet is None
        and cue.casefold().endswith("theo")
        and (tail := _OUTLET_TAIL.search(person))
        and is_outlet(tail[1])
    ):
        outlet = Span(outer.start + tail.start(1), outer.end)
        outer = Span(outer.start, outer.start + tail.start())
        person = line[outer.start : outer.end]
    if cue.casefold().endswith("theo") and not (foreign or is_outlet(person)) and (people := _people(person)):
        if outlet is None and (site := _SITE.search(person)):  # "Theo Nam Việt Daidoanket"
            outlet = Span(outer.start + site.start(1), outer.end)
            outer, people = Span(outer.start, outer.start + site.start()), [person[: site.start()]]
        return Signature(outer, tuple(map(Author, people)), outlet)
    if _OFFICE.search(text):
        return None
    if dated := _DATED.search(text):
        span = Span(span.start, span.start + dated.start())
    if len(text.split()) > 8 or not (text[:1].isupper() or is_outlet(text)) or text.endswith((".", ":", "?")):
        return None  # "Theo bản án sơ thẩm, …" is prose
    return Signature(None, (), _trimmed(line, span, "", " ).,;•·|"))


def _without_credit(line: str, span: Span) -> tuple[Span, Span | None]:
    """`span` without a credit at its end: ``(Theo X)``, ``(Dân Việt)``, ``/VOV.VN``, ``Theo X``."""
    text = line[span.start : span.end]
    if bracket := _BRACKET.search(text):
        inside = Span(span.start + bracket.start("inside"), span.start + bracket.end("inside"))
        inside = _trimmed(line, inside)
        said = line[inside.start : inside.end]
        before = Span(span.start, span.start + bracket.start())
        if cue := _CREDIT.match(said):
            return before, Span(inside.start + cue.start("rest"), inside.end)
        if said.casefold() in ("ctv", "pv"):
            return before, None
        if _ROLE_AFTER.fullmatch(f"({said})"):
            deeper, credit = _without_credit(line, before)
            return (span, None) if credit is None else (deeper, credit)
        if is_outlet(said):
            return before, inside
        if _NOTE.match(said) or not said[:1].isupper() or is_full_name(said):
            return before, None
        return before, (inside if not _NOTE.search(said) else None)
    slash = _SLASH.match(text)
    if slash and (is_outlet(re.split(r"[-–]", slash["outlet"])[0]) or _is_signed(slash["name"], slash["outlet"])):
        if is_outlet(slash["name"]):
            return Span(span.start, span.start), span  # TTXVN/Vietnam+
        return Span(span.start, span.start + slash.end("name")), Span(span.start + slash.start("outlet"), span.end)
    if (cue := _CREDIT_AFTER.search(text)) and cue.start() > 1:
        return Span(span.start, span.start + cue.start()), Span(span.start + cue.start("rest"), span.end)
    return span, None


def _is_signed(name: str, outlet: str) -> bool:
    """True for ``PHẠM DƯƠNG/Đại biểu Nhân dân``: a name, and what is written as a name is."""
    return bool(_NAME.match(name.strip())) and outlet[:1].isupper() and len(outlet) <= _MAX_OUTLET


def _trimmed(line: str, span: Span, left: str = " \t\u00a0", right: str = " \t\u00a0") -> Span:
    """`span` without the given characters at its ends."""
    text = line[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip(left)) if left else span.start
    end = span.end - len(text) + len(text.rstrip(right)) if right else span.end
    return Span(start, max(start, end))


def _people(text: str) -> list[str]:
    """The names in `text`, or nothing unless every part of it has the shape of a name and is no outlet or place."""
    if _GROUP.match(text):
        return [text]
    parts = [part.strip() for part in _JOINT.split(text.strip(" ,;")) if part.strip()]
    parts = [_TITLE.sub("", part, count=1) for part in parts]
    return parts if 0 < len(parts) <= _MAX_PEOPLE and all(map(_is_name, parts)) else []


def _is_name(text: str) -> bool:
    words = text.split()
    spoken = _SPOKEN_OF.match(text)
    if _NO_PERSON.match(text) or (spoken and spoken["first"].casefold() in SURNAMES):
        return False
    if text.isupper() and len(words) >= _SHOUTED and words[0].casefold() not in SURNAMES:
        return False
    if not _NAME.match(text) or is_outlet(text) or is_section(text) or len(text) > 40:
        return False
    key = text.casefold().rstrip(".")
    return key not in _NOT_NAMES and key not in PLACES
