"""What may complete a question: names of fields, values of the archive and words of its texts, with exact counts."""

import pytest

from newsarchive.widgets.asking import ask
from newsarchive.widgets.completion import FIELDS, completions


def offered(store, before, **how):
    return {entry.text: entry.says for entry in completions(store, before, "vi", **how).entries}


class TestFields:
    def test_two_letters_offer_the_fields_that_begin_so(self, store):
        assert list(offered(store, "học pu")) == ["publisher:", "published:"]
        assert offered(store, "học p") == {}

    def test_what_is_typed_before_is_kept(self, store):
        assert completions(store, 'học "tập" -pub', "vi").kept == 'học "tập" -'

    @pytest.mark.parametrize("before", ["", " ", '"pub', "“học pub", "pub "])
    def test_nothing_is_offered_where_no_field_can_stand(self, store, before):
        assert offered(store, before) == {}

    @pytest.mark.parametrize("name", FIELDS)
    def test_every_field_is_offered_and_described(self, store, name):
        assert offered(store, name[:4])[f"{name}:"]


class TestValues:
    def test_values_come_with_the_articles_that_the_question_would_have(self, store):
        assert offered(store, "publisher:") == {'publisher:="Báo Mẫu Cần Thơ"': "2"}
        assert offered(store, "học tập publisher:") == {'publisher:="Báo Mẫu Cần Thơ"': "1"}

    def test_words_of_a_value_are_found_by_their_beginnings_with_or_without_accents(self, store):
        for typed in ("mau", "mâu", "can tho", "báo c", '"Báo Mẫu', '="cần'):
            found = offered(store, f"publisher:{typed}" if " " not in typed else f'publisher:"{typed.strip(chr(34))}')
            assert bool(found) is (typed != "mâu"), typed

    def test_days_are_offered_by_year_and_then_by_month(self, store):
        assert offered(store, "date:") == {"date:2012": "2", "date:2013": "1"}
        assert offered(store, "date:2012") == {"date:2012-03": "1", "date:2012-07": "1"}

    def test_tags_and_collections_are_offered_by_their_beginnings(self, store):
        ids = ask(store, "học tập").ids
        store.annotations.put("tag", ids, "Cần xem lại")
        store.annotations.put("collection", ids[:1], "Luận văn")
        assert offered(store, "tag:") == {'tag:"Cần xem lại"': "2"}
        assert offered(store, "date:2012 tag:can x") == {}
        assert offered(store, 'date:2012 tag:"can x') == {'tag:"Cần xem lại"': "1"}
        assert offered(store, "collection:lu") == {'collection:"Luận văn"': "1"}
        assert offered(store, "has:ta") == {"has:tag": "2"}

    def test_what_a_page_may_state_and_reprints(self, store):
        assert offered(store, "has:by") == {"has:byline": "2"}
        assert offered(store, "reprints:") == {"reprints:no": ""}

    def test_what_stands_before_has_to_be_readable(self, store):
        assert offered(store, "học) publisher:") == {}

    def test_what_is_offered_finds_as_many_articles_as_it_says(self, store):
        for before in ("publisher:", "date:", "date:2012", "byline:", "has:", "học has:"):
            found = completions(store, before, "vi")
            for text, says in found.entries:
                assert ask(store, found.kept + text).total == int(says)

    def test_what_has_no_room_is_counted(self, store):
        for number in range(11):
            store.ingest_text(f"Trang số {number}\n\nMột đoạn về số {number}.\n", publisher=f"Báo Số {number}")
        found = completions(store, "publisher:", "vi")
        assert (len(found.entries), found.others) == (8, 4)
        assert found.to_dict("vi")["others"] == "và 4 giá trị khác; gõ tiếp để thu hẹp"


class TestWords:
    def test_words_of_the_archive_are_offered_when_they_are_asked_for(self, store):
        assert offered(store, "hoc", words=True) == {"học": "2"}
        assert offered(store, "hoc") == {}

    def test_the_most_frequent_come_first_and_each_says_what_it_finds(self, store):
        found = completions(store, "date:2012 c", "vi", words=True)
        counts = [int(says) for _, says in found.entries]
        assert counts == sorted(counts, reverse=True)
        assert all(ask(store, found.kept + text).total == int(says) for text, says in found.entries)

    def test_accents_that_are_typed_count(self, store):
        assert "học" not in offered(store, "hó", words=True)
        assert "học" in offered(store, "họ", words=True)
