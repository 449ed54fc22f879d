"""Charts of altair as pictures."""

import altair as alt
import pandas as pd
import pytest
from altair.utils.html import spec_to_html

from newsarchive.reports.document import Image, Note, Paragraph, plain
from newsarchive.reports.notebooks.vega import chart

ROWS = pd.DataFrame({"năm": ["2012", "2013"], "bài": [3, 5]})
UNNAMED = alt.Chart(ROWS).mark_bar().encode(x="năm", y="bài")
BARS = UNNAMED.properties(title="Bài mỗi năm")
KIND = "application/vnd.vegalite.v6+json"


def shown(made):
    return chart({KIND: made.to_dict()}, 3, "vi")


def test_a_chart_is_drawn_and_says_what_it_is():
    (picture,) = shown(BARS)
    assert isinstance(picture, Image)
    assert (picture.media_type, picture.alt) == ("image/svg+xml", "Bài mỗi năm")
    assert b"2013" in picture.data
    assert shown(BARS.properties(description="Tăng"))[0].alt == "Tăng"
    assert shown(UNNAMED)[0].alt == "Biểu đồ do ô mã số 3 tạo ra"


@pytest.mark.parametrize("template", ["standard", "universal"])  # a page of its own, and an output of Jupyter
def test_a_chart_in_its_html_is_the_same(template):
    html = spec_to_html(BARS.to_dict(), "vega-lite", "6", "7", "6.4", template=template)
    assert chart({"text/html": html}, 3, "vi") == shown(BARS)


@pytest.mark.parametrize(
    "made", [BARS.interactive(), alt.vconcat(BARS, BARS.interactive()), BARS.encode(tooltip="bài")]
)
def test_one_that_answers_to_its_reader_says_so(made):
    picture, line = shown(made)
    assert isinstance(picture, Image)
    assert isinstance(line, Paragraph)
    assert "ở đây là hình lúc đầu" in plain(line.children)


def test_one_whose_data_stand_elsewhere_is_named():
    (line,) = shown(alt.Chart("https://a.example/cars.json").mark_point().encode(x="a:Q"))
    assert isinstance(line, Note)
    assert "https://a.example/cars.json" in plain(line.children)


def test_one_of_very_many_marks_is_a_picture_of_dots():
    rows = pd.DataFrame({"x": range(4000), "y": range(4000)})
    with alt.data_transformers.enable(max_rows=None):
        (picture,) = shown(alt.Chart(rows).mark_point().encode(x="x", y="y"))
    assert picture.media_type == "image/png"


def test_what_is_no_chart():
    assert chart({"text/html": "<p>vegaEmbed</p>", "text/plain": "x"}, 1, "vi") == []
    (line,) = chart({KIND: {"mark": "none"}}, 1, "vi")
    assert isinstance(line, Note)
