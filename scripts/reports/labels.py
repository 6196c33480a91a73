"""What stands on the pages, in Korean and English."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path

import yaml
from markupsafe import Markup

FOLDER = Path(__file__).resolve().parent
LABELS: dict[str, dict[str, list[str]]] = yaml.load((FOLDER / "labels.yml").read_text(), yaml.CSafeLoader)

KOREAN, ENGLISH = 0, 1


def pair(korean: str, english: str) -> Markup:
    """A text in both languages, of which the page shows one."""
    if korean == english:
        return Markup(escape(korean))
    return Markup(f'<span lang="ko">{escape(korean)}</span><span lang="en">{escape(english)}</span>')


@cache
def say(name: str) -> Markup:
    """A sentence or a heading."""
    return pair(*LABELS["sentences"][name])


def say_in(name: str, language: int) -> str:
    return LABELS["sentences"][name][language]


@cache
def label(column: str) -> Markup:
    """What a column is called; one that nobody has named is called by its name."""
    plain = column.replace("_", " ")
    return pair(*LABELS["columns"].get(column, [plain, plain[:1].upper() + plain[1:]]))


@cache
def word(value: str) -> Markup:
    """A word of the data, such as a channel, a status or a verdict; one that is not known is shown as it is."""
    return pair(*LABELS["words"].get(value, [value, value]))


def word_in(value: str, language: int) -> str:
    return LABELS["words"].get(value, [value, value])[language]


def script() -> str:
    """The names of columns, for the charts."""
    columns = json.dumps(LABELS["columns"], ensure_ascii=False, separators=(",", ":"))
    return f"window.lookbackLabels = {columns};\n"
