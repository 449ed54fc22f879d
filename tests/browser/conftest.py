"""A real JupyterLab with a copy of the notebooks and seeds, and a real Chromium that looks at it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
ALONE = ("--disable-component-update", "--disable-sync")
SECONDS = 90_000  # how long the browser waits for anything, in milliseconds
TOKEN = "reading-room"


class Lab:
    """A running JupyterLab: its folder, and what a page of it did that it should not."""

    def __init__(self, folder: Path, port: int, browser: Browser) -> None:
        self.folder, self.address, self._browser = folder, f"http://127.0.0.1:{port}", browser
        self.errors: list[str] = []
        self.foreign: list[str] = []

    def open(self, notebook: str, run: bool = True) -> Page:
        """Open a notebook in the single-document view, `run` all its cells, and wait until the kernel is idle."""
        page = self._browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(SECONDS)
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: None if self._ours(request.url) else self.foreign.append(request.url))
        page.goto(f"{self.address}/doc/tree/{notebook}?token={TOKEN}")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        kernel = "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status"
        page.wait_for_function(f"() => {kernel} === 'idle'")
        if run:
            page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for_function(f"() => {kernel} === 'idle'")
        return page

    def _ours(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("data", "blob", "about") or parts.hostname in ("127.0.0.1", "localhost")


@pytest.fixture(scope="package")  # Playwright keeps an event loop running, which other tests may not share
def chromium() -> Iterator[Browser]:
    """The Chromium of NEWSARCHIVE_CHROMIUM, or one that is there."""
    named = os.environ.get("NEWSARCHIVE_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "no Chromium here: install it (Debian: apt install chromium) or set NEWSARCHIVE_CHROMIUM"
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*root, *QUIET, *ALONE])
        yield browser
        browser.close()


@pytest.fixture
def lab(tmp_path: Path, chromium: Browser) -> Iterator[Lab]:
    """JupyterLab with nobody's settings but its own, on a free port of this machine."""
    folder, settings = tmp_path / "project", tmp_path / "settings"
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    quiet = settings / "lab" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    quiet.parent.mkdir(parents=True)
    quiet.write_text(json.dumps({"fetchNews": "false", "checkForUpdates": False}), "utf-8")
    places = {
        "JUPYTER_CONFIG_DIR": settings / "config",
        "JUPYTER_DATA_DIR": settings / "data",
        "JUPYTER_RUNTIME_DIR": settings / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": settings / "lab",
        "JUPYTERLAB_WORKSPACES_DIR": settings / "workspaces",
        "IPYTHONDIR": settings / "ipython",
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"]
    command += [f"--ServerApp.root_dir={folder}", "--ServerApp.log_level=ERROR"]
    environment = {**os.environ, **{name: str(path) for name, path in places.items()}}
    with (tmp_path / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api?token={TOKEN}", server, tmp_path / "lab.log")
            yield Lab(folder, port, chromium)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:  # it waits for a kernel
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise AssertionError(log.read_text("utf-8"))
