"""Verifying a report: it is made again from the archive, and both are compared.

The recipe in the report's evidence is asked again of the archive as it was then: at that version, with what had been
withdrawn by that time. Every article that the report names is read again from its original.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsarchive.errors import QueryError, StorageError, WorkError
from newsarchive.progress import Progress
from newsarchive.reports.checking import pages, prints
from newsarchive.reports.checking.evidence import PDF, evidence_in
from newsarchive.reports.recipe import Recipe, ask
from newsarchive.reports.report import Report
from newsarchive.search import parse_query, search
from newsarchive.search.made import Made, Told
from newsarchive.search.query import conditions
from newsarchive.store import Verification
from newsarchive.store.fixity import Problem
from newsarchive.store.rereading import faults

if TYPE_CHECKING:
    from newsarchive.search import Results
    from newsarchive.store import Snapshot, Store

ENDINGS = (".html", ".htm", ".pdf")
_MOST = 100  # places that are named one by one


def is_report(path: Path) -> bool:
    """True for a file that would be verified as a report."""
    return path.suffix.lower() in ENDINGS and not path.is_dir()


def verify(path: Path, store: Store, progress: Progress | None = None) -> Verification:
    """Compare the report in the file `path` with what its recipe makes of `store`.

    Raises `StorageError` where it cannot be read, `WorkError` where it is no report, or its evidence cannot be read,
    and `UsageError` where `store` cannot be the archive that it was made from.
    """
    try:
        given = path.read_bytes()
    except OSError as error:
        raise StorageError(f"{path}: cannot be read ({error.strerror}); name a report.") from error
    try:
        evidence = evidence_in(given)
        snapshot = _then(store.snapshot(), evidence)
        report = _made(store, snapshot, evidence)
        is_pdf = given.startswith(PDF)
        expected = report.pdf(int(evidence["volume"]["number"])) if is_pdf else report.html().encode("utf-8")
        ids = [str(each["id"]) for each in evidence["articles"]]
        looks = evidence["newsarchive"] == version("newsarchive")
        differing = (prints if is_pdf else pages).compare(given, expected, looks=looks)
    except (KeyError, TypeError, ValueError, QueryError) as error:
        reason = f"its evidence was changed and cannot be read ({type(error).__name__}: {error})"
        raise WorkError(f"{path}: {reason}; ask for the report again.") from error
    except WorkError as error:
        raise WorkError(f"{path}: {error}") from error
    problems = [Problem(f"{path}, {each.where}", each.what) for each in differing[:_MOST]]
    if len(differing) > _MOST:
        problems.append(Problem(str(path), f"differs in {len(differing) - _MOST:,} further places."))
    problems += faults(snapshot, ids, progress)
    notes = _notes(path, store, report.results, evidence)
    if told := _told(evidence):
        in_doubt, said_of_it = _annotated(store, told)
        if in_doubt:
            problems.append(Problem(str(path), said_of_it))
        elif said_of_it:
            notes.append(f"{path}: {said_of_it}")
    checked = {"reports": 1, "articles": len(ids)}
    return Verification(tuple(problems), tuple(notes), checked)


def _then(snapshot: Snapshot, evidence: dict[str, Any]) -> Snapshot:
    """The archive as the report saw it, under the name that it had."""
    then = snapshot.at(int(evidence["archive_version"]), int(evidence["seen_from"]))
    return replace(then, name=str(evidence["archive"]))


def _made(store: Store, snapshot: Snapshot, evidence: dict[str, Any]) -> Report:
    """The report made again."""
    recipe = Recipe.from_dict(evidence["recipe"])
    return Report(recipe, ask(recipe, store, snapshot, _told(evidence)), str(evidence["read_by"]))


def _told(evidence: dict[str, Any]) -> Told | None:
    """What the tags, collections and notes stood for that the report asked for."""
    said = evidence.get("annotations")
    if said is None:
        return None
    return Told(int(said["revision"]), {text: frozenset(map(str, ids)) for text, ids in said["articles"].items()})


def _annotated(store: Store, told: Told) -> tuple[bool, str]:
    """Whether what was told is in doubt, and what of the annotations is otherwise today; empty where nothing is."""
    today = Made(store.annotations.marks)
    changed = []
    for text, ids in told.articles.items():
        [condition] = conditions(parse_query(text).node)
        now = today.articles(condition)  # type: ignore[arg-type]  # it raises for anything else
        if now != ids:
            changed.append(f"{text} stands for {len(now):,} articles today, and did for {len(ids):,}")
    if today.revision == told.revision:
        return bool(changed), "; ".join(changed) and f"{'; '.join(changed)}, though the annotations were not changed."
    said = "; ".join(changed) or "what it asks of them is the same"
    return False, f"annotations are at revision {today.revision} today, the report is of {told.revision}: {said}."


def _notes(path: Path, store: Store, then: Results, evidence: dict[str, Any]) -> list[str]:
    """What is otherwise today, and no fault of the report."""
    notes, here, now = [], version("newsarchive"), store.snapshot()
    if evidence["newsarchive"] != here:
        notes.append(f"{path}: was written by newsarchive {evidence['newsarchive']}, and checked by {here}.")
    if evidence["read_by"] != now.read_by:
        notes.append(f"{path}: its pages had been read by {evidence['read_by']}, and today by {now.read_by}.")
    if evidence["archive"] != now.name:
        notes.append(f"{path}: the archive was called {evidence['archive']}, and is {now.name} today.")
    if now.version > int(evidence["archive_version"]):
        notes.append(f"{path}: {_since(store, then, now)}")
    return notes


def _since(store: Store, then: Results, now: Snapshot) -> str:
    """What changed in the archive since, for the question of the report."""
    before, after = set(then.ids), set(search(store, then.query).ids)
    gone = {row["id"]: row["reason"] for row in now.withdrawn_for().to_pylist()}
    withdrawn = sorted(before & gone.keys())
    said = [
        f"the archive is at version {now.version} today, the report is of version {then.archive_version}",
        f"{len(after - before):,} further articles match the same question",
    ]
    if followed := len(before - after) - len(withdrawn):
        said.append(f"{followed:,} of its articles have a later state, or count as reprints")
    said += [f"article {identity} was withdrawn ({gone[identity]})" for identity in withdrawn]
    return "; ".join(said) + "."
