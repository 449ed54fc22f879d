import re
import string
from pathlib import Path

import pytest

import newsarchive.reports
from newsarchive.reports.words import WORDS, counted, word

CODE = "\n".join(path.read_text("utf-8") for path in Path(newsarchive.reports.__file__).parent.rglob("*.py"))


def placeholders(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_it_with_the_same_values(key):
    said = WORDS[key]
    assert set(said) == {"vi", "en"}
    assert all(said.values())
    assert placeholders(said["vi"]) == placeholders(said["en"])


@pytest.mark.parametrize("key", [key for key in WORDS if key.endswith("_one")])
def test_a_singular_has_its_plural(key):
    plural = WORDS[key.removesuffix("_one")]
    assert placeholders(WORDS[key]["en"]) <= placeholders(plural["en"])


def test_singular_and_plural():
    assert counted("matching", "en", 1) == "matching article"
    assert counted("matching", "en", 2) == "matching articles"
    assert word("in_paragraph", "vi", number=1, start=2, end=3) == "đoạn 1, ký tự 2–3"


@pytest.mark.parametrize("key", [key for key in WORDS if not key.endswith("_one")])
def test_no_sentence_is_left_that_nobody_says(key):
    facets = "facet_(?:publisher|section|byline|credit|language|year|month)"
    built = rf"by_|where_|{facets}|column_|order_|in_|unseen_|published|updated"
    assert f'"{key}"' in CODE.replace(f'    "{key}": {{', "") or re.match(built, key)
