"""The desk as staff use it: a browser, the address that was printed, and no code in sight."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

from newsarchive.widgets.words import WORDS

from .axe import violations
from .conftest import ROOT, ours
from .payloads import MARKUP
from .states import downloads
from .test_access import SCREENS

SEED = next((ROOT / "seeds").glob("*.txt"))


class Desk:
    """A running ``newsarchive desk``, and the pages that look at it."""

    def __init__(self, folder: Path, chromium: Browser, *arguments: str) -> None:
        self.folder, self._chromium = folder, chromium
        temporary = folder / "tmp"
        temporary.mkdir()
        command = [
            str(Path(sys.executable).with_name("newsarchive")),
            "desk",
            "--archive",
            str(folder / "kho"),
            "--no-browser",
        ]
        command += ["--exports", str(folder / "báo cáo"), *arguments]
        with (folder / "desk.log").open("wb") as log:
            environment = {**os.environ, "TMPDIR": str(temporary)}
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, env=environment, text=True)
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self._pages: list[Page] = []

    def open(self, theme: str = "light", **screen: int) -> Page:
        size = {"width": 1000, "height": 1000, **screen}
        context = self._chromium.new_context(color_scheme=theme, viewport=size, accept_downloads=True)  # type: ignore[arg-type]
        page = context.new_page()
        self._pages.append(page)
        page.set_default_timeout(60_000)
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: None if ours(request.url) else self.foreign.append(request.url))
        page.goto(self.address)
        expect(page.locator(".na-report-form")).to_be_visible()
        return page

    def leave(self) -> None:
        """Close the pages, and hold them to account."""
        for page in self._pages:
            page.context.close()
        errors, foreign = self.errors, self.foreign
        self.errors, self.foreign, self._pages = [], [], []
        assert errors == []
        assert foreign == []

    def close(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


@pytest.fixture(scope="module")
def desks(chromium: Browser, archives: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Desk]]:
    """A desk on a copy of the archive `kho`, and one where there is no archive yet; nothing of them stays behind."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("kho", "none")}
    shutil.copytree(archives / "kho", folders["kho"] / "kho")
    opened = {name: Desk(folder, chromium) for name, folder in folders.items()}
    yield opened
    for each in opened.values():
        each.close()
        assert list((each.folder / "tmp").iterdir()) == []


@pytest.fixture
def desk(desks: dict[str, Desk]) -> Iterator[Desk]:
    """The desk on an archive of some articles; it may ask nobody, and log no error."""
    yield desks["kho"]
    desks["kho"].leave()


@pytest.fixture
def empty_desk(desks: dict[str, Desk]) -> Iterator[Desk]:
    yield desks["none"]
    desks["none"].leave()


def test_a_clerk_pastes_a_page_names_the_paper_asks_and_opens_the_report(empty_desk: Desk) -> None:
    page = empty_desk.open()
    page.get_by_label("Dán cả trang báo vào đây").fill(SEED.read_text("utf-8"))
    expect(page.locator(".na-glance")).to_have_text(
        "TP.Cao Lãnh: Sau một năm đẩy mạnh việc học tập và làm theo gương Bác"
    )
    page.get_by_label("Tên báo (nếu biết)").fill("Báo Đồng Tháp")
    page.get_by_role("button", name="Giữ trang này").click()
    expect(page.get_by_text("Kho kho: 1 bài")).to_be_visible()
    page.get_by_label("Từ hay cụm từ cần tìm").fill("học tập")
    expect(page.locator(".na-count")).to_have_text("1 bài khớp trong 1 bài · đủ, không bỏ sót")
    expect(page.locator(".na-first")).to_contain_text("4/7/2012 (cập nhật) · Báo Đồng Tháp · Phương Nga")
    page.get_by_label("Excel").check()
    page.get_by_role("button", name="Xuất tệp").click()
    links = page.locator(".na-said .na-link")
    expect(links).to_have_text([f"bao-cao-hoc-tap.{ending}" for ending in ("html", "pdf", "xlsx")])

    for name, type_ in (("html", "text/html"), ("pdf", "application/pdf")):
        link = page.get_by_role("link", name=f"bao-cao-hoc-tap.{name}")
        with page.context.expect_event("response", lambda response, name=name: response.url.endswith(name)) as answered:
            link.click()
        assert (answered.value.status, answered.value.headers["content-type"]) == (200, type_)
    saved = downloads(page)
    with pikepdf.open(saved[".pdf"]) as report:
        assert "evidence.json" in report.attachments
    with saved[".xlsx"].open("rb") as book:
        rows = list(openpyxl.load_workbook(book).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 2
    assert "Báo Đồng Tháp" in rows[1]


def test_by_keyboard_alone(desk: Desk) -> None:
    page = desk.open()

    def press(key: str, where: str) -> None:
        for _ in range(40):
            if page.evaluate(f"() => document.activeElement.matches({where!r})"):
                return page.keyboard.press(key)
            page.keyboard.press("Tab")
        raise AssertionError(f"{where} is not reached")

    press("Enter", ".na-adding summary")
    press("End", ".na-paste")
    page.keyboard.insert_text("Tin bàn phím\n\n05/07/2012 08:00\n\nMột tin dán vào chỉ bằng bàn phím của máy.")
    expect(page.locator(".na-keep")).to_be_visible()
    press("Enter", ".na-keep")
    expect(page.locator(".na-paste")).to_have_value("")
    press("End", ".na-search")
    page.keyboard.insert_text('"dán vào chỉ bằng bàn phím"')
    expect(page.locator(".na-count")).to_contain_text("1 bài khớp trong")
    press("Enter", ".na-export")
    expect(page.locator(".na-said .na-link")).to_have_count(2)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_stands_out_of_a_narrow_window(desk: Desk, theme: str) -> None:
    page = desk.open(theme)
    SCREENS.mkdir(parents=True, exist_ok=True)
    found = []

    def look(state: str) -> None:
        page.screenshot(path=SCREENS / f"desk-{state}-{theme}.png", full_page=True)
        found.extend((state, each) for each in violations(page))
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), state

    for width in (1000, 380):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator(".na-search").fill("")
        expect(page.locator(".na-count")).to_contain_text("Cả kho")
        look(f"first-{width}")
        page.locator(".na-search").fill("học tập")
        expect(page.locator(".na-count")).to_contain_text("45 bài khớp")
        look(f"asked-{width}")
        page.locator(".na-since").fill("hôm qua")
        expect(page.locator(".na-since[aria-invalid]")).to_be_visible()
        look(f"wrong-{width}")
        page.locator(".na-since").fill("")
        page.locator(".na-search").fill("hóc tập")
        expect(page.locator(".na-count")).to_have_text(WORDS["form_none"]["vi"])
        look(f"nothing-{width}")
        page.locator(".na-adding").evaluate("(each) => (each.open = true)")
        page.locator(".na-sections").evaluate("(each) => (each.open = true)")
        page.locator(".na-paste").fill(SEED.read_text("utf-8"))
        expect(page.locator(".na-keep")).to_be_visible()
        look(f"pasted-{width}")
        page.locator(".na-paste").fill("")
    assert not found, found


def test_whoever_has_no_token_sees_nothing(desk: Desk) -> None:
    (desk.folder / "báo cáo").mkdir(exist_ok=True)
    (desk.folder / "báo cáo" / "secret.html").write_text("a report")
    bare = desk.address.split("?")[0]
    for path in ("", "files/secret.html", "voila/files/desk.ipynb", "api/kernels/x", "voila/render/desk.ipynb"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(bare + path).close()
        assert refused.value.code in (403, 404)
        assert "a report" not in refused.value.read().decode()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(bare)
    assert WORDS["desk_no_token"]["vi"] in refused.value.read().decode()
    assert re.match(r"http://127\.0\.0\.1:\d+/\?token=.{32}", desk.address)


def test_hostile_pages_stay_text(desk: Desk) -> None:
    page = desk.open()
    page.locator(".na-adding summary").click()
    for payload in MARKUP[:12]:
        page.locator(".na-paste").fill(
            f"{payload} tin lạ\n\n05/07/2012 08:00\n\n{payload} học tập ở đầu làng hôm nay.\n\n{payload}"
        )
        expect(page.locator(".na-glance")).to_contain_text("tin lạ")
        page.locator(".na-keep").click()
        expect(page.locator(".na-paste")).to_have_value("")
    page.locator(".na-search").fill("học tập")
    expect(page.locator(".na-first li").first).to_be_visible()
    assert (
        page.evaluate("() => document.querySelectorAll('.na-report-form :is(img, script, iframe, style, svg)').length")
        == 0
    )
    assert page.evaluate("() => window.__run === undefined")


def test_two_pages_on_one_archive(desk: Desk) -> None:
    one, other = desk.open(), desk.open()
    one.locator(".na-adding summary").click()
    one.locator(".na-paste").fill("Tin từ trang kia\n\n05/07/2012 08:00\n\nCon trâu cày ruộng ở đầu làng.")
    one.locator(".na-keep").click()
    expect(one.locator(".na-paste")).to_have_value("")
    other.locator(".na-search").fill('"con trâu cày ruộng ở đầu"')
    expect(other.locator(".na-count")).to_contain_text("1 bài khớp trong")


def test_it_ends_with_ctrl_c_and_the_page_says_so(empty_desk: Desk) -> None:
    page = empty_desk.open()
    assert empty_desk.close() == 0
    page.locator(".na-search").fill("học")
    expect(page.locator(".na-notice")).to_have_text(WORDS["form_silent"]["vi"], timeout=30_000)
    page.close()
    empty_desk.errors.clear()  # the browser's own, of a server that is gone
