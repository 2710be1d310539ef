"""Markdown to text: the words without the markup, and the metadata of a front matter."""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*$")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    r"""Split a text into the fields of its front matter (`key: value` lines between `---`) and its body.

    >>> split_front_matter("---\ntitle: Talks end\ndate: 2024-03-01\n---\nThe talks ended.")
    ({'title': 'Talks end', 'date': '2024-03-01'}, 'The talks ended.')
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    fields: dict[str, str] = {}
    for line in match.group(1).split("\n"):
        found = _FIELD.match(line)
        if found:
            fields[found.group(1).lower()] = found.group(2).strip("\"'")
    return fields, text[match.end() :]


def to_text(markdown: str) -> str:
    r"""Turn Markdown into plain text; blocks are parted by blank lines, images and HTML tags are left out.

    >>> to_text("# Talks\n\nThe **two** sides [met](http://example.org)\nin Geneva.")
    'Talks\n\nThe two sides met in Geneva.\n'
    """
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "inline":
            parts: list[str] = []
            for child in token.children or []:
                if child.type in ("text", "code_inline"):
                    parts.append(child.content)
                elif child.type == "softbreak":
                    parts.append(" ")
                elif child.type == "hardbreak":
                    parts.append("\n")
            blocks.append("".join(parts).strip())
        elif token.type in ("code_block", "fence"):
            blocks.append(token.content.strip("\n"))
    return "\n\n".join(block for block in blocks if block) + "\n"
