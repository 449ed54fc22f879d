"""The archive browser in a notebook that Voilà shows as a page: it asks, reads and tags as in JupyterLab."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from .conftest import SECONDS, ours
from .jupyterlab import write_notebook


@pytest.fixture
def voila(archives: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a Voilà with its usual page."""
    shutil.copytree(archives / "kho", tmp_path / "kho")
    write_notebook(tmp_path / "doc.ipynb", "import newsarchive as na", "na.open('kho').browse('\"học tập\"')")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "voila", "doc.ipynb", "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with (tmp_path / "voila.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/voila/static/voila.js").close()
            break
        except OSError:
            assert server.poll() is None, (tmp_path / "voila.log").read_text()
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait(60)


def test_it_asks_reads_and_tags(voila: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(SECONDS)
    # Voilà's own page asks a CDN for a font of icons; it does without.
    page.route(lambda url: not ours(url), lambda route: route.abort())
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(voila)
    expect(page.locator(".na-counts")).to_contain_text("khớp trong 86 bài", timeout=SECONDS)
    page.locator(".na-search").fill("hoc tap")
    expect(page.locator(".na-counts")).to_contain_text("45 bài khớp")
    page.locator(".na-row").nth(2).click()
    title = page.locator(".na-row").nth(2).locator(".na-row-title").inner_text()
    expect(page.locator(".na-article h2")).to_have_text(title)
    page.locator(".na-add-tag").click()
    page.keyboard.type("cần đọc")
    page.keyboard.press("Enter")
    expect(page.locator(".na-chip-name")).to_have_text("cần đọc")
    page.locator(".na-search").fill("tag:cần")
    page.locator(".na-search").fill('tag:"cần đọc"')
    expect(page.locator(".na-counts")).to_contain_text("1 bài khớp")
    page.locator(".na-view-measures").click()
    expect(page.locator(".na-measure-timeline .na-bar").first).to_be_visible()
    assert errors == []
    context.close()
