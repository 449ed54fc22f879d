"""nbconvert exporters: a notebook as HTML without a script, or as PDF/A and PDF/UA without TeX and without a browser.

``jupyter nbconvert --to newsarchive-html`` (or ``newsarchive-pdf``), and in JupyterLab under "Save and Export
Notebook As". Nothing is loaded from anywhere; what a document cannot show is named in its place.

Jupyter's server offers every exporter in that menu and then takes only names without a hyphen in the address. So there
the exporters are ``newsarchive_html`` and ``newsarchive_pdf``, and those with the hyphen are of the terminal alone.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from newsarchive.reports import html, typst
from newsarchive.reports.document import Document
from newsarchive.reports.notebooks.pages import document


class _DocumentExporter(TemplateExporter):
    """What both exporters share: the notebook as a document.

    No template is used; its class has the options that every user of nbconvert knows, ``--no-input`` above all.
    """

    def _document(self, notebook: NotebookNode, resources: Mapping[str, Any] | None) -> tuple[Document, Any]:
        made, known = super(TemplateExporter, self).from_notebook_node(notebook, resources)
        left_out = {
            "code": self.exclude_input,
            "output": self.exclude_output,
            "markdown": self.exclude_markdown,
            "raw": self.exclude_raw,
            "cell": self.exclude_code_cell,
        }
        name = known.get("metadata", {}).get("name", "")
        return document(made, name, frozenset(kind for kind, out in left_out.items() if out)), known


class HTMLExporter(_DocumentExporter):
    """``newsarchive_html``: one HTML file that runs nothing and loads nothing."""

    export_from_notebook = "newsarchive HTML"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # as every exporter of text does
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, Any]:
        made, known = self._document(nb, resources)
        return html.render(made), known


class PDFExporter(_DocumentExporter):
    """``newsarchive_pdf``: PDF/A-3a and PDF/UA-1."""

    export_from_notebook = "newsarchive PDF"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, Any]:
        made, known = self._document(nb, resources)
        return typst.render(made), known


class _OfTheTerminal(_DocumentExporter):
    """An exporter that a running server does not offer."""

    def _enabled_default(self) -> bool:
        server = sys.modules.get("jupyter_server.serverapp")
        return not (server and server.ServerApp.initialized())


class TerminalHTMLExporter(_OfTheTerminal, HTMLExporter):
    """``newsarchive-html``."""


class TerminalPDFExporter(_OfTheTerminal, PDFExporter):
    """``newsarchive-pdf``."""
