"""Make pages of what students wrote: nothing of theirs runs, and nothing is loaded from elsewhere.

`feedback` and `report` fill the templates beside this module, which escape every text.  The two filters
`markdown_html` and `code_html` also take the place of nbconvert's in formgrader, whose own are slow on
hostile texts and keep links that run code.
"""

from __future__ import annotations

import base64
import html
import keyword
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from hypergrader.course.similarity import read_tokens

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_CODE = 20_000  # characters of one cell that are shown
# Markdown is rendered up to these; longer texts are shown as they are written.  Rendering takes time
# that grows with the square of some texts: 8,000 characters with 800 signs take a tenth of a second.
LONGEST_MARKDOWN, MOST_SIGNS, MARKDOWN_OF_A_PAGE = 8_000, 800, 300_000
_SIGNS = re.compile(r"[\\$\[\]`*_<>&!(]")
_PICTURES = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}
_TAGS = (
    "a abbr b blockquote br caption code del details div em h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p"
    " pre s span strong sub summary sup table tbody td th thead tr u ul"
).split()
_ADDRESS = re.compile(r"(?i)(https?://|mailto:|#)")
_OWN_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,")


@cache
def environment() -> Environment:
    """Return what renders the templates; it escapes every value that is not `Markup`."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"code": code_html, "number": lambda value: f"{round(value, 2):g}"}
    return made


def render(template: str, **values: Any) -> str:
    """Return the page that `template` gives with `values`, without characters that cannot be shown."""
    page = environment().get_template(template).render(**values)
    page = page.encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", page)


# Code ---------------------------------------------------------------------------------------------


def code_html(source: str, **options: Any) -> Markup:
    """Return Python source as HTML, with the classes that Pygments gives to its tokens.

    The time grows with the length only.  `options` are those of nbconvert's own filter, which this one
    takes the place of.

    Examples
    --------
    >>> str(code_html("if x < y"))
    '<div class="highlight"><pre tabindex="0"><span class="k">if</span> x &lt; y</pre></div>'
    """
    shown = str(source)[:LONGEST_CODE]
    parts, at = [], 0
    for start, end, name in _tokens(shown):
        if start < at:
            continue
        parts += [html.escape(shown[at:start], quote=False), f'<span class="{name}">']
        parts += [html.escape(shown[start:end], quote=False), "</span>"]
        at = end
    parts.append(html.escape(shown[at:], quote=False))
    if len(source) > len(shown):
        parts.append(f"\n... and {len(source) - len(shown)} more characters")
    return Markup(f'<div class="highlight"><pre tabindex="0">{"".join(parts)}</pre></div>')


def _tokens(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places of the tokens that get a color, up to where the source cannot be read."""
    begins = [0]
    for line in source.split("\n"):  # as `readline` does; str.splitlines knows more ends of lines
        begins.append(begins[-1] + len(line) + 1)
    for token in read_tokens(source):
        name = _class_of(token)
        if name and max(token.start[0], token.end[0]) < len(begins):
            start = begins[token.start[0] - 1] + token.start[1]
            yield start, begins[token.end[0] - 1] + token.end[1], name


def _class_of(token: tokenize.TokenInfo) -> str:
    if token.type == tokenize.COMMENT:
        return "c1"
    if token.type == tokenize.NUMBER:
        return "mi"
    if token.type == tokenize.STRING or tokenize.tok_name[token.type].startswith("FSTRING"):
        return "s2"
    return "k" if token.type == tokenize.NAME and keyword.iskeyword(token.string) else ""


# Markdown -----------------------------------------------------------------------------------------


@pass_context
def markdown_html(context: Context, source: str) -> Markup:
    """Return Markdown as HTML that runs nothing and loads nothing.

    Links lead to http, https, mailto and places in the page.  Of pictures, those pasted into the cell
    are kept; one from the web is named, and not fetched.
    """
    source = str(source)
    left = context.get("resources", {}).setdefault("hypergrader", {"left": MARKDOWN_OF_A_PAGE})
    quick = len(source) <= min(LONGEST_MARKDOWN, left["left"])
    if not quick or len(_SIGNS.findall(source)) > MOST_SIGNS:
        shown = source[:LONGEST_CODE]
        more = f"\n... and {len(source) - len(shown)} more characters" if shown != source else ""
        return Markup(f"<pre>{html.escape(shown)}{more}</pre>")
    left["left"] -= len(source)
    return Markup(harmless_html(_mistune()(source), context.get("cell", {}).get("attachments", {})))


@cache
def _mistune() -> Any:
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    class Renderer(IPythonRenderer):
        """Leave a picture's address as it is; `_picture` looks it up."""

        def image(self, text: str, url: str, title: str | None = None) -> str:
            return f'<img src="{html.escape(url)}" alt="{html.escape(text)}">'

    return MarkdownWithMath(renderer=Renderer(escape=False, exclude_anchor_links=True)).render


def harmless_html(page: str, attachments: Any = None) -> str:
    """Return rendered Markdown with an allowed list of tags, attributes, addresses and pictures.

    Examples
    --------
    >>> harmless_html('<a href="java&#x73;cript:x()">y</a><img src="https://x.org/1.png" alt="z">')
    '<a>y</a>[picture: z]'
    """
    from bleach.css_sanitizer import CSSSanitizer
    from bleach.sanitizer import Cleaner

    page = re.sub(r"(?i)<img\b[^>]*>", lambda found: _picture(found.group(), attachments), page)
    cleaner = Cleaner(
        tags=_TAGS,
        attributes=_allowed,
        protocols=["http", "https", "mailto", "data"],
        css_sanitizer=CSSSanitizer(allowed_css_properties=["text-align"]),
    )
    return cleaner.clean(page)


def _allowed(tag: str, name: str, value: str) -> bool:
    """Return whether an attribute may stay: addresses of the web, pictures of the cell, alignment."""
    if name == "href":
        return tag == "a" and _ADDRESS.match(value) is not None
    if name == "src":
        return tag == "img" and _OWN_PICTURE.match(value) is not None
    return (tag, name) in {("img", "alt"), ("th", "scope"), ("th", "style"), ("td", "style")}


def _picture(tag: str, attachments: Any) -> str:
    """Return a picture that is in the cell itself, or its text."""
    values = {k: html.unescape(v) for k, v in re.findall(r'\b(src|alt)="([^"]*)"', tag)}
    source, alt = values.get("src", ""), values.get("alt", "")
    found = attachments.get(source.removeprefix("attachment:")) if attachments else None
    for kind, begin in _PICTURES.items():
        data = found.get(kind) if isinstance(found, dict) else None
        if source.startswith(f"data:{kind};base64,"):
            data = source.partition(",")[2]
        if isinstance(data, str) and _begins(data, begin):
            return (
                f'<img src="data:{kind};base64,{"".join(data.split())}" alt="{html.escape(alt)}">'
            )
    return html.escape(f"[picture: {alt or source[:80]}]")


def _begins(text: str, begin: bytes) -> bool:
    text = "".join(text.split())
    if not re.fullmatch(r"[A-Za-z0-9+/]+=*", text):
        return False
    return base64.b64decode(text[:16].ljust(16, "A")).startswith(begin)
