"""What holds for every article, whatever the page."""

from __future__ import annotations

import newsarchive as na
from newsarchive.article import LABELS, explain
from newsarchive.article.evidence import labelled_lines
from newsarchive.article.rules import RULES
from newsarchive.text import mend, nfc


def check_laws(article: na.Article) -> None:
    """Labels rebuild the source, spans yield the values, and every rule and warning is explained in both languages."""
    assert "".join(article.text[start:end] for start, end, _ in article.labels) == article.text
    assert all(start < end for start, end, _ in article.labels)
    assert {label for _, _, label in article.labels} <= set(LABELS)
    texts = [article.title, article.lead, article.byline, article.credit, article.dateline, article.section]
    for field in (*texts, article.publisher, article.url, article.language, *article.paragraphs):
        if field is None:
            continue
        assert field.value == nfc(field.value)
        assert field.value.encode(), "an unpaired surrogate could not be stored"
        assert field.rule.partition(": ")[0] in RULES
        if field.spans:
            there = ", ".join(mend(article.text[start:end]) for start, end in field.spans)
            assert there.split() == field.value.split()
    for moment in filter(None, (article.published, article.updated)):
        assert moment.rule.partition(": ")[0] in RULES
        assert moment.value.at.tzinfo is not None
    assert all(warning.partition(": ")[0] in RULES for warning in article.warnings)
    assert all(explain(warning, "vi") for warning in article.warnings)
    assert len(list(labelled_lines(article))) == sum(label != "blank" for _, _, label in article.labels)
    record = article.to_dict()
    assert (record["byline"] is None) or record["authors"], "who is named is an author"
