"""Above the text: the site's clock and menu, the way to the section, kicker, title, dates and names.

The title is not simply the first line: above it stand whatever was copied with it. Each line of the head is known by
its shape and words, and of those that are left the one that stands and reads most like a headline is the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from newsarchive.article import Span
from newsarchive.parsing.chrome import is_chrome, is_link
from newsarchive.parsing.dates import read_dates
from newsarchive.parsing.outlets import is_outlet
from newsarchive.parsing.people import is_full_name, read_signature
from newsarchive.parsing.reading import CAPTION, Line, Reading, date_line, sign, take_date_line, value_at
from newsarchive.parsing.sections import crumbs, is_breadcrumb, is_section
from newsarchive.parsing.shapes import SENTENCE_END, is_closed, is_item, is_prose

_RUBRIC = re.compile(
    r"(?:sổ\s+tay|ghi\s+chép|kỳ\s+(?:\d+|cuối|[ivx]+)|bài\s+(?:\d+|cuối|[ivx]+)|thư\s+bạn\s+đọc|"
    r"chuyện\s+(?:cuối|hằng|thường)\s+\w+|phiếm\s+đàm|nhàn\s+đàm|góc\s+\w+|câu\s+chuyện|tiếng\s+nói|blog|tiêu\s+điểm)\b.{0,60}",
    re.IGNORECASE,
)
_GENRE = re.compile(r"tản văn|tùy bút|bút ký|ghi chép|truyện ngắn|tạp bút", re.IGNORECASE)
_OUTLET_AND_SECTION = re.compile(r"(?P<outlet>.{2,40}?)\s?[-–]\s(?P<section>.{2,40})")
_AFFILIATION = re.compile(
    r"(?:học\s+viện|trường|viện|đại\s+học|khoa|sở|ban|bộ|hội|trung\s+tâm|ủy\s+ban|công\s+ty|đoàn|tổng\s+cục|cục)\s",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[\s–—-]*\(?$")
_MASTHEAD = re.compile(r"(?:báo|tạp\s+chí|tập\s+san|đặc\s+san|thời\s+báo)\b.*\bsố\s+\d", re.IGNORECASE)
_DATED = re.compile(r"\(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\)$")  # in a list of other articles
_MENU_PARTS = re.compile(r"\s{2,}|\s*[|•·]\s*|(?<=[^\W\d_])(?=[A-ZĐ][^\W\d_]+\s?[^\W\d_]*(?:[A-ZĐ]|$))")
_MENU = 3  # so many short lines one after another are a menu
_MAX_MENU = 24
_MAX_SECTION_WORDS = 5
_HEADLINE_WORDS = 4
_MAX_SIGNATURE = 8  # words
_LONGEST = 500  # where nothing else can be the title
_LONG = 115  # of 34,862 real headlines, one in a thousand is longer
_MAX_KICKER = 70
_MAX_BREAKS = 2
_FIRST = 8  # where no line is prose, the title is among the first lines


def read_head(lines: list[Line], reading: Reading) -> int:
    """Label the lines above the text; the number of the first line below them. A title known already stands above."""
    known = reading.title is not None
    end = _first_prose(lines, known)
    kinds = _kinds(lines[:end])
    title = -1 if known else _title(lines, kinds, end)
    if title >= 0:
        _read_above(lines, kinds, title, reading)
        _take_title(lines, title, reading)
    below = title + 1
    while title >= 0 and below < len(lines) and lines[below].label == "title":
        below += 1
    if not reading.dates and end + 1 < len(lines) and not any(kind == "date" for kind in kinds):
        _read_date_below_lead(lines, end, reading)
    dated = max((n for n in range(below, min(end, below + _FIRST)) if date_line(lines[n].text)), default=-1)
    while below < len(lines) and below <= max(end, title + 1):
        if not _read_below(lines, below, title, reading, below < dated):
            break
        below += 1
    return below


def find_title(lines: Sequence[Line], bonus: Sequence[float]) -> int:
    """The number of the line among `lines`, all above the text, that is the title; -1 where there is none.

    `bonus` is what else speaks for each line: its type, what the page calls it.
    """
    kinds = _kinds(lines)
    scores = [
        _score(lines, kinds, number, True) + bonus[number] if kind == "line" else 0.0
        for number, kind in enumerate(kinds)
    ]
    best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    return best if best >= 0 and scores[best] > 0 else -1


def _kinds(lines: Sequence[Line]) -> list[str]:
    kinds = [_kind(line.text.strip()) for line in lines]
    _mark_menus(lines, kinds)
    return kinds


def _read_date_below_lead(lines: list[Line], lead: int, reading: Reading) -> None:
    """A date that stands below the lead, where none stands above it, with a name on the line above or below."""
    for number in range(lead + 1, min(lead + 3, len(lines))):
        if not date_line(lines[number].text):
            continue
        take_date_line(lines[number], reading)
        beside = lead + 1 if number == lead + 2 else number + 1
        if reading.byline is None and beside < len(lines) and not is_prose(lines[beside].text):
            sign(lines[beside], reading, "signature beside the date")
        return


def _first_prose(lines: list[Line], known: bool) -> int:
    """The number of the first line of running text; a first line over a date is the title, however it ends."""
    for number, line in enumerate(lines):
        text = line.text.strip()
        if not is_prose(text):
            continue
        if not known and _is_closed_title(lines, number):
            known = True
            continue
        if is_chrome(text) or date_line(text) or is_breadcrumb(text):
            continue
        return number
    return len(lines)


def _is_closed_title(lines: list[Line], number: int) -> bool:
    """True for a headline that ends as a sentence does: the first line of all but a date, and short."""
    text = lines[number].text.strip()
    others = [line.text.strip() for line in lines[:number] if _kind(line.text.strip()) == "line"]
    if any(len(other.split()) > _MAX_SIGNATURE for other in others):
        return False
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    if len(text) <= _LONGEST and date_line(below):
        return True
    if others or len(text) > _LONG + _LONG // 3 or len(SENTENCE_END.findall(text)) > 1:
        return False
    beside = number > 0 and bool(date_line(lines[number - 1].text))
    return beside or (is_prose(below) and not text.endswith("."))


@lru_cache(maxsize=2_000)  # a line is asked more than once
def _kind(text: str) -> str:
    """What a line of the head is by itself."""
    if date_line(text):
        return "date"
    if is_breadcrumb(text):
        return "crumbs"
    if is_section(text):
        return "section"
    if is_chrome(text):
        return "chrome"
    return "line"


def _mark_menus(lines: Sequence[Line], kinds: list[str]) -> None:
    """Short lines in a row, most of them sections, are the site's menu; and so are many sections on one line."""
    start = 0
    for number in range(len(kinds) + 1):
        short = number < len(kinds) and kinds[number] != "date" and len(lines[number].text.strip()) <= _MAX_MENU
        if short and kinds[number] != "crumbs":
            continue
        run = range(start, number)
        while run and kinds[run[-1]] == "line" and len(lines[run[-1]].text.split()) >= _HEADLINE_WORDS:
            run = run[:-1]  # a short headline below the menu
        sections = sum(kinds[at] in ("section", "chrome") for at in run)
        if len(run) >= _MENU and 2 * sections >= len(run):
            # The last may be the section itself: of a short run, or where the menu names it already.
            names = [lines[at].text.strip().casefold() for at in run]
            few = sum(kinds[at] == "section" for at in run) < _MENU or len(run) <= _MENU
            keep = int(kinds[run[-1]] == "section" and (few or names[-1] in names[:-1]))
            for at in run[: len(run) - keep]:
                if not (few and keep and kinds[at] == "section"):  # one section may stand above the other
                    kinds[at] = "menu"
        start = number + 1
    for number, kind in enumerate(kinds):
        text = lines[number].text.strip()
        parts = _MENU_PARTS.split(text)
        if kind == "line" and len(parts) >= _MENU and sum(map(is_section, parts)) * 2 >= len(parts):
            kinds[number] = "menu"


def _title(lines: list[Line], kinds: list[str], end: int) -> int:
    """The line that stands and reads most like a headline; -1 where there is none."""
    limit = end if end < len(lines) else min(end, _FIRST)
    tails = {part.casefold() for n in range(limit) if kinds[n] == "crumbs" for _, part in crumbs(lines[n].text)}
    best, most = -1, 0.0
    for number in range(limit):
        if kinds[number] != "line":
            continue
        if end == len(lines) and best >= 0 and not lines[best].text.rstrip().endswith(":"):
            break  # verse, or a list: the first line is the title
        score = _score(lines, kinds, number, end < len(lines)) + (
            8 if lines[number].text.strip().casefold() in tails else 0
        )
        if score > most:
            best, most = number, score
    if best >= 0:
        return best
    last = [number for number in range(limit) if kinds[number] in ("section", "line")]
    return last[-1] if last and kinds[last[-1]] == "section" and end < len(lines) and last[-1] + 1 == end else -1


def _score(lines: Sequence[Line], kinds: list[str], number: int, text_follows: bool) -> float:
    text = lines[number].text.strip()
    words = len(text.split())
    score = 2.0 + min(words, 12)
    following = [kind for kind in kinds[number + 1 :] if kind not in ("chrome", "menu")]
    before = [kind for kind in kinds[:number] if kind != "chrome"]
    if following[:1] == ["date"]:
        score += 5
    if before[-1:] and before[-1] in ("date", "crumbs", "section", "menu"):
        score += 3
    if not following and text_follows:
        score += 2
    if text.endswith(":") or _DATED.search(text):
        score -= 9
    others = (lines[at].text.strip() for at in range(number) if kinds[at] == "line")
    if (
        "date" in kinds[:number]
        and "date" not in kinds[number:]
        and any(_is_headline(other, words) for other in others)
    ):
        score -= 6  # below date and headline: a lead without a stop, a caption
    if len(text) > _LONG or text[:1].islower():
        score -= 6
    signature = read_signature(text) if words <= _MAX_SIGNATURE else None
    signed = signature is not None and signature.byline is not None
    roles = signature is not None and any(author.role for author in signature.authors)
    if signature and (signature.credit or roles or (signed and (1 < words <= 3 or is_full_name(text)))):
        score -= 9
    if CAPTION.fullmatch(text) or is_item(text) or (is_outlet(text) and words <= 6) or _MASTHEAD.match(text):
        score -= 9
    if _RUBRIC.fullmatch(text) and words <= 5:
        score -= 6
    return score


def _is_headline(text: str, words: int) -> bool:
    """True for a line that could be the title rather than one of `words` words: not a few words, nor a kicker."""
    enough = max(_HEADLINE_WORDS, min(6, words / 2))
    return len(text.split()) >= enough and not (text.endswith(":") or _RUBRIC.fullmatch(text) or _MASTHEAD.match(text))


def _read_above(lines: list[Line], kinds: list[str], title: int, reading: Reading) -> None:
    """Kicker, section, breadcrumb and whatever else stands above the title."""
    for number in range(title - 1, -1, -1):
        line, kind, text = lines[number], kinds[number], lines[number].text.strip()
        nearest = all(lines[at].label in ("kicker", "date", "section", "chrome") for at in range(number + 1, title))
        if kind == "date":
            take_date_line(line, reading)
        elif kind == "crumbs":
            _take_crumbs(line, lines[title].text.strip(), reading)
        elif kind == "section" and _GENRE.fullmatch(text) and number and kinds[number - 1] == "section":
            line.label = "kicker"
        elif kind == "section":
            _take_section(line, text.casefold() != "trang chủ", reading)
        elif kind == "line" and nearest and _is_kicker(text, lines[title].text) and not is_outlet(text):
            line.label = "kicker"
        elif kind == "line" and nearest and len(text.split()) <= _MAX_SECTION_WORDS and not is_outlet(text):
            signature = read_signature(text)
            if signature and signature.byline and is_full_name(text):
                sign(line, reading, "signature beside the date")
            else:
                _take_section(line, not is_closed(text) and not set(":_@") & set(text), reading)
        else:
            line.label = "chrome"


def _take_section(line: Line, may_be: bool, reading: Reading) -> None:
    """Take `line` for the section where none is known and it `may_be` one; the paper's name beside it is left out."""
    line.label = "chrome"
    if reading.section is None and may_be:
        line.label = "section"
        span = line.span
        beside = _OUTLET_AND_SECTION.fullmatch(line.text.strip())
        if beside and is_outlet(beside["outlet"]) and is_section(beside["section"]):
            span = Span(span.start + beside.start("section"), span.end)
        name = line.text[span.start - line.start : span.end - line.start]
        reading.section = value_at(name, span, "section above the title")


def _is_kicker(text: str, title: str) -> bool:
    if text.endswith(":") and len(text) <= _MAX_KICKER:
        return True
    if _RUBRIC.fullmatch(text):
        return True
    return len(text.split()) > _MAX_SECTION_WORDS and len(text) < min(len(title), _MAX_KICKER)


def _take_crumbs(line: Line, title: str, reading: Reading) -> None:
    line.label = "section"
    parts = [(at, part) for at, part in crumbs(line.text) if not _same(part, title)]
    if parts and reading.section is None and parts[-1][1].casefold() not in ("trang chủ", "trang nhất", "home"):
        at, part = parts[-1]
        start = line.start + at
        reading.section = value_at(part, Span(start, start + len(part)), "breadcrumb")


def _same(part: str, title: str) -> bool:
    """True where the last crumb is the title, perhaps cut short."""
    cut = part.casefold().rstrip(". …")
    return len(cut) >= 8 and title.casefold().startswith(cut)


def _take_title(lines: list[Line], number: int, reading: Reading) -> None:
    """The title, without a date that was copied onto its line."""
    line = lines[number]
    found = (
        reading.trailing_date(line.text) if not any(map(date_line, (line.text for line in lines[:_FIRST]))) else None
    )
    if found is not None:
        at = len(_GLUED.sub("", line.text[: found.span.start]))
        tail = line.cut(at)
        take_date_line(tail, reading)
        lines.insert(number + 1, tail)
    line.label = "title"
    rule = "line that stands and reads as the headline"
    last = number
    while found is None and _goes_on(lines, last) and last < number + _MAX_BREAKS:
        last += 1
        lines[last].label = "title"
    span = Span(line.span.start, lines[last].span.end)
    reading.title = value_at(" ".join(part.text.strip() for part in lines[number : last + 1]), span, rule)


def _goes_on(lines: list[Line], number: int) -> bool:
    """True where the next line is the rest of a headline that was broken: it begins with a small letter."""
    if number + 1 >= len(lines) or is_closed(lines[number].text):
        return False
    following = lines[number + 1].text.strip()
    other = is_prose(following) or is_chrome(following) or read_dates(following)
    return following[:1].islower() and len(following) <= _LONG and not other


def _read_below(lines: list[Line], number: int, title: int, reading: Reading, above_date: bool) -> bool:
    """Label a line between title and text; False where it belongs to the text. `above_date`: a date stands below it."""
    line, text = lines[number], lines[number].text.strip()
    if line.label == "date":
        return True
    if date_line(text):
        take_date_line(line, reading)
        return True
    if (found := reading.leading_date(line.text)) is not None and is_prose(text):
        rest = line.text[found.span.end :]
        at = found.span.end + len(rest) - len(rest.lstrip(" \t\u00a0)]:-–—|,."))
        lines.insert(number + 1, line.cut(at))
        take_date_line(line, reading)
        return True
    if is_prose(text) and not is_chrome(text):
        return False
    if is_link(text):
        line.label = "related"
        return True
    if is_chrome(text) or text.isdigit():
        line.label = "chrome"
        return True
    if is_section(text) and (title < 0 or lines[number - 1].label in ("date", "chrome", "section")):
        line.label = "section" if reading.section is None else "chrome"
        if reading.section is None:
            reading.section = value_at(text, line.span, "section above the title")
        return True
    beside = above_date or (number > 0 and lines[number - 1].label == "date")
    beside = beside or (number + 1 < len(lines) and bool(date_line(lines[number + 1].text)))
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    beside = beside or (number == title + 1 and is_outlet(below) and not is_outlet(text))
    affiliated = _AFFILIATION.match(text) or is_outlet(text)
    if number and lines[number - 1].label == "byline" and affiliated and not is_closed(text):
        line.label = "byline"
        return True
    if beside and reading.byline is None and sign(line, reading, "signature beside the date"):
        return True
    if above_date:
        line.label = "byline" if reading.byline else "unknown"
    return above_date
