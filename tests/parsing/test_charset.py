"""Bytes come back as the text they were, or say that they could not."""

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_pages import WRITTEN, misread, old

import newsarchive as na
from newsarchive.article.rules import RULES
from newsarchive.parsing.charset import decode
from newsarchive.text import one_byte

SEED = (Path(__file__).parents[2] / "seeds" / "000_a7dcd04b3dd74f0d.txt").read_text("utf-8")
SHORT = "Xã vùng cao mở thêm ba lớp học"
ACCENTED = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"


@pytest.mark.parametrize("text", [SEED, SHORT], ids=["seed", "a line"])
@pytest.mark.parametrize("name", WRITTEN)
def test_what_was_written_comes_back(name: str, text: str) -> None:
    decoded = decode(WRITTEN[name](text))
    assert unicodedata.normalize("NFC", decoded.text) == unicodedata.normalize("NFC", text)
    assert decoded.encoding == name
    (warning,) = decoded.warnings
    assert warning.partition(": ")[0] in RULES


def test_viscii_has_letters_where_others_have_quotation_marks() -> None:
    text = SEED.translate({ord("“"): '"', ord("”"): '"'})
    assert decode(old("viscii", text))[:2] == (text, "viscii")


def test_read_as_utf8_twice_too_many_and_by_latin_1() -> None:
    assert decode(misread(one_byte(SEED.encode()))).text == SEED
    assert decode(SEED.encode().decode("latin-1").encode()).text == SEED


def test_only_the_misread_lines_are_repaired() -> None:
    decoded = decode("Trang chủ\n".encode() + misread("Đảng bộ xã\n") + "Học tập\n".encode())
    assert decoded.text == "Trang chủ\nĐảng bộ xã\nHọc tập\n"
    assert decoded.warnings == ("UTF-8 that was read as windows-1252, repaired lines: 1",)


def test_quotation_marks_alone_are_repaired_among_clean_letters() -> None:
    assert decode("Ông nói: â€œHọc tậpâ€\u009d.".encode()).text == "Ông nói: “Học tập”."


def test_what_lost_letters_is_named_and_left() -> None:
    lossy = "Đảng bộ học tập và làm theo\nPhương Nga".encode().decode("cp1258", errors="replace")
    text, encoding, warnings = decode(lossy.encode())
    assert text.split("\n") == [lossy.split("\n")[0], "Phương Nga"]  # all letters of the second are still there
    assert encoding == "utf-8 as cp1252"
    assert "not repaired" in warnings[1]


OTHERS = [
    "Le théâtre a été créé à Paris, où les élèves français étudient déjà l'été et la forêt à côté.",
    "Él niño comió mañana; también habló español con el señor Muñoz, según él.",
    "Müller fährt über die Straße für schöne Grüße; größere Äpfel müssen weg.",
    "São Paulo é a maior cidade; não há opções nem informações às três irmãs.",
]


@pytest.mark.parametrize("text", OTHERS, ids=["French", "Spanish", "German", "Portuguese"])
def test_other_languages_stay_what_they_are(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", ())
    assert decode(text.encode("cp1252"))[:2] == (text, "cp1252")


CLEAN = [
    *("CÔ…", "CAFÉ”", "XÃ…", "HAI XÃ”\nCÔ–"),
    "hôm nay",
    "½ m² … “lời” – giá 5 €",
    "Ã",
    "Âu, ô tô, à",
    SEED,
    unicodedata.normalize("NFD", SEED),
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_is_left_alone(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", ())


@given(st.text(alphabet=ACCENTED + ACCENTED.upper() + "bcghkmnpt \n“”", max_size=200))
def test_no_clean_vietnamese_text_is_ever_repaired(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", ())


@given(st.binary(max_size=300))
def test_any_bytes_are_text(data: bytes) -> None:
    decoded = decode(data)
    assert all(warning.partition(": ")[0] in RULES for warning in decoded.warnings)


@pytest.mark.parametrize("cut", [-1, 40])
def test_a_bad_byte_does_not_make_a_utf8_page_another_encoding(cut: int) -> None:
    data = "Đảng bộ và nhân dân thành phố Cao Lãnh học tập và làm theo tấm gương đạo đức Hồ Chí Minh.".encode()
    text, encoding, warnings = decode(data[:cut] + b"\xff" + data[cut:])
    assert (encoding, text.count("\ufffd"), text.replace("\ufffd", "")) == ("utf-8", 1, data.decode())
    assert warnings == ("bytes that stand for no character, shown as U+FFFD: 1",)


def test_what_a_byte_order_mark_says_holds_for_a_page_cut_off() -> None:
    assert decode(codecs.BOM_UTF16_LE + "Báo".encode("utf-16-le") + b"\x1e")[:2] == ("Báo\ufffd", "utf-16")


def test_a_page_may_declare_what_is_not_vietnamese() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>越南人民军</p></body></html>'
    assert decode(page.encode("gb2312")) == (page, "gb2312", ())


@pytest.mark.parametrize("name", WRITTEN)
def test_an_old_page_reads_like_its_unicode_twin(name: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(WRITTEN[name](SEED))
    article, twin = na.read(page).to_dict(), na.read(text=SEED).to_dict()
    for field in ("title", "byline", "updated", "paragraphs", "publisher", "lead"):
        assert article[field] == twin[field]
    assert [label for _, _, label in article["labels"]] == [label for _, _, label in twin["labels"]]
    assert len(article["warnings"]) == 1
