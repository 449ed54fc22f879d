"""The controls of ipywidgets as they stood when the notebook was saved: their labels, values and outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from nbformat import NotebookNode, from_dict

from newsarchive.reports.document import Block, CodeBlock, Facts, Inlines, Note, Paragraph, Strong, Text
from newsarchive.reports.fragments import blocks
from newsarchive.reports.notebooks.vega import kind_of
from newsarchive.reports.words import word
from newsarchive.text import Language

WIDGET = "application/vnd.jupyter.widget-view+json"
_STATE = "application/vnd.jupyter.widget-state+json"
_MODEL = "IPY_MODEL_"

Read = Callable[[Sequence[NotebookNode]], list[Block]]
"""Reads outputs as blocks."""


@dataclass(frozen=True, slots=True)
class Controls:
    """The controls that a notebook keeps the state of, by their ids."""

    state: Mapping[str, Any]
    language: Language

    def shown(self, data: Mapping[str, Any], read: Read) -> list[Block]:
        """The control in a bundle of forms, with all inside it; none where its state is not kept."""
        view = data.get(WIDGET)
        identity = str(view.get("model_id")) if isinstance(view, Mapping) else ""
        made = _Made(self, read)
        made.add(identity)
        if not made.facts and not made.blocks:
            return []
        said = Note((Text(word("still_controls", self.language)),))
        return [said, *([Facts(tuple(made.facts))] if made.facts else []), *made.blocks]


def controls(notebook: NotebookNode, language: Language) -> Controls:
    """The controls of `notebook`."""
    kept = (notebook.metadata.get("widgets") or {}).get(_STATE) or {}
    return Controls(kept.get("state") or {}, language)


@dataclass(slots=True)
class _Made:
    """What is shown of a control and of those inside it, in order."""

    controls: Controls
    read: Read
    facts: list[tuple[str, Inlines]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def add(self, identity: str, within: str = "") -> None:
        """Add a control; `within` is the title of the tab or fold that it is in."""
        name = identity.removeprefix(_MODEL)
        model = self.controls.state.get(name)
        if not isinstance(model, Mapping) or name in self.seen:
            return
        self.seen.add(name)
        state = model.get("state") or {}
        self.blocks += self.read([from_dict(output) for output in state.get("outputs") or ()])  # type: ignore[no-untyped-call]
        self.blocks += self.read(list(_chart(state)))
        said = _value(state)
        label = str(state.get("description") or "").strip()
        if model.get("model_name") in ("HTMLModel", "HTMLMathModel"):
            self.blocks += blocks(str(state.get("value", "")), self.controls.language)
        elif model.get("model_name") == "LabelModel":
            self.blocks.append(CodeBlock(str(state.get("value", "")), "output"))
        elif said is not None:
            self.facts.append((within + (label or _kind(model)), (Text(said),)))
        elif label:  # a button, which has no value
            self.facts.append((within + _kind(model), (Text(label),)))
        for child, title in _inside(state):
            before = len(self.blocks)
            self.add(child, f"{within}{title} · " if title else within)
            if title and len(self.blocks) > before:
                self.blocks.insert(before, Paragraph((Strong((Text(title),)),)))


def _inside(state: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The controls inside one, each with the title of its tab or fold, which may be empty."""
    titles = state.get("titles") or state.get("_titles") or ()
    if isinstance(titles, Mapping):  # as ipywidgets 7 kept them: by number
        titles = [titles.get(str(at), "") for at in range(len(titles))]
    for child, title in zip_longest(state.get("children") or (), titles, fillvalue=""):
        if isinstance(child, str) and child.startswith(_MODEL):
            yield child, str(title or "")


def _chart(state: Mapping[str, Any]) -> Iterator[NotebookNode]:
    """The chart that altair's JupyterChart holds, as an output."""
    said = state.get("spec")
    if isinstance(said, Mapping) and "vega" in str(said.get("$schema")):
        data = {f"application/vnd.{kind_of(said)}.v6+json": dict(said)}
        yield from_dict({"output_type": "display_data", "data": data, "metadata": {}})  # type: ignore[no-untyped-call]


def _kind(model: Mapping[str, Any]) -> str:
    return str(model.get("model_name", "")).removesuffix("Model")


def _value(state: Mapping[str, Any]) -> str | None:
    """The value of a control as its reader saw it: of a choice, the label that was chosen."""
    labels = state.get("_options_labels")
    if isinstance(labels, list):
        chosen = state.get("index")
        places = chosen if isinstance(chosen, list) else [chosen]
        return ", ".join(str(labels[at]) for at in places if isinstance(at, int) and 0 <= at < len(labels))
    value = state.get("value")
    if value is None or isinstance(value, Mapping):
        return None
    return " – ".join(map(str, value)) if isinstance(value, list) else str(value)
