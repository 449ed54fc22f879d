from newsarchive.reports.document import Column, Table
from newsarchive.reports.paging import fitting


def table(columns, rows, width):
    names = tuple(Column(f"cột {n}") for n in range(columns))
    return Table(names, tuple(tuple("x" * width for _ in names) for _ in range(rows)), "Bảng 1.")


def test_a_table_that_fits_is_left_alone():
    whole = table(4, 20, 10)
    assert list(fitting(whole, "vi")) == [whole]


def test_a_wide_table_comes_in_parts_that_all_begin_with_the_first_column():
    parts = list(fitting(table(21, 3, 12), "en"))
    assert all(part.columns[0].label == "cột 0" for part in parts)
    assert [column.label for part in parts for column in part.columns[1:]] == [f"cột {n}" for n in range(1, 21)]
    assert parts[0].caption == "Bảng 1. · columns 1–4 of 20"


def test_a_long_table_comes_in_parts_of_a_thousand_rows():
    parts = list(fitting(table(2, 2500, 3), "vi"))
    assert [len(part.rows) for part in parts] == [1000, 1000, 500]
    assert parts[-1].caption == "Bảng 1. · dòng 2.001–2.500 trong 2.500 dòng"
