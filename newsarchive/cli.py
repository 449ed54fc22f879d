"""The verbs of the library in a terminal.

One JSON document or plain text on stdout, progress and errors on stderr. Exit code 0: done; 1: the work found a
problem; 2: the call was wrong; 130: interrupted.
"""

from __future__ import annotations

import json
import math
import os
import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from newsarchive.errors import NewsArchiveError, NotAPage, QueryError, RecordError, StorageError, UsageError

if TYPE_CHECKING:
    from newsarchive.archive import Archive
    from newsarchive.search import Results
    from newsarchive.store import IngestReport, Verification

app = typer.Typer(
    name="newsarchive",
    help="Archives of Vietnamese newspaper pages: read, search, measure and report, with the evidence.",
    epilog="With --debug, an error shows where in the program it came from.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ArchiveOption = Annotated[Path, typer.Option("--archive", envvar="NEWSARCHIVE", help="The archive's folder.")]
LangOption = Annotated[str, typer.Option("--lang", help="The language of labels and rules: vi or en.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def _readable(value: str | None) -> str | None:
    """What was typed, where the terminal's bytes could be read as text; a lost letter would change the question."""
    if value and any("\ud800" <= character <= "\udfff" for character in value):
        raise UsageError(f"{value}: holds bytes that are not UTF-8; set the terminal to UTF-8 (LANG=C.UTF-8).")
    return value


Query = Annotated[
    str,
    typer.Argument(callback=_readable, help='Words, "phrases" and conditions such as date:2012; a lone * finds all.'),
]
Since = Annotated[str | None, typer.Option(help="First day: 2012, 2012-07, 2012-07-04 or 4/7/2012.")]
Until = Annotated[str | None, typer.Option(help="Last day, written likewise.")]
Column = Annotated[
    list[str] | None, typer.Option(help="A table's column: text=content, title=headline, published=date; repeatable.")
]
HERE = Path("archive")
INTERRUPTED = 130
_NO_JUPYTER = "This needs Jupyter ({} is missing); install newsarchive with its extra [lab]."

# The parser's complaints have one base class, which Typer does not name: the parent of what it calls BadParameter.
CallError = cast("type[Exception]", typer.BadParameter.__base__)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="The project folder, with seeds/ and notebooks/.")] = Path(),
) -> None:
    """Take the seeds in, run and export the notebooks, and write a report, into exports/."""
    from newsarchive.demo import run

    for line in run(folder):
        _print(line)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Pages: files, folders or globs.")],
    column: Column = None,
    lang: LangOption = "en",
    as_json: JsonOption = False,
) -> None:
    """Read pages without an archive, and show what was taken as what, and why."""
    from newsarchive.parsing import Contents, Reading, find_files, parse
    from newsarchive.terminal import article_view

    language = _one_of(lang, ("vi", "en"), "a language")
    reading = Reading(_columns(column))
    articles, failed = [], False
    several = not (len(files) == 1 and files[0].is_file())
    for path in find_files(files):
        for found in Contents(path, reading):
            try:
                if isinstance(found, RecordError):
                    raise found
                several = several or found.member is not None
                articles.append(parse(found))
            except NotAPage:
                continue
            except RecordError as error:
                failed = True
                _complain(error)
    if as_json:
        records = [article.to_dict() for article in articles]
        if several or records:
            _print_json(records if several else records[0])
    else:
        _print("\n\n".join(article_view(article, language) for article in articles))
    if failed:
        raise typer.Exit(1)


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or globs of pages.")],
    publisher: Annotated[
        str | None, typer.Option(callback=_readable, help="The paper, where you know it; kept as said by you.")
    ] = None,
    section: Annotated[str | None, typer.Option(callback=_readable, help="The section, likewise.")] = None,
    column: Column = None,
    max_unpacked: Annotated[float, typer.Option(min=0, help="How many GB one zip or tar may give.")] = 20,
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Take pages into the archive, which is made where there is none; WARC, zip, tar and tables are opened."""
    from newsarchive.parsing import find_files
    from newsarchive.parsing.rows import check_columns

    find_files(paths)  # a wrong path should not leave a new, empty archive behind
    columns = _columns(column)
    check_columns(columns)
    if not math.isfinite(max_unpacked):
        raise UsageError(f"--max-unpacked {max_unpacked}: is no number of GB; give one, such as 50.")
    report = _open(archive, create=True).ingest(
        paths, publisher=publisher, section=section, columns=columns, max_unpacked=max_unpacked * 1e9
    )
    _print_report(report, as_json)


@app.command()
def merge(
    other: Annotated[Path, typer.Argument(help="The folder of another archive, which is only read.")],
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Take another archive into this one: its originals, what was told of them, and what it withdrew."""
    if not (other / "archive.json").is_file():  # before a new, empty archive is made
        raise UsageError(f"{other}: there is no archive here; name the folder of one.")
    _print_report(_open(archive, create=True).merge(other), as_json)


@app.command()
def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The id that search shows.")],
    lang: LangOption = "en",
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Show one article with the place of each value in its source."""
    from newsarchive.terminal import article_view

    article = _open(archive).article(identity)
    if as_json:
        _print_json(article.to_dict())
    else:
        _print(article_view(article, _one_of(lang, ("vi", "en"), "a language")))


@app.command()
def original(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The id that search shows.")],
    out: Annotated[Path | None, typer.Option(help="The file to write; without it, the bytes go to stdout.")] = None,
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Give the exact bytes that an article was read from."""
    from newsarchive.reports.files import write

    if not out and (as_json or sys.stdout.isatty()):
        raise UsageError("An original is bytes, which a terminal may take for commands; name a file with --out.")
    data = _open(archive).original(identity)
    if not out:
        _put(data)
    elif as_json:
        _print_json({"files": [str(write(out, data))], "bytes": len(data)})
    else:
        _print(f"{write(out, data)}: {len(data):,} bytes.")


@app.command()
def withdraw(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The id that search shows.")],
    reason: Annotated[str, typer.Option(callback=_readable, help="Why; it is kept, and told in reports.")],
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Take an article out of every answer and count; its original stays in the archive."""
    held = _open(archive)
    held.withdraw(identity, reason=reason)
    if as_json:
        _print_json({"withdrawn": identity, "reason": reason, "archive_version": held.version})
    else:
        _print(f"{identity} is withdrawn; archive version {held.version}.")


@app.command()
def purge(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The id of a withdrawn article.")],
    archive: ArchiveOption = HERE,
) -> None:
    """Remove the bytes of a withdrawn article for good, where the law demands it; this cannot be undone."""
    _open(archive).purge(identity)
    _print(f"{identity} is purged: its bytes are gone from the originals. Purge the copies of this archive, too.")


@app.command()
def withdrawn(archive: ArchiveOption = HERE, as_json: JsonOption = False) -> None:
    """List what was withdrawn, when and why."""
    rows = _records(_open(archive).withdrawn())
    if as_json:
        _print_json({"withdrawn": rows})
    else:
        _print("\n".join(f"{row['id']}  {row['withdrawn'][:10]}  {row['reason']}" for row in rows))


@app.command()
def search(
    query: Query,
    since: Since = None,
    until: Until = None,
    sort: Annotated[str, typer.Option(help="relevance, newest, oldest or archive (as taken in).")] = "relevance",
    limit: Annotated[int, typer.Option(min=0, help="How many matches to show; the total is exact in any case.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="How many matches to pass over.")] = 0,
    version: Annotated[int | None, typer.Option(min=1, help="Ask an earlier version of the archive.")] = None,
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Search titles, leads and paragraphs; a word without accents finds it with any."""
    from newsarchive.terminal import results_view

    found = _ask(archive, query, since, until, sort, version)
    if as_json:
        _print_json(found.to_dict(limit, offset))
    else:
        _print(results_view(found, limit, offset))


@app.command()
def concordance(
    query: Query,
    context: Annotated[int, typer.Option(min=0, help="Characters on either side.")] = 60,
    since: Since = None,
    until: Until = None,
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Show every occurrence in its context (KWIC)."""
    from newsarchive.terminal import concordance_view

    found = _ask(archive, query, since, until)
    frame = found.concordance(context)
    if as_json:
        _print_json({**_asked(found), "occurrences": len(frame), "lines": _records(frame)})
    else:
        _print(concordance_view(frame))


@app.command()
def timeline(
    query: Query,
    by: Annotated[str, typer.Option(help="year, month, week or day.")] = "year",
    since: Since = None,
    until: Until = None,
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Count matches by time, beside the archive's articles of the same period; the undated are counted apart."""
    from newsarchive.terminal import timeline_view

    found = _ask(archive, query, since, until)
    frame = found.timeline(by)  # type: ignore[arg-type]  # checked there
    if as_json:
        periods = [{**row, "period": row["period"][:10]} for row in _records(frame)]
        _print_json({**_asked(found), "by": by, "undated": found.undated, "periods": periods})
    else:
        _print(timeline_view(found, frame, by))


@app.command()
def report(
    query: Annotated[
        str | None, typer.Argument(callback=_readable, help="The question, unless one is kept; or a notebook (.ipynb).")
    ] = None,
    title: Annotated[str | None, typer.Option(callback=_readable, help="The report's title.")] = None,
    lang: Annotated[str | None, typer.Option(help="vi (where nothing is said) or en.")] = None,
    formats: Annotated[str, typer.Option("--format", help="html, pdf, or both with a comma.")] = "html,pdf",
    date: Annotated[str | None, typer.Option(help="The printed date; by default that of the archive version.")] = None,
    author: Annotated[str | None, typer.Option(callback=_readable, help="Who wrote it.")] = None,
    organisation: Annotated[str | None, typer.Option(callback=_readable, help="For whom, or where.")] = None,
    sections: Annotated[
        str | None, typer.Option(help="Its parts in order, with commas: summary, method, time, facets, findings, …")
    ] = None,
    also: Annotated[
        str | None, typer.Option("--with", help="Beside the usual parts: quotes, concordance, full, with commas.")
    ] = None,
    facets: Annotated[
        str | None, typer.Option(help="What to count by: publisher, section, byline, credit, language, year, month.")
    ] = None,
    findings: Annotated[Path | None, typer.Option(help="Your findings: a Markdown file.")] = None,
    since: Since = None,
    until: Until = None,
    period: Annotated[str | None, typer.Option(help="The year, month or days it is on, as 2012-07.")] = None,
    keep: Annotated[str | None, typer.Option(metavar="NAME", help="Keep this report to be made again.")] = None,
    kept: Annotated[str | None, typer.Option(metavar="NAME", help="Make a kept report again.")] = None,
    given: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the notebook; repeatable.")
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Leave the notebook's code out.")] = False,
    timeout: Annotated[int, typer.Option(min=1, help="Seconds that a cell of the notebook may take.")] = 300,
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("exports"),
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write a report in HTML and PDF; make a kept one again, as for another month; or run a notebook and export it."""
    from newsarchive.reports import Recipe
    from newsarchive.reports.recipe import read_findings, usual
    from newsarchive.search.ranges import parse_day

    wanted = [_one_of(name, ("html", "pdf"), "a report format") for name in _listed(formats)]
    said: dict[str, Any] = {
        "title": title,
        "language": lang,
        "date": parse_day(date) if date else None,
        "author": author,
        "organisation": organisation,
        "sections": _listed(sections) if sections else usual(*_listed(also)) if also else None,
        "facets": _listed(facets) if facets else None,
        "findings": read_findings(findings) if findings else None,
        "period": period,
    }
    said = {name: value for name, value in said.items() if value is not None}
    if query and query.endswith(".ipynb"):
        if said.keys() - {"language", "date", "author"} or since or until or keep or kept:
            raise UsageError(
                "A notebook has its own title, parts and words; give it --set, --lang, --date or --author."
            )
        files = _run_notebook(Path(query), said, _pairs(given), no_input, timeout, wanted, out)
        _print_json({"files": files}) if as_json else _print("\n".join(files))
        return
    if given or no_input:
        raise UsageError("--set and --no-input are for notebooks; name one, such as month.ipynb.")
    if kept and (query or since or until):
        raise UsageError("A kept report has its question; give --period to make it on other days.")
    if not kept and (query is None or title is None):
        raise UsageError("A report needs a question and --title, or --kept and the name of a kept one.")
    asked = None if kept else Recipe.from_dict({"question": query, **said})
    held = _open(archive)
    recipe = asked or held.kept_report(cast(str, kept)).with_(said)
    if since or until:
        recipe = recipe.with_({"question": held.search(recipe.question, since=since, until=until).query})
    made = held.report(recipe)
    if keep:
        held.keep_report(recipe, keep)
    found = made.results
    files = [str(path) for path in made.save(out, formats=wanted)]
    if as_json:
        _print_json({"files": files, "total": found.total})
    else:
        _print("\n".join([f"{found.total} of {found.searched} articles match.", *files]))


def _run_notebook(
    path: Path,
    said: dict[str, Any],
    given: dict[str, str],
    no_input: bool,
    timeout: int,
    formats: list[str],
    out: Path,
) -> list[str]:
    """Run a notebook and export it; the files that were written."""
    try:
        from newsarchive.reports.notebooks.running import execute, export
    except ModuleNotFoundError as error:
        raise UsageError(_NO_JUPYTER.format(error.name)) from error
    notebook = execute(path, given, timeout, progress=True)
    own = notebook.metadata.setdefault("newsarchive", {})
    own |= {name: str(said[name]) for name in ("language", "date") if name in said}
    if "author" in said:
        notebook.metadata.authors = [{"name": said["author"]}]
    return [str(written) for written in export(notebook, path, out, formats, code=not no_input)]


def _pairs(given: list[str] | None) -> dict[str, str]:
    """What was said as ``NAME=VALUE``."""
    pairs = {}
    for said in given or ():
        name, sign, value = said.partition("=")
        if not sign or not name.isidentifier():
            raise UsageError(f"--set {said}: is not NAME=VALUE; write it as in --set month=2012-07.")
        pairs[name] = value
    return pairs


@app.command()
def reports(archive: ArchiveOption = HERE, as_json: JsonOption = False) -> None:
    """List the kept reports."""
    rows = _records(_open(archive).kept_reports())
    if as_json:
        _print_json({"reports": rows})
    else:
        _print("\n".join(f"{row['name']}  {row['title']}  {row['question']}  {row['period'] or ''}" for row in rows))


@app.command()
def export(
    query: Query,
    form: Annotated[str, typer.Option("--format", help="csv, xlsx, jsonl, parquet, bibtex, ris or csl.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    since: Since = None,
    until: Until = None,
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write all matching articles to one file."""
    from newsarchive.reports.exports import FORMATS, export

    name = _one_of(form, tuple(FORMATS), "an export format")
    found = _ask(archive, query, since, until)
    path = export(found, name, out)
    if as_json:
        _print_json({"files": [str(path)], "total": found.total})
    else:
        _print(f"{path}: {found.total} articles.")


@app.command()
def desk(
    archive: ArchiveOption = HERE,
    exports: Annotated[Path, typer.Option(help="The folder that reports go to.")] = Path("exports"),
    lang: Annotated[str, typer.Option("--lang", help="The language of the form: vi or en.")] = "vi",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen, or the next that is free.")] = 8866,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
) -> None:
    """Open the form for reports in the browser, for those who write no code; Ctrl-C closes it."""
    language = _one_of(lang, ("vi", "en"), "a language")
    _open(archive, create=True)  # what is wrong with it is said here, in one sentence
    try:
        from newsarchive.desk import open_desk
    except ModuleNotFoundError as error:
        raise UsageError(_NO_JUPYTER.format(error.name)) from None
    open_desk(archive, exports, language, port=port, browser=browser, announce=_print)


@app.command()
def verify(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Folders of archives, and reports.")],
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Check archives, byte by byte and row by row, and reports against the archive they were made from."""
    from newsarchive.terminal import verification_view

    found = [(path, _verified(path, archive)) for path in paths]
    problems = [problem for _, each in found for problem in each.problems]
    notes = [note for _, each in found for note in each.notes]
    for note in notes:
        _complain(note)
    if as_json:
        checked: dict[str, int] = {}
        for _, each in found:
            checked |= {name: checked.get(name, 0) + count for name, count in each.checked.items()}
        listed = [problem._asdict() for problem in problems]
        _print_json({"ok": not problems, "problems": listed, "notes": notes, "checked": checked})
    else:
        for problem in problems:
            _complain(str(problem))
        _print("\n".join(verification_view(path, each) for path, each in found))
    if problems:
        raise typer.Exit(1)


def _verified(path: Path, archive: Path) -> Verification:
    """What is found in a report, by the `archive` that it was made from, or in an archive."""
    from newsarchive.archive import verify
    from newsarchive.reports.checking import is_report
    from newsarchive.store import check_is_archive

    return _open(archive).verify_report(path) if is_report(path) else verify(check_is_archive(path))


@app.command()
def reparse(
    commit: Annotated[bool, typer.Option("--commit", help="Keep the new reading.")] = False,
    archive: ArchiveOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Read every original again with today's parser, and show what changes, field by field."""
    from newsarchive.terminal import reparse_view

    report = _open(archive).reparse(commit=commit)
    for each in report.refused:
        _complain(f"{each}: cannot be read any more; the tables stay as they are.")
    if as_json:
        _print_json(report.to_dict())
    else:
        _print(reparse_view(report))
    if report.refused:
        raise typer.Exit(1)


COMMAND = typer.main.get_command(app)  # called as such: Typer's own call would put its hook for errors over ours


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every error that is ours is one sentence on stderr. ``--debug`` shows the traceback."""
    argv = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if "--debug" in argv:
        argv.remove("--debug")
        sys.exit(COMMAND.main(argv, standalone_mode=False))
    sys.excepthook = _unexpected
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name) or open(os.devnull, "w")  # noqa: SIM115  # the caller may have closed it
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        setattr(sys, name, stream)
    sys.exit(_run(argv))


def _run(argv: list[str]) -> int:
    try:
        code = COMMAND.main(argv, standalone_mode=False) or 0
        if code == INTERRUPTED:  # Typer's own word for Ctrl-C
            raise KeyboardInterrupt
    except NewsArchiveError as error:
        _complain(error)
        return error.exit_code
    except CallError as error:
        _complain(f"{_sentence(error)}; {_way_out(error, argv)}")
        return 2
    except (KeyboardInterrupt, typer.Abort):
        _complain("Interrupted; what was acknowledged is kept, and the same command again goes on from there.")
        return INTERRUPTED
    return int(code)


def _unexpected(kind: type[BaseException], error: BaseException, _: object) -> None:
    """What nobody foresaw, in one sentence too."""
    _complain(
        f"An error that should not happen, {kind.__name__}: {error}; run again with --debug and report what it shows."
    )


def _sentence(error: Exception) -> str:
    """What the parser complains of, on one line and without the stop."""
    message = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
    return " ".join(message.split()).rstrip(".?")


def _way_out(error: Exception, argv: list[str]) -> str:
    """What helps where the parser complains; it takes a question that begins with a - for options."""
    option, context = getattr(error, "option_name", None), getattr(error, "ctx", None)
    if option and context and any(parameter.name == "query" for parameter in context.command.params):
        typed = next((word for word in argv if word.startswith(option)), option)
        if not typed.startswith("--"):
            shown = typed if re.fullmatch(r"[\w-]+", typed) else shlex.quote(typed)
            call = f"newsarchive {context.info_name} -- {shown}"
            return f"before a question that begins with a - stands --, as in `{call}`."
    return "`newsarchive --help` lists the verbs and their options."


def _open(path: Path, *, create: bool = False) -> Archive:
    from newsarchive.archive import open

    return open(path, create=create)


def _print_report(report: IngestReport, as_json: bool) -> None:
    """What became of the records given; those rejected make the call end with 1."""
    for path, reason in report.rejected:
        _complain(f"{path}: {reason}")
    for path, reason, count in report.passed_over:
        _complain(f"{path}: {count} records passed over, each {reason}")
    versions = f" ({report.new_versions} of them new versions of held pages)" if report.new_versions else ""
    places = f" ({report.places} of them in further places)" if report.places else ""
    if as_json:
        _print_json(report.to_dict())
    else:
        _print(
            f"{report.given} given: {report.new} new{versions}, {report.held} held already{places}, "
            f"{len(report.rejected)} rejected; archive version {report.archive_version}."
        )
    if report.rejected:
        raise typer.Exit(1)


def _ask(
    archive: Path,
    query: str,
    since: str | None,
    until: str | None,
    sort: str = "relevance",
    version: int | None = None,
) -> Results:
    held = _open(archive)
    return held.search(query, since=since, until=until, sort=sort, version=version)  # type: ignore[arg-type]  # checked there


def _asked(found: Results) -> dict[str, Any]:
    """What every answer says of itself."""
    return {"query": found.query, "archive_version": found.archive_version, "total": found.total}


def _columns(given: list[str] | None) -> dict[str, str]:
    """``FIELD=COLUMN`` pairs, each field once."""
    pairs = [pair.partition("=")[::2] for pair in given or []]
    if twice := next((name for name, _ in pairs if [other for other, _ in pairs].count(name) > 1), None):
        raise UsageError(f"--column {twice}=…: is given twice; name one column for each field.")
    return dict(pairs)


def _listed(typed: str) -> list[str]:
    """What was typed with commas between."""
    return [name.strip() for name in typed.split(",") if name.strip()]


def _one_of(value: str, choices: tuple[str, ...], what: str) -> Any:
    if value not in choices:
        raise UsageError(f"{value}: is not {what}; choose {' or '.join(choices)}.")
    return value


def _records(frame: Any) -> list[dict[str, Any]]:
    """The rows of a DataFrame as JSON values: times in ISO 8601, missing values null."""
    records: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", date_format="iso", date_unit="s"))
    for name in frame.select_dtypes("datetimetz"):
        for record, value in zip(records, frame[name], strict=True):
            record[name] = None if value is None or value != value else value.isoformat()
    return records


def _print_json(value: Any) -> None:
    from newsarchive.terminal import safe_json

    _print(safe_json(value))


def _print(text: str) -> None:
    if text:
        _put(f"{text}\n")


def _put(data: bytes | str) -> None:
    """Write to stdout, text as text."""
    try:
        if isinstance(data, bytes):
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(data)
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the rest has nowhere to go
        if isinstance(error, BrokenPipeError):  # as with `| head`: nobody reads on
            raise typer.Exit(0) from None
        raise StorageError(f"The output cannot be written ({error.strerror}); write it where there is room.") from error


def _complain(error: NewsArchiveError | str) -> None:
    from newsarchive.terminal import one_line, safe

    shown = safe if isinstance(error, QueryError) else one_line  # a wrong question stands above its caret
    print(f"newsarchive: {shown(str(error))}", file=sys.stderr)
