"""Read a submission's folder: regular files only, within limits, whatever else lies in it."""

from __future__ import annotations

import bz2
import contextlib
import hashlib
import html
import io
import json
import lzma
import os
import quopri
import re
import stat
import tarfile
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from email import message_from_bytes
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote_to_bytes

from hypergrader.submission.harmless import shown
from hypergrader.submission.sandbox import MEGA, Limits

MAX_FILES = 100
MAX_DEPTH = 20  # folders inside each other
MAX_SEEN = 20_000  # entries that are looked at
MAX_NAME = 500  # characters of a name in an archive, its folders included
MAX_UNPACKED = 50 * MEGA  # of all notebooks in an archive
MAX_WRITTEN = 20 * MEGA  # of a page
MAX_PARTS = 3_000_000  # lists and dictionaries in a file; a notebook of a few MB has some thousands
NO_RIGHT = "may not be read by the account that grades, no fault of a student's; try `sudo chown` and grade again"
NO_DATE = "is not one certain date; try the form 2027-01-15 12:00 +01:00"
# What systems and editors leave behind; nobody wrote it, so nobody is told about it.
_LEFT_BEHIND = re.compile(
    r"(?i)\._.*|__macosx|\.ds_store|desktop\.ini|thumbs\.db|__pycache__|\.git"
)
CHECKPOINTS = ".ipynb_checkpoints"  # Jupyter's own copies; graded where nothing else has an answer
_NOTEBOOKS_ONLY = re.compile(r"\.(ipynb|html|ipynb_checkpoints)(/|$)", re.I)  # of such folders
# What a browser shows or offers to save, and never runs.
_PASSIVE = set(
    "txt csv tsv md rst log py json jsonl yaml yml toml ini cfg tex bib png jpg jpeg gif webp bmp tif "
    "tiff pdf npy npz pt pth pkl pickle h5 parquet bin dat db gz zip tar mp3 mp4 wav".split()
)
_NOTEBOOK = re.compile(r"\.ipynb(?![a-z0-9])", re.I)
_BASE64 = re.compile(rb"[\w+/-]{100,}=*", re.A)
MAIL = re.compile(rb"(?im)(From |[a-z][\w-]+: )(?s:.{0,20000}?)^(mime-version|content-type): ")
_PAGE = re.compile(rb"\s*(<|\{\s*(&|<))|bplist00")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_BEGIN = re.compile(r'\{\s*"(cells|metadata|nbformat|nbformat_minor)"\s*:')
_UNPACKERS = (
    (b"\x1f\x8b", lambda: zlib.decompressobj(31)),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", lambda: lzma.LZMADecompressor(memlimit=MAX_UNPACKED)),
)


def read_submission(
    folder: Path, limits: Limits, expected: Collection[str] = ()
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the regular files of a submission, and what was left out and why.

    Links and special files are never followed, because a link can lead to the gradebook.

    Parameters
    ----------
    folder : path
    limits : Limits
    expected : collection of str
        Names of the notebooks that are wanted.  They are read first, then all other notebooks, so that
        nothing beside a notebook can use up its room.
    """
    files: dict[str, bytes] = {}
    notes: list[str] = []
    rooms = {True: 2 * limits.notebook_mb * MEGA, False: limits.file_mb * MEGA}
    names = sorted(
        _walk(folder, notes),
        key=lambda n: (n not in expected, not is_notebook(n), CHECKPOINTS in n, n.count("/"), n),
    )
    for name in names:
        if len(files) == MAX_FILES:
            notes.append(f"there were more than {MAX_FILES} files; the rest was left out")
            break
        notebook = is_notebook(name)
        most = min((limits.notebook_mb if notebook else limits.file_mb) * MEGA, rooms[notebook])
        raw = _read(folder / name, shown(name), int(most), notes)
        if raw is not None:
            rooms[notebook] -= len(raw)
            files[name] = raw
    _check_timestamp(files, notes)
    renamed = [shown(n) for n in files if kept_name(n) != n and not is_notebook(n)]
    if renamed:
        some = ", ".join(renamed[:3]) + (", ..." if len(renamed) > 3 else "")
        notes.append(f"kept as text beside this page, because a browser could run it: {some}")
    return files, tuple(dict.fromkeys(notes))


def is_notebook(name: str) -> bool:
    """Return whether a file is called like a notebook, whatever programs have put behind it."""
    return bool(_NOTEBOOK.search(name.rpartition("/")[2]))


def is_packed(name: str) -> bool:
    """Return whether a file is called like an archive that `unpacked` reads."""
    return name.lower().endswith((".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz"))


def unpacked(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return `files` with the notebooks in an archive or a text in its place; call it within limits of time."""
    found: dict[str, bytes] = {}
    for name, raw in files.items():
        found |= _inside(name, raw, 3, [MAX_UNPACKED]) or {name: raw}
    return found


def _inside(name: str, raw: bytes, depth: int, room: list[int]) -> dict[str, bytes]:
    """Return the notebooks that are packed in a file; none where it is not an archive, or a damaged one."""
    found: dict[str, bytes] = {}
    with contextlib.suppress(Exception):  # whatever a damaged archive raises
        for part, read in _parts(raw) if depth else ():
            text = read(max(room[0], 0))  # a smaller number would mean all of it
            room[0] -= len(text)
            found |= _inside(f"{name}/{part}", text, depth - 1, room) or {f"{name}/{part}": text}
    return {inside: text for inside, text in found.items() if is_notebook(inside)}


def _parts(raw: bytes) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """Yield what is in an archive, or in a text as base64 or ``data:`` address, and what reads so much of it."""
    one = "notebook.ipynb"
    for begin, unpacker in _UNPACKERS:
        if raw.startswith(begin):
            yield one, partial(_begin, unpacker, raw)
    if raw[:5] == b"data:":
        head, _, text = raw.partition(b",")
        yield one, lambda _: (b64decode if b"base64" in head else unquote_to_bytes)(text)
    elif raw[:1].isalnum() and _BASE64.fullmatch(text := raw.translate(None, b" \t\r\n")):
        text = b64decode(text.translate(bytes.maketrans(b"-_", b"+/")) + b"===")
        if text.lstrip()[:1] in (b"{", b"[") or next(_parts(text), None):
            yield one, lambda _: text
    elif MAIL.match(raw) and raw.count(b"boundary=") < 12:
        for part in message_from_bytes(raw).walk():
            name, content = part.get_filename() or "", part.get_payload(decode=True)
            text = content if isinstance(content, bytes) else b""
            if _is_offered(name) or (text := _written_out(text, True)):
                yield name or one, io.BytesIO(text).read
    elif text := _written_out(raw, _PAGE.match(raw) is not None):
        yield one, lambda _: text
    elif raw[:4] == b"PK\3\4":
        archive = zipfile.ZipFile(io.BytesIO(raw))
        for name in filter(_is_offered, archive.namelist()[:MAX_SEEN]):
            yield name, archive.open(name).read
    elif raw[257:262] == b"ustar":
        tape = tarfile.open(fileobj=io.BytesIO(raw))
        for _, member in zip(range(MAX_SEEN), tape, strict=False):
            if _is_offered(member.name) and member.isfile() and (file := tape.extractfile(member)):
                yield member.name, file.read


def _written_out(raw: bytes, anywhere: bool) -> bytes:
    """Return the notebook in a text that was made safe for a page or a mail, or `anywhere` in it; else nothing."""
    if b"\\" not in raw and b"+AFw" in raw:  # which is a backslash
        text = raw.decode("utf-7", "replace")
    elif b"=3D" in raw and not re.search(rb"=(?![0-9A-F]{2}|\r?\n)", raw):
        text = quopri.decodestring(raw).decode("utf-8", "replace")
    else:
        text = raw.decode("utf-8", "replace") if anywhere and len(raw) < MAX_WRITTEN else ""
    plain, bare = (html.unescape(t).replace("\xa0", " ") for t in (text, _TAG.sub("", text)))
    found = []
    for one in (text, plain, bare):
        begin = _BEGIN.search(one) if "cells" in one else None
        if begin and one.count("[") + one.count("{") < MAX_PARTS:
            with contextlib.suppress(ValueError, RecursionError):
                _, end = json.JSONDecoder(strict=False).raw_decode(one, begin.start())
                found.append(one[begin.start() : end])
    if len(found) > 1 and "<" not in found[0]:
        del found[0]  # its "<" are written as "&lt;", if there are some
    return found[0].encode("utf-8", "replace") if found else b""


def _begin(unpacker: Callable[[], Any], raw: bytes, most: int) -> bytes:
    return unpacker().decompress(raw, most or 1)  # 0 would mean all of it


def _is_offered(part: str) -> bool:
    """Return whether a file in an archive may be a notebook, or an archive that holds one."""
    if len(part) > MAX_NAME or any(map(_LEFT_BEHIND.fullmatch, part.split("/"))):
        return False  # no file has so long a name, and who looks at many of them takes hours
    return is_packed(part) or is_notebook(part)


def kept_name(name: str) -> str:
    """Return the name under which a file that came along is kept beside a graded notebook.

    A browser that opens it must not run it, and a terminal that prints its name neither.

    Examples
    --------
    >>> kept_name("figures/loss.png"), kept_name("plot.html")
    ('figures/loss.png', 'plot.html.txt')
    """
    path = PurePosixPath(shown(name, 4096))
    if path.suffix.lower().removeprefix(".") not in _PASSIVE:
        path = path.with_name(path.name + ".txt")
    return str(path)


def digest(files: dict[str, bytes]) -> str:
    """Return the fingerprint of a submission's files."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{len(files[name])}\0".encode("utf-8", "surrogatepass"))
        whole.update(files[name])
    return whole.hexdigest()


def _why(problem: Exception, otherwise: str) -> str:
    return NO_RIGHT if isinstance(problem, PermissionError) else f"{otherwise}; it was left out"


def _read(path: Path, name: str, most: int, notes: list[str]) -> bytes | None:
    """Return what is in a file, or None with a note."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                notes.append(f"{name} is not a regular file; it was left out")
                return None
            raw = file.read(most + 1) if about.st_size <= most else None
    except (OSError, ValueError) as problem:
        notes.append(f"the file {name} {_why(problem, 'is a link or cannot be read')}")
        return None
    if raw is None or len(raw) > most:
        notes.append(f"the file {name} is larger than the limit; it was left out")
        return None
    return raw


def _walk(folder: Path, notes: list[str]) -> list[str]:
    """Return the names of all files below `folder`, without recursion and with an end."""
    if folder.is_symlink():
        notes.append("the submission is a link; it was left out")
        return []
    found: list[str] = []
    waiting, seen = [("", 0)], 0
    while waiting:
        inside, depth = waiting.pop()
        try:
            found_here = os.scandir(folder / inside)
            entries = sorted(found_here, key=lambda e: (not is_notebook(e.name), e.name))
        except OSError as problem:
            told = f"the folder {shown(inside)}" if inside else "the folder of this submission"
            notes.append(f"{told} {_why(problem, 'cannot be read')}")
            continue
        for entry in entries:
            seen += 1
            name = f"{inside}/{entry.name}" if inside else entry.name
            if seen > MAX_SEEN:
                notes.append(f"there were more than {MAX_SEEN} files; the rest was left out")
                return found
            if _LEFT_BEHIND.fullmatch(entry.name):
                continue
            if not entry.is_dir(follow_symlinks=False):
                if is_notebook(entry.name) or not _NOTEBOOKS_ONLY.search(inside):
                    found.append(name)
            elif depth == MAX_DEPTH:
                notes.append(f"folders more than {MAX_DEPTH} deep were left out")
            else:
                waiting.append((name, depth + 1))
                if entry.name.lower().endswith((".ipynb", ".html")):
                    told = "is called like a notebook or a page; only notebooks in it were read"
                    notes.append(f"the folder {shown(name)} {told}")
    return found


def _check_timestamp(files: dict[str, bytes], notes: list[str]) -> None:
    """Drop a ``timestamp.txt`` without one certain date in it, with a note."""
    if "timestamp.txt" in files and not is_date(files["timestamp.txt"]):
        text = shown(files.pop("timestamp.txt")[:60].decode("utf-8", "replace"), 40)
        notes.append(
            f"the file timestamp.txt has no date that is certain ({text}); "
            "when it was handed in is not known"
        )


def is_date(raw: bytes) -> bool:
    """Return whether a ``timestamp.txt`` names one moment, however its day and month are read.

    Examples
    --------
    >>> is_date(b"2026-11-20 11:49:33.123 UTC"), is_date(b"03.04.2026"), is_date(b"yesterday")
    (True, False, False)
    """
    from dateutil.parser import parse

    try:
        text = raw.decode("utf-8").strip()
        if len(text) > 100 or not text.isprintable():
            return False
        moment(text)
        text = " ".join(part for part in text.split(" ") if "/" not in part or part[:1].isdigit())
        if re.match(r"\d{4}-\d\d?-\d\d?\b", text):
            return True
        # What is not in the text comes from the default, so two of them show whether all of it is there.
        dates = {
            parse(text, dayfirst=first, default=datetime(2000 + first, 1 + first, 1 + first)).date()
            for first in (False, True)
        }
        return len(dates) == 1
    except Exception:  # dateutil raises many kinds
        return False


def moment(text: str) -> datetime:
    """Return the moment that a text names, in UTC and without a time zone, as nbgrader keeps it.

    Raises
    ------
    ValueError
        If it names none, a time zone that is not known, or a year that cannot be meant.

    Examples
    --------
    >>> str(moment("2027-07-15 12:00 Europe/Berlin")), str(moment("2027-07-15 12:00 +0200"))
    ('2027-07-15 10:00:00', '2027-07-15 10:00:00')
    """
    from dateutil.parser import parse
    from dateutil.tz import gettz

    text = re.sub(r"(?i)(?<![/\w])(utc|gmt) ?(?=[+-]\d)", "", text.strip())  # +2, not -2
    head, _, zone = text.rpartition(" ")
    place, when = None, text
    if re.fullmatch(r"(?!(?i:[ap]m|utc|gmt|z)$)[A-Za-z][\w/+-]*", zone) and head:
        place, when = gettz(zone), head
        if place is None:
            raise ValueError(
                f"the time zone {zone!r} of {text!r} is not known; try +02:00 or Europe/Berlin"
            )
    try:
        date = parse(when)
    except ArithmeticError as problem:  # of a number of very many digits
        raise ValueError(f"{text[:100]!r} {NO_DATE}") from problem
    date = date.replace(tzinfo=place) if place else date
    if not 1900 <= date.year <= 9900:  # what is counted from it has no year at the calendar's ends
        raise ValueError(f"the year of {text!r} is {date.year}; expected one from 1900 to 9900")
    return (date - date.utcoffset()).replace(tzinfo=None) if date.tzinfo else date
