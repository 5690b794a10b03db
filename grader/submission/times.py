"""Read when a submission was handed in: its timestamp.txt, whoever wrote that."""

import functools
import re
import stat
import zoneinfo
from datetime import UTC, datetime
from pathlib import Path

import dateutil.parser
import dateutil.tz

_MOST = 200  # bytes of a timestamp
_FULL_NAME = re.compile(r"(?P<when>.+?)\s+(?P<zone>[A-Za-z_]+(/[\w+-]+)+)")


class UnclearZone(ValueError):
    """A time whose zone is none, or stands for several; zone: as it was written."""

    def __init__(self, zone: str, why: str):
        self.zone = _plain(zone)
        super().__init__(f"{self.zone} {why}")


def submission_time(folder: Path, zone: str = "UTC") -> tuple[datetime | None, str]:
    """Return (the time in UTC, or None; a sentence if it is not what it should be).

    zone: of the course, which decides what a short name such as CST means. A time
    without a zone is in UTC, as nbgrader writes it.
    """
    path = Path(folder, "timestamp.txt")
    try:
        if not path.exists() and not path.is_symlink():
            return None, ""
        if not stat.S_ISREG(path.lstat().st_mode) or path.lstat().st_size > _MOST:
            raise ValueError("it is no short text file")
        text = path.read_text("utf-8-sig").strip()
        return parse_time(text, zone)
    except UnicodeDecodeError:
        found = "it is no text"
    except OSError as error:
        found = error.strerror
    except (ValueError, OverflowError) as error:
        found = _plain(error).rstrip(".")
    return None, (
        f"timestamp.txt was ignored: {found}. No lateness is counted; expected a date "
        "like 2026-11-20 23:30:00 +0900."
    )


def _plain(text):
    return re.sub(r"[^\w\s.,:;()'+/-]", "?", str(text))[:100]


def parse_time(text: str, zone: str = "UTC") -> tuple[datetime, str]:
    """Return (the time that a text says, in UTC; a warning if its zone was guessed).

    Raises ValueError or OverflowError for what is no date, UnclearZone for what is
    not clearly one.
    """
    if not re.search(r"\d{4}", text):
        raise ValueError(f"{_plain(text) or 'what it says'} is no date")
    # dateutil takes GMT+9 for west of Greenwich, as POSIX does.
    text = re.sub(r"\b(UTC|GMT)\s*(?=[+-]\d)", "", text)
    names, full = [], _FULL_NAME.fullmatch(text)
    if full:
        text, names = full["when"], [full["zone"]]

    def noted(name, offset):
        if name is None and offset is None:
            return None
        if offset is None:
            names.append(name)
        return dateutil.tz.tzoffset(name, offset or 0)

    when = dateutil.parser.parse(text, tzinfos=noted)
    if when.tzinfo is None or names:
        when = when.replace(tzinfo=None)
    else:
        return when.astimezone(UTC).replace(tzinfo=None), ""
    if not names or names[-1] in ("Z", "UTC", "GMT"):
        return when, ""
    offsets, guessed = _offsets(when, names[-1], zone)
    if len(offsets) != 1:
        why = "stands for several zones" if offsets else "is no time zone"
        raise UnclearZone(names[-1], why)
    (offset,) = offsets
    hours = f"UTC{offset.total_seconds() / 3600:+g}"
    note = f"{names[-1]} in timestamp.txt was read as {hours}" if guessed else ""
    return when - offset, note


def _offsets(when, name, zone):
    """Return ({what a zone's name may mean at a time}, True if it is no full name)."""
    known = _zones()
    if "/" in name:
        return {_offset(name, when)} if name in known else set(), False
    if zone in known and _short(zone, when) == name:
        return {_offset(zone, when)}, False  # the course's own
    return {_offset(one, when) for one in known if _short(one, when) == name}, True


@functools.cache
def _zones():
    return {name: zoneinfo.ZoneInfo(name) for name in zoneinfo.available_timezones()}


def _offset(zone, when):
    return when.replace(tzinfo=_zones()[zone]).utcoffset()


def _short(zone, when):
    return when.replace(tzinfo=_zones()[zone]).tzname()
