"""Drawings stand still: nothing in them runs, moves or is fetched."""

import pytest

from newsarchive.reports.svg import still

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"'


def drawn(inside: str, on_root: str = "") -> str | None:
    data = still(f"<svg {NAMES}{on_root}>{inside}</svg>".encode())
    return None if data is None else data.decode().removeprefix(f"<svg {NAMES}>").removesuffix("</svg>")


def test_a_drawing_is_kept():
    inside = '<style>path{fill:url(#b)}</style><path d="M0 0H9" id="b"/><use l:href="#b"/><text>Học tập</text>'
    assert drawn(inside) == inside


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ("<script>alert(1)</script><path/>", "<path/>"),
        ('<path onclick="alert(1)" ONLOAD="alert(1)" d="M0"/>', '<path d="M0"/>'),
        ('<a href="javascript:alert(1)" l:href="https://a.example"><text>t</text></a>', "<a><text>t</text></a>"),
        ('<path><animate attributeName="d"/><set/></path>', "<path/>"),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script><path/>', "<path/>"),
        ("<metadata>2026</metadata><!-- note --><?target data?><path/>", "<path/>"),
    ],
)
def test_what_runs_or_moves_is_taken_out(inside, left):
    assert drawn(inside, ' onload="alert(1)"') == left


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="https://a.example/x.png"/>',
        '<use l:href="other.svg#a"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        "<foreignObject><p>words</p></foreignObject>",
        '<style>@import "https://a.example"</style>',
        "<style>path{fill:u\\72l(https://a.example)}</style>",
        '<path style="fill: url( https://a.example )"/>',
        '<path fill="URL(&quot;https://a.example&quot;)"/>',
    ],
)
def test_what_would_show_something_from_elsewhere_is_refused_whole(inside):
    assert drawn(inside) is None


@pytest.mark.parametrize("data", [b"", b"<svg", b"<svg><path/></svg>", b"\x89PNG", b"<html>", b"<!DOCTYPE svg>"])
def test_what_is_no_drawing(data):
    assert still(data) is None


def test_nothing_is_read_from_the_machine():
    evil = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg {NAMES}><text>&x;</text></svg>'
    assert still(evil.encode()) is None


def test_links_inside_stay_inside_and_pictures_by_value_stay():
    inside = '<image href="data:image/png;base64,AAAA"/>'
    assert drawn(inside) == inside
