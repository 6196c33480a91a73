"""The pages: which figures stand where."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import vega
from reports.cells import Column, Line, Table, cell, filled, shown
from reports.labels import FOLDER, label, pair, say, say_in, word, word_in
from reports.marts import CHANNELS, Marts, Row

PLATFORMS = ("android", "ios", "web")
PURCHASES = {
    *("purchase_conversions", "purchase_amount", "purchase_conversion_rate", "purchase_conversions_per_impression"),
    "roas",
}
CARDS = {
    "in_app": ["impressions", "clicks", "click_rate", "button_clicks"],
    "other": ["targeted", "sent", "failed", "restricted", "pending", "clicks", "click_rate"],
}
PURCHASE_CARDS = [
    *("purchase_conversions", "purchase_amount", "purchase_conversion_rate", "purchase_conversions_per_impression"),
    *("send_cost", "roas"),
]
FILTERS = ("channel", "status", "message_type")
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that no file can have on Windows."""

MOST_ROWS = 200
"""Of a table that the pages have no place of their own for."""


def page_names(campaign_ids: list[str]) -> dict[str, str]:
    """The file name of each campaign's page: its id where every file system takes that, else with a hash of it."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for campaign_id in campaign_ids:
        name = re.sub(r"[^A-Za-z0-9_-]+", "-", campaign_id)[:80]
        if not name or name != campaign_id or name.lower() in taken | RESERVED:
            name = f"{name}-{hashlib.sha256(campaign_id.encode()).hexdigest()[:12]}"
        taken.add(name.lower())
        names[campaign_id] = f"{name}.html"
    return names


def attributes(row: Row) -> Markup:
    """What the filters of the index look at."""
    return Markup("".join(f' data-{name.replace("_", "-")}="{escape(row[name])}"' for name in FILTERS))


@dataclass(frozen=True)
class Card:
    label: Markup
    value: str
    is_provisional: bool


class Site:
    """All pages of a report."""

    def __init__(self, marts: Marts, documentation: str | None) -> None:
        self.marts = marts
        self.zone = marts.zone
        self.names = page_names(list(marts.campaigns))
        self.templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            trim_blocks=True,
            undefined=StrictUndefined,
        )
        self.templates.globals.update(
            say=say,
            say_in=say_in,
            label=label,
            word=lambda text: Markup(word(text)),
            word_in=word_in,
            vega=vega.NAME,
            documentation=documentation,
            reporting_ruleset=marts.ruleset,
            timezone=str(marts.zone),
            currency=marts.vars["reporting_currency"],
        )

    def page(self, template: str, title: str, current: str, root: str = "", **values: Any) -> str:
        found = self.templates.get_template(template)
        return found.render(title=title, current=current, root=root, **{"has_charts": True, **values})

    def link(self, campaign_id: str | None, root: str = "") -> str | None:
        name = self.names.get(campaign_id or "")
        return f"{root}campaigns/{name}" if name else None

    # ------------------------------------------------------------------------------------------------------- index

    def index(self) -> str:
        rows = []
        for campaign_id, campaign in self.marts.campaigns.items():
            for channel in CHANNELS:
                for total in self.marts.totals(channel).get(campaign_id, ()):
                    rows.append(
                        {
                            "send_cost": None,
                            "roas": None,
                            **total,
                            "channel": channel,
                            "is_fallback": channel != campaign["channel"],
                            "reached": total["impressions"] if channel == "in_app" else total["sent"],
                            "is_provisional": campaign_id in self.marts.open_campaigns,
                        }
                    )
        columns = [
            *("campaign_name", "is_provisional", "channel", "status", "message_type", "published_at", "reached"),
            *("clicks", "click_rate", "purchase_conversions", "purchase_amount", "send_cost", "roas", "campaign_id"),
        ]
        table = Table("campaigns", say("campaigns"), "campaigns.csv")
        filled(table, rows, columns, self.zone, links={"campaign_name": lambda row: self.link(row["campaign_id"])})
        table.rows = [Line(line.cells, attributes(row)) for line, row in zip(table.rows, rows, strict=True)]
        filters = [(name, sorted({row[name] for row in rows})) for name in FILTERS]
        return self.page(
            "index.html",
            "Campaigns",
            "index.html",
            it=table,
            filters=filters,
            has_charts=False,
            has_provisional=any(row["is_provisional"] for row in rows),
        )

    # --------------------------------------------------------------------------------------------------- campaigns

    def campaign(self, campaign_id: str) -> str:
        campaign = self.marts.campaigns[campaign_id]
        own_first = sorted(CHANNELS, key=lambda channel: channel != campaign["channel"])
        channels = [
            {"name": channel, "cards": self.cards(total), "tables": list(self.channel_tables(campaign, channel, total))}
            for channel in own_first
            for total in self.marts.totals(channel).get(campaign_id, ())
        ]
        return self.page(
            "campaign.html",
            campaign["campaign_name"] or campaign_id,
            "",
            "../",
            campaign=campaign,
            channels=channels,
            tables=list(self.campaign_tables(campaign)),
            is_provisional=campaign_id in self.marts.open_campaigns,
        )

    def cards(self, total: Row) -> list[Card]:
        is_open = total["campaign_id"] in self.marts.open_campaigns
        names = [*CARDS["in_app" if "impressions" in total else "other"], *PURCHASE_CARDS]
        return [
            Card(
                label(name),
                Markup(shown(name, total[name], self.zone)),
                is_open and name in PURCHASES and total[name] is not None,
            )
            for name in names
            if name in total
        ]

    def table(self, name: str, campaign_id: str, heading: str | None = None, **options: Any) -> Table:
        file = self.names[campaign_id].removesuffix(".html")
        return Table(name, say(heading or name), f"{file}-{name.replace('_', '-')}.csv", **options)

    def channel_tables(self, campaign: Row, channel: str, total: Row) -> Iterator[Table]:
        """The tables of a campaign on one channel."""
        campaign_id = campaign["campaign_id"]

        def named(name: str, heading: str, **options: Any) -> Table:
            return self.table(f"{channel}_{name}", campaign_id, heading, **options)

        split = [name for name in total if f"{name}_android" in total]
        endings = {"total": "", **{platform: f"_{platform}" for platform in PLATFORMS}}
        platforms = [
            {"platform": platform, **{name: total[name + ending] for name in split}}
            for platform, ending in endings.items()
        ]
        if split:
            table = named("platforms", "by_platform", is_sortable=False)
            yield filled(table, platforms, platforms[0], self.zone)
        people = {name: value for name, value in total.items() if re.search("unique|devices|users?($|_)", name)}
        if people:
            yield filled(named("audiences", "audiences", is_sortable=False), [people], people, self.zone)
        yield self.funnel(named("funnel", "funnel", chart="funnel", is_sortable=False), channel, total)

        days = self.marts.days(channel).get(campaign_id, [])
        first = ["report_date", "is_provisional", "is_settings_breakpoint"]
        counts = [name for name in (days[0] if days else {}) if name != "campaign_id" and not name.endswith(PLATFORMS)]
        columns = [*first, *(name for name in counts if name not in first)]
        breakpoints = self.breakpoints(campaign_id)
        is_changed = any(day["is_settings_breakpoint"] for day in days)
        yield filled(
            named(
                "trend",
                "trend",
                chart="trend_of_impressions" if channel == "in_app" else "trend_of_messages",
                note=breakpoints if is_changed else "",
                is_provisional=bool(days and days[-1]["is_provisional"]),
            ),
            days,
            columns,
            self.zone,
            marks=("is_provisional", "is_settings_breakpoint"),
        )
        if channel != "in_app":
            reasons = [row for row in self.marts.reasons().get(campaign_id, ()) if row["channel"] == channel]
            table = named("reasons", "reasons")
            yield filled(table, reasons, ["event_type", "reason", "messages"], self.zone)
        if f"{channel}_clicks" in self.marts.nodes:
            elements = self.marts.mart(f"{channel}_clicks", "click_rank, element_id").get(campaign_id, [])
            columns = ["click_rank", "element_id", "element_label", "click_target", "clicks", "click_rate"]
            yield filled(named("elements", "elements", chart="elements"), elements, columns, self.zone)

    def funnel(self, table: Table, channel: str, total: Row) -> Table:
        """From what was to be sent to what was bought: each step beside the step before."""
        steps = ["impressions"] if channel == "in_app" else ["targeted", "sent"]
        steps += ["clicks", "purchase_conversions"]
        table.columns = [Column(name, label(name), name != "step") for name in ("step", "count", "of_previous")]
        before = None
        for step in steps:
            count = total[step]
            if count is None:
                continue
            rate = count / before if before else None
            head = Markup(f'<td data-v="{step}">{label(step)}</td>')
            figures = {"count": count, "of_previous": rate}
            table.rows.append(Line([head, *(cell(name, value, self.zone, True) for name, value in figures.items())]))
            before = count
        return table

    def breakpoints(self, campaign_id: str) -> Markup:
        """Which setting changed when, in a sentence for each."""
        rows = self.marts.mart("settings_breakpoints", "effective_at").get(campaign_id, [])
        changes = [
            f"<strong>{row['report_date']}</strong>: {word(row['setting'])} {escape(row['old_value'] or '–')}"
            f" → {escape(row['new_value'] or '–')}."
            for row in rows
        ]
        return Markup(" ".join([*changes, say("breakpoint_note")]))

    def campaign_tables(self, campaign: Row) -> Iterator[Table]:
        """The tables of a campaign over all channels."""
        campaign_id = campaign["campaign_id"]
        goals = self.marts.mart("conversion_event_results", "ruleset, event_name").get(campaign_id, [])
        goals = sorted(goals, key=lambda row: row["ruleset"] != self.marts.ruleset)
        columns = [
            *("ruleset", "event_name", "conversion_kind", "basis", "window_hours", "basis_touches", "basis_users"),
            *("conversions", "converted_users", "conversion_rate", "purchase_amount"),
        ]
        is_open = campaign_id in self.marts.open_campaigns
        yield filled(self.table("goals", campaign_id, is_provisional=is_open), goals, columns, self.zone)
        events = self.marts.mart("kpi_events", "event_name").get(campaign_id, [])
        if events:
            columns = [
                *("event_name", "events", "unique_devices", "users", "sent", "clicks", "unique_clicks"),
                *("events_per_send", "events_per_click", "events_per_unique_click"),
            ]
            yield filled(self.table("kpi", campaign_id, is_provisional=is_open), events, columns, self.zone)
        columns = ["ruleset", "verdict", "winner_campaign_name", "winner_campaign_id", "purchases", "amount"]
        yield filled(
            self.table("contested", campaign_id, note=say("contested_note"), is_provisional=is_open),
            self.marts.lost().get(campaign_id, []),
            columns,
            self.zone,
            links={"winner_campaign_name": lambda row: self.link(row["winner_campaign_id"], "../")},
        )
        settings = Table("settings", say("settings"), self.names[campaign_id].removesuffix(".html") + "-settings.csv")
        settings.is_sortable = False
        settings.columns = [Column("setting", label("setting"), False), Column("new_value", pair("값", "Value"), False)]
        for name, value in campaign.items():
            if name != "updated_at":
                head = Markup(f'<th scope="row" data-v="{name}">{label(name)}</th>')
                settings.rows.append(Line([head, cell(name, value, self.zone, False)]))
        yield settings
        for name in self.marts.others():
            order = ", ".join(f'"{column}"' for column in list(self.marts.nodes[name]["columns"])[:6])
            rows = self.marts.mart(name, order).get(campaign_id, [])
            if rows:
                table = Table(name, label(name), f"{settings.file.removesuffix('-settings.csv')}-{name}.csv")
                table.note = self.marts.nodes[name]["description"]
                table.is_cut = len(rows) > MOST_ROWS
                yield filled(table, rows[:MOST_ROWS], [key for key in rows[0] if key != "campaign_id"], self.zone)

    # --------------------------------------------------------------------------------------------------- overviews

    def channels(self) -> str:
        rows = self.marts.channel_totals()
        table = Table("channels", say("channels"), "channels.csv", chart="channels")
        table.is_provisional = bool(self.marts.open_campaigns)
        note = say("provisional_note") if table.is_provisional else ""
        filled(table, rows, rows[0], self.zone)
        return self.page("tables.html", "Channels", "channels.html", heading=say("channels"), note=note, tables=[table])

    def rulesets(self) -> str:
        tables = []
        rows = self.marts.ruleset_totals()
        total = Table("totals", say("rulesets"), "rulesets.csv", note=say("rulesets_note"))
        tables.append(filled(total, rows, rows[0], self.zone, marks=("is_provisional",)))
        rows = self.marts.ruleset_channels()
        table = Table("by_channel", say("channels"), "rulesets-by-channel.csv", chart="rulesets")
        tables.append(filled(table, rows, rows[0] if rows else [], self.zone))
        rows = self.marts.ruleset_campaigns()
        table = Table("by_campaign", say("campaigns"), "rulesets-by-campaign.csv")
        names = list(rows[0]) if rows else []
        titles = {name: Markup(escape(name.removeprefix("credited_amount "))) for name in names[3:]}
        links = {"campaign_name": lambda row: self.link(row["campaign_id"])}
        tables.append(filled(table, rows, names, self.zone, links=links, titles=titles))
        for name, node in self.marts.nodes.items():
            if "ruleset" in name and "campaign_id" not in node["columns"]:
                rows = self.marts.rows(f"select * from marts.{name} order by all limit {MOST_ROWS + 1}")
                table = Table(name, label(name), f"{name}.csv", note=node["description"])
                table.is_cut = len(rows) > MOST_ROWS
                tables.append(filled(table, rows[:MOST_ROWS], list(node["columns"]), self.zone))
        return self.page("tables.html", "Rulesets", "rulesets.html", heading=say("rulesets"), note="", tables=tables)

    def tables(self) -> str:
        rows = []
        for name, node in self.marts.nodes.items():
            (count,) = self.marts.connection.execute(f"select count(*) from marts.{name}").fetchone()
            rows.append({"table": name, "rows": count, "description": " ".join(node["description"].split())})
        table = Table("tables", say("tables"), "tables.csv", note=say("data_note"))
        filled(table, rows, ["table", "rows", "description"], self.zone)
        return self.page(
            "tables.html", "Data", "tables.html", heading=say("tables"), note="", tables=[table], has_charts=False
        )
