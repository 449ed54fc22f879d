"""Words typed with the keys of Telex or VNI, and no input method on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.typing import meant


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        pair.split()
        for pair in """
        hocj học / tapaj tập / taapj tập / tuyeenr tuyển / tuyenre tuyển / dduwowngf đường / duongwfd đường
        dduowngf đường / nguwowif người / nguoiwf người / huwowng hương / ruouwj rượu / Vawn Văn / vanw văn / tw tư
        Ddangr Đảng / chuws chứ / muaw mưa / mwa mưa / luuw lưu / huwu hưu / quawn quăn / quow quơ / quaanf quần
        thuowr thuở / hoawcj hoặc / hoacwj hoặc / thuyr thủy / hoaf hòa / gif gì / gias giá / gioiws giới / sachs sách
        truwowngf trường / xax xã / tieengs tiếng / Vieetj Việt / Nguyeenx Nguyễn / nghieeng nghiêng / uwr ử
        oong ông / boong bông / chuyeenj chuyện / khuyu khuyu / cuwr cử / suwr sử / songs sóng / tuaanf tuần
        hoc5 học / tap65 tập / ta6p5 tập / tuyen63 tuyển / d9u7o7ng2 đường / duong972 đường / duo7ng92 đường
        nguoi72 người / ruou75 rượu / Van8 Văn / D9ang3 Đảng / mua7 mưa / luu7 lưu / thuo73 thuở / hoa8c5 hoặc
        qua6n2 quần / Viet65 Việt / nhung74 những / thang1 tháng / a1 á / đươngf đường / hoc hoc / học học / sinh sinh
        """.replace("\n", "/").split("/")
        if pair.strip()
    ],
)
def test_what_was_meant(typed: str, word: str) -> None:
    assert meant(typed) == word


@pytest.mark.parametrize("typed", ["", "5", "58", "covid19", "windows", "facebook", "hocjj5x", "z", "đ", "dd", "99"])
def test_what_is_no_syllable_stays(typed: str) -> None:
    assert meant(typed) == typed


@given(st.text() | st.text(st.sampled_from("aeouwdsfrxjnghtc1256789")))
def test_any_text_has_an_answer(typed: str) -> None:
    assert isinstance(meant(typed), str)
