"""Make what a learner wrote or a kernel said harmless to read: valid text, pixels, links to the web.

A graded notebook is opened in a browser by other people.  Nothing of a learner's that could run there is kept.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from nbformat import NotebookNode, v4

MAX_OUTPUTS = 500  # of one cell
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
# Control characters, without tab, line feed, return, and the escape of colored text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")


def valid_text(value: Any) -> str:
    """Return text that every file and page can hold, "" for what is not text.

    Examples
    --------
    >>> valid_text("a\\ud800b\\0c"), valid_text(3)
    ('a?bc', '')
    """
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    return _CONTROL.sub("", value.encode("utf-8", "replace").decode("utf-8"))


def shown(name: str, most: int = 60) -> str:
    """Return a name that can be printed, at most `most` characters of it."""
    return "".join(c if c.isprintable() else "?" for c in name)[:most]


# Markdown -----------------------------------------------------------------------------------------

_SCHEMES = re.compile(r"(?i)(j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:|data\s*:\s*text")
_LINK = re.compile(r"(\]\(|\]:)([\s<]*)([^\s<>)]*)")
_ALLOWED = re.compile(r"(?i)(https?://|mailto:|#)")
_OWN = r"(?!\.*/)[\w\-./]+\.(png|jpe?g|gif|webp)"  # a picture that lies beside the notebook
_OWN_PICTURE = re.compile(f"(?i){_OWN}")
# A picture from the web would tell its owner who looks, and when; it becomes a link.
_WEB_PICTURE = re.compile(rf"(?i)!\[(?![^\[\]]{{0,300}}\]\(\s*(attachment:picture-|{_OWN}))")


def harmless_markdown(source: str, pictures: Mapping[str, str] | None = None) -> str:
    """Return Markdown in which no HTML is left and links lead to the web, to mail or into the page.

    A learner's text keeps headings, lists, emphasis, code, quotes and pictures.

    Parameters
    ----------
    source : str
    pictures : mapping of str to str, optional
        Names of pictures that were pasted into the cell -> names under which they are kept.

    Examples
    --------
    >>> harmless_markdown("**x** <img src=y onerror=z>")
    '**x** < img src=y onerror=z>'
    >>> harmless_markdown("`for i in range(3): if a<5`, `List<int>`")
    '`for i in range(3): if a<5`, `List< int>`'
    >>> harmless_markdown("[a](https://a.org) [b](plot.html) [c](loss.png)")
    '[a](https://a.org) [b](#) [c](loss.png)'
    """
    kept = {}
    for old, new in (pictures or {}).items():
        kept[f"attachment:{old}"] = kept[f"attachment:{quote(old)}"] = f"attachment:{new}"

    def link(match: re.Match) -> str:
        before, space, target = match.groups()
        if target in kept:
            return before + space + kept[target]
        # Markdown drops a backslash before a sign, so it is dropped before looking, too.
        plain = re.sub(r"\\(?=[^\w\s])", "", target)
        if _ALLOWED.match(plain) or (_OWN_PICTURE.fullmatch(plain) and ".." not in plain):
            return match.group()
        # Code such as `x[0]: y` looks like a reference; only what could lead elsewhere is taken out.
        elsewhere = before == "](" or ":" in plain or ".." in plain or plain[:1] in ("/", "\\")
        return f"{before}{space}#" if target and elsewhere else match.group()

    # Names of pictures may have spaces; they have none afterwards.
    for old in sorted(kept, key=len, reverse=True):
        source = source.replace(f"({old}", f"({kept[old]}").replace(f"]: {old}", f"]: {kept[old]}")
    kept = {new: new for new in kept.values()}
    # Entities are undone first, so that they cannot hide a scheme or a bracket.
    plain = source
    for _ in range(10):
        plain, before = html.unescape(plain), plain
        if plain == before:
            break
    else:
        plain = plain.replace("&", "+")
    plain = _SCHEMES.sub("no-script-", valid_text(plain))
    # A tag, a comment and an automatic link begin with a bracket and, at once, a letter or a sign.  A
    # space between them is shown as it is, in code and formulas too, where an entity would not be.
    plain = re.sub(r"<(?=[^\s\d=<])", "< ", plain)
    return _WEB_PICTURE.sub("[", _LINK.sub(link, plain.replace("\\href", "href")))


def plain_markdown(text: str) -> str:
    """Return Markdown that shows `text` as it is, whatever signs are in it.

    Examples
    --------
    >>> plain_markdown("[x](y).ipynb")
    '&#91;x&#93;&#40;y&#41;.ipynb'
    """
    text = valid_text(text)
    return "".join(c if c.isalnum() or c in " .,;" else f"&#{ord(c)};" for c in text)


def pasted_pictures(attachments: Any, room: int) -> tuple[dict[str, str], dict[str, dict]]:
    """Return the new names of the pictures that were pasted into a cell, and the pictures.

    Parameters
    ----------
    attachments : object
        What the cell has under that name, of any form.
    room : int
        Bytes that there is room for.
    """
    names: dict[str, str] = {}
    kept: dict[str, dict] = {}
    for old, data in attachments.items() if isinstance(attachments, dict) else ():
        for mime, raw in data.items() if isinstance(data, dict) else ():
            picture = _picture(mime, raw)
            if picture and len(picture) <= room and isinstance(old, str) and len(kept) < 100:
                names[old] = f"picture-{len(kept) + 1}.{mime.removeprefix('image/')}"
                kept[names[old]] = {mime: picture}
                room -= len(picture)
                break
    return names, kept


# Outputs ------------------------------------------------------------------------------------------


def harmless_outputs(outputs: list, room: int) -> tuple[list[NotebookNode], int]:
    """Return outputs of a learner's cell with text and pixels only, and how many characters they take.

    HTML, SVG, JavaScript, LaTeX, Markdown and widgets could run in the page of the person who reads
    it; the text that comes with them is kept.  What there is no room for is told.
    """
    kept: list[Any] = []
    used = 0
    for output in outputs[: MAX_OUTPUTS + 1]:
        new = harmless_output(output) if isinstance(output, dict) else None
        if new is None:
            continue
        size = _size(new)
        if used + size > room or len(kept) == MAX_OUTPUTS:
            told = "Further outputs were left out: together they are larger than the limit.\n"
            kept.append(v4.new_output("stream", name="stdout", text=told))
            return kept, room
        kept.append(new)
        used += size
    return kept, used


def harmless_output(output: dict) -> NotebookNode | None:
    """Return one output with text and pixels only, or None where nothing of it is left."""
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return v4.new_output("stream", name=name, text=valid_text(output.get("text")))
    if kind == "error":
        lines = output.get("traceback")
        trace = [valid_text(line) for line in (lines if isinstance(lines, list) else [])][:200]
        name, value = valid_text(output.get("ename"))[:200], valid_text(output.get("evalue"))[:2000]
        return v4.new_output("error", ename=name, evalue=value, traceback=trace)
    if kind in ("display_data", "execute_result"):
        data = output.get("data")
        data = data if isinstance(data, dict) else {}
        kept = {}
        if "text/plain" in data:
            kept["text/plain"] = valid_text(data["text/plain"])
        for mime in ("image/png", "image/jpeg"):
            picture = _picture(mime, data.get(mime))
            if picture:
                kept[mime] = picture
        return v4.new_output("display_data", data=kept) if kept else None
    return None


def _size(output: NotebookNode) -> int:
    if output.output_type == "stream":
        return len(output.text)
    if output.output_type == "error":
        return len(output.evalue) + sum(map(len, output.traceback))
    return sum(map(len, output.data.values()))


def _picture(mime: Any, raw: Any) -> str:
    """Return a picture of an allowed kind as text, "" for anything else."""
    text = valid_text(raw).translate({10: None, 13: None, 32: None})
    if mime not in _PICTURES or not text:
        return ""
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return text
