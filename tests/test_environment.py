"""pyproject.toml, environment.yml, uv.lock and constraints.txt say the same."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))


def bounds(requirements: list[str]) -> dict[str, str]:
    """Each requirement's name with its lower bound."""
    return dict(re.fullmatch(r"([\w-]+)>=([\w.]+)", requirement).groups() for requirement in requirements)  # type: ignore[union-attr]


def test_conda_users_get_what_the_project_and_its_lab_extra_ask_for() -> None:
    lines = re.findall(r"^\s+- (.+)$", (ROOT / "environment.yml").read_text("utf-8"), re.MULTILINE)
    asked = [line for line in lines if line not in ("conda-forge", "pip", "pip:", "-e .")]
    python = f"python{PROJECT['requires-python']}"
    assert asked.pop(asked.index(python)) == python
    wanted = bounds(PROJECT["dependencies"]) | bounds(PROJECT["optional-dependencies"]["lab"])
    assert bounds(asked) == wanted
    assert len(asked) == len(wanted)
    assert {"conda-forge", "pip", "pip:", "-e ."} <= set(lines)


def test_every_requirement_has_a_lower_bound_and_is_locked_above_it() -> None:
    extras = PROJECT["optional-dependencies"].values()
    locked = {package["name"]: package["version"] for package in LOCK["package"]}
    for name, bound in bounds([*PROJECT["dependencies"], *(line for extra in extras for line in extra)]).items():
        assert numbers(locked[name]) >= numbers(bound), name


def test_the_lock_names_the_public_index_alone() -> None:
    sources = {next(iter(package["source"].items())) for package in LOCK["package"]}
    assert sources == {("registry", "https://pypi.org/simple"), ("editable", ".")}


def test_constraints_are_the_lock() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {tuple(line.split(" ; ")[0].split("==")) for line in lines}
    locked = {(package["name"], package["version"]) for package in LOCK["package"]}
    assert pinned == {(name, version) for name, version in locked if name != "newsarchive"}


def numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]
