import pytest

from newsarchive.text import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("a\x00b\x1b[0m", "a[U+0000]b[U+001B][0m"),
        ("a\r\nb", "a\nb"),
        ("\ue000\ufeff\ud800", "[U+E000][U+FEFF][U+D800]"),
        ("tiếng Việt, m², “ngoặc”…\tthế\n", "tiếng Việt, m², “ngoặc”…\tthế\n"),
    ],
)
def test_what_prints_nothing_or_turns_the_line_is_written_out(text, shown):
    assert visible(text) == shown
