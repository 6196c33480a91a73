"""What the pages are made of: the marts, and for four things that no mart has the tables that the marts are made of.

Those are the settings of a campaign that its marts leave out (int_campaigns_latest), failures by reason
(int_campaign_events_counted), and until when figures are final (int_settlement_reached).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

Row = dict[str, Any]

CHANNELS = ("push", "kakaotalk", "text", "in_app")
PURCHASE_EVENTS = "conversion_kind = 'purchase'"

# Marts that the pages have places for; every other mart with campaigns is shown as it is.
KNOWN = {
    *(f"{channel}_{kind}" for channel in CHANNELS for kind in ("campaigns", "daily", "clicks")),
    *("conversions", "conversion_credits", "conversion_trace", "conversion_event_results", "kpi_events"),
    "settings_breakpoints",
}


class ReportError(Exception):
    """Something that the caller can put right; its text is one sentence."""


@dataclass(frozen=True)
class Marts:
    """A built database, and what dbt's manifest says of it."""

    connection: duckdb.DuckDBPyConnection
    manifest: Mapping[str, Any]
    vars: Mapping[str, Any]
    grouped: dict[str, dict[str, list[Row]]] = field(default_factory=dict)

    @cached_property
    def nodes(self) -> dict[str, dict[str, Any]]:
        """The marts that are there, by name, as dbt's manifest describes them."""
        found = self.connection.execute(
            "select table_name from information_schema.tables where table_schema = 'marts'"
        ).fetchall()
        there = {name for (name,) in found}
        return {
            node["name"]: node
            for node in sorted(self.manifest["nodes"].values(), key=lambda node: node["name"])
            if node["resource_type"] == "model" and node["schema"] == "marts" and node["name"] in there
        }

    @property
    def ruleset(self) -> str:
        return self.vars["reporting_ruleset"]

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.vars["report_timezone"])

    def rows(self, query: str, parameters: Iterable[Any] = ()) -> list[Row]:
        """The rows of a query, as dicts."""
        answer = self.connection.execute(query, list(parameters))
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def by_campaign(self, name: str, query: str, parameters: Iterable[Any] = ()) -> dict[str, list[Row]]:
        """The rows of a query by campaign; asked once."""
        if name not in self.grouped:
            groups: dict[str, list[Row]] = {}
            for row in self.rows(query, parameters):
                groups.setdefault(row["campaign_id"], []).append(row)
            self.grouped[name] = groups
        return self.grouped[name]

    def mart(self, name: str, order: str) -> dict[str, list[Row]]:
        """The rows of a mart by campaign, in an order; none where there is no such mart."""
        if name not in self.nodes:
            return {}
        return self.by_campaign(name, f"select * from marts.{name} order by {order}")

    # --------------------------------------------------------------------------------------------------- finality

    @cached_property
    def first_provisional_date(self) -> date | None:
        """The first report date whose figures may still change; none where nothing has happened."""
        ((final_until,),) = self.connection.execute(
            "select final_until from lookback_intermediate.int_settlement_reached"
        ).fetchall() or [(None,)]
        if final_until is None:
            return date.min
        return final_until.replace(tzinfo=UTC).astimezone(self.zone).date()

    # -------------------------------------------------------------------------------------------------- campaigns

    @cached_property
    def campaigns(self) -> dict[str, Row]:
        """The settings of each campaign, by its id."""
        rows = self.rows(
            """
            select
                campaign_id, campaign_name, channel, message_type, status, purchase_conversion_tracking,
                published_at, scheduled_at, ends_at, updated_at, body
            from lookback_intermediate.int_campaigns_latest
            order by published_at desc nulls last, campaign_id
            """
        )
        return {row["campaign_id"]: row for row in rows}

    def totals(self, channel: str) -> dict[str, list[Row]]:
        return self.mart(f"{channel}_campaigns", "campaign_id")

    def days(self, channel: str) -> dict[str, list[Row]]:
        """The days of each campaign on a channel, each marked whether it may still change."""
        return self.by_campaign(
            f"days of {channel}",
            f"select *, report_date >= ? as is_provisional from marts.{channel}_daily order by report_date",
            [self.first_provisional_date],
        )

    def is_open(self, campaign_id: str) -> bool:
        """Whether any figure of a campaign may still change: it has a day that may."""
        return any(rows[-1]["is_provisional"] for channel in CHANNELS if (rows := self.days(channel).get(campaign_id)))

    @cached_property
    def open_campaigns(self) -> set[str]:
        return {campaign_id for campaign_id in self.campaigns if self.is_open(campaign_id)}

    def reasons(self) -> dict[str, list[Row]]:
        """Failed and restricted messages by reason, of each campaign on each channel."""
        return self.by_campaign(
            "reasons",
            """
            select campaign_id, channel, event_type, coalesce(reason, 'unknown') as reason,
                cast(sum(events) as bigint) as messages
            from lookback_intermediate.int_campaign_events_counted
            where event_type in ('failed', 'restricted')
            group by all
            order by channel, messages desc, event_type, reason
            """,
        )

    def lost(self) -> dict[str, list[Row]]:
        """Purchases that came after a touch of a campaign and were not credited to it, by verdict and winner."""
        return self.by_campaign(
            "lost",
            f"""
            select
                trace.campaign_id, trace.ruleset, trace.verdict, trace.winner_campaign_id,
                winners.campaign_name as winner_campaign_name,
                count(*) as purchases,
                sum(conversions.amount) as amount
            from marts.conversion_trace as trace
            inner join marts.conversions as conversions on trace.conversion_id = conversions.conversion_id
            left join lookback_intermediate.int_campaigns_latest as winners
                on trace.winner_campaign_id = winners.campaign_id
            where conversions.{PURCHASE_EVENTS} and trace.verdict <> 'credited'
            group by all
            order by trace.ruleset, trace.winner_campaign_id nulls last, amount desc, trace.verdict
            """,
        )

    def others(self) -> list[str]:
        """Marts with campaigns that the pages have no place for, and that hold nothing personal."""
        return [
            name
            for name, node in self.nodes.items()
            if name not in KNOWN
            and "campaign_id" in node["columns"]
            and not node["config"]["meta"].get("contains_personal_data")
        ]

    # --------------------------------------------------------------------------------------------------- overviews

    def channel_totals(self) -> list[Row]:
        """What the campaigns of each channel come to; the return is that of the campaigns that have costs."""
        found = []
        for channel in CHANNELS:
            reached, cost = ("impressions", "null") if channel == "in_app" else ("sent", "send_cost")
            found += self.rows(
                f"""
                select
                    '{channel}' as channel,
                    count(*) as campaigns,
                    cast(coalesce(sum({reached}), 0) as bigint) as reached,
                    cast(coalesce(sum(clicks), 0) as bigint) as clicks,
                    sum(clicks) / nullif(cast(sum({reached}) as double), 0) as click_rate,
                    sum(purchase_conversions) as purchase_conversions,
                    cast(sum(purchase_amount) as decimal(18, 2)) as purchase_amount,
                    cast(sum({cost}) as decimal(18, 2)) as send_cost,
                    cast(sum(purchase_amount) filter (where {cost} is not null) as double)
                        / nullif(cast(sum({cost}) as double), 0) as roas
                from marts.{channel}_campaigns
                """
            )
        return found

    def ruleset_totals(self) -> list[Row]:
        """What each ruleset credits, beside what the shop really sold."""
        return self.rows(
            f"""
            with shop as (
                select count(*) as purchases, cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount
                from marts.conversions where {PURCHASE_EVENTS}
            ),

            credited as (
                select
                    ruleset,
                    count(*) as credits,
                    count(distinct conversion_id) as distinct_purchases,
                    cast(sum(credited_amount) as decimal(18, 2)) as credited_amount,
                    cast(sum(credited_net_amount) as decimal(18, 2)) as credited_net_amount,
                    not bool_and(is_final) as is_provisional
                from marts.conversion_credits
                where {PURCHASE_EVENTS}
                group by ruleset
            )

            select
                credited.* exclude (is_provisional),
                credited_amount / nullif(cast(shop.amount as double), 0) as of_revenue,
                is_provisional
            from credited cross join shop
            union all
            select 'the_shop', null, purchases, amount, null, 1, null from shop
            order by ruleset = 'the_shop', of_revenue, ruleset
            """
        )

    def ruleset_channels(self) -> list[Row]:
        """What each ruleset credits to each channel."""
        return self.rows(
            f"""
            select
                ruleset, channel,
                count(*) as credits,
                count(distinct conversion_id) as distinct_purchases,
                cast(sum(credited_amount) as decimal(18, 2)) as credited_amount,
                cast(sum(credited_net_amount) as decimal(18, 2)) as credited_net_amount
            from marts.conversion_credits
            where {PURCHASE_EVENTS}
            group by ruleset, channel
            order by ruleset, credited_amount desc
            """
        )

    def ruleset_campaigns(self) -> list[Row]:
        """What each ruleset credits to each campaign, one column a ruleset, for those with any."""
        rulesets = [row["ruleset"] for row in self.ruleset_totals() if row["ruleset"] != "the_shop"]
        if not rulesets:
            return []
        columns = ", ".join(
            'cast(sum(credited_amount) filter (where ruleset = ?) as decimal(18, 2)) as "{}"'.format(
                f"credited_amount {ruleset}".replace('"', '""')
            )
            for ruleset in rulesets
        )
        return self.rows(
            f"""
            select credits.campaign_id, campaigns.campaign_name, credits.channel, {columns}
            from marts.conversion_credits as credits
            inner join lookback_intermediate.int_campaigns_latest as campaigns
                on credits.campaign_id = campaigns.campaign_id
            where credits.{PURCHASE_EVENTS}
            group by credits.campaign_id, campaigns.campaign_name, credits.channel
            order by max(credited_amount) desc, credits.campaign_id, credits.channel
            """,
            rulesets,
        )

    def check_ruleset(self) -> None:
        """The channel marts have to be those of the reporting ruleset: the pages name it."""
        credited, shown = self.connection.execute(
            f"""
            select
                (
                    select coalesce(sum(credits.credited_amount), 0)
                    from marts.conversion_credits as credits
                    inner join lookback_intermediate.int_campaigns_latest as campaigns
                        on credits.campaign_id = campaigns.campaign_id
                    where credits.ruleset = ? and credits.{PURCHASE_EVENTS} and campaigns.purchase_conversion_tracking
                ),
                ({" + ".join(f"(select coalesce(sum(purchase_amount), 0) from marts.{c}_campaigns)" for c in CHANNELS)})
            """,
            [self.ruleset],
        ).fetchone()
        if credited != shown:
            raise ReportError(
                f"The marts were not built with the reporting_ruleset {self.ruleset}. Give the report the vars of the"
                " build, such as make report VARS='{reporting_ruleset: flarelane}'."
            )


def local_time(moment: datetime, zone: ZoneInfo) -> str:
    """A timestamp (UTC) as people of a time zone read it, to the minute."""
    return moment.replace(tzinfo=UTC).astimezone(zone).strftime("%Y-%m-%d %H:%M")
