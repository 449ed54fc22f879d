"""Mathematics: LaTeX, or MathML as a page has it, as a `Formula` that both renderers set.

LaTeX is read by latex2mathml. What it leaves out is put right before it (environments that it does not know, labels),
and what it does not understand is not guessed: the formula then stays the LaTeX that was typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsarchive.reports.document import Formula, Math

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TOKENS = {"mi", "mn", "mo", "mtext"}
_PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "mroot": 2, "msubsup": 3, "munderover": 3}
_BOXES = {*"mrow msqrt mtable mtr mtd mphantom menclose mspace".split()}
_TRANSPARENT = {*"math mstyle mpadded semantics merror maction mfenced".split()}
_KEPT = {
    "mo": {"stretchy", "fence", "form", "minsize", "maxsize"},
    "mi": {"mathvariant"},
    "mtext": {"mathvariant"},
    "mover": {"accent"},
    "mfrac": {"linethickness"},
    "mspace": {"width"},
    "mtd": {"columnalign"},
    "menclose": {"notation"},
}
_VALUE = re.compile(r"[a-z0-9.+-]{1,20}")
_DEPTH = 40  # formulas inside formulas; a page's own MathML may be anything
_LENGTH = 4_000  # characters of LaTeX; latex2mathml looks at each several times

# What amsmath has and latex2mathml has not, by what it has.
_ALIGNED = re.compile(r"\\(begin|end)\{(?:align|aligned|alignat|alignedat|eqnarray|split|flalign)\*?\}(?:\{\d+\})?")
_CENTRED = re.compile(r"\\(begin|end)\{(?:gather|gathered|multline)\*?\}")
_ONE = re.compile(r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}")
_DROPPED = re.compile(r"\\(?:label\{[^{}]*\}|nonumber|notag)(?![a-z])")
_TAG = re.compile(r"\\tag\*?\{([^{}]*)\}")
_RAISED = re.compile(
    r"(\\begin\{([a-zA-Z]+\*?)\}.*?\\end\{\2\})(?=\s*[\^_])", re.DOTALL
)  # it takes the fence for the base
_ENVIRONMENT = re.compile(r"\\begin\{")
_DELIMITERS = re.compile(r"\s*(\$\$|\$|\\\[|\\\()(?P<inner>.*?)(\$\$|\$|\\\]|\\\))\s*", re.DOTALL)


def latex(source: str, display: bool) -> Math | None:
    """The formula typed as `source`, or None where it cannot be read."""
    from latex2mathml.converter import convert
    from lxml import etree

    text = source.strip()
    if not text or len(text) > _LENGTH:
        return None
    try:
        markup = convert(_prepared(text), display="block" if display else "inline")
        root = etree.fromstring(markup.encode("utf-8"), _parser())
    except Exception:  # it has an error of its own for some of what is wrong, and IndexError or KeyError for the rest
        return None
    formula = _read(root)
    return Math(text, formula, display) if formula else None


def written(source: str) -> tuple[str, bool] | None:
    """A ``text/latex`` output as its formula and whether it is displayed, or None where it is more than a formula."""
    match = _DELIMITERS.fullmatch(source)
    if match and "$" not in match["inner"]:
        return match["inner"].removeprefix(r"\displaystyle").strip(), match[1] != r"\("
    return (source, True) if source.strip().startswith(r"\begin{") else None


def mathml(element: Element) -> Math | None:
    """The formula of a ``<math>`` element; the LaTeX in its annotation or ``alttext``, or else its text, says it."""
    notes = [note.text or "" for note in element.iter("annotation") if "tex" in note.get("encoding", "").lower()]
    said = next(filter(None, (*notes, element.get("alttext", ""))), "") or "".join(element.itertext())
    formula = _read(element)
    return Math(" ".join(said.split()), formula, element.get("display") == "block") if formula else None


def _prepared(text: str) -> str:
    """`text` in the words of latex2mathml."""
    text = _DROPPED.sub("", _TAG.sub(r"\\quad\\text{(\1)}", text))
    text = _ONE.sub("", _CENTRED.sub(r"\\\1{matrix}", _ALIGNED.sub(r"\\\1{align*}", text)))
    text = _RAISED.sub(r"{\1}", text)
    if r"\\" in text and not _ENVIRONMENT.search(text):
        return rf"\begin{{matrix}}{text}\end{{matrix}}"
    return text


def _parser() -> object:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, recover=True)


def _read(root: Element) -> Formula | None:
    """The formula without anything that is not known here; None where nothing is left or a part lacks one it needs."""
    try:
        made = Formula("mrow", "", tuple(_children(root, 0)), ())
    except ValueError:
        return None
    return made if _says(made) else None


def _says(formula: Formula) -> bool:
    return bool(formula.text.strip()) or any(map(_says, formula.children))


def _children(element: Element, depth: int) -> list[Formula]:
    if depth > _DEPTH:
        raise ValueError("too deep")
    return [part for child in element if isinstance(child.tag, str) for part in _part(child, depth + 1)]


def _part(element: Element, depth: int) -> list[Formula]:
    name = element.tag.rpartition("}")[2].lower()
    if name in ("annotation", "annotation-xml", "none", "mprescripts"):
        return []
    kept = _KEPT.get(name, set())
    said = {key: value.strip().lower() for key, value in element.attrib.items() if key in kept}
    attributes = tuple((key, value) for key, value in sorted(said.items()) if _VALUE.fullmatch(value))
    if name in _TOKENS:
        text = "".join(element.itertext())
        if name == "mi" and text.startswith("\\"):  # a command that was not understood
            raise ValueError(text)
        text = text.strip() if name != "mtext" else re.sub(r"\s+", "\u00a0", text)
        return [Formula(name, text, (), attributes)] if text else []
    children = _children(element, depth)
    if name in _PARTS:
        parts = [_one(child, depth) for child in element if isinstance(child.tag, str)]
        if len(parts) != _PARTS[name]:
            raise ValueError(name)
        return [Formula(name, "", tuple(parts), attributes)]
    if name in _BOXES:
        return [Formula(name, "", tuple(children), attributes)]
    return children if name in _TRANSPARENT or children else []


def _one(element: Element, depth: int) -> Formula:
    """`element` as one formula, as each part of a fraction or a script is."""
    parts = _part(element, depth + 1)
    return parts[0] if len(parts) == 1 else Formula("mrow", "", tuple(parts), ())
