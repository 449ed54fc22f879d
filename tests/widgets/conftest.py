"""A small archive, and a front end that speaks to the browser as the JavaScript does."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from newsarchive.store import Store
from newsarchive.widgets import Browser, ReportForm

PAGES = {
    "Báo Mẫu Cần Thơ": (
        "Thư viện xã mở cửa buổi tối\n\n01/09/2013 08:00\n\nNgười dân đến học tập và đọc sách mỗi tối.\n\nMinh Trí\n",
        "Chợ nổi họp sớm hơn\n\n05/03/2012 06:30\n\nThương lái neo ghe từ bốn giờ sáng.\n\nTrâm Anh\n",
    ),
    None: (
        "Lớp học tập chung của ấp\n\nCập nhật ngày: 04/07/2012 07:12:08\n\nMười hai em học tập ở nhà văn hóa ấp.\n",
        "Cầu mới qua kênh\n\nCây cầu dài 40 mét nối hai xã.\n",
    ),
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "kho")
    for publisher, texts in PAGES.items():
        for number, text in enumerate(texts):
            store.ingest_text(text, name=f"trang-{number}.txt", publisher=publisher)
    return store


class FrontEnd:
    """Sends requests to a widget and gives back each reply, as a message or in the trait that carries it."""

    def __init__(self, widget: Browser | ReportForm) -> None:
        self.widget = widget
        self.number = 0
        self.sent: list[dict[str, Any]] = []
        widget.send = self.sent.append

    def request(self, kind: str, *, file: bytes | None = None, **content: Any) -> dict[str, Any]:
        self.number += 1
        ticket = {"view": "test", "number": self.number}
        if kind == "ask":
            content = {"before": content["query"], **content}
        buffers = [] if file is None else [memoryview(file)]
        self.widget._handle_custom_msg({"kind": kind, **ticket, **content}, buffers)
        traits = [getattr(self.widget, name) for name in ("answer", "pane", "reading") if self.widget.has_trait(name)]
        replies = [carrier for carrier in (*self.sent, *traits) if ticket.items() <= carrier.items()]
        assert len(replies) == 1, f"{kind}: one request, one reply"
        return replies[0]

    def write(self, formats: list[str], title: str = "Học tập ở ấp", **said: Any) -> dict[str, Any]:
        """Have it write, and wait; how it ended."""
        usual = {
            "scope": "results",
            "name": "",
            "author": "",
            "language": "vi",
            "sections": ["summary", "articles", "evidence"],
        }
        reply = self.request("export", formats=formats, title=title, **{**usual, **said})
        assert "error" not in reply, reply
        return self.ended()

    def ended(self) -> dict[str, Any]:
        """How the writing went, when it has ended."""
        for _ in range(2000):
            told = [message["job"] for message in self.sent if "job" in message]
            if told and told[-1].get("ended"):
                assert not any(each.get("ended") for each in told[:-1])
                return told[-1]
            time.sleep(0.01)
        raise AssertionError("it did not end in 20 seconds")


@pytest.fixture
def browser(store: Store, tmp_path: Path) -> Browser:
    return Browser(store, exports=tmp_path / "exports")


@pytest.fixture
def front(browser: Browser) -> FrontEnd:
    return FrontEnd(browser)


@pytest.fixture
def front_of() -> type[FrontEnd]:
    """Speaks to a widget of one's own."""
    return FrontEnd
