"""Below the text: signature and credit, links to other articles, what readers say, and the foot of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsarchive.parsing.chrome import Marker, is_chrome, is_link, marker
from newsarchive.parsing.outlets import is_outlet
from newsarchive.parsing.people import Signature, is_full_name, read_signature
from newsarchive.parsing.reading import CAPTION, Line, Reading, date_line, mark_of, sign, take_date_line
from newsarchive.parsing.shapes import is_closed, is_item, is_prose
from newsarchive.text import is_syllable

_SUMMARY = 120  # a line of running text below a list of links, if longer than this, is the article's again
_MAX_APART = 4
_MAX_SIGNATURES = 3
_MAX_GLUED = 90
_SAID = 4  # words before a signature on the same line
_MIN_HEADLINE = 25
_LONG_BUTTON = 40
# The headline of another article with its date, as lists of them are printed.
_LISTED = re.compile(
    r"""\S.{8,160}?[\s(\[|–-]*(?<!\d)\d{1,2}[-/.]\d{1,2}(?:[-/.](?:\d{4}|\d{2}))?
        (?:\s*[-–|,]?\s*\d{1,2}[:h]\d{2}(?::\d{2})?)?[)\]]?\s*""",
    re.VERBOSE,
)
_RULE = re.compile(r"\s*[-_=*~–—]{5,}\s*")
_NOTE = re.compile(r"\s*(?:[(\[]\d{1,2}[)\]]|\d{1,2}[.)]|\*)\s*\S")
_KEYWORDS = re.compile(r"\s*từ\s+kh[óo][áa]\s*:", re.IGNORECASE)
_OPENING = 3  # paragraphs
_LIST = 3  # so many of them, one after another
_MAX_HEADING = 60
_BULLET = re.compile(r"\s*•\s*\S.{24,}")
_MIN_BULLETS = 2
_WORD = re.compile(r"[^\W\d_]+")
_ANSWER = ("hỏi:", "đáp:", "trả lời:")
_GLUED = re.compile(r"""[.!?…]["”’»)]*(?:/[.,-]?)?(?P<gap>\s*)(?=[^\s.,;])""")
_STRONG = re.compile(r"\(|/|:|\btheo\b|thực\s+hiện|ghi$|tổng\s+hợp|dịch$", re.IGNORECASE)


def read_tail(lines: list[Line], reading: Reading) -> list[Line]:
    """Label what stands below and between the text of `lines`; return the lines of the text."""
    end = find_end(lines)
    _label_below(lines[end:], reading)
    text = [line for line in lines[:end] if line.label == "unknown"]
    prose = max((n for n, line in enumerate(text) if is_prose(line.text)), default=len(text))
    for number, line in enumerate(text):
        if is_link(line.text):
            line.label = "related"
        elif number > prose and _says_updated(line.text):
            take_date_line(line, reading)
        elif line.text.strip().casefold() in _ANSWER:
            continue
        elif not any(map(str.isalnum, line.text)) or (is_chrome(line.text) and _is_no_item(line.text)):
            line.label = "chrome"
    text = [line for line in text if line.label == "unknown"]
    text = _without_links(text, reading)
    body = _without_signatures(text, reading)
    body = _without_headlines(body, reading, ended=end < len(lines))
    if body and reading.byline is None:
        _read_glued(lines, body, reading)
    return body


def find_end(lines: Sequence[Line]) -> int:
    """Where the article ends: at the first heading of something else, unless the text goes on below its links."""
    begun = False
    number = prose = 0
    while number < len(lines):
        text = lines[number].text
        prose += is_prose(text)
        begun = begun or prose > 0 or not is_chrome(text)
        kind = marker(text) if begun else None
        if begun and _is_last_rule(lines, number):
            kind = "chrome"
        elif kind == "chrome" and prose < _OPENING and _KEYWORDS.match(text) and _goes_on(lines, number + 1, 3):
            kind, lines[number].label = None, "chrome"  # of an essay, between its summary and its text
        if kind == "related":
            again = _goes_on(lines, number + 1)
            if again is None:
                return number
            lines[number].label = "chrome"
            for line in lines[number + 1 : again]:
                line.label = "related" if line.label == "unknown" else line.label
            number = again
            continue
        if kind is not None and not (kind == "comment" and _goes_on(lines, number + 1, 3)):
            return number
        if begun and _begins_list(lines, number) and _goes_on(lines, number + _LIST) is None:
            return number
        number += 1
    return len(lines)


def _is_last_rule(lines: Sequence[Line], number: int) -> bool:
    """True for a line of dashes or the like, below which stand neither text nor notes."""
    if not _RULE.fullmatch(lines[number].text):
        return False
    has_notes = any(_NOTE.match(line.text) for line in lines[number + 1 : number + 2])
    return not has_notes and _goes_on(lines, number) is None


def _begins_list(lines: Sequence[Line], number: int) -> bool:
    """True where a list of other articles with their dates begins on line `number`, or its heading stands there."""
    items = lines[number + 1 : number + 1 + _LIST]
    if len(items) < _LIST - 1 or not all(_is_listed(line.text) for line in items[: _LIST - 1]):
        return False
    first = lines[number].text
    return _is_listed(first) or (len(items) == _LIST and _is_listed(items[-1].text) and _is_list_heading(first))


def _is_listed(text: str) -> bool:
    last = text.rstrip()[-1:]
    return (last.isdigit() or last in ")]") and bool(_LISTED.fullmatch(text)) and not date_line(text)


def _is_list_heading(text: str) -> bool:
    return len(text) <= _MAX_HEADING and not is_closed(text) and not date_line(text)


def _goes_on(lines: Sequence[Line], start: int, most: int = 12) -> int | None:
    """The line below a few short ones from which the text goes on; None where it does not."""
    for number, line in enumerate(lines[start : start + most], start):
        if is_prose(line.text) and len(line.text) >= _SUMMARY and marker(line.text) is None:
            return number
        if marker(line.text) not in (None, "related"):
            return None
    return None


def _label_below(lines: list[Line], reading: Reading) -> None:
    """Label what stands below the article; a line there may still say when it was last updated."""
    kind: Marker = "chrome"
    for line in lines:
        begins = marker(line.text)
        if begins:
            kind, line.label = begins, "chrome"
        elif kind == "chrome" and _says_updated(line.text):
            take_date_line(line, reading)
        elif _is_listed(line.text):
            line.label = "related"
        elif kind == "chrome" or is_chrome(line.text) or line.text.strip().isdigit():
            line.label = "chrome"
        else:
            line.label = kind


def _is_no_item(text: str) -> bool:
    """True unless a line that could be a button is an item of a list."""
    return not is_item(text) or len(text) > _LONG_BUTTON


def _says_updated(text: str) -> bool:
    return any(found.label == "updated" for found in date_line(text))


def _without_links(text: list[Line], reading: Reading) -> list[Line]:
    """`text` without the links to other articles that stand within it unmarked.

    Two or more headlines right below the lead are such; and a paragraph further down that begins with the paper's own
    mark (``TTO -``) is the lead of another article, with its headline above it.
    """
    first = next((n for n, line in enumerate(text) if is_prose(line.text)), len(text))
    after = first + 1
    while after < len(text) and _is_headline(text[after].text):
        after += 1
    if after - first > 2 and after < len(text) and is_prose(text[after].text):
        for line in text[first + 1 : after]:
            line.label = "related"
    for start, end in _bullets(text, first):
        for line in text[start:end]:
            line.label = "related"
    if first < len(text) and mark_of(text[first].text.strip()):
        for number, line in enumerate(text[first + 1 :], first + 1):
            if is_prose(line.text) and mark_of(line.text.strip()) and _same_mark(line.text, text[first].text):
                line.label = "related"
                if text[number - 1].label == "unknown" and not is_closed(text[number - 1].text):
                    text[number - 1].label = "related"
    return [line for line in text if line.label == "unknown"]


def _bullets(text: list[Line], first: int) -> Iterator[tuple[int, int]]:
    """Where headlines of other articles stand as a list between paragraphs that do not announce one."""
    start = first + 1
    while start < len(text):
        end = start
        while end < len(text) and _BULLET.match(text[end].text) and not is_closed(text[end].text):
            end += 1
        amid = end < len(text) and is_prose(text[end].text) and is_closed(text[start - 1].text)
        if end - start >= _MIN_BULLETS and amid:
            yield start, end
        start = end + 1


def _same_mark(one: str, other: str) -> bool:
    return one.strip()[:3] == other.strip()[:3]


def _is_headline(text: str) -> bool:
    """True for a line that could be the headline of another article: long enough, and not ended."""
    bare = text.strip()
    return (
        _MIN_HEADLINE <= len(bare) <= 120
        and not is_prose(bare)
        and not bare.endswith((".", ":", ")", "!"))
        and not is_item(bare)
        and not CAPTION.fullmatch(bare)
        and not date_line(bare)
    )


def _without_headlines(body: list[Line], reading: Reading, ended: bool) -> list[Line]:
    """`body` without two or more short lines at its end, where the site goes on below: other articles, or tags."""
    last = max((n for n, line in enumerate(body) if _is_text(line.text) or is_item(line.text)), default=-1)
    short = body[last + 1 :]
    plain = [line for line in short if not line.text.strip().endswith((".", ":", ")", "!")) and not _is_caption(line)]
    if (
        ended
        and last >= 2
        and len(short) >= 2
        and len(plain) == len(short)
        and not body[last].text.rstrip().endswith(":")
    ):
        for line in short:
            line.label = "related"
        return body[: last + 1]
    return body


def _is_caption(line: Line) -> bool:
    return bool(CAPTION.fullmatch(line.text.strip()))


def _is_text(text: str) -> bool:
    return is_prose(text) or (is_closed(text) and len(text) > 12 and not CAPTION.fullmatch(text.strip()))


def _without_signatures(text: list[Line], reading: Reading) -> list[Line]:
    """`text` without the lines that sign it, and without what stands below these and is no box of the article."""
    last = max((n for n, line in enumerate(text) if _is_text(line.text)), default=-1)
    start = last + 1 if last >= 0 else max(0, len(text) - 2)
    for number in range(start, min(len(text), start + _MAX_APART)):
        line = text[number]
        if date_line(line.text) and not reading.dates:
            take_date_line(line, reading)
        elif _may_sign(text, number, last) and sign(line, reading, "signature on the last line"):
            return _signed(text, number, reading)
    for number in range(max(1, last - _MAX_APART), last):
        line, below = text[number], text[number + 1]
        signature = read_signature(line.text)
        known = signature is not None and signature.byline is not None and is_closed(text[number - 1].text)
        known = known and not is_item(line.text)
        strong = bool(_STRONG.search(line.text)) or is_full_name(line.text.strip()) or line.text.strip().isupper()
        if known and strong and not is_prose(below.text) and sign(line, reading, "signature on the last line"):
            return _signed(text, number, reading)
    return [line for line in text if line.label == "unknown"]


def _signed(text: list[Line], number: int, reading: Reading) -> list[Line]:
    """The text, signed on line `number`; below that only a box, a heading over running text, still belongs to it."""
    below = number + 1
    while below < min(len(text), number + _MAX_SIGNATURES):
        line = text[below]
        if date_line(line.text) and not reading.dates:
            take_date_line(line, reading)
        elif is_outlet(line.text) and line.text.strip()[:1] != "(":
            break  # a site's name by itself, below a name, is the site's
        elif not sign(line, reading, "signature on the last line"):
            break
        below += 1
    rest = text[below:]
    box = [line for line in rest if _is_text(line.text)]
    if not box or any(mark_of(line.text.strip()) for line in box) or is_prose(rest[0].text):
        for line in rest:
            line.label = "related"
    return [line for line in text if line.label == "unknown"]


def _may_sign(text: list[Line], number: int, last: int) -> bool:
    """True unless the line stands in a list of names, or is a lone word in verse."""
    line = text[number].text.strip()
    above = text[number - 1].text.strip() if number else ""
    if is_item(line) or above.endswith(":") or _is_foreign(line):
        return False
    run = [entry.text.strip() for entry in text[max(0, number - 2) : number + 3]]
    if sum(is_full_name(entry) for entry in run) >= 3:
        return False
    return last >= 0 or is_full_name(line) or bool(_STRONG.search(line)) or line.isupper()


def _is_foreign(line: str) -> bool:
    """True for words of no Vietnamese syllable: a club, a firm, a button; a correspondent has more than a name."""
    words = _WORD.findall(line)
    return bool(words) and not (_STRONG.search(line) or "." in line or any(map(is_syllable, words)))


def _read_glued(lines: list[Line], body: list[Line], reading: Reading) -> None:
    """A signature copied onto the end of the last paragraph: ``… của nhân dân.Phương Nga``."""
    line = next((line for line in reversed(body) if is_prose(line.text) or _GLUED.search(line.text)), None)
    if line is None or _is_caption(line):
        return
    bare = line.text.rstrip()
    for match in reversed(list(_GLUED.finditer(bare, max(1, len(bare) - _MAX_GLUED)))):
        tail = bare[match.end() :]
        signature = read_signature(tail)
        if signature is None or tail.count("(") != tail.count(")"):
            continue
        if tail.endswith("?") or (len(tail.split()) == 1 and not _is_mark(tail)):
            continue
        known = _STRONG.search(tail) or tail.isupper() or is_full_name(tail)
        quoted = bare[match.start() : match.end()].rstrip()[-1:] in '”"»'
        words = _WORD.findall(tail)
        plain = len(words) > 1 and all(map(is_syllable, words))
        if (
            (match["gap"] and not (known or plain))
            or (quoted and match["gap"])
            or len(bare[: match.start()].split()) < _SAID
        ):
            continue
        if not _is_known(signature, reading):
            signed = line.cut(match.end())
            sign(signed, reading, "signature at the end of the last paragraph")
            lines.insert(lines.index(line) + 1, signed)
        return


def _is_known(signature: Signature, reading: Reading) -> bool:
    """True where a signature says nothing that is not known yet."""
    return bool((signature.byline and reading.byline) or (signature.credit and reading.credit))


def _is_mark(tail: str) -> bool:
    """True for initials and for a name in brackets: one word is too little otherwise."""
    return tail.startswith("(") or "." in tail.strip(".") or (tail.isupper() and len(tail) <= 4)
