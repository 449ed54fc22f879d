"""Set up ``.venv`` and run a task: ``python tasks.py demo``, ``… test``, ``… docs``, ``… stress``, ``… bench FOLDER``.

``bench`` runs every benchmark on the corpus in FOLDER.

Standard library only. With uv on the PATH, uv installs what ``uv.lock`` says; without it, venv and pip install the same
versions from ``constraints.txt``, which is exported from that lock. Set-up is skipped while nothing has changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXTRAS = {
    "demo": ["lab"],
    "docs": ["docs", "lab"],
    "test": ["lab", "test"],
    "stress": ["lab", "test"],
    "bench": ["lab", "test", "bench"],
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def main() -> int:
    """Run the task named on the command line; its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this file may have an older one
        return _stop("newsarchive needs Python 3.11 or newer; install one and try again.")
    task, *arguments = sys.argv[1:] or [""]
    if task not in TASKS or len(arguments) != (task == "bench"):
        return _stop(
            "Name a task: python tasks.py demo, … test, … docs, … stress, or … bench and the folder of a corpus."
        )
    try:
        _set_up(task)
        return TASKS[task](*arguments)
    except subprocess.CalledProcessError as error:
        return error.returncode or 1
    except KeyboardInterrupt:
        return 130


def _set_up(task: str) -> None:
    """Make ``.venv`` hold what `task` needs. What is there already for another task stays."""
    files = [ROOT / name for name in ("pyproject.toml", "uv.lock", "constraints.txt")]
    state = hashlib.sha256(b"".join(path.read_bytes() for path in files) + sys.version.encode()).hexdigest()
    stamp = VENV / ".newsarchive"
    held = stamp.read_text("utf-8").split() if stamp.exists() else []
    extras = set(EXTRAS[task])
    if held[:1] == [state]:
        if extras <= set(held[1:]):
            return
        extras |= set(held[1:])
    names = sorted(extras)
    print(f"Setting up .venv for {task} ({', '.join(names)}) …", flush=True)
    if shutil.which("uv"):
        wanted = [argument for name in names for argument in ("--extra", name)]
        # The system's certificates, as pip has them: behind a proxy of an institution uv's own do not do.
        certificates = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
        environment = {**certificates, **os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV)}
        environment.pop("VIRTUAL_ENV", None)
        _run("uv", "sync", "--quiet", "--locked", "--python", sys.executable, *wanted, env=environment)
    else:
        if not (BIN / _name("python")).exists():
            _make_venv()
        pip = (BIN / _name("python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check")
        _run(*pip, "--upgrade", "pip>=24.1")  # older ones stumble over two packages that want the same extra
        _run(*pip, "-c", ROOT / "constraints.txt", "-e", f".[{','.join(names)}]")
    stamp.write_text(" ".join([state, *names]), "utf-8")


def _make_venv() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        _stop("Python's venv module is not complete here; install uv, or your system's python3-venv package.")
        raise subprocess.CalledProcessError(made.returncode, "venv")


def _demo() -> int:
    return _call(BIN / _name("newsarchive"), "demo")


def _test() -> int:
    browser = _browser()
    if browser is None:
        return _stop(
            "The browser test needs Chromium; install it (Debian: apt install chromium) or set NEWSARCHIVE_CHROMIUM."
        )
    environment = {**os.environ, "NEWSARCHIVE_CHROMIUM": browser}
    python = BIN / _name("python")
    # A file of tests stays together, for its fixtures; those with a browser come first, for they take longest.
    tests = ["pytest", "-n", "logical", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder"]
    for step in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], tests):
        print(f"\n{' '.join(step)}", flush=True)
        if code := _call(python, "-m", *step, env=environment):
            return code
    return 0


def _docs() -> int:
    """The documentation as a site, with its notebooks run, in ``build/docs``."""
    source, site = ROOT / "build" / "source", ROOT / "build" / "docs"
    for folder in (source, site):
        shutil.rmtree(folder, ignore_errors=True)
    for name in ("docs", "notebooks", "seeds"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(ROOT / "CHANGELOG.md", source)
    code = _call(BIN / _name("python"), "-m", "sphinx", "-W", "--keep-going", "-q", "-c", source / "docs", source, site)
    if not code:
        print(f"The site is in {site.relative_to(ROOT)}; open {(site / 'docs' / 'index.html').relative_to(ROOT)}.")
    return code


def _stress() -> int:
    """The laws of reading on ten times as many pages, and ten times the kills of the store and forgeries of reports."""
    environment = {**os.environ, "NEWSARCHIVE_STRESS": "1"}
    torture = ("parsing/test_laws.py", "store/test_torture.py", "store/test_concurrency.py")
    tests = (*torture, "reports/checking/test_forgeries.py", "browser/test_reports_judged.py")
    return _call(BIN / _name("python"), "-m", "pytest", "-s", *(f"tests/{test}" for test in tests), env=environment)


def _bench(corpus: str) -> int:
    """Every benchmark; the exit code of the first one that found something wrong, after all have run."""
    codes: dict[str, int] = {}
    for path in sorted((ROOT / "benchmarks").glob("[!_]*.py")):
        print(f"\n{path.relative_to(ROOT)}", flush=True)
        codes[path.name] = _call(BIN / _name("python"), path, "--corpus", Path(corpus).resolve())
    failed = {name: code for name, code in codes.items() if code}
    for name, code in failed.items():
        print(f"{name} ended with {code}; what it found wrong stands above.", flush=True)
    return next(iter(failed.values()), 0)


def _browser() -> str | None:
    """A Chromium: the one that is named, one that is there, or Debian's, installed where we may."""
    named = os.environ.get("NEWSARCHIVE_CHROMIUM")
    if named:
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found or not shutil.which("apt-get"):
        return found
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and (not shutil.which("sudo") or _call(*sudo, "true")):
        return None
    print("Installing Debian's Chromium …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
        if _call(*sudo, "apt-get", *arguments, env=environment):
            return None
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _name(program: str) -> str:
    return f"{program}.exe" if os.name == "nt" else program


def _run(*arguments: object, env: dict[str, str] | None = None) -> None:
    subprocess.run([str(argument) for argument in arguments], cwd=ROOT, env=env, check=True)


def _call(*arguments: object, env: dict[str, str] | None = None) -> int:
    return subprocess.run([str(argument) for argument in arguments], cwd=ROOT, env=env, check=False).returncode


def _stop(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


TASKS: dict[str, Callable[..., int]] = {
    "demo": _demo,
    "test": _test,
    "docs": _docs,
    "stress": _stress,
    "bench": _bench,
}


if __name__ == "__main__":
    sys.exit(main())
