"""A JupyterLab or Notebook with nobody's settings but its own, and a Chromium to look at it: started, and ended."""

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
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Page, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
ALONE = ("--disable-component-update", "--disable-sync")
TOKEN = "reading-room"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
IDLE = "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"


def chromium_path() -> str:
    """The Chromium that NEWSARCHIVE_CHROMIUM names, or one that is there."""
    named = os.environ.get("NEWSARCHIVE_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "no Chromium here: install it (Debian: apt install chromium) or set NEWSARCHIVE_CHROMIUM"
    return path


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A Chromium that asks nobody for anything by itself."""
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*root, *QUIET, *ALONE])
        yield browser
        browser.close()


@contextmanager
def running_lab(folder: Path, settings: Path, app: str = "jupyterlab") -> Iterator[str]:
    """A JupyterLab or "notebook" that serves `folder`, with what it keeps for itself in `settings`; its address."""
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
    command = [sys.executable, "-m", app, "--no-browser", "--allow-root", "--expose-app-in-browser"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"]
    command += [f"--ServerApp.root_dir={folder}", "--ServerApp.log_level=ERROR"]
    environment = {**os.environ, **{name: str(path) for name, path in places.items()}}
    log_path = settings / "lab.log"
    with log_path.open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/api?token={TOKEN}", server, log_path)
            yield address
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:  # it waits for a kernel
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def turn(page: Page, theme: str) -> None:
    """Show JupyterLab in one of `THEMES`, if it does not."""
    light = str(theme == "light").lower()
    if page.evaluate("() => document.body.dataset.jpThemeLight") != light:
        page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", THEMES[theme])
        page.wait_for_function(f"() => document.body.dataset.jpThemeLight === '{light}'")


def write_notebook(path: Path, *cells: str) -> None:
    """A notebook of code cells, for Python's kernel."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    made = new_notebook(cells=[new_code_cell(cell) for cell in cells], metadata=kernel)
    nbformat.write(made, path)  # type: ignore[no-untyped-call]


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text("utf-8"))
