"""Packed bytes, unpacked as a stream: within a ratio, and up to the place where they are damaged.

A stream that breaks ends there, and says so when asked: what stands before the damage can be read in peace.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, cast

MAX_RATIO = 100
"""How many times its own size a packed file may give."""

BOMB = f"gives more than {MAX_RATIO} times its size when unpacked, as only a trap does; it was left packed."
ALWAYS = 1_000_000
"""This many bytes are unpacked from any file, however well it is packed."""

_BUFFER = 65_536
_PACKED: dict[bytes, Callable[[Any], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
_DAMAGE = (EOFError, OSError, ValueError, NotImplementedError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)


class Stream(io.RawIOBase):
    """The bytes of `source` in order; `read_packed` says how many packed bytes were read for them, if they were packed.

    `given` counts the bytes; `damage` is the reason where they end too early.
    """

    def __init__(self, source: Any, read_packed: Callable[[], int] | None = None) -> None:
        self._source, self._read_packed = source, read_packed
        self.given = 0
        self.damage: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.damage:
            return 0
        try:
            data: bytes = self._source.read1(len(buffer))
        except _DAMAGE as error:
            self.damage = f"is damaged ({said(error)}); only what stands whole before that place was read."
            return 0
        self.given += len(data)
        if self._read_packed and self.given > max(ALWAYS, MAX_RATIO * self._read_packed()):
            self.damage = BOMB
            return 0
        buffer[: len(data)] = data
        return len(data)


def buffered(stream: Stream | io.BytesIO) -> BinaryIO:
    """`stream` with a look ahead (`head`)."""
    return cast("BinaryIO", io.BufferedReader(stream, _BUFFER))


def head(stream: BinaryIO) -> bytes:
    """The first bytes that `stream` will give, without taking them."""
    return cast("io.BufferedReader", stream).peek(_BUFFER)


def is_packed(stream: BinaryIO) -> bool:
    return any(head(stream).startswith(magic) for magic in _PACKED)


def unpacked(stream: BinaryIO, read_packed: Callable[[], int]) -> BinaryIO:
    """What `stream`, which is packed, holds."""
    unpack = next(_PACKED[magic] for magic in _PACKED if head(stream).startswith(magic))
    return buffered(Stream(unpack(stream), read_packed))


def damage_of(stream: BinaryIO) -> str | None:
    """Why `stream` ended too early; None where it did not."""
    damage: str | None = getattr(getattr(stream, "raw", None), "damage", None)
    return damage


def said(error: Exception) -> str:
    """What an error says, on one line, without control characters and without its stop."""
    words = "".join(sign if sign.isprintable() else " " for sign in str(error))
    return " ".join(words.split()).rstrip(".")[:160] or (
        "it ends too early" if isinstance(error, EOFError) else "unreadable"
    )
