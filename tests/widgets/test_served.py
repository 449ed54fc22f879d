"""Links to written files: the address at which the Jupyter server that runs the kernel shows them."""

import json

import pytest

from newsarchive.widgets.served import link


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A Jupyter server's card, as it leaves it in the runtime folder."""
    runtime, root = tmp_path / "runtime", tmp_path / "root"
    runtime.mkdir()
    root.mkdir()
    (runtime / "jpserver-77.json").write_text(json.dumps({"root_dir": str(root), "base_url": "/user/nga/"}))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("JPY_PARENT_PID", "77")
    return root


def test_a_file_below_the_servers_root_has_an_address(server):
    assert link(server / "exports" / "học tập.pdf").href == "/user/nga/files/exports/h%E1%BB%8Dc%20t%E1%BA%ADp.pdf"


def test_a_file_elsewhere_has_only_its_path(server, tmp_path):
    elsewhere = tmp_path / "elsewhere.pdf"
    assert link(elsewhere) == ("elsewhere.pdf", str(elsewhere), None)


def test_without_a_server_there_is_only_a_path(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("JPY_PARENT_PID", raising=False)
    assert link(tmp_path / "a.html").href is None
