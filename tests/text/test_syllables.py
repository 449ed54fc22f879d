"""What Vietnamese spelling allows, and what it does not."""

import unicodedata

import pytest

from newsarchive.text import is_syllable

ALLOWED = """a ở yêu nghiêng giếng gì già quý quỳnh khuỷu ngoằn ngoèo thuở huế hoà hòa uỷ ủy xoong đường Nguyễn TRƯỜNG
rượu khuya bướu ỷ iêm kiểm quyển thuyết loắt choắt mướp lịch tuýp tuếch quạnh"""
REFUSED = "việć tộtt đt hđnd các̣ hoc lap mach bêch wá fải jì zô école ngủhết ưo aă"


@pytest.mark.parametrize("word", ALLOWED.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word.upper()))


@pytest.mark.parametrize("word", [*REFUSED.split(), "", "học tập", "58"])
def test_what_spelling_does_not_allow(word: str) -> None:
    assert not is_syllable(word)


def test_a_stop_takes_only_sac_or_nang() -> None:
    assert [word for word in "mat màt mát mảt mãt mạt".split() if is_syllable(word)] == ["mát", "mạt"]
