"""Pages on their way in: read and shown first, kept when the person says so, refused with a sentence."""

import io
import zipfile

import pytest

PAGE = "Bến đò mới\n\n02/02/2020\n\nĐò chạy cả đêm.\n"
SAID = {"publisher": "", "section": ""}


def send(front, name, data):
    return front.request("file", file=data, name=name, offset=0, last=True)["file"]


class TestPasted:
    def test_its_reading_is_shown_with_labels_and_nothing_is_kept(self, store, front):
        reading = front.request("preview", text=PAGE)["reading"]
        assert (reading["title"], reading["says"]) == ("Bến đò mới", "2/2/2020 · 1 đoạn")
        assert [[label for _, label in line] for line in reading["source"]["lines"]] == [
            ["title"], [], ["date"], [], ["body"]
        ]  # fmt: skip
        assert store.version == 4

    def test_it_is_kept_with_what_is_said_of_it_and_shown(self, browser, front):
        reply = front.request("paste", text=PAGE, publisher=" Báo Mẫu ", section="Xã hội")
        assert (reply["new"], reply["held"], reply["rejected"], reply["version"]) == (1, 0, [], 5)
        article = browser._store.article(browser.answer["rows"][0]["id"])
        assert (article.publisher.value, article.section.value) == ("Báo Mẫu", "Xã hội")

    def test_the_same_page_again_is_recognised_before_and_after(self, front):
        front.request("paste", text=PAGE, **SAID)
        assert front.request("preview", text=PAGE)["reading"]["held"] is True
        assert front.request("paste", text=PAGE, **SAID)["held"] == 1

    @pytest.mark.parametrize("text", ["", " \n "])
    def test_nothing_is_no_page(self, front, text):
        assert "không có nội dung" in front.request("preview", text=text)["error"]


class TestFiles:
    def test_a_file_is_read_first_and_keeps_its_bytes_and_its_name(self, browser, front):
        data = "Bến đò mới\r\n\r\nĐò chạy cả đêm.\r\n".encode("utf-8-sig")
        read = send(front, "thu-muc/ben-do.txt", data)
        assert (read["name"], read["pages"], read["refused"]) == ("thu-muc/ben-do.txt", 1, [])
        assert read["titles"][0]["title"] == "Bến đò mới"
        assert browser._store.version == 4
        assert front.request("keep", **SAID)["new"] == 1
        browser.query = '"bến đò mới"'
        article = browser._store.article(browser.selection)
        assert article.source.path == "thu-muc/ben-do.txt"
        assert "\r\n" in article.text

    def test_many_files_are_one_batch(self, browser, front):
        for number in range(30):
            send(front, f"{number}.txt", f"Trang {number}\n\nĐoạn {number} của trang.\n".encode())
        reply = front.request("keep", publisher="Báo Mẫu", section="")
        assert (reply["new"], reply["version"]) == (30, 5)
        assert front.request("keep", **SAID)["new"] == 0

    def test_a_large_file_comes_in_pieces_and_is_read_only_when_it_is_whole(self, front):
        data = PAGE.encode()
        front.request("file", file=b"left over from an upload that broke off", name="x.txt", offset=0, last=False)
        front.request("file", file=data[:20], name="x.txt", offset=0, last=False)
        read = front.request("file", file=data[20:], name="x.txt", offset=20, last=True)["file"]
        assert read["titles"][0]["title"] == "Bến đò mới"

    def test_a_container_shows_some_of_its_pages_and_counts_the_others(self, front):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as file:
            for number in range(25):
                file.writestr(f"{number}.txt", f"Trang {number}\n\nĐoạn {number} của trang.\n")
            file.writestr("anh.txt", b"\x00\x01\x02" * 40)
        read = send(front, "bao.zip", packed.getvalue())
        assert (read["pages"], len(read["titles"]), read["more"]) == (25, 20, "và 5 bài nữa trong tệp")
        assert len(read["refused"]) == 1
        reply = front.request("keep", **SAID)
        assert (reply["new"], len(reply["rejected"])) == (25, 1)

    def test_what_is_no_page_is_refused_with_a_sentence_and_not_kept(self, store, front):
        read = send(front, "anh.txt", b"\x00\x01\x02" * 40)
        assert read["pages"] == 0
        assert read["refused"][0].startswith("anh.txt: ")
        assert front.request("keep", **SAID)["rejected"] == []
        assert store.snapshot().size == 4

    def test_what_is_dropped_is_not_kept(self, store, front):
        send(front, "ben-do.txt", PAGE.encode())
        front.request("drop")
        assert front.request("keep", **SAID)["new"] == 0
        assert store.version == 4


def test_papers_and_sections_of_the_archive_are_offered(front):
    assert front.request("papers") == {"view": "test", "number": 1, "publisher": ["Báo Mẫu Cần Thơ"], "section": []}
