"""What comes first: the numbers, how they were counted, and what the analyst found."""

from __future__ import annotations

from collections.abc import Iterator

from newsarchive.reports.document import Block, Code, Facts, Figure, Inlines, Note, Numbers, Text
from newsarchive.reports.material import Material
from newsarchive.reports.recipe import period_in_words
from newsarchive.reports.words import counted, word
from newsarchive.text import format_day


def summary(m: Material) -> Iterator[Block]:
    """The totals in big figures, and plain words where there is nothing to show."""
    results, language = m.results, m.language
    total, searched, undated = results.total, results.searched, results.undated
    figures = [
        Figure(m.number(total), counted("matching", language, total)),
        Figure(m.number(searched), counted("searched", language, searched)),
    ]
    if total:
        unit, per = m.rate
        figures.append(Figure(m.number(per * total / searched, 1), word(unit, language)))
        figures.append(Figure(m.number(undated), counted("undated", language, undated)))
    yield Numbers(tuple(figures))
    if not total:
        said = counted("nothing", language, searched, searched=m.number(searched))
        yield Note((Text(said if searched else word("empty", language)),))


def method(m: Material) -> Iterator[Block]:
    """The question as typed and in words, what was counted over what, and what the report does not show."""
    results, language = m.results, m.language
    total, searched = m.number(results.total), m.number(results.searched)
    period = m.recipe.period
    archive = {"name": results.archive_name, "version": results.archive_version, "software": m.read_by}
    facts: list[tuple[str, Inlines]] = [
        ("asked", (Code(results.query),)),
        ("meaning", (Text(results.describe(language)),)),
        *((("period", (Text(period_in_words(period, language)),)),) if period else ()),
        ("answer", (Text(counted("answer_said", language, results.total, total=total, searched=searched)),)),
        ("archive", (Text(word("archive_said", language, day=format_day(results.archive_date, language), **archive)),)),
        *(("annotations", (Text(said),)) for said in _annotations(m)),
        ("counting", (Text(word("counting_said", language)),)),
        ("reprints", (Text(_reprints(m)),)),
        *((("left_out", (Text("; ".join(left_out)),)),) if (left_out := _left_out(m)) else ()),
        *((("shown", (Text(" ".join(shown)),)),) if (shown := list(_shown(m))) else ()),
        ("dates", (Text(word("dates_said", language, undated=m.number(results.undated))),)),
        ("order", (Text(word(f"order_{results.sort}", language)),)),
    ]
    yield m.heading("method")
    yield Facts(tuple((word(key, language), said) for key, said in facts))


def findings(m: Material) -> Iterator[Block]:
    """The analyst's own words, with what they took from the archive filled in."""
    if m.findings.blocks:
        yield m.heading("findings")
        yield from m.findings.blocks


def _annotations(m: Material) -> Iterator[str]:
    """What of the tags, collections and notes the report stands on, the findings as well."""
    if told := m.results.told:
        asked = ", ".join(told.articles)
        yield word("annotations_said", m.language, revision=m.number(told.revision), asked=asked)


def _reprints(m: Material) -> str:
    if m.results.question.reprints:
        return word("reprints_in", m.language)
    copies = len(m.results.copies)
    return counted("reprints_out", m.language, copies, count=m.number(copies))


def _left_out(m: Material) -> list[str]:
    """What of the archive was not searched, in words; nothing where all of it was."""
    numbers = {"withdrawn": m.results.withdrawn, "superseded": m.results.superseded}
    return [counted(key, m.language, number, count=m.number(number)) for key, number in numbers.items() if number]


def _shown(m: Material) -> Iterator[str]:
    """What of the matches the report shows and what not, each with its number."""
    total, sections = m.results.total, m.recipe.sections
    if not total:
        return
    if m.volume.of > 1:
        numbers = {name: m.number(value) for name, value in m.volume._asdict().items()}
        yield word("shown_volume", m.language, total=m.number(total), **numbers)
    count = m.number(total)
    if "articles" in sections or "quotes" in sections:
        yield counted("shown_quotes", m.language, total, count=count)
    elif "concordance" in sections:
        yield counted("shown_concordance", m.language, total, count=count)
    elif "full" not in sections:
        yield counted("shown_none", m.language, total, count=count)
    yield counted("shown_full" if "full" in sections else "hidden_full", m.language, total, count=count)
