import re

from newsarchive.reports.ends import unambiguous


def pdf(*streams: bytes) -> bytes:
    objects = [
        b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream\nendobj\n" % (number, len(data), data)
        for number, data in enumerate(streams, start=1)
    ]
    return b"%PDF-1.7\n" + b"".join(objects)


def test_a_stream_that_ends_with_cr_gets_a_line_end_of_two_bytes():
    awkward, other = b"deflated\r", b"other"
    before = pdf(other, awkward, other)
    after = unambiguous(before)
    assert b"\r\r\nendstream" in after
    assert [m.start() for m in re.finditer(rb"\d 0 obj", after)] == [
        m.start() for m in re.finditer(rb"\d 0 obj", before)
    ]
    assert len(after) == len(before)
    assert awkward in after
    assert after.count(other) == 2


def test_any_other_file_is_as_it_was():
    made = pdf(b"deflated\n", b"other", b"\nstream\n within \nendstream")
    assert unambiguous(made) == made
