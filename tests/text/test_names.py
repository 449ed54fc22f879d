"""Names of people."""

import pytest

from newsarchive.text import csl_name, name_form


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("TRẦN MAI", "Trần Mai"),
        ("NGUYỄN THỊ MINH KHAI", "Nguyễn Thị Minh Khai"),
        ("N.TUYÊN", "N.Tuyên"),
        ("H.T", "H.T"),
        ("ĐỖ ĐỨC", "Đỗ Đức"),
        ("Phương Nga", "Phương Nga"),
    ],
)
def test_a_name_in_capitals_has_a_form_of_its_own(printed: str, form: str) -> None:
    assert name_form(printed) == form


def test_the_family_name_comes_first_and_stays_there() -> None:
    assert csl_name("NGUYỄN THỊ MINH KHAI") == {
        "family": "Nguyễn",
        "given": "Thị Minh Khai",
        "static-ordering": "true",
    }


@pytest.mark.parametrize("name", ["H.T", "PV", "Phương", "Nguyễn T.H"])
def test_pen_names_and_initials_are_one_piece(name: str) -> None:
    assert csl_name(name) == {"literal": name}
