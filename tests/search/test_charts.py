"""Charts: what they say, what they never carry, and that they are the same each time."""

import math
import re
import subprocess
import sys
from xml.etree import ElementTree

import pandas as pd
import pytest

from newsarchive.errors import StorageError, UsageError
from newsarchive.reports.notebooks.pages import document
from newsarchive.search.charts import Chart, house, plot_facets, plot_keyness, plot_timeline

SOURCE = "“học tập”: 1.234 trên 34.862 bài, kho “archive”, phiên bản 12"
HOSTILE = "<script>alert(1)</script> & \x00\u202e'\""


def timeline(counts, by="month", since="2012-01-01", undated=0):
    """A month each of 1,000 articles; None where the archive has nothing."""
    frequency = {"year": "YS", "month": "MS", "week": "W-MON", "day": "D"}[by]
    frame = pd.DataFrame(
        {
            "period": pd.date_range(since, periods=len(counts), freq=frequency, unit="us"),
            "articles": pd.array(counts, dtype="Int64"),
            "of": pd.array([None if count is None else 1000 for count in counts], dtype="Int64"),
        }
    )
    frame["rate"] = frame["articles"].astype("Float64")
    frame["low"], frame["high"] = frame["rate"] * 0.8, frame["rate"] * 1.5
    frame.attrs = {"by": by, "undated": undated}
    return frame


def keyness(*rows):
    columns = ["word", "g2", "log_ratio", "frequency", "reference_frequency"]
    return pd.DataFrame(rows, columns=columns).astype({"word": "string"})


def facets(values):
    frame = pd.DataFrame({"value": list(values), "articles": list(values.values())})
    return frame.astype({"value": "string", "articles": "int64"})


CHARTS = {
    "timeline": lambda language, text=HOSTILE: plot_timeline(
        timeline([3, 1, None, 4]), language, source=text, title=text
    ),
    "days": lambda language, text=HOSTILE: plot_timeline(
        timeline([3, 1, None, 4] * 200, "day"), language, source=text, title=text
    ),
    "keyness": lambda language, text=HOSTILE: plot_keyness(
        keyness((text, 9.5, 1.5, 3, 1), ("x" * 5000, 8.5, -1.5, 1, 3)), language, source=text
    ),
    "facets": lambda language, text=HOSTILE: plot_facets(
        facets({text: 3, "x" * 5000: 2, pd.NA: 1}), language, source=text
    ),
}


def texts(chart):
    """What is written in the picture, piece by piece."""
    root = ElementTree.fromstring(chart.svg)
    return [" ".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]


def lines(chart):
    """The points of each unbroken part of the line."""
    paths = re.findall(r"mark-line role-mark.*?</g>", chart.svg)
    return [len(re.findall("[ML]", path)) for path in re.findall(r' d="([^"]*)"', "".join(paths))]


# -- every chart ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_hostile_words_are_drawn_as_text_and_nothing_runs_or_is_fetched(name, language):
    chart = CHARTS[name](language)
    root = ElementTree.fromstring(chart.svg)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "g", "path", "rect", "line", "text", "tspan"}
    attributes = {key for element in root.iter() for key in element.attrib}
    assert not [key for key in attributes if "href" in key or key.startswith("on") or key == "style"]
    assert "url(" not in chart.svg
    assert "<script>alert(1)</script> & [U+0000][U+202E]'\"" in texts(chart)
    assert root.get("role") == "img"
    assert root.get("aria-label") == chart.alt == root.findtext("{http://www.w3.org/2000/svg}desc")


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_chart_has_the_same_bytes(name):
    assert CHARTS[name]("vi").svg == CHARTS[name]("vi").svg


@pytest.mark.parametrize("name", CHARTS)
def test_a_long_word_is_cut_in_the_drawing_and_whole_in_the_alternative_text(name):
    chart = CHARTS[name]("vi", "dài " * 500 + "hết")
    assert "dài hết" in chart.alt
    assert any("…" in text for text in texts(chart))
    assert float(ElementTree.fromstring(chart.svg).get("width")) < 1000


@pytest.mark.parametrize("name", CHARTS)
def test_the_paper_is_painted_and_the_fonts_have_something_to_fall_back_on(name):
    chart = CHARTS[name]("vi", "x")
    assert f'fill="{house.PAPER}"' in chart.svg[: chart.svg.index("<g ")]
    assert set(re.findall(r'font-family="([^"]*)"', chart.svg)) <= {house.DESK, house.PRESS}


def test_a_notebook_has_the_picture_with_its_alternative_text_and_so_has_its_export():
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    chart = CHARTS["timeline"]("vi")
    data, about = chart._repr_mimebundle_()
    assert data["image/svg+xml"] == chart.svg
    assert data["text/plain"] == about["image/svg+xml"]["alt"] == chart.alt
    output = new_output("display_data", data=data, metadata=about)
    nodes = document(new_notebook(cells=[new_code_cell("x", outputs=[output])]), "x").nodes
    (picture,) = [node for node in nodes if getattr(node, "media_type", "") == "image/svg+xml"]
    assert " ".join(picture.alt.split()) == " ".join(chart.alt.split())


def test_saved_as_svg_or_png(tmp_path):
    chart = CHARTS["facets"]("vi")
    assert chart.save(tmp_path / "a.svg").read_text("utf-8") == chart.svg
    assert chart.save(str(tmp_path / "a.PNG")).read_bytes().startswith(b"\x89PNG")
    with pytest.raises(UsageError, match=r"\.svg or \.png"):
        chart.save(tmp_path / "a.pdf")
    with pytest.raises(StorageError, match="cannot be written"):
        chart.save(tmp_path / "none" / "a.svg")


def test_the_altair_chart_can_be_gone_on_with():
    wider = CHARTS["facets"]("vi").altair.properties(title="khác")
    assert wider.to_dict()["config"]["locale"]["number"]["decimal"] == ","


def test_without_the_lab_extra_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(UsageError, match=r'pip install "newsarchive\[lab\]"'):
        CHARTS["timeline"]("vi")


def test_altair_is_loaded_for_a_chart_alone():
    code = "import sys, newsarchive.search.tables; print({'altair', 'vl_convert'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


@pytest.mark.parametrize("plot", [plot_timeline, plot_keyness, plot_facets])
def test_what_cannot_be_drawn_is_said(plot):
    with pytest.raises(UsageError, match="has no column"):
        plot(pd.DataFrame({"x": [1]}), source=SOURCE)
    whole = {plot_timeline: timeline([1]), plot_keyness: keyness(("a", 1.0, 1.0, 1, 1)), plot_facets: facets({"a": 1})}
    with pytest.raises(UsageError, match="no row"):
        plot(whole[plot].head(0), source=SOURCE)
    with pytest.raises(UsageError, match="fr: is not a language of charts; choose vi or en"):
        plot(whole[plot], "fr", source=SOURCE)


def test_a_long_question_leaves_the_counts_of_the_source():
    chart = plot_facets(facets({"a": 1}), source="“" + "học tập OR " * 300 + f"”: {SOURCE}")
    (shown,) = [text for text in texts(chart) if text.startswith("“học tập OR")]
    assert shown.endswith("kho “archive”, phiên bản 12")
    assert len(shown) < 400


# -- over time --------------------------------------------------------------------------------------------------------


def test_a_timeline_in_vietnamese_and_in_english():
    frame = timeline([20, 45, 30, 12], since="2012-06-01", undated=1)
    chart = plot_timeline(frame, source=SOURCE)
    assert {"Số bài khớp trên 1.000 bài, theo tháng", "tháng", "6/2012", "7/2012: 45,0", SOURCE} <= set(texts(chart))
    assert chart.alt == (
        "Biểu đồ đường: Số bài khớp trên 1.000 bài, theo tháng; 4 tháng, từ 6/2012 đến 9/2012. "
        "Cao nhất: 7/2012, 45,0 trên 1.000 (khoảng tin cậy 95%: 36,0–67,5), 45 trên 1.000 bài. "
        f"Không kể 1 bài không rõ ngày. {SOURCE}."
    )
    english = plot_timeline(frame, "en", source="x")
    assert {"matches per 1,000 articles", "month", "Jul 2012", "July 2012: 45.0"} <= set(texts(english))
    assert english.alt == (
        "Line chart: Matching articles per 1,000, by month; 4 months, June 2012 to September 2012. "
        "Highest: July 2012, 45.0 per 1,000 (95% confidence interval 36.0–67.5), 45 of 1,000 articles. "
        "Without 1 article that has no date. x."
    )


def test_a_missing_period_breaks_the_line_whether_it_has_a_row_or_not():
    frame = timeline([3, 1, None, 4, 5, 6], undated=0)
    assert lines(plot_timeline(frame, source="")) == [2, 3]
    assert lines(plot_timeline(frame.dropna(), source="")) == [2, 3]
    assert "Chỗ trống: 1 tháng không có số liệu." in plot_timeline(frame.iloc[::-1], source="").alt
    assert lines(plot_timeline(timeline([3, 0, 4]), source="")) == [3]


def test_one_period_is_a_point_with_its_interval():
    chart = plot_timeline(timeline([20]), source="")
    assert "Vạch đứng: khoảng tin cậy 95%." in texts(chart)
    assert chart.svg.count("mark-rule role-mark") == 1
    assert chart.alt.startswith("Biểu đồ điểm: Số bài khớp trên 1.000 bài, theo tháng; 1/2012.")


def test_equal_peaks_are_counted_and_none_is_marked():
    chart = plot_timeline(timeline([3, 5, 5]), "en", source="")
    assert "Highest: 5.0 per 1,000, in 2 months." in chart.alt
    assert house.ACCENT not in chart.svg


def test_a_band_that_goes_too_far_is_cut_and_that_is_said():
    frame = timeline([3, 5, 4])
    frame.loc[0, "high"] = 700.0
    assert "Vượt mép trên: 1 tháng." in plot_timeline(frame, source="").alt


def test_thousands_of_days_are_dots_and_a_line_of_several_together():
    frame = timeline([1, 3] * 400, "day")
    frame.loc[300:399, ["articles", "rate", "low", "high"]] = pd.NA
    chart = plot_timeline(frame, "en", source="")
    assert "Dots: each day. Line: 7 days taken together." in " ".join(texts(chart))
    assert len(lines(chart)) == 2
    assert "Gaps: 100 days without data." in chart.alt
    levels = [row["level"] for row in next(iter(chart.altair.to_dict()["datasets"].values()))]
    assert levels[10] == pytest.approx(1000 * (1 + 3 * 2 + 1 * 2 + 3 * 2) / 7000, abs=0.2)


@pytest.mark.parametrize(
    ("by", "since", "count", "labels"),
    [
        ("year", "2001-01-01", 22, ["2002", "2004", "2020", "2022"]),
        ("month", "2012-01-01", 12, ["1/2012", "3/2012", "9/2012", "11/2012"]),
        ("week", "2012-01-02", 5, ["2/1/2012", "9/1/2012", "23/1/2012", "30/1/2012"]),
        ("day", "2012-02-27", 4, ["27/2/2012", "28/2/2012", "29/2/2012", "1/3/2012"]),
        ("day", "2008-03-05", 3000, ["2009", "2010", "2015", "2016"]),
    ],
)
def test_the_axis_of_time_has_round_periods(by, since, count, labels):
    shown = [text for text in texts(plot_timeline(timeline([1] * count, by, since), source="")) if "20" in text]
    dates = [text for text in shown if re.fullmatch(r"[\d/]+", text)]
    assert [*dates[:2], *dates[-2:]] == labels


def test_small_rates_are_written_out():
    frame = timeline([1, 2])
    frame[["rate", "low", "high"]] = frame[["rate", "low", "high"]] / 1000
    chart = plot_timeline(frame, source="")
    assert "2/2012: 0,002" in texts(chart)
    assert not [text for text in texts(chart) if re.search(r"\de[-−+]", text)]


def test_a_period_twice_and_nothing_known_are_refused():
    frame = timeline([3, 5])
    with pytest.raises(UsageError, match="more than once"):
        plot_timeline(pd.concat([frame, frame]), source="")
    with pytest.raises(UsageError, match="no period has a rate"):
        plot_timeline(timeline([None, None]), source="")


# -- words against a reference ----------------------------------------------------------------------------------------


def test_keyness_shows_the_fifteen_of_each_side_with_the_highest_g2():
    more = [(f"trên {n}", float(n), 1.25, 1200, 3) for n in range(20)]
    less = [(f"dưới {n}", float(n), -0.5, 3, 1200) for n in range(16)]
    chart = plot_keyness(keyness(*more, *less, ("bằng", 99.0, 0.0, 1, 1)), source=SOURCE)
    shown = texts(chart)
    assert [text for text in shown if text.startswith("trên ")] == [f"trên {n}" for n in range(19, 4, -1)]
    assert [text for text in shown if text.startswith("dưới ")] == [f"dưới {n}" for n in range(15, 0, -1)]
    assert "Vẽ 15 trong 20 từ dùng nhiều hơn và 15 trong 16 từ dùng ít hơn" in chart.alt
    assert "trên 19 (+1,25), trên 18" in chart.alt
    assert {"+1,25", "−0,50"} <= set(shown)
    assert "bằng" not in chart.alt


def test_keyness_of_one_side_and_without_end():
    chart = plot_keyness(keyness(("chỉ có ở đây", 5.0, math.inf, 9, 0), ("a", 4.0, 2.0, 9, 1)), "en", source="")
    assert {"+∞", "+2.00"} <= set(texts(chart))
    assert "Drawn: 2 of 2 words used more and 0 of 0 used less" in chart.alt
    with pytest.raises(UsageError, match="more or less"):
        plot_keyness(keyness(("a", 0.0, 0.0, 1, 1)), source="")


# -- values -----------------------------------------------------------------------------------------------------------


def test_facets_draw_twenty_values_and_count_the_rest():
    frame = facets({f"Báo {n}": 2000 - n for n in range(22)} | {pd.NA: 5000})
    chart = plot_facets(frame, source=SOURCE, title="Theo báo")
    shown = texts(chart)
    assert {"Theo báo", "không ghi", "5.000", "Báo 18", "… và 3 giá trị khác, 5.940 bài", SOURCE} <= set(shown)
    assert "Báo 19" not in shown
    assert chart.alt.startswith(
        "Biểu đồ thanh ngang: Theo báo; 20 trong 23 giá trị. Từ cao xuống thấp: không ghi: 5.000; Báo 0: 2.000;"
    )
    english = plot_facets(frame.head(21), "en", source="")
    assert {"… and 1 other value, 1,980 articles", "Báo 1", "articles"} <= set(texts(english))


def test_facets_beside_what_the_archive_has():
    frame = facets({"Báo Mẫu": 3})
    frame["of"] = 1200
    chart = plot_facets(frame, source="")
    assert {"Báo Mẫu", "3 trên 1.200", "Cạnh mỗi thanh: số bài khớp trên số bài của kho."} <= set(texts(chart))


def test_a_chart_is_named_by_its_title():
    assert repr(CHARTS["facets"]("en")) == "Chart('Articles by value')"
    assert isinstance(CHARTS["facets"]("en"), Chart)
