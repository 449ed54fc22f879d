"""Answers and articles as plain values for the screen."""

from newsarchive.parsing import read
from newsarchive.search import Hit, Snippet, search
from newsarchive.widgets.screen import count_line, pieces, reading, row, runs, source

NOTHING = Hit("0" * 16, None, None, None, None, None, 0.0, (), ())


def test_runs_alternate_between_plain_and_marked():
    assert runs("việc học tập ở ấp", [(5, 8), (9, 12)]) == ["việc ", "học", " ", "tập", " ở ấp"]
    assert runs("học", [(0, 3)]) == ["", "học", ""]
    assert runs("ấp", []) == ["ấp"]


def test_pieces_are_cut_where_hits_and_notes_begin_and_end():
    text = "việc học tập ở ấp"
    assert pieces(text, [(5, 8), (9, 12)], [(0, 8, "a"), (7, 10, "b")]) == [
        ("việc ", -1, ["a"]), ("họ", 0, ["a"]), ("c", 0, ["a", "b"]), (" ", -1, ["b"]),
        ("t", 1, ["b"]), ("ập", 1, []), (" ở ấp", -1, []),
    ]  # fmt: skip
    assert "".join(piece for piece, *_ in pieces(text, [(0, 4)], [(13, 17, "a")])) == text


def test_runs_show_what_would_turn_the_direction_of_text():
    assert "\u202e" not in runs("abc \u202egnp.exe", [])[0]


def test_a_row_says_what_is_known_and_only_that():
    assert row(NOTHING, "vi") == {
        "id": "0" * 16, "title": ["(không có nhan đề)"], "meta": "không rõ ngày", "names": [], "snippet": [],
    }  # fmt: skip
    hit = NOTHING._replace(updated="2012-07-04T07:12:08+07:00", publisher="Báo Mẫu", byline="Phương Nga")
    assert row(hit, "vi")["meta"] == "4/7/2012 (cập nhật) · Báo Mẫu · Phương Nga"
    assert row(hit._replace(published="2012-07-03T00:00:00+07:00"), "en")["meta"].startswith("3 July 2012 · ")


def test_a_title_without_end_is_cut_in_the_list_and_shows_that_it_is():
    hit = NOTHING._replace(title="học " * 250_000, title_marks=((0, 3), (396, 399), (400, 403)))
    shown = row(hit, "vi")["title"]
    assert "".join(shown) == "học " * 100 + "…"
    assert shown[1::2] == ["học", "học"]


def test_a_snippet_begins_shortly_before_its_first_hit():
    text = "Trong những năm qua, với sự quan tâm của các cấp, phong trào học tập lan rộng"
    start = text.index("học tập")
    shown = row(NOTHING._replace(snippets=(Snippet(text, ((start, start + 7),)),)), "vi")["snippet"]
    assert shown == ["… quan tâm của các cấp, phong trào ", "học tập", " lan rộng"]


def test_numbers_say_what_they_count(store):
    assert count_line(search(store, "cầu"), "vi") == "1 bài khớp trong 4 bài · đủ, không bỏ sót"
    assert count_line(search(store, "cầu"), "en") == "1 article matches out of 4 · complete, none left out"
    assert count_line(search(store, "*"), "en") == "The whole archive: 4 articles"


def test_reading_names_each_part_and_where_it_was_read(store):
    results = search(store, "ấp")
    article = store.article(results.hits()[0].id)
    blocks = reading(article, results, "vi")["blocks"]
    assert [(block["kind"], block["label"]) for block in blocks] == [
        ("title", "nhan đề"), ("meta", "cập nhật"), ("paragraph", "1"),
    ]  # fmt: skip
    assert blocks[1]["text"] == [("4/7/2012 07:12:08", -1, [])]
    assert blocks[1]["note"].startswith("dòng 3 · ")


def test_source_keeps_every_character_of_every_line():
    page = "Nhan đề\r\n\r\nĐoạn một, dài hơn nhan đề nhiều.\rĐoạn hai.\n"
    lines = source(read(text=page), "en")["lines"]
    assert ["".join(text for text, _ in line) for line in lines] == [
        "Nhan đề", "", "Đoạn một, dài hơn nhan đề nhiều.", "Đoạn hai.",
    ]  # fmt: skip


def test_source_says_how_each_field_was_read(store):
    article = store.article(search(store, "thu vien").hits()[0].id)
    fields = {name: (value, note) for name, value, note in source(article, "en")["fields"]}
    assert fields["publisher"] == ("Báo Mẫu Cần Thơ", "not on the page · said by the person who ingested")
    assert fields["published"][0] == "1 September 2013 08:00"
    assert fields["published"][1].startswith("line 3 · ")
