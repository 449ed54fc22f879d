"""The form for staff: a question, dates, a title, and one button that writes the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets

from newsarchive.errors import NewsArchiveError
from newsarchive.reports.escape import html as escaped
from newsarchive.search import Results
from newsarchive.text import LANGUAGES, Language, format_day
from newsarchive.widgets import desk, faults, screen, served, snapshot
from newsarchive.widgets.asking import ask
from newsarchive.widgets.words import word

if TYPE_CHECKING:
    from newsarchive.store import Store

_FORMATS = {"html": "HTML", "pdf": "PDF"}
_WIDE = {"width": "min(100%, 660px)"}
_HALF = {"width": "280px"}
_LABEL = {"description_width": "96px"}
_STYLE = """<style>
.na-report-form .na-heading { font-size: 16px; font-weight: 600; line-height: 2; text-align: left; }
.na-report-form .na-right { justify-content: flex-end; }
.na-report-form .na-link { font-weight: 600; margin-right: 8px; }
.na-report-form a { text-decoration: underline; }
</style>"""
_BESIDE = "margin-left:104px;line-height:1.5;text-align:left"


class ReportForm(ipywidgets.VBox):  # type: ignore[misc]
    """A form that writes a report into the folder `exports`: no code, one button, and links to what was written.

    `results` is the answer the form stands on, None while there is none to be had; `files` is what was written last.
    """

    def __init__(self, store: Store, language: Language = "vi", exports: str | Path = "exports") -> None:
        self._store = store
        self._language: Language = language
        self._exports = Path(exports)
        self._offered = ""
        self.results: Results | None = None
        self.files: list[Path] = []
        self._query = ipywidgets.Text(
            description=self._word("form_query"), placeholder=self._word("form_query_hint"), style=_LABEL, layout=_WIDE
        )
        self._since = ipywidgets.DatePicker(description=self._word("form_since"), style=_LABEL, layout=_HALF)
        self._until = ipywidgets.DatePicker(description=self._word("form_until"), style=_LABEL, layout=_HALF)
        self._title = ipywidgets.Text(description=self._word("form_title"), style=_LABEL, layout=_WIDE)
        self._tongue = ipywidgets.Dropdown(
            options=[(self._word(name), name) for name in LANGUAGES],
            value=language,
            description=self._word("form_language"),
            style=_LABEL,
            layout=_HALF,
        )
        self._formats = {
            name: ipywidgets.Checkbox(True, description=said, indent=False, layout={"width": "auto"})
            for name, said in _FORMATS.items()
        }
        self._full = ipywidgets.Checkbox(False, description=self._word("form_full"), indent=False, layout=_HALF)
        self._count = ipywidgets.HTML()
        self._button = ipywidgets.Button(
            description=self._word("form_write"), button_style="primary", layout={"margin": "4px 0 4px 104px"}
        )
        self._said = ipywidgets.HTML()
        formats = ipywidgets.Label(self._word("form_formats"), layout={"width": "96px"})
        formats.add_class("na-right")
        super().__init__(
            [
                ipywidgets.HTML(f"{_STYLE}<div class='na-heading'>{escaped(self._word('form_heading'))}</div>"),
                self._query,
                ipywidgets.HBox([self._since, self._until], layout={"flex_flow": "row wrap"}),
                self._count,
                self._title,
                self._tongue,
                ipywidgets.HBox([formats, *self._formats.values(), self._full], layout={"grid_gap": "14px"}),
                self._button,
                self._said,
            ]
        )
        self.add_class("na-report-form")
        for asked in (self._query, self._since, self._until):
            asked.observe(self._ask, "value")
        self._tongue.observe(self._offer_title, "value")
        self._button.on_click(self._write)
        self._ask(None)

    def _ask(self, change: Any) -> None:
        """Ask the question as it stands, and say how many articles match."""
        self.results = None
        self._button.disabled = True
        since, until = self._since.value, self._until.value
        if since and until and since > until:
            self._say(self._count, self._word("form_dates"), problem=True)
            return
        try:
            self.results = ask(self._store, self._query.value, since, until)
        except NewsArchiveError as error:
            self._say(self._count, faults.sentence(error, self._language), problem=True)
            return
        if not self.results.total:
            self._say(self._count, self._word("form_none"), problem=True)
            return
        self._say(self._count, screen.count_line(self.results, self._language))
        self._button.disabled = False
        self._offer_title(None)

    def _offer_title(self, change: Any) -> None:
        """A title to begin with, unless the person has written one."""
        if self.results is not None and self._title.value in ("", self._offered):
            self._offered = desk.default_title(self.results, self._tongue.value)
            self._title.value = self._offered

    def _write(self, button: Any) -> None:
        title = self._title.value.strip()
        formats = [name for name, box in self._formats.items() if box.value]
        if not title or not formats:
            self._say(self._said, self._word("form_no_format" if title else "report_untitled"), problem=True)
            return
        assert self.results is not None
        self._say(self._said, self._word("report_writing"))
        self._button.disabled = True
        try:
            self.files = desk.write_report(
                self.results,
                self._exports,
                title=title,
                language=self._tongue.value,
                formats=formats,
                full_text=self._full.value,
            )
        except NewsArchiveError as error:
            self._say(self._said, faults.sentence(error, self._language), problem=True)
        else:
            self._said.value = (
                f"<div style='{_BESIDE}'>{escaped(self._word('report_written'))}"
                f"{''.join(f'<div>{self._linked(path)}</div>' for path in self.files)}</div>"
            )
        finally:
            self._button.disabled = False

    def _linked(self, path: Path) -> str:
        name, full, href = served.link(path)
        if href is None:
            return f"<code>{escaped(full)}</code>"
        return (
            f"<a class='na-link' href='{escaped(href)}' target='_blank' rel='noopener'>{escaped(name)}</a>"
            f"<a href='{escaped(href)}?download=1' download>{escaped(self._word('download'))}</a>"
        )

    def _say(self, place: ipywidgets.HTML, sentence: str, problem: bool = False) -> None:
        colour = "var(--jp-error-color1,#9c2a1b)" if problem else "inherit"
        role = "alert" if problem else "status"
        place.value = f"<div role='{role}' style='{_BESIDE};color:{colour}'>{escaped(sentence)}</div>"

    def _word(self, key: str) -> str:
        return word(key, self._language)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The live form, and beside it a picture of what was filled in."""
        bundle = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/html": self._picture()}

    def _picture(self) -> str:
        days = [(self._since, "form_since"), (self._until, "form_until")]
        facts = [
            (self._word("form_query"), self._query.value or self._word("picture_all")),
            *((self._word(key), format_day(day.value, self._language)) for day, key in days if day.value),
            (self._word("form_title"), self._title.value),
            (self._word("form_language"), self._word(self._tongue.value)),
            (self._word("form_formats"), ", ".join(_FORMATS[name] for name, box in self._formats.items() if box.value)),
        ]
        said = screen.count_line(self.results, self._language) if self.results else self._word("form_none")
        return snapshot.form(self._word("form_heading"), facts, said, self._language)
