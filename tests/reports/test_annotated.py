"""Reports that ask for tags, collections and notes: they name the revision, and can be made again after changes."""

import json

import pytest
from pyarrow import parquet

import newsarchive as na
from newsarchive.reports.checking.evidence import evidence_in
from newsarchive.reports.exports import export


@pytest.fixture
def archive(tmp_path):
    for number, title in enumerate(("Chợ nổi", "Cầu mới", "Thư viện")):
        (tmp_path / f"{number}.txt").write_text(f"{title}\n\n0{number + 1}/03/2012\n\nNgười dân học tập.\n", "utf-8")
    archive = na.open(tmp_path / "kho")
    archive.ingest(tmp_path, progress=False)
    archive.tag(archive.search("title:chợ OR title:cầu").ids, "Cần xem")
    archive.collect(archive.search("title:cầu").ids, "Riêng tư")
    return archive


@pytest.fixture
def written(archive, tmp_path):
    report = archive.report(archive.search('tag:"cần xem"'), title="Cần xem", language="en")
    return report.save(tmp_path / "exports", ["html", "pdf"], progress=False)


def test_a_report_names_the_revision_and_nothing_else_of_what_people_made(written):
    page = written[0].read_text("utf-8")
    assert "at revision 2: tag:&quot;cần xem&quot;" in page or 'at revision 2: tag:"cần xem"' in page
    evidence = evidence_in(written[0].read_bytes())
    assert evidence["annotations"]["revision"] == 2
    assert list(evidence["annotations"]["articles"]) == ['tag:"cần xem"']
    assert "Riêng tư" not in json.dumps(evidence, ensure_ascii=False)


def test_a_report_without_tags_says_nothing_of_them(archive):
    page = archive.report(archive.search("học"), title="Học", language="en").html()
    assert "revision" not in page
    assert "annotations" not in evidence_in(page.encode())


def test_it_verifies_also_after_the_tags_were_changed_and_says_so(archive, written):
    assert all(archive.verify_report(path, progress=False).ok for path in written)
    assert archive.verify_report(written[0], progress=False).notes == ()
    archive.untag(archive.search("title:chợ").ids, "Cần xem")
    for path in written:
        found = archive.verify_report(path, progress=False)
        assert found.ok, found.problems
        [note] = found.notes
        assert "annotations are at revision 3 today, the report is of 2" in note
        assert 'tag:"cần xem" stands for 1 articles today, and did for 2' in note


def test_other_articles_than_the_tag_had_at_that_revision_are_a_problem(archive, written, tmp_path):
    page = written[0].read_text("utf-8")
    identity = archive.search("title:chợ").ids[0]
    tagged = evidence_in(page.encode())["annotations"]["articles"]['tag:"cần xem"']
    assert identity in tagged
    other = archive.search("title:thư").ids[0]
    forged = tmp_path / "forged.html"
    forged.write_text(page.replace(identity, other), "utf-8")
    assert not archive.verify_report(forged, progress=False).ok


@pytest.mark.parametrize(("query", "revision"), [('tag:"cần xem"', 2), ("tag:khác", 2), ("học", None)])
def test_an_export_names_the_revision_where_it_asks_for_tags(archive, tmp_path, query, revision):
    path = export(archive.search(query), "parquet", tmp_path / "x.parquet")
    said = json.loads(parquet.read_schema(path).metadata[b"newsarchive"])
    assert said["annotations_revision"] == revision
