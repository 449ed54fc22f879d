"""The form for staff behind a web server on this machine alone: Voilà, with a page of our own and a token.

Whoever has the address with its token may ask the archive and write reports; nobody else on this machine may, and no
other machine is listened to. All that Jupyter keeps for a run (connections, kernels, the notebook that the page is made
of) is in one folder, readable by its owner alone, and gone at the end. No settings of Jupyter on this machine are read.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any
from uuid import uuid4

import nbformat
import tornado.ioloop
from ipykernel.kernelspec import write_kernel_spec
from jupyter_server import DEFAULT_STATIC_FILES_PATH
from jupyter_server.base.handlers import AuthenticatedFileHandler
from nbformat.v4 import new_code_cell, new_notebook
from tornado.web import RequestHandler
from traitlets.config import Config
from voila.app import Voila

from newsarchive.errors import UsageError
from newsarchive.text import Language
from newsarchive.widgets.words import word

_PAGE = Path(__file__).parent / "page"
_WIDGETS = [
    "anywidget",
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
]  # no other extension of Jupyter is run
_SOCKET = 104  # bytes that the path of a socket may have: 108 on Linux, 104 on macOS


def open_desk(
    archive: Path,
    exports: Path,
    language: Language = "vi",
    *,
    port: int = 8866,
    browser: bool = True,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve the form for the archive in the folder `archive` until it is interrupted; reports go to `exports`.

    `port`, or one of the next where it is taken, is listened to on 127.0.0.1. `announce` is told the address with its
    token once it can be opened; with `browser` it is opened there, too. Raises `UsageError` where no port is free.
    """
    exports = exports.resolve()
    with _private_folder() as folder, _jupyter_in(folder):
        # By this card a kernel knows at what address its files are served, as with other servers of Jupyter.
        card = {"root_dir": str(exports), "base_url": "/"}
        (folder / "runtime" / f"jpserver-{os.getpid()}.json").write_text(json.dumps(card), "utf-8")

        def ready(address: str) -> None:
            announce(address)
            if browser:
                _open_browser(address, folder)

        config = _config(folder, archive.resolve(), exports, language, port)
        server = _Server.instance(exports, ready, word("desk_no_token", language), config=config)
        server.initialize([])
        try:
            server.start()
        except SystemExit:
            raise UsageError(f"--port {port}: is taken, and those after it; name another.") from None
        finally:
            _Server.clear_instance()


class _Files(AuthenticatedFileHandler):
    """What was exported, for those who have the token."""

    @property
    def content_security_policy(self) -> str:
        """Browsers show no PDF in a sandbox; theirs is the viewer's own."""
        policy: str = super().content_security_policy
        return policy.split("; sandbox")[0] if self.request.path.endswith(".pdf") else policy


class _NoToken(RequestHandler):
    """Whoever comes without the token is told where it is."""

    def initialize(self, said: str) -> None:
        self._said = said

    def get(self) -> None:
        self.set_status(403)
        self.finish(f'<!doctype html><meta charset="utf-8"><title>newsarchive</title><p>{escape(self._said)}</p>')


class _Server(Voila):  # type: ignore[misc]
    """Voilà with our page, and with files that ask for the token; it calls `ready` with its address."""

    def __init__(self, exports: Path, ready: Callable[[str], None], no_token: str, **more: Any) -> None:
        super().__init__(**more)
        self._exports, self._ready, self._no_token = exports, ready, no_token

    def setup_template_dirs(self) -> None:
        super().setup_template_dirs()
        self.template_paths.insert(0, str(_PAGE))

    def init_settings(self) -> dict[str, Any]:
        # A page of elsewhere that has its name point to this machine gets no answer.
        settings: dict[str, Any] = super().init_settings()
        return {**settings, "allow_remote_access": False, "static_path": DEFAULT_STATIC_FILES_PATH}

    def init_handlers(self) -> list[Any]:
        own = [(r"/files/(.*)", _Files, {"path": str(self._exports)}), (r"/login", _NoToken, {"said": self._no_token})]
        return [*own, *super().init_handlers()]

    def listen(self) -> None:
        tornado.ioloop.IOLoop.current().add_callback(lambda: self._ready(f"{self.connection_url}?token={self.token}"))
        super().listen()


def _config(folder: Path, archive: Path, exports: Path, language: Language, port: int) -> Config:
    notebook = folder / "page" / "desk.ipynb"
    keys = {"name": "browser", "title": "form_heading"}
    keys |= {"waiting": "desk_waiting", "failed": "desk_failed", "no_script": "desk_no_script"}
    said = {"language": language, **{name: word(key, language) for name, key in keys.items()}}
    code = (
        f"import newsarchive\n\n"
        f"newsarchive.open({str(archive)!r}).report_form(language={language!r}, exports={str(exports)!r})"
    )
    kernel = {"name": "python3", "display_name": "Python", "language": "python"}
    notebook.parent.mkdir()
    made = new_notebook(cells=[new_code_cell(code)], metadata={"kernelspec": kernel})  # type: ignore[no-untyped-call]
    nbformat.write(made, notebook)  # type: ignore[no-untyped-call]
    return Config(
        {
            "Voila": {
                "ip": "127.0.0.1",
                "port": port,
                "token": secrets.token_urlsafe(24),
                "open_browser": False,
                "root_dir": str(notebook.parent),
                "notebook_path": str(notebook),
                "connection_dir_root": str(folder / "runtime"),
                "config_file_paths": [],
                "log_level": "ERROR",
                "tornado_settings": {"ws_ping_timeout": 30_000},  # by default it is longer than tornado takes
            },
            "VoilaConfiguration": {
                "template": "base",
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
                "extension_allowlist": _WIDGETS,
                "file_allowlist": [],
                "preheat_kernel": True,  # a page is ready before it is asked for
                "default_pool_size": 1,
                "show_tracebacks": False,
                "resources": {
                    "desk": {
                        "language": language,
                        "name": word("browser", language),
                        "title": word("form_heading", language),
                        **said,
                    }
                },
            },
            "KernelManager": {"transport": _transport(folder)},
        }
    )


def _transport(folder: Path) -> str:
    """How the server reaches its kernels: by sockets in `folder`, which nobody else may enter, where there are such."""
    longest = len(os.fsencode(folder / "runtime" / "voila_xxxxxxxx" / f"kernel-{uuid4()}-ipc-5"))
    return "ipc" if os.name == "posix" and longest < _SOCKET else "tcp"


@contextmanager
def _private_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="na-desk-"))  # which only its owner may enter
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _jupyter_in(folder: Path) -> Iterator[None]:
    """Have Jupyter, and the kernels that it starts, keep what they need in `folder`, and run this very Python."""
    names = {"JUPYTER_RUNTIME_DIR": "runtime", "IPYTHONDIR": "ipython", "JUPYTER_PATH": "data", "TMPDIR": "temporary"}
    changed = {variable: str(folder / name) for variable, name in names.items()} | {"JUPYTER_NO_CONFIG": "1"}
    for name in names.values():
        (folder / name).mkdir()
    write_kernel_spec(str(folder / "data" / "kernels" / "python3"))
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    tempfile.tempdir = None  # it looks at TMPDIR anew
    try:
        yield
    finally:
        tempfile.tempdir = None
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _open_browser(address: str, folder: Path) -> None:
    """Open `address` by way of a file: as an argument of the browser, others on this machine could read the token."""
    page = folder / "open.html"
    page.write_text(f'<!doctype html><meta http-equiv="refresh" content="0;url={escape(address)}">', "utf-8")
    threading.Thread(target=webbrowser.open, args=[page.as_uri()], daemon=True).start()
