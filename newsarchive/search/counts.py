"""A measure in a notebook: what was counted over what, and its rows with their columns named and numbers aligned."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Any

import pandas as pd

from newsarchive import display
from newsarchive.display import Column, Html, code, escaped, printed, sentence, soft
from newsarchive.text import Language, format_day, format_month, format_number

_WORDS: display.Words = {
    # what it is, with its number of rows
    "timeline": {"vi": "Theo thời gian: {count} kỳ", "en": "Over time: {count} periods"},
    "timeline_one": {"vi": "Theo thời gian: {count} kỳ", "en": "Over time: {count} period"},
    "facets": {"vi": "Theo giá trị: {count} giá trị", "en": "By value: {count} values"},
    "facets_one": {"vi": "Theo giá trị: {count} giá trị", "en": "By value: {count} value"},
    "keyness": {"vi": "Từ đặc trưng: {count} từ", "en": "Keyness: {count} words"},
    "keyness_one": {"vi": "Từ đặc trưng: {count} từ", "en": "Keyness: {count} word"},
    "collocations": {"vi": "Từ đứng gần: {count} từ", "en": "Collocations: {count} words"},
    "collocations_one": {"vi": "Từ đứng gần: {count} từ", "en": "Collocations: {count} word"},
    "dispersion": {"vi": "Độ trải: {count} phần có từ tìm", "en": "Dispersion: {count} parts with an occurrence"},
    "dispersion_one": {"vi": "Độ trải: {count} phần có từ tìm", "en": "Dispersion: {count} part with an occurrence"},
    "ngrams": {"vi": "Cụm chữ lặp lại: {count} cụm", "en": "N-grams: {count}"},
    "comparison": {"vi": "So sánh hai câu tìm: {count} dòng", "en": "Two questions side by side: {count} rows"},
    "comparison_one": {"vi": "So sánh hai câu tìm: {count} dòng", "en": "Two questions side by side: {count} row"},
    "concentration": {"vi": "Độ tập trung: {count} giá trị", "en": "Concentration: {count} values"},
    "concentration_one": {"vi": "Độ tập trung: {count} giá trị", "en": "Concentration: {count} value"},
    "concordance": {"vi": "Ngữ cảnh: {count} lần xuất hiện", "en": "Concordance: {count} occurrences"},
    "concordance_one": {"vi": "Ngữ cảnh: {count} lần xuất hiện", "en": "Concordance: {count} occurrence"},
    "beside": {"vi": "Còn các cột", "en": "Further columns:"},
    "sentence": {"vi": "trong cùng câu", "en": "in the same sentence"},
    "not_said": {"vi": "không ghi", "en": "not given"},
}
_NOTES: display.Words = {
    "undated": {"vi": "không kể {count} bài không rõ ngày", "en": "without {count} undated articles"},
    "undated_one": {"vi": "không kể {count} bài không rõ ngày", "en": "without {count} undated article"},
    "field": {"vi": "theo {value}", "en": "by {value}"},
    "by": {"vi": "theo {value}", "en": "by {value}"},
    "window": {"vi": "cách không quá {count} chữ", "en": "within {count} syllables"},
    "window_one": {"vi": "cách không quá {count} chữ", "en": "within {count} syllable"},
    "missing": {"vi": "không kể {count} bài không ghi", "en": "without {count} articles that do not say"},
    "missing_one": {"vi": "không kể {count} bài không ghi", "en": "without {count} article that does not say"},
    "parts_without": {"vi": "{count} phần không có", "en": "{count} parts without one"},
    "parts_without_one": {"vi": "{count} phần không có", "en": "{count} part without one"},
    "rarer_words": {"vi": "bỏ {count} từ hiếm hơn", "en": "{count} rarer words left out"},
    "rarer_words_one": {"vi": "bỏ {count} từ hiếm hơn", "en": "{count} rarer word left out"},
    "rarer_ngrams": {"vi": "bỏ {count} cụm hiếm hơn", "en": "{count} rarer n-grams left out"},
    "rarer_ngrams_one": {"vi": "bỏ {count} cụm hiếm hơn", "en": "{count} rarer n-gram left out"},
    "dp": {"vi": "DP {value}", "en": "DP {value}"},
    "dp_norm": {"vi": "DP chuẩn hóa {value}", "en": "normalised DP {value}"},
    "hhi": {"vi": "HHI {value}", "en": "HHI {value}"},
    "hhi_norm": {"vi": "HHI chuẩn hóa {value}", "en": "normalised HHI {value}"},
    "at_least": {"vi": "từ {count} lần trở lên", "en": "{count} times or more"},
    "syllables": {"vi": "trên {count} chữ", "en": "of {count} syllables"},
    "corpus": {"vi": "của {value}", "en": "in {value}"},
}
"""What ``attrs`` tell, each said where it is more than 0."""

_HEADS: display.Words = {
    "period": {"vi": "kỳ", "en": "period"},
    "value": {"vi": "giá trị", "en": "value"},
    "word": {"vi": "từ", "en": "word"},
    "ngram": {"vi": "cụm chữ", "en": "n-gram"},
    "part": {"vi": "phần", "en": "part"},
    "what": {"vi": "gồm", "en": "what"},
    "question": {"vi": "câu tìm", "en": "question"},
    "articles": {"vi": "số bài", "en": "articles"},
    "of": {"vi": "trên số bài", "en": "of articles"},
    "rate": {"vi": "trên 1.000 bài", "en": "per 1,000 articles"},
    "low": {"vi": "thấp nhất (95%)", "en": "lowest (95%)"},
    "high": {"vi": "cao nhất (95%)", "en": "highest (95%)"},
    "occurrences": {"vi": "số lần", "en": "occurrences"},
    "syllables": {"vi": "số chữ", "en": "syllables"},
    "per_million": {"vi": "trên 1 triệu chữ", "en": "per million syllables"},
    "frequency": {"vi": "số lần", "en": "frequency"},
    "reference_frequency": {"vi": "ở phần đối chiếu", "en": "in the reference"},
    "g2": {"vi": "G²", "en": "G²"},
    "log_ratio": {"vi": "tỷ số log₂", "en": "log₂ ratio"},
    "together": {"vi": "đi cùng", "en": "together"},
    "expected": {"vi": "nếu ngẫu nhiên", "en": "by chance"},
    "log_dice": {"vi": "logDice", "en": "logDice"},
    "mi": {"vi": "MI", "en": "MI"},
    "t": {"vi": "t", "en": "t"},
    "share": {"vi": "tỷ phần", "en": "share"},
    "expected_share": {"vi": "theo độ lớn", "en": "by its size"},
    "cumulative": {"vi": "cộng dồn", "en": "cumulative"},
}
_VALUES: display.Words = {
    "publisher": {"vi": "báo", "en": "paper"},
    "section": {"vi": "mục", "en": "section"},
    "byline": {"vi": "tác giả", "en": "author"},
    "credit": {"vi": "nguồn", "en": "credit"},
    "language": {"vi": "ngôn ngữ", "en": "language"},
    "article": {"vi": "bài", "en": "article"},
    "*": {"vi": "mọi bài", "en": "all articles"},
    "year": {"vi": "năm", "en": "year"},
    "month": {"vi": "tháng", "en": "month"},
    "week": {"vi": "tuần", "en": "week"},
    "day": {"vi": "ngày", "en": "day"},
}
_ROWS: display.Words = {
    "first": {"vi": "câu thứ nhất", "en": "the first"},
    "second": {"vi": "câu thứ hai", "en": "the second"},
    "both": {"vi": "cả hai", "en": "both"},
    "first only": {"vi": "chỉ câu thứ nhất", "en": "the first only"},
    "second only": {"vi": "chỉ câu thứ hai", "en": "the second only"},
    "either": {"vi": "ít nhất một", "en": "either"},
}
_DECIMALS = {"rate": 1, "low": 1, "high": 1, "per_million": 1, "g2": 1, "percent_diff": 1, "p": 4} | dict.fromkeys(
    ("share", "expected_share", "cumulative"), 3
)


def counts_html(frame: pd.DataFrame, named: str, beside: tuple[str, ...], language: Language) -> Html:
    """The frame of a measure called `named`; the columns `beside` are only named where all of them are there."""
    if frame.columns.nlevels > 1 or not len(frame.columns) or not pd.api.types.is_integer_dtype(frame.index):
        return Html(str(pd.DataFrame(frame).to_html(max_rows=pd.get_option("display.max_rows"))))
    hidden = beside if {*beside} <= {*frame.columns} else ()
    part = frame.loc[:, [name not in hidden for name in frame.columns]].head(display.MOST)
    columns, cells = zip(
        *(_column(part.iloc[:, at], frame.attrs, language) for at in range(part.shape[1])), strict=True
    )
    source = frame.attrs.get("source", {}).get(language, "")
    rows, more = list(zip(*cells, strict=True)), f".iloc[{display.MOST}:]"
    others = [soft(_WORDS["beside"][language]), *map(code, hidden)]
    return display.frame(
        language,
        display.line(display.strong(sentence(_WORDS, named, language, count=len(frame))), *_notes(frame, language)),
        display.source(source, language),
        display.table(columns, rows, language, total=len(frame), there=more),
        Html(f"<p>{' '.join(others)}</p>" if hidden else ""),
    )


def _notes(frame: pd.DataFrame, language: Language) -> list[Html]:
    """What the attributes of `frame` tell."""
    notes = []
    for name in _NOTES:
        value = frame.attrs.get(name, 0)
        if value == "sentence":
            notes.append(soft(_WORDS["sentence"][language]))
        elif isinstance(value, str):
            said = _VALUES[value][language] if value in _VALUES else display.brief(value, language)
            notes.append(soft(sentence(_NOTES, name, language, value=said)))
        elif isinstance(value, float) and value > 0:
            notes.append(soft(sentence(_NOTES, name, language, value=format_number(value, language, 3))))
        elif isinstance(value, Integral) and int(value) > 0:
            notes.append(soft(sentence(_NOTES, name, language, count=int(value))))
    return notes


def _column(values: pd.Series[Any], attrs: dict[Any, Any], language: Language) -> tuple[Column, list[Html]]:
    """A column's head, and its cells."""
    name = str(values.name)
    is_number = pd.api.types.is_numeric_dtype(values)
    missing = "–" if is_number else _WORDS["not_said"][language]
    shown = [_value(name, each, attrs, language) for each in values]
    head = _HEADS[name][language] if name in _HEADS else ""
    # A letter takes about half an em, and one of code a little more; the head may stand on two lines.
    longest = max((len(each or missing) for each in shown), default=0)
    width = 1.3 + max(4, 0.55 * len(name), 0.4 * len(head), 0.62 * min(longest, 36))
    cells = [(escaped(each) if is_number else printed(each, language)) if each else soft(missing) for each in shown]
    return Column(head, "number" if is_number else "plain", width, name), cells


def _value(name: str, value: Any, attrs: dict[Any, Any], language: Language) -> str:
    """A value as it is read; nothing where it is missing."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        by = attrs.get("by")
        return str(value.year) if by == "year" else (format_month if by == "month" else format_day)(value, language)
    if isinstance(value, Real):
        decimals = 0 if isinstance(value, Integral) else _DECIMALS.get(name, 2)
        return format_number(float(value), language, decimals).replace("-", "−").replace("inf", "∞")
    return _ROWS[value][language] if name == "what" and value in _ROWS else str(value)
