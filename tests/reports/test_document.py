from newsarchive.reports.document import Break, Cite, Code, Emphasis, Link, Mark, Strong, Text, joined, marked, plain


def test_ranges_become_marks():
    assert marked("việc học tập và", [(5, 12)]) == (Text("việc "), Mark((Text("học tập"),)), Text(" và"))


def test_a_mark_may_be_the_whole_text():
    assert marked("học", [(0, 3)]) == (Mark((Text("học"),)),)


def test_plain_is_the_text_without_forms():
    said = (Strong((Text("a"), Emphasis((Mark((Text("b"),)),)))), Break(), Code("c"), Cite("x", "[1]"), Link((), "y"))
    assert plain(said) == "ab\nc[1]"


def test_joined_leaves_out_what_is_empty():
    assert plain(joined([(Text("a"),), (), (Text("b"),)], ", ")) == "a, b"
