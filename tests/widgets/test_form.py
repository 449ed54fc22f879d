"""The form for staff: a live count, one button, sentences where something is missing, links to what was written."""

from datetime import date

import pytest

from newsarchive.widgets import ReportForm


@pytest.fixture
def form(store, tmp_path):
    return ReportForm(store, exports=tmp_path / "exports")


def test_it_counts_while_one_types(form):
    assert "Cả kho: 4 bài" in form._count.value
    form._query.value = "học tập"
    assert "2 bài khớp trong 4 bài" in form._count.value
    form._since.value = date(2013, 1, 1)
    assert "1 bài khớp trong 4 bài" in form._count.value


def test_the_offered_title_follows_the_question_until_one_is_written(form):
    form._query.value = "học tập"
    assert form._title.value == "Báo cáo: học tập"
    form._title.value = "Phong trào học tập"
    form._query.value = "cầu"
    assert form._title.value == "Phong trào học tập"


@pytest.mark.parametrize(
    ("fill", "says"),
    [
        ({"_query": "date:hôm-nay"}, "không phải là ngày"),
        ({"_query": "không-có-đâu"}, "Không bài nào khớp"),
        ({"_since": date(2014, 1, 1), "_until": date(2013, 1, 1)}, "Ngày đầu đứng sau ngày cuối"),
    ],
)
def test_what_cannot_be_asked_is_said_and_the_button_rests(form, fill, says):
    for name, value in fill.items():
        getattr(form, name).value = value
    assert says in form._count.value
    assert form._button.disabled


def test_a_title_and_a_format_are_needed(form):
    form._title.value = "  "
    form._button.click()
    assert "Báo cáo cần một nhan đề." in form._said.value
    form._title.value = "Cả kho"
    for box in form._formats.values():
        box.value = False
    form._button.click()
    assert "ít nhất một dạng tệp" in form._said.value
    assert form.files == []


def test_the_button_writes_the_report_and_shows_where(form, tmp_path):
    form._query.value = "học tập"
    form._formats["pdf"].value = False
    form._button.click()
    (written,) = form.files
    assert written.parent == tmp_path / "exports"
    assert written.name in form._said.value


def test_a_folder_that_cannot_be_written_is_one_sentence(form, tmp_path):
    (tmp_path / "exports").write_text("a file stands in the way")
    form._button.click()
    assert "role='alert'" in form._said.value
    assert not form._button.disabled


def test_english(store):
    form = ReportForm(store, language="en")
    assert "The whole archive: 4 articles" in form._count.value
    assert form._button.description == "Write the report"


def test_a_saved_notebook_shows_what_was_filled_in(form):
    form._query.value = "<b>học"
    picture = form._repr_mimebundle_()["text/html"]
    assert "&lt;b&gt;học" in picture
    assert "<script" not in picture
    assert "Lập báo cáo" in picture
