"""Every sentence that charts say, in Vietnamese and in English; ``_one`` ends the key of a singular."""

from __future__ import annotations

from newsarchive.text import Language, format_number

_WORDS: dict[str, dict[Language, str]] = {
    "by_year": {"vi": "năm", "en": "year"},
    "by_month": {"vi": "tháng", "en": "month"},
    "by_week": {"vi": "tuần", "en": "week"},
    "by_day": {"vi": "ngày", "en": "day"},
    "by_years": {"vi": "năm", "en": "years"},
    "by_months": {"vi": "tháng", "en": "months"},
    "by_weeks": {"vi": "tuần", "en": "weeks"},
    "by_days": {"vi": "ngày", "en": "days"},
    "week_of": {"vi": "tuần từ {day}", "en": "week of {day}"},
    # over time
    "timeline": {"vi": "Số bài khớp trên 1.000 bài, theo {by}", "en": "Matching articles per 1,000, by {by}"},
    "timeline_axis": {"vi": "bài khớp trên 1.000 bài", "en": "matches per 1,000 articles"},
    "interval": {"vi": "Dải nhạt: khoảng tin cậy 95%.", "en": "Pale band: 95% confidence interval."},
    "interval_one": {"vi": "Vạch đứng: khoảng tin cậy 95%.", "en": "Upright line: 95% confidence interval."},
    "pooled": {
        "vi": "Chấm: từng {by}. Đường: gộp {count} {by} liền nhau. Khoảng tin cậy 95% ở các cột low và high của bảng.",
        "en": "Dots: each {by}. Line: {count} {bys} taken together. "
        "The 95% confidence intervals are in the frame's columns low and high.",
    },
    "cut": {"vi": "Vượt mép trên: {count} {by}.", "en": "Beyond the upper edge: {count} {by}."},
    "gaps": {"vi": "Chỗ trống: {count} {by} không có số liệu.", "en": "Gaps: {count} {by} without data."},
    "undated": {"vi": "Không kể {count} bài không rõ ngày.", "en": "Without {count} articles that have no date."},
    "undated_one": {"vi": "Không kể {count} bài không rõ ngày.", "en": "Without {count} article that has no date."},
    "line_alt": {
        "vi": "Biểu đồ đường: {title}; {count} {by}, từ {first} đến {last}.",
        "en": "Line chart: {title}; {count} {by}, {first} to {last}.",
    },
    "line_alt_one": {"vi": "Biểu đồ điểm: {title}; {first}.", "en": "Point chart: {title}; {first}."},
    "peak": {
        "vi": "Cao nhất: {period}, {rate} trên 1.000 (khoảng tin cậy 95%: {low}–{high}), {articles} trên {of} bài.",
        "en": "Highest: {period}, {rate} per 1,000 (95% confidence interval {low}–{high}), "
        "{articles} of {of} articles.",
    },
    "pooled_peak": {
        "vi": "Đường cao nhất quanh {period}: {rate} trên 1.000.",
        "en": "The line is highest about {period}: {rate} per 1,000.",
    },
    "about": {"vi": "quanh ", "en": "about "},
    "peaks": {
        "vi": "Cao nhất: {rate} trên 1.000, ở {count} {by}.",
        "en": "Highest: {rate} per 1,000, in {count} {by}.",
    },
    # words against a reference
    "keyness": {"vi": "Những từ nổi bật so với phần đối chiếu", "en": "Words that stand out against the reference"},
    "keyness_axis": {
        "vi": "← dùng ít hơn  ·  tỷ số log₂ của tần suất (thêm 1 là gấp đôi)  ·  dùng nhiều hơn →",
        "en": "← used less  ·  log₂ ratio of the frequencies (each 1 is a doubling)  ·  used more →",
    },
    "shown": {
        "vi": "Vẽ {over} trong {overs} từ dùng nhiều hơn và {under} trong {unders} từ dùng ít hơn, lấy từ G² cao nhất.",
        "en": "Drawn: {over} of {overs} words used more and {under} of {unders} used less, those of the highest G².",
    },
    "keyness_alt": {"vi": "Biểu đồ thanh hai phía: {title}.", "en": "Bar chart of two sides: {title}."},
    "over_alt": {"vi": "Dùng nhiều hơn: {words}.", "en": "Used more: {words}."},
    "under_alt": {"vi": "Dùng ít hơn: {words}.", "en": "Used less: {words}."},
    "column_word": {"vi": "từ", "en": "word"},
    "column_figure": {"vi": "tỷ số log₂", "en": "log₂ ratio"},
    "column_g2": {"vi": "G²", "en": "G²"},
    "column_frequency": {"vi": "số lần", "en": "frequency"},
    "column_reference": {"vi": "số lần ở phần đối chiếu", "en": "reference frequency"},
    # values
    "column_value": {"vi": "giá trị", "en": "value"},
    "facets": {"vi": "Số bài theo từng giá trị", "en": "Articles by value"},
    "facets_axis": {"vi": "số bài", "en": "articles"},
    "not_given": {"vi": "không ghi", "en": "not given"},
    "of": {"vi": "{articles} trên {of}", "en": "{articles} of {of}"},
    "of_said": {
        "vi": "Cạnh mỗi thanh: số bài khớp trên số bài của kho.",
        "en": "Beside each bar: matches of the archive's articles.",
    },
    "rest": {
        "vi": "… và {count} giá trị khác, {articles} bài",
        "en": "… and {count} other values, {articles} articles",
    },
    "rest_one": {
        "vi": "… và {count} giá trị khác, {articles} bài",
        "en": "… and {count} other value, {articles} articles",
    },
    "facets_alt": {
        "vi": "Biểu đồ thanh ngang: {title}; {shown} trong {count} giá trị.",
        "en": "Horizontal bar chart: {title}; {shown} of {count} values.",
    },
    "values_alt": {"vi": "Từ cao xuống thấp: {values}.", "en": "From the highest: {values}."},
}


def word(key: str, language: Language, **values: object) -> str:
    """The sentence `key` with its values put in; whole numbers are written as the language does."""
    written = {
        name: format_number(value, language) if isinstance(value, int) else value for name, value in values.items()
    }
    return _WORDS[key][language].format(**written)


def counted(key: str, language: Language, count: int, **values: object) -> str:
    """The sentence `key` about `count` things, in the singular or the plural."""
    return word(f"{key}_one" if count == 1 and f"{key}_one" in _WORDS else key, language, count=count, **values)
