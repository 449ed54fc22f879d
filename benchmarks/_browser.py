"""The Chromium and the JupyterLab of the browser tests, for benchmarks."""

from __future__ import annotations

import sys
from functools import partialmethod
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browser.jupyterlab import IDLE, TOKEN, chromium_path, running_chromium, running_lab, write_notebook

__all__ = ["IDLE", "TOKEN", "give_webpdf_a_chromium", "running_chromium", "running_lab", "write_notebook"]


def give_webpdf_a_chromium() -> None:
    """Let nbconvert's webpdf, which knows only Playwright's own browser, take the one that is there."""
    from playwright.async_api import BrowserType

    launch = partialmethod(BrowserType.launch, executable_path=chromium_path())
    BrowserType.launch = launch  # type: ignore[method-assign, assignment]
