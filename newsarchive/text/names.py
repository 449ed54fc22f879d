"""Names of people as Vietnamese news prints them: the family name comes first, and is not turned round."""

from __future__ import annotations

import re

# The family names that nearly everybody has, of the Kinh and of the larger minorities.
SURNAMES = frozenset(
    """
    an bạch bế bùi cà cao cầm châu chu chử cù cung cư dư dương đàm đan đào đặng đậu điền điêu đinh đoàn đỗ đồng đới
    đường
    giang giàng hà hạ hầu hoa hoàng hoàn hồ hứa huỳnh huy kha khổng khuất khương khưu kiều kim la lã lại lâm lầu lê lèo
    lò lô lục lư lưu lữ lường lương lý ly mã mạc mai man mẫn ngân nghiêm ngô ngọc ngụy nguyễn nhâm nhan ninh nông ong
    ông phạm phan phí phó phù phùng phương quách quan quàng sầm sùng tạ tăng tân thạch thái thân thẩm thào thiều thôi
    tiêu tiết tòng tô tôn tống trà trang trác trần triệu trịnh trưng trương từ ty ung uông văn vàng vi viên võ vòng vũ
    vừ vương xa xin y
    """.split()
)
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""The capitals of Vietnamese, for use within the brackets of a regular expression; their code points are no range."""

_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.\s?)+[^\W\d_]*\.?")


def name_form(name: str) -> str:
    """`name` with one capital a word, where a paper prints it in capitals: ``TRẦN MAI`` → ``Trần Mai``.

    Initials keep theirs: ``N.TUYÊN`` → ``N.Tuyên``, ``H.T`` and ``PV`` stay.
    """
    if not name.isupper() or (name.isascii() and name.isalpha() and len(name) <= 4):
        return name
    return " ".join(_word_form(word) for word in name.split())


def csl_name(name: str) -> dict[str, str]:
    """`name` as the Citation Style Language has it: ``family`` and ``given`` for a full name, else ``literal``.

    A name is full where it begins with a family name; pen names and initials are one piece. Vietnamese names are shown
    as they stand, the family name first (CSL 1.0.2, "static-ordering").
    """
    form = name_form(name)
    first, _, rest = form.partition(" ")
    if rest and first.casefold() in SURNAMES and not _INITIALS.match(rest):
        return {"family": first, "given": rest, "static-ordering": "true"}
    return {"literal": form}


def _word_form(word: str) -> str:
    parts = word.split(".")
    return ".".join(part if len(part) <= 1 else part[0] + part[1:].lower() for part in parts)
