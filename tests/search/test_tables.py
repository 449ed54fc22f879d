"""Frames that draw themselves, and are DataFrames in all else."""

import copy
import pickle

import pandas as pd
import pytest

from newsarchive.errors import UsageError
from newsarchive.search.tables import Facets, Keyness, Timeline

SOURCE = {"vi": "nguồn tiếng Việt", "en": "an English source"}


def timeline():
    months = pd.date_range("2012-01-01", periods=4, freq="MS", unit="us")
    frame = Timeline({"period": months, "articles": [1, 5, 9, 4], "of": [100, 100, 100, 100]})
    frame = frame.assign(rate=[10.0, 50.0, 90.0, 40.0], low=[1.0, 30.0, 60.0, 20.0], high=[50.0, 80.0, 120.0, 70.0])
    frame.attrs = {"by": "month", "undated": 2, "source": SOURCE}
    return frame


def keyness():
    frame = Keyness({"word": ["học", "chơi"], "g2": [9.0, 8.0], "log_ratio": [1.0, -1.0], "frequency": [8, 2]})
    frame["reference_frequency"] = [2, 8]
    frame.attrs = {"source": SOURCE}
    return frame


def facets():
    frame = Facets({"value": pd.array(["Báo Mẫu", None], dtype="string"), "articles": [5, 2]})
    frame.attrs = {"source": SOURCE}
    return frame


FRAMES = [timeline, keyness, facets]


@pytest.mark.parametrize("made", FRAMES)
def test_a_frame_draws_itself_with_its_source(made):
    assert made().plot().alt.endswith("nguồn tiếng Việt.")
    chart = made().plot("en", title="Mine")
    assert (chart.title, chart.alt.endswith("an English source.")) == ("Mine", True)
    with pytest.raises(UsageError, match="choose vi or en"):
        made().plot("fr")


@pytest.mark.parametrize("made", FRAMES)
@pytest.mark.parametrize(
    "chosen",
    [
        lambda frame: frame[frame.iloc[:, 1] > 0],
        lambda frame: frame.head(1),
        lambda frame: frame.loc[[0]],
        lambda frame: frame.iloc[::-1],
        lambda frame: frame.sort_values(frame.columns[1]),
        lambda frame: frame.copy(),
        copy.deepcopy,
        lambda frame: pickle.loads(pickle.dumps(frame)),
        lambda frame: pd.concat([frame.head(1), frame.tail(1)]),
    ],
)
def test_rows_that_are_chosen_or_copied_are_of_the_same_kind_and_can_be_drawn(made, chosen):
    frame = made()
    part = chosen(frame)
    assert type(part) is type(frame)
    assert part.attrs == frame.attrs
    assert part.plot().alt.endswith("nguồn tiếng Việt.")


@pytest.mark.parametrize("made", FRAMES)
def test_what_lacks_a_column_or_says_no_more_what_it_counts_is_not_drawn(made):
    frame = made()
    with pytest.raises(UsageError, match=f"has no column {frame.columns[0]}\\b.*, which the chart needs"):
        frame[[frame.columns[1]]].plot()
    other = frame.copy()
    other.attrs = {**frame.attrs, "source": {"vi": "khác", "en": "other"}}
    with pytest.raises(UsageError, match=r"no longer says what it counts \(attrs lacks .*source\)"):
        pd.concat([frame, other]).plot()


@pytest.mark.parametrize("made", FRAMES)
def test_all_else_is_as_with_any_frame(made, tmp_path):
    frame = made()
    plain = pd.DataFrame(frame)
    assert type(plain) is pd.DataFrame
    assert frame.equals(plain)
    assert plain.equals(frame)
    assert frame.to_csv() == plain.to_csv()
    frame.to_parquet(tmp_path / "a.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "a.parquet"), plain)
    assert type(frame["articles" if "articles" in frame else "g2"]) is pd.Series
    assert callable(plain.plot.line)
