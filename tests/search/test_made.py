"""Questions for what people made: tags, collections, notes, and articles by their ids."""

import pytest

import newsarchive as na
from newsarchive import q
from newsarchive.errors import QueryError, UsageError
from newsarchive.search import parse_query, search
from newsarchive.search.made import Told
from newsarchive.search.query import Identity, Named


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    for number, title in enumerate(("Chợ nổi", "Cầu mới", "Thư viện", "Lớp học")):
        (folder / f"{number}.txt").write_text(f"{title}\n\n0{number + 1}/03/2012\n\nNgười dân học tập.\n", "utf-8")
    archive = na.open(folder / "kho")
    archive.ingest(folder, progress=False)
    return archive


@pytest.fixture(scope="module")
def ids(archive):
    ids = list(archive.articles("id")["id"])
    archive.tag(ids[:2], "Cần xem lại")
    archive.tag(ids[1:3], "Cầu")
    archive.collect(ids[3], "Luận văn 2012")
    archive.note(ids[0], "Chợ nổi", "?")
    return ids


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('tag:"Cần xem lại"', [0, 1]),
        ('tag:"can xem lai"', [0, 1]),
        ('tag:"CẦN XEM LẠI"', [0, 1]),
        ('tag:"cân xem lại"', []),
        ("tag:cau", [1, 2]),
        ("tag:xem", []),  # the whole name is asked for
        ("tag:cầu -tag:cần", [1, 2]),
        ('tag:cầu -tag:"cần xem lại"', [2]),
        ('tag:cau OR collection:"luan van 2012"', [1, 2, 3]),
        ("has:tag", [0, 1, 2]),
        ("-has:tag has:collection", [3]),
        ("has:note học", [0]),
        ("title:chợ tag:cau", []),
        ("tag:cầu date:2012-03-02", [1]),
    ],
)
def test_tags_and_collections_are_conditions_like_others(archive, ids, query, found):
    assert sorted(map(ids.index, archive.search(query).ids)) == found


def test_articles_are_asked_for_by_id(archive, ids):
    assert archive.search(f"id:{ids[2]}").ids == [ids[2]]
    assert set(archive.search(f"id:{ids[2]},{ids[0]} học").ids) == {ids[0], ids[2]}
    assert archive.search(f"-id:{ids[2]}").total == 3
    assert archive.search(f"id:{'0' * 16}").total == 0


@pytest.mark.parametrize("query", ["id:x", "id:A7DCD04B3DD74F0D", f"id:{'a' * 16},", f"id:{'a' * 16};{'b' * 16}"])
def test_an_id_that_is_none_is_refused_with_its_place(query):
    with pytest.raises(QueryError, match="is no id") as caught:
        parse_query(query)
    assert caught.value.position == 3


@pytest.mark.parametrize("query", ["tag:…", "tag:(a b)", "tag:=a"])
def test_a_name_is_one_value(query):
    with pytest.raises(QueryError):
        parse_query(query)


def test_they_are_built_and_printed():
    for node, text in (
        (q.tag("cần xem lại"), 'tag:"cần xem lại"'),
        (q.collection("x"), 'collection:"x"'),
        (q.ids("a" * 16, "b" * 16), f"id:{'a' * 16},{'b' * 16}"),
    ):
        assert str(node) == text
        assert parse_query(text).node == node
    with pytest.raises(UsageError):
        Named("title", "x")
    with pytest.raises(UsageError):
        Identity(())


@pytest.mark.parametrize(
    ("query", "vietnamese", "english"),
    [
        ("tag:cau", "có nhãn “cau”", "tagged “cau”"),
        ("-tag:cau", "không có nhãn “cau”", "not tagged “cau”"),
        ("collection:x", "trong bộ sưu tập “x”", "in the collection “x”"),
        ("-has:note", "không có ghi chú", "without a note"),
        (f"id:{'a' * 16}", f"bài có mã {'a' * 16}", f"the article {'a' * 16}"),
    ],
)
def test_they_are_said_in_words(query, vietnamese, english):
    question = parse_query(query)
    assert (question.describe("vi"), question.describe("en")) == (vietnamese, english)


class TestRevision:
    def test_an_answer_names_it_where_it_matters(self, archive, ids):
        revision = archive._store.annotations.revision
        assert archive.search("học").annotations_revision is None
        assert "annotations_revision" not in archive.search("học").to_dict()
        for query in ("tag:cau", "học -has:note", "(x OR collection:y)"):
            assert archive.search(query).annotations_revision == revision
        assert archive.search("tag:cau").to_dict()["annotations_revision"] == revision
        assert archive.search("tag:cau").source_lines()["en"].endswith(f", annotations at revision {revision}")

    def test_an_answer_does_not_change(self, archive, ids):
        found = archive.search("tag:cau")
        archive.tag(ids[3], "Cầu")
        try:
            assert found.ask("tag:cau").total == found.total == 2
            assert archive.search("tag:cau").total == 3
        finally:
            archive.untag(ids[3], "Cầu")

    def test_an_earlier_state_can_be_asked(self, archive, ids):
        told = Told(1, {'tag:"cau"': frozenset(ids[:1])})
        found = search(archive._store, "tag:cau", told=told)
        assert (found.ids, found.annotations_revision) == (ids[:1], 1)
        assert found.told == told
        with pytest.raises(KeyError):
            search(archive._store, "tag:other", told=told)

    def test_an_answer_tells_what_it_stood_for_also_in_questions_asked_from_it(self, archive, ids):
        found = archive.search("học")
        assert found.told is None
        found.ask("tag:cau -has:note")
        assert found.told.articles == {'tag:"cau"': frozenset(ids[1:3]), "has:note": frozenset(ids[:1])}

    def test_a_question_that_asks_for_none_does_not_open_the_file(self, archive, monkeypatch):
        monkeypatch.setattr(type(archive._store.annotations), "marks", lambda self: pytest.fail("was read"))
        assert archive.search("học -title:chợ").total == 3
