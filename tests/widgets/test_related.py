"""The other copies of an article: states of its page, and articles with its text."""

import pytest

from newsarchive.widgets.related import related

STORY = "Người dân trong ấp cùng nhau đắp lại con đường cũ sau mùa nước nổi, mỗi nhà góp một ngày công. " * 6
PAGE = """<html><head><title>{title}</title><link rel="canonical" href="https://bao.example/duong"></head>
<body><h1>{title}</h1><p>04/07/2012 07:12</p><p>{text}</p><p>{text}</p></body></html>"""


def test_an_article_by_itself_has_none(store):
    found = related(store, store.articles("id")["id"][0], "vi")
    assert found == {"versions": [], "reprints": []}


def test_reprints_are_those_with_its_text_the_earliest_first(store):
    for day, publisher in (("05/07/2012", "Báo Hai"), ("04/07/2012", "Báo Một")):
        store.ingest_text(f"Đắp đường\n\n{day} 07:00\n\n{STORY}\n", publisher=publisher)
    first, second = store.articles(["id", "publisher"], "publisher IN ('Báo Một', 'Báo Hai')").to_numpy()[::-1]
    entries = related(store, second[0], "vi")["reprints"]
    assert [(entry["id"], entry["says"], entry["read"]) for entry in entries] == [
        (first[0], "4/7/2012 · Báo Một · sớm nhất", False),
        (second[0], "5/7/2012 · Báo Hai · cùng văn bản", True),
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_versions_are_the_states_of_its_page_and_one_is_current(store, language):
    for title in ("Đắp lại đường", "Đắp lại đường (bổ sung)"):
        page = PAGE.format(title=title, text=STORY)
        store.ingest_uploads([(page.encode(), f"{len(title)}.html")])
    identity = store.articles(["id", "title"], "title LIKE 'Đắp%'")["id"][0]
    entries = related(store, identity, language)["versions"]
    assert [entry["read"] for entry in entries] == [False, True]
    current = "bản hiện hành" if language == "vi" else "current"
    assert [current in entry["says"] for entry in entries] == [False, True]
