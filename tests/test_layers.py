"""The arrows of the architecture: each layer imports only those before it, wherever in a file the import stands."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "newsarchive"
LAYERS = (
    "errors text progress sample display article parsing store search reports widgets archive terminal demo desk cli"
).split()
GROUND = {"errors", "text", "progress", "sample"}  # these know nothing of each other
HEAVY = ["pandas", "lance", "pyarrow", "typst", "trafilatura", "lxml", "nbconvert", "anywidget", "rich", "typer"]


def imported(source: str) -> Iterator[str]:
    """The full names of what a module imports, inside functions and ``if TYPE_CHECKING`` too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def wrong_arrows(layer: str, source: str) -> list[str]:
    """The imports of our own package that a module of `layer` may not have."""
    allowed = {layer} if layer in GROUND else set(LAYERS[: LAYERS.index(layer) + 1])
    ours = [name for name in imported(source) if name.split(".")[0] == "newsarchive"]
    return [name for name in ours if len(name.split(".")) < 2 or name.split(".")[1] not in allowed]


def modules() -> list[tuple[str, Path]]:
    """Each module of the package with its layer; the package's own ``__init__`` stands above all."""
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]
    return [(path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path) for path in paths]


def test_every_module_has_a_layer() -> None:
    assert {layer for layer, _ in modules()} == set(LAYERS)


@pytest.mark.parametrize(("layer", "path"), modules(), ids=lambda value: getattr(value, "stem", value))
def test_arrows_point_one_way(layer: str, path: Path) -> None:
    assert wrong_arrows(layer, path.read_text("utf-8")) == []


def test_a_wrong_arrow_is_found() -> None:
    assert wrong_arrows("parsing", "def f():\n    from newsarchive.store import Store") == ["newsarchive.store.Store"]
    assert wrong_arrows("text", "from newsarchive.article import Article") == ["newsarchive.article.Article"]
    assert wrong_arrows("display", "from newsarchive.article import Article") == ["newsarchive.article.Article"]
    assert wrong_arrows("widgets", "import newsarchive.reports") == []


def test_text_uses_the_standard_library_alone() -> None:
    for layer, path in modules():
        if layer == "text":
            tops = {name.split(".")[0] for name in imported(path.read_text("utf-8"))}
            assert tops <= sys.stdlib_module_names | {"newsarchive"}, path


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, newsarchive; print(sorted(set({HEAVY}) & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
