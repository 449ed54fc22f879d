"""The built wheel, installed in a clean environment, reads a page and writes a report."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from newsarchive import sample

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_a7dcd04b3dd74f0d.txt"


def run(*arguments: object, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    command = list(map(str, arguments))
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_stands_on_its_own(tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    constraints = ("-c", ROOT / "constraints.txt")
    if uv := shutil.which("uv"):
        run(uv, "build", "--wheel", "--out-dir", tmp_path, ROOT, cwd=tmp_path)
        run(uv, "venv", "--python", sys.executable, venv, cwd=tmp_path)
        install = [uv, "pip", "install", "--python", python]
    else:
        run(sys.executable, "-m", "venv", venv, cwd=tmp_path)
        run(python, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", tmp_path, ROOT, cwd=tmp_path)
        install = [python, "-m", "pip", "install"]
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for data in ("py.typed", "widgets/front/browser.js", "widgets/front/browser.css", "reports/look/page.typ"):
        assert f"newsarchive/{data}" in names
    assert {f"newsarchive/sample/pages/{path.name}" for path in sample.PAGES.iterdir()} <= set(names)
    assert "newsarchive/sample/harvest.warc" in names
    assert not [name for name in names if name.startswith(("tests/", "notebooks/", "seeds/"))]
    run(*install, *constraints, wheel, cwd=tmp_path)
    where = run(python, "-c", "import newsarchive; print(newsarchive.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(venv)
    command = python.with_name("newsarchive")
    article = json.loads(run(command, "read", SEED, "--json", cwd=tmp_path))
    assert (article["id"], article["byline"]) == ("368d28e324d63603", "Phương Nga")
    run(command, "ingest", SEED, cwd=tmp_path)
    report = json.loads(run(command, "report", "hoc", "--title", "Thử", "--json", cwd=tmp_path))
    assert [Path(name).name for name in report["files"]] == ["thu.html", "thu.pdf"]
