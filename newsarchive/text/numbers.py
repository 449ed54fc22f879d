"""Numbers as Vietnamese news writes them, in figures and in words, read to exact values; and values in words.

A figure is read by the whole run of characters it stands in, so that a date, a clock time, a ratio or a code does not
give up its digits: ``4/7/2012``, ``7h30``, ``58/58`` and ``03-CT/TW`` are no numbers, and neither is a figure that
names something (``năm 2012``, ``Điều 5``, ``lớp 9``). A range is left to whoever reads both its ends at once: of
``5-7 năm`` and ``24 - 25 độ`` nothing is found, and of ``5 đến 7 triệu`` only ``7 triệu``.

The dot groups thousands and the comma is the decimal sign, as the Law on Accounting has it (03/2003/QH11, article 12);
papers print English figures, too. What may be either has both readings, the likelier first: ``8,030 tỷ`` is a decimal,
``1,234 hộ`` are thousands. Numbers are spelt by the rules of CLDR ("vi", spellout-cardinal) with the northern *linh*
and *nghìn*; the short forms of speech are read, too: ``triệu hai``, ``hai lăm``, ``trăm rưỡi``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from itertools import islice, product
from typing import NamedTuple

from newsarchive.text.keys import exact_key
from newsarchive.text.letters import compose


class Number(NamedTuple):
    """A number at ``text[start:end]``, from the hedge before it to the unit after it."""

    start: int
    end: int
    value: Decimal  # the likelier reading, with the magnitude applied
    alternatives: tuple[Decimal, ...] = ()  # the other readings
    unit: str | None = None  # as printed, in NFC and lower case: đồng, hộ, m2, %
    approx: str | None = None  # the hedge: gần, hơn, khoảng

    @property
    def ambiguous(self) -> bool:
        """Whether there is more than one reading."""
        return bool(self.alternatives)


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(map(exact_key, phrase.split())) for phrase in text.split(","))


_MEASURES = _phrases(
    "%, phần trăm, điểm phần trăm, °c, độ, độ c, độ richter, km, km2, km², km/h, m, m2, m², m3, m³, cm, cm2, mm, nm,"
    "mét, mét vuông, mét khối, km vuông, cây số, hải lý, dặm, inch, ha, héc ta, hecta, sào, mẫu, kg, g, gr, gam, gram,"
    "mg, tạ, tấn, yến, lít, l, ml, kwh, kw, mw, w, v, kv, mã lực, hz, mhz, ghz, gb, mb, tb, mp, mah"
)
_AMOUNTS = _MEASURES | _phrases(
    "đồng, đ, vnđ, vnd, usd, $, đô la, đô-la, đô, euro, bảng, bảng anh, nhân dân tệ, tệ, yên, won, rúp, baht,"
    "tuổi, tháng tuổi"
)
_UNITS = _AMOUNTS | _phrases(
    "năm, tháng, tuần, ngày, đêm, giờ, giờ đồng hồ, tiếng, tiếng đồng hồ, phút, giây, quý, thập kỷ, thế kỷ, lần, điểm,"
    "người, người dân, hộ, hộ dân, hộ gia đình, gia đình, nhân khẩu, xã, phường, thị trấn, thị xã, quận, huyện, tỉnh,"
    "tỉnh thành, thành phố, thôn, ấp, khóm, khu phố, nước, quốc gia, dự án, công trình, đồng chí, đồng đội,"
    "đồng nghiệp, đồng phạm, đại biểu, chi bộ, đảng bộ, tổ chức, tập thể, cá nhân, cơ quan, đơn vị, doanh nghiệp,"
    "công ty, cơ sở, hợp tác xã, cháu, em, trẻ, trẻ em, học sinh, sinh viên, thí sinh, giáo viên, cán bộ, đảng viên,"
    "hội viên, đoàn viên, công nhân, thành viên, nhân viên, lao động, chiến sĩ, liệt sĩ, bác sĩ, cầu thủ, bệnh nhân,"
    "nạn nhân, đối tượng, bị cáo, khách, hành khách, du khách, lượt, lượt người, lượt khách, vụ, vụ án, trường hợp, ca,"
    "ca khúc, ca sĩ, con, cây, chiếc, cái, căn, căn hộ, ngôi, nhà, tòa, tòa nhà, phòng, tầng, suất, bộ, cặp, quyển,"
    "cuốn, trường, lớp, bàn, bàn thắng, trận, phiếu, bài, mục tiêu, nhiệm vụ, chỉ tiêu, tiêu chí, giải, huy chương,"
    "sản phẩm, hồ sơ, xe, xe máy, ô tô, tàu, thuyền, thuyền viên, máy bay, cầu, viên, quả, cổ phiếu"
)
_HEDGES = _phrases(
    "gần, hơn, khoảng, trên, dưới, ngót, chừng, cỡ, tầm, xấp xỉ, ước chừng, ước tính, ước, tối đa, tối thiểu, ít nhất,"
    "nhiều nhất, trên dưới, không dưới, không quá, quá, cứ độ, vào độ, chừng độ, khoảng độ, mất độ, được độ, có độ"
)
# After the first a figure is a name unless it is money, a measure or an age, after the second where no unit follows.
_ORDINAL = _phrases(
    "thứ, ngày, mùng, mồng, tháng, năm, quý, quận, q, phường, p, khóm, tầng, lớp, khối, khóa, điều, khoản, chương, mục,"
    "giờ, trang, vòng, cấp, thôn, ấp, xóm, ngõ, ngách, hẻm, kiệt, lộ, ql, tl, phút, hiệp, tuần, sn, tết, số"
)
_NAMED = _phrases(
    "nhóm, đội, tổ, loại, phần, bài, tập, câu, bước, trận, phòng, khu, lô, đề, mã, hình, ảnh, bảng, biểu, hạng, top,"
    "type, giải, kỷ, niên, kỳ, độ, lần, bàn, đoàn, quyết, thị, định, tuyến, km, sao, cửa, đai, ương, bóng, án, nhà,"
    "cup, set, chiến, hậu, viện, lịch, trình, tốp, phố, hiệu, mũi, vị, sở, dòng"
)
_LESS = _phrases("thấp, rẻ, đắt, ít, kém, sớm, muộn, chậm, trẻ")  # thấp hơn 5% is a difference of just 5 %
_EACH = _phrases("mỗi, một, hàng, hằng, mấy, nửa, trong số, tổng số, con số, trong vòng")  # … but not so: mỗi năm 5 vụ
_DATED = _phrases("ngày, sáng, trưa, chiều, tối, đêm, hôm, qua, nay, mai, mùng, tháng")
_AT = _phrases("lúc, vào, từ, đến, tới, trước, hồi, đúng")  # … 7 giờ is a time of day

# One letter a word, so that what a number may be is written in letters; F stands for a figure, m for "some".
_WORDS = (
    "không=0 một=1 hai=2 ba=3 bốn=4 năm=5 sáu=6 bảy=7 tám=8 chín=9 bẩy=7 mốt=a tư=b lăm=c nhăm=c mười=X hăm=h linh=L "
    "lẻ=L mươi=M chục=C trăm=H nghìn=N ngàn=N vạn=V triệu=T tỷ=B tỉ=B rưỡi=R rưởi=R mấy=m vài=m dăm=m"
)
_LETTERS = {word: letter for word, _, letter in (pair.partition("=") for pair in _WORDS.split())}
_GLUED = {**_LETTERS, "k": "N", "tr": "T"}
_DIGITS = {**{str(n): n for n in range(10)}, "a": 1, "b": 4, "c": 5}
_TENS = {"X": 10, "h": 20, "L": 0}
_SCALES = {"M": 10, "C": 10, "H": 100, "N": 10**3, "V": 10**4, "T": 10**6, "B": 10**9}


def _grammar() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is a number in running text, and what is one by itself."""
    # After tens "năm" are years; "triệu một" and "triệu không" begin something else.
    ones, short = "[1-46-9abc]", "[2-46-9abc]"
    tens = f"(?:[2-9]M{ones}?|[Xh]{ones}|[1-9F]C(?:R|{short})?|(?!1|5b)[1-9][abc])"
    hundreds = f"[0-9F]H(?:L[1-9b]|{tens}|X|R|{short}{ones}?)?"
    group = f"(?:{hundreds}|{tens}|[1-9FX])"
    thousands = f"{group}(?:[TV](?:{group}N)?|N)"
    billions = f"(?:{thousands}{group}?|{group})B(?:{group}T)?(?:{group}N)?"
    number = f"(?:{billions}|{thousands})(?:L[1-9b]|{hundreds}|{tens}|X|R|{short})?|{hundreds}|{tens}|[CHNVTB]R"
    # Not "ba bốn trăm", nor a piece of a range or of a spaced code, nor the figure of "3 rưỡi" and "5 đến 7 triệu".
    in_text = f"(?<![Fxm-])(?:(?<![1-46-9])|(?![1-9]))(?>{number}|F(?![FxR]|~x|~F[CHNVTB]))(?!-[Fx]|m)"
    return re.compile(in_text), re.compile(f"{number}|[0-9FXb]|[CHNVTB](?:[NVTB]|{short})?")


_IN_TEXT, _ALONE = _grammar()
_S = r"[^\S\n]"  # a line ends what stands in it
# The first letter by itself lets the search skip the others; what it takes too much has no letter.
_REST = "|".join(word[1:] for word in _LETTERS)
_WORD = re.compile(
    f"[0-9{''.join(word[0] + word[0].upper() for word in _LETTERS)}]"
    rf"(?<!\w\w)(?:(?<=[0-9])[\w.,:/–-]*|(?:{_REST}|{_REST.upper()})(?!\w))"
)
# A scale that begins another word: tỷ lệ, triệu phú.
_NO_SCALE = re.compile(rf"(?:t[ỷỉ]{_S}+(?:lệ|phú|giá|số|trọng|suất|mỉ)|triệu{_S}+(?:phú|tập|hồi|chứng))(?!\w)", re.I)
_FIGURE = re.compile(
    r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?|"  # 1.200 and 1.234,5
    r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|"  # 1,234,567 and 1,234.5
    r"[0-9]+(?:[.,][0-9]+)?)"
    r"(?:(km/h|[^\W\d_]\w*)(?:/[^\W\d_]\w*)?)?"  # m2, đ/kg
)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_CARATS = ("9k", "10k", "14k", "18k", "22k", "24k")
_LONGEST = 40  # characters of a figure and what is glued to it
_EXACT = Context(prec=100)
_GLUE = re.compile(r"\w[.,:/–−'’(=-]$|\[$")
_JOINERS, _MINUS, _MINUTE = ("-", "–", "—", "/", "x", "×", "+"), ("-", "−"), ("'", "’", "′")
_UNIT_WORD = r"[^\W\d_]\w*(?:-\w+)*"
_UNIT = re.compile(rf"{_S}*([%$]|°[Cc]|km/h|{_UNIT_WORD})(?:{_S}+({_UNIT_WORD}))?(?:{_S}+({_UNIT_WORD}))?")
_HALF = re.compile(rf"{_S}+rư[ỡở]i(?!\w)", re.I)
_OF_DAY = re.compile(rf"{_S}*(?:[0-9]|(?:sáng|trưa|chiều|tối|đêm|khuya|ngày|cùng|hôm|kém|rưỡi)(?!\w))")
_OF_YEAR = re.compile(rf"{_S}+(?:[1-9]|1[0-2])(?![\w.,]|{_S}+(?:ngày|lần))|{_S}+(?:[0-9]+[/.-][0-9]|giêng|chạp)", re.I)
_DAY = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0?[1-9]|1[0-2])")
# 2012, 7.2012, 0908, 1001234, 4.0, 05.02
_CODE = re.compile(r"(?:[0-9]{1,2}\.)?(?:19|20)[0-9]{2}|0[0-9]{2,}|[0-9]{7,}|[0-9]+\.0|0[1-9]\.[0-9]{2}")
_ITEM = re.compile(r"[.)]\s")
_BACK = 30  # characters before a number in which a hedge, or a word that makes it a name, is looked for
_OPENING = '(“"‘['
_STOPS = (".", "!", "?", ":", ";", "…", "”", '"', ")")


class _Word(NamedTuple):
    start: int
    end: int
    figure: str = ""


def find_numbers(text: str) -> list[Number]:
    """Every number of running text, in order and not overlapping, with offsets into `text` as given.

    Words are read where at least two make a number (``hai mươi lăm``, ``ba triệu``): one alone is too often another
    word. A figure that names a day, a year, a place in a row or a law is passed over.
    """
    composed, offsets = compose(text)
    letters, words = _spelt_in_letters(composed)
    found: list[Number] = []
    since = 0  # where the number before ends
    for match in _IN_TEXT.finditer(letters):
        parts = words[match.start() : match.end()]
        if parts[0].start >= since:
            number = _read(composed, match[0], parts, since)
            if not _is_name(composed, number, parts, since):
                found.append(number)
                since = number.end
    return [number._replace(start=offsets[number.start], end=offsets[number.end]) for number in found]


def read_number(text: str) -> Number:
    """The number that the whole of `text` is. Raises `ValueError` where it is none."""
    composed, offsets = compose(text)
    letters, words = _spelt_in_letters(composed)
    for match in islice(_ALONE.finditer(letters), 3):  # a word of the hedge may be one of a number: không dưới 5
        number = _read(composed, match[0], words[match.start() : match.end()], 0)
        if not composed[: number.start].strip() and not composed[number.end :].strip():
            return number._replace(start=offsets[number.start], end=offsets[number.end])
    raise ValueError(f"Not a number: {text[:_LONGEST]!r}.")


def spell_number(value: int) -> str:
    """`value` in Vietnamese words: 25 → ``hai mươi lăm``. Raises `ValueError` where it has more than 18 digits."""
    if abs(value) >= 10**18:
        raise ValueError("Only numbers of at most 18 digits are spelt.")
    words: list[str] = []
    names = list(_LETTERS)
    for power, name in ((15, "triệu"), (12, "nghìn"), (9, ""), (6, "triệu"), (3, "nghìn"), (0, "")):
        hundreds, tens, ones = map(int, f"{abs(value) // 10**power % 1000:03}")
        if hundreds or tens or ones:
            if hundreds or words:  # what goes on has its hundreds even if there are none
                words += [names[hundreds], "trăm"]
            if tens:
                words += ["mười"] if tens == 1 else [names[tens], "mươi"]
            elif ones and words:
                words.append("linh")
            special = {1: "mốt", 4: "tư", 5: "lăm"} if tens > 1 else {5: "lăm"} if tens else {}
            words += [special.get(ones, names[ones]) if ones else "", name]
        if power == 9 and words:
            words.append("tỷ")
    return " ".join(filter(None, ["âm" if value < 0 else "", *(words or ["không"])]))


def _spelt_in_letters(text: str) -> tuple[str, list[_Word]]:
    """The figures and number words of `text`, a letter for each and one for what stands between; and where each is."""
    letters: list[str] = []
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        start = match.start()
        if "0" <= text[start] <= "9":
            pieces = _figure(text, start, match[0].rstrip(".,:–"))
        elif (letter := _LETTERS.get(match[0].lower())) and not (letter in "TB" and _NO_SCALE.match(text, start)):
            pieces = [(letter, _Word(start, match.end()))]
        else:
            continue
        between = text[words[-1].end : start] if words else "."
        if "\n" in between or not between.isspace():
            mark = between.strip() if "\n" not in between else ""
            dash = mark.endswith(_JOINERS) and len(mark) <= 6 and letters[-1] in "FxCHNVTB"  # 24 - 25, 5% - 7%
            pieces.insert(0, ("-" if dash else "~" if mark in ("đến", "tới") else " ", _Word(start, start)))
        for letter, word in pieces:
            letters.append(letter)
            words.append(word)
    return "".join(letters), words


def _figure(text: str, start: int, run: str) -> list[tuple[str, _Word]]:
    """A figure and the magnitude glued to it; x where it is part of something else: a date, a code, a minute."""
    end = start + len(run)
    match = _FIGURE.fullmatch(run) if len(run) <= _LONGEST and run not in _CARATS else None
    if match and not text.startswith(_MINUTE, end) and not _GLUE.search(text[max(0, start - 2) : start]):
        figure = _Word(start, start + match.end(1), match[1])
        if match[2] is None or _unit(match[2], 0)[0]:
            return [("F", figure)]
        if _GLUED.get(match[2]) in _SCALES:
            return [("F", figure), (_GLUED[match[2]], _Word(figure.end, end))]
    return [("x", _Word(start, end))]


def _read(text: str, letters: str, words: Sequence[_Word], since: int) -> Number:
    """The number of these words, with its unit, its sign and the hedge before it."""
    start, figure, scale, negative, approx = words[0].start, words[0].figure, _SCALES.get(letters[-1], 0), False, None
    unit, end = _unit(text, words[-1].end)
    with localcontext(_EXACT):
        values = [_value(letters, figures) for figures in product(*(_values(w.figure) for w in words if w.figure))]
        if len(values) > 1 and not figure.endswith("000") and (scale or unit in _MEASURES):
            values.reverse()
        if unit == "năm" and scale >= 100 and not figure:
            values.append(values[0] + scale // 2)  # "hai triệu năm": two million years, or two and a half million
        elif unit and unit != "giờ" and scale < 100 and (half := _HALF.match(text, end)):
            values, end = [value + Decimal("0.5") for value in values], half.end()
    before = _before(text, since, start)
    if text[max(0, start - 1) : start] in _MINUS and text[max(0, start - 2) : start - 1].strip() in ("", "("):
        start, negative = start - 1, True
    elif before and exact_key(before[-1]) == "âm" and exact_key(before[0]) != "siêu":
        start, negative = text.rindex(before[-1], 0, start), True
    before = _before(text, since, start)
    for count in (2, 1):
        phrase = " ".join(before[-count:]).lstrip(_OPENING)
        hedge = exact_key(phrase)
        place = hedge in ("trên", "dưới") and values[0] < 10 and unit not in _AMOUNTS | {"năm", "tháng"}
        compared = hedge == "hơn" and exact_key(before[0]) in _LESS
        if hedge in _HEDGES and not place and not compared:  # trên 3 chiếc xe
            start, approx = text.rindex(phrase.split()[0], since, start), hedge
            break
    value, *others = (value.copy_negate() if negative else value for value in values)
    return Number(start, end, value, tuple(others), unit or None, approx)


def _value(letters: str, figures: Sequence[Decimal]) -> Decimal:
    """What the letters of a number come to; a part that is done waits, with its scale, for a higher one."""
    parts: list[tuple[Decimal, int]] = []
    head: Decimal | None = None  # a digit or figure that waits for its scale
    step, rest = 1, iter(figures)  # step: what one of the head counts if no scale follows, in "triệu hai" 100,000
    for letter in letters:
        top = parts[-1][1] if parts else 1
        if scale := _SCALES.get(letter):
            low = [part for part, lower in parts if lower < scale]
            amount = sum(low) + (head or 0) * (step if low else 1) if low or head is not None else 1
            parts = [*parts[: len(parts) - len(low)], (Decimal(amount * scale), scale)]
            head = None
        elif letter in _TENS:
            parts.append((Decimal(_TENS[letter]), 10))
        elif letter == "R":
            parts.append((Decimal(top) / 2, 1))
        elif letter == "F":
            head, step = next(rest), 1
        elif head is None:
            head, step = Decimal(_DIGITS[letter]), max(top // 10, 1)
        else:
            head, step = 10 * head + _DIGITS[letter], 1
    value = sum((part for part, _ in parts), Decimal(0)) + (head or 0) * step
    whole = value.to_integral_value()
    return whole if value == whole else value


def _values(figure: str) -> tuple[Decimal, ...]:
    """The readings of a figure, thousands before decimals."""
    if "," in figure and "." in figure:
        group = "." if figure.rindex(",") > figure.rindex(".") else ","
        return (Decimal(figure.replace(group, "").replace(",", ".")),)
    decimal, thousands = figure.replace(",", "."), figure.replace(",", "").replace(".", "")
    if not _GROUPED.fullmatch(figure):
        return (Decimal(decimal),)
    return (Decimal(thousands), Decimal(decimal)) if figure.count(",") == 1 else (Decimal(thousands),)


def _unit(text: str, at: int) -> tuple[str, int]:
    """The longest unit at `at` and where it ends. One capital is none: 4G, 10M."""
    if match := _UNIT.match(text, at):
        words = [word for word in match.groups() if word]
        for last in range(len(words), 0, -1):
            unit = " ".join(words[:last])
            if " ".join(map(exact_key, words[:last])) in _UNITS and not (len(unit) == 1 and unit.isupper()):
                return unit.lower(), match.end(last)
    return "", at


def _before(text: str, since: int, start: int) -> list[str]:
    """The last two words of the line before `start`, with their punctuation; none from before `since`."""
    line = text[max(since, start - _BACK) : start]
    return line[line.rfind("\n") + 1 :].split()[-2:] if line[-1:].isspace() else []


def _is_name(text: str, number: Number, parts: Sequence[_Word], since: int) -> bool:
    """Whether the number is no amount but a day, a time of day, a year, a place in a row, a part of a name."""
    unit, figure, start, end = number.unit, parts[0].figure, parts[0].start, parts[-1].end
    before = [word.lstrip(_OPENING) for word in _before(text, since, number.start)]
    previous, word = ["", "", *map(exact_key, before)][-2:]
    alone = bool(figure) and len(parts) == 1
    plain = (alone and figure.isdecimal()) or (not figure and number.value < 100)
    if plain and unit == "tháng" and _OF_YEAR.match(text, number.end):
        return True
    if plain and unit == "giờ" and (word in _AT or _OF_DAY.match(text, number.end)):
        return True
    if not text[start:end].isupper() and any(map(str.isupper, text[start + 1 : end])):  # Ba Tư, 48 Vạn Phúc
        return True
    if alone and not unit and _CODE.fullmatch(figure):
        return True
    if number.approx:
        return False
    dated = {previous, word} & _DATED or word in _ORDINAL | _NAMED or text[max(0, start - 1) : start] == "("
    if alone and dated and unit not in _AMOUNTS and _DAY.fullmatch(figure):
        return True
    if not (previous in _EACH or f"{previous} {word}" in _EACH):
        if plain and ((word in _ORDINAL and unit not in _AMOUNTS) or (word in _NAMED and not unit)):
            return True
        if word == "năm" and not unit and 1000 <= number.value < 3000:
            return True
    if unit or not (alone and plain):
        return False
    capital = word[-1:].isalpha() and any(map(str.isupper, before[-1]))
    begins = not previous or previous.endswith(_STOPS)
    return bool(
        (since and text[since:start].isspace())
        or (_ITEM.match(text, end) and (not word or word.endswith(_STOPS) or capital))
        or (capital and not (begins and before[-1].istitle()))  # iPhone 7, and Mazda 3 where it begins no sentence
    )
