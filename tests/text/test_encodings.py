"""The old encodings, against texts whose bytes are known."""

import pytest

from newsarchive.text import READINGS, bytes_of, one_byte, spelling

MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc"
WRITTEN = {
    "tcvn3": "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc",
    "vni": "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_motto_as_every_letterhead_had_it(name: str) -> None:
    assert READINGS[name](WRITTEN[name]) == MOTTO


LETTERS = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵĂÂÊÔƠƯĐ"
# What the GNU C library writes for these letters, in TCVN5712-1 and in VISCII.
WRITTEN_BY_THE_C_LIBRARY = {
    "tcvn3": """
    61 b5 b6 b7 b8 b9 a8 bb bc bd be c6 a9 c7 c8 c9 ca cb ae 65 cc ce cf d0 d1
    aa d2 d3 d4 d5 d6 69 d7 d8 dc dd de 6f df e1 e2 e3 e4 ab e5 e6 e7 e8 e9 ac
    ea eb ec ed ee 75 ef f1 f2 f3 f4 ad f5 f6 f7 f8 f9 79 fa fb fc fd fe a1 a2
    a3 a4 a5 a6 a7
    """,
    "viscii": """
    61 e0 e4 e3 e1 d5 e5 a2 c6 c7 a1 a3 e2 a5 a6 e7 a4 a7 f0 65 e8 eb a8 e9 a9
    ea ab ac ad aa ae 69 ec ef ee ed b8 6f f2 f6 f5 f3 f7 f4 b0 b1 b2 af b5 bd
    b6 b7 de be fe 75 f9 fc fb fa f8 df d7 d8 e6 d1 f1 79 cf d6 db fd dc c5 c2
    ca d4 b4 bf d0
    """,
}


@pytest.mark.parametrize("name", WRITTEN_BY_THE_C_LIBRARY)
def test_the_tables_agree_with_the_c_library(name: str) -> None:
    assert READINGS[name](one_byte(bytes.fromhex(WRITTEN_BY_THE_C_LIBRARY[name]))) == LETTERS


def test_vni_capitals_take_marks_of_either_case() -> None:
    assert READINGS["vni"]("ÑAÛNG BOÄ TÆNH, Aûnh, ÑÖÔØNG, Yù kieán") == "ĐẢNG BỘ TỈNH, Ảnh, ĐƯỜNG, Ý kiến"


def test_every_byte_is_one_character_and_back() -> None:
    assert bytes_of(one_byte(bytes(range(256)))) == bytes(range(256))
    assert len(one_byte(bytes(range(256)))) == 256
    with pytest.raises(UnicodeEncodeError):
        bytes_of("học")


def test_spelling_counts_different_accented_words() -> None:
    assert spelling("Học tập, học tập và “tập” école") == (4, 5)  # Học, tập, học, và; not tập twice
    assert spelling("plain words") == (0, 0)
