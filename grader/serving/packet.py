"""Bytes of our own form: a JSON object and named files. Nothing in them is executed."""

import json
import struct
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

TASK = ""  # the name under which a task stands among the files of a submission
_LENGTH = struct.Struct(">Q")
_KEY = 8  # bytes


def keyed(key: int, data: bytes) -> bytes:
    """Return a request, or its answer, behind the number that the two share."""
    return key.to_bytes(_KEY) + data


def key_and_data(message: bytes) -> tuple[int, bytes]:
    """Return what `keyed` was given."""
    return int.from_bytes(message[:_KEY]), message[_KEY:]


def pack(head: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """Return an object, which JSON can hold, and {relative path: content} as bytes."""
    files = files or {}
    sizes = [[name, len(content)] for name, content in files.items()]
    text = json.dumps([head, sizes]).encode()
    return b"".join([_LENGTH.pack(len(text)), text, *files.values()])


def unpack(data: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return (object, files) of what `pack` gave; ValueError if that is cut off."""
    if len(data) < _LENGTH.size:
        raise ValueError("a packet is cut off")
    (length,) = _LENGTH.unpack_from(data)
    place = _LENGTH.size + length
    head, sizes = json.loads(data[_LENGTH.size : place])
    files = {}
    for name, size in sizes:
        files[name] = data[place : place + size]
        place += size
    if place != len(data):
        raise ValueError(f"a packet has {len(data)} bytes, expected {place}")
    return head, files


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write {relative path: content} below a folder; ValueError for a way out of it."""
    for name, content in files.items():
        parts = PurePosixPath(name)
        if parts.is_absolute() or ".." in parts.parts:
            raise ValueError(f"{name!r} is no path within a folder")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
