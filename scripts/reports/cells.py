"""Tables as the templates take them: every cell shows a figure as people read it and holds what the mart has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from reports.labels import LABELS, label, say, word
from reports.marts import Row, local_time

NOTHING = "–"
FACTORS = {"roas", "of_revenue"}
WORDS = {
    *("channel", "status", "message_type", "conversion_kind", "basis", "verdict", "click_target", "event_type"),
    *("reason", "setting", "platform", "ruleset"),
}
PROVISIONAL = ("", Markup(f'<span class="provisional">{say("provisional")}</span>'))
LONG = {"campaign_name", "body", "description", "winner_campaign_name", "element_label"}


@dataclass(frozen=True)
class Column:
    """The head of a column."""

    name: str
    label: Markup
    is_number: bool


@dataclass(frozen=True)
class Line:
    """A row: its cells as HTML, and the attributes of its element."""

    cells: list[Markup]
    attributes: str = ""


@dataclass
class Table:
    """A table with its heading, its download and its chart."""

    id: str
    title: Markup
    file: str
    columns: list[Column] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)
    note: Markup | str = ""
    chart: str | None = None
    is_sortable: bool = True
    is_provisional: bool = False
    is_cut: bool = False


def is_fraction(column: str) -> bool:
    return "rate" in column.split("_") or "_per_" in column or column == "of_previous"


def shown(column: str, value: Any, zone: ZoneInfo) -> str:
    """A value as people read it."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return PROVISIONAL[value] if column == "is_provisional" else word(str(value).lower())
    if isinstance(value, Decimal):
        return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    if isinstance(value, int):
        return f"{value:,}" if not column.endswith("_hours") else str(value)
    if isinstance(value, float):
        if column in FACTORS:
            return f"{value:,.2f}x"
        if is_fraction(column):
            return f"{value:.1%}" if value < 10 else f"{value:,.1f}x"
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime):
        return local_time(value, zone)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return word(text) if column in WORDS and text in LABELS["words"] else escape(text)


def held(value: Any) -> str:
    """A value as the mart has it, as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def cell(column: str, value: Any, zone: ZoneInfo, is_figure: bool, link: str | None = None) -> Markup:
    """One cell, as HTML; a figure stands to the right."""
    text, raw = shown(column, value, zone), held(value)
    kept = "" if text == raw else f' data-v="{escape(raw)}"'
    if link:
        text = f'<a href="{escape(link)}">{text}</a>'
    is_short = column in WORDS or isinstance(value, date)
    kind = "number" if is_figure else "long" if column in LONG else "short" if is_short else ""
    style = f' class="{kind}"' if kind else ""
    return Markup(f"<td{style}{kept}>{text}</td>")


def filled(
    table: Table,
    rows: Sequence[Row],
    columns: Iterable[str],
    zone: ZoneInfo,
    *,
    links: Mapping[str, Any] | None = None,
    marks: Iterable[str] = (),
    titles: Mapping[str, Markup] | None = None,
) -> Table:
    """The table with rows. `links` gives the address of a cell by its column, `marks` are columns that style a row."""
    columns = list(columns)
    numbers = {name for name in columns if any(is_number(row[name]) for row in rows)}
    table.columns = [Column(name, (titles or {}).get(name) or label(name), name in numbers) for name in columns]
    for row in rows:
        cells = [
            cell(name, row[name], zone, name in numbers, links[name](row) if links and name in links else None)
            for name in columns
        ]
        classes = " ".join(name.replace("settings_", "") for name in marks if row[name])
        table.rows.append(Line(cells, Markup(f' class="{classes}"') if classes else ""))
    return table
