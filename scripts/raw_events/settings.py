"""The rows of the small raw tables: campaigns, goals, costs, rates and the like."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from raw_events.campaigns import FALLBACK_FORMAT, LONG_FORMATS, Campaign
from raw_events.options import Options

LIFE_CYCLES = {
    "waiting": ["waiting"],
    "ready": ["waiting", "ready"],
    "sending": ["waiting", "ready", "sending"],
    "completed": ["waiting", "ready", "sending", "completed"],
    "cancelled": ["waiting", "ready", "sending", "cancelled"],
    "failed": ["waiting", "ready", "sending", "failed"],
    "writing": ["writing"],
    "waiting_to_post": ["writing", "waiting_to_post"],
    "preparing": ["writing", "waiting_to_post", "preparing"],
    "posting": ["writing", "waiting_to_post", "preparing", "posting"],
    "posting_modified": ["writing", "waiting_to_post", "preparing", "posting", "posting_modified"],
    "stopped": ["writing", "waiting_to_post", "preparing", "posting", "stopped"],
    "ended": ["writing", "waiting_to_post", "preparing", "posting", "ended"],
}
"""The statuses that lead to each status."""

DRAFT_STATUSES = {"waiting", "ready", "writing", "waiting_to_post"}
"""Statuses reached before publication."""

FINAL_STATUSES = {"completed", "cancelled", "failed", "stopped", "ended"}
"""Statuses reached when nothing is sent any more."""

BASES = {"push": ["click", "send"], "kakaotalk": ["send"], "text": ["send"], "in_app": ["click"]}
"""What a goal may count from."""

GOALS = {
    "purchase": "purchase",
    "add_to_cart": "standard",
    "coupon_issued": "standard",
    "subscription_payment": "purchase",
    "review_written": "standard",
    "signup": "standard",
}
"""The events that are goals, with their kind."""

PRICES = {
    "push_basic": 0.5,
    "push_image": 0.8,
    "alimtalk": 8.5,
    "friendtalk": 15.0,
    "friendtalk_image": 22.5,
    "SMS": 9.9,
    "LMS": 29.7,
    "MMS": 88.0,
}
"""KRW for one message of that format."""

DOLLAR = 1350.0
"""KRW for one USD, about."""


def settings_rows(options: Options, campaigns: list[Campaign]) -> dict[str, list[dict]]:
    """The rows of each of the small tables, free of contradictions."""
    chance = Random(f"{options.seed} settings")
    versions = [row for campaign in campaigns for row in campaign_versions(options, chance, campaign)]
    goals = [row for campaign in campaigns for row in campaign_goals(chance, campaign)]
    costs = [row for campaign in campaigns for row in unit_costs(options, campaign)]
    return {
        "campaigns": versions,
        "campaign_conversion_events": goals,
        "purchase_events": purchase_events(),
        "conversion_window_changes": conversion_window_changes(options),
        "unit_costs": costs,
        "exchange_rates": exchange_rates(options, chance),
    }


def campaign_versions(options: Options, chance: Random, campaign: Campaign) -> Iterator[dict]:
    """One version per status. Drafts may have another name, and the other tracking flag."""
    statuses = LIFE_CYCLES[campaign.status]
    for rank, status in enumerate(statuses):
        is_draft = status in DRAFT_STATUSES and rank < len(statuses) - 1
        is_renamed = is_draft and campaign.number % 4 == 0
        is_flipped = is_draft and campaign.number % 6 == 5
        is_published = not campaign.is_silent and not is_draft
        is_scheduled = campaign.style in ("blast", "recurring", "posted")
        yield {
            "campaign_id": campaign.campaign_id,
            "updated_at": reached_at(options, chance, campaign, status, rank),
            "campaign_name": f"{campaign.name} (draft)" if is_renamed else campaign.name,
            "channel": campaign.channel,
            "message_type": campaign.message_type,
            "status": status,
            "body": campaign.body,
            "purchase_conversion_tracking": campaign.is_tracked != is_flipped,
            "published_at": campaign.published_at if is_published else None,
            "scheduled_at": campaign.published_at + notice(campaign) if is_scheduled else None,
            "ends_at": campaign.ends_at,
        }


def notice(campaign: Campaign) -> timedelta:
    """How long before it begins a campaign is published: in-app campaigns not at all, some others in haste."""
    if campaign.style == "posted":
        return timedelta()
    return timedelta(minutes=40) if campaign.number % 9 == 4 else timedelta(hours=4)


def reached_at(options: Options, chance: Random, campaign: Campaign, status: str, rank: int) -> datetime:
    """When a campaign got a status: drafts before its publication, the end after its last day."""
    moment = campaign.published_at + timedelta(hours=6 * rank)
    if status in FINAL_STATUSES:
        moment = max(options.starts_at + timedelta(days=campaign.last_day + 1), moment)
    elif status in DRAFT_STATUSES:
        moment = campaign.published_at - timedelta(days=2 - rank, minutes=chance.randint(1, 600))
    return moment + timedelta(microseconds=chance.randrange(1_000_000))


def campaign_goals(chance: Random, campaign: Campaign) -> Iterator[dict]:
    """Up to five goals; a quarter of the campaigns has none."""
    if campaign.number % 4 == 3:
        return
    bases = BASES[campaign.channel]
    first = campaign.number % len(GOALS)
    names = [*GOALS][first:] + [*GOALS][:first]
    for slot, name in enumerate(names[: 1 + campaign.number % 5], start=1):
        yield {
            "campaign_id": campaign.campaign_id,
            "slot": slot,
            "event_name": name,
            "conversion_kind": GOALS[name],
            "basis": bases[(campaign.rank + slot) % len(bases)],
            "window_hours": chance.choice([1, 12, 24, 48, 72, 168]),
        }


def purchase_events() -> list[dict]:
    """Which app events are purchases and refunds."""
    columns = ["event_name", "role", "amount_key", "quantity_key", "order_id_key", "currency_key", "currency"]
    rows = [
        ["purchase", "purchase", "price", "quantity", "order_id", "currency", "KRW"],
        ["refund", "refund", "amount", None, "order_id", "currency", "KRW"],
        ["subscription_payment", "purchase", "order.total", None, "order.id", None, "USD"],
        ["subscription_refund", "refund", "order.total", None, "order.id", None, "USD"],
    ]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def conversion_window_changes(options: Options) -> list[dict]:
    """One day for long; three days from the middle of the period on."""
    middle = options.starts_at + timedelta(days=options.days // 2, hours=10)
    return [
        {"changed_at": options.starts_at - timedelta(days=400), "window_hours": 24},
        {"changed_at": middle, "window_hours": 72},
    ]


def unit_costs(options: Options, campaign: Campaign) -> Iterator[dict]:
    """What messages cost, dearer from the second third on. In-app is free; of a few nobody knows the cost."""
    if campaign.channel == "in_app" or campaign.number % 7 == 6:
        return
    is_in_dollars = campaign.channel == "text" and campaign.rank % 3 == 1
    long_ago = options.starts_at - timedelta(days=365)
    in_the_period = options.starts_at + timedelta(days=options.days // 3)
    for message_format in costed_formats(campaign):
        price = PRICES[message_format or campaign.message_format] / (DOLLAR if is_in_dollars else 1)
        for effective_from, factor in ((long_ago, 1.0), (in_the_period, 1.1)):
            yield {
                "campaign_id": campaign.campaign_id,
                "message_format": message_format,
                "unit_cost": f"{price * factor:.4f}",
                "currency": "USD" if is_in_dollars else "KRW",
                "effective_from": effective_from,
            }


def costed_formats(campaign: Campaign) -> list[str | None]:
    """The formats a campaign is sent in; None, for every other format, where the list may be incomplete."""
    formats: list[str | None] = [campaign.message_format]
    if campaign.message_format in LONG_FORMATS:
        formats.append(LONG_FORMATS[campaign.message_format])
    if campaign.has_fallback:
        formats.append(FALLBACK_FORMAT)
    if campaign.rank % 3 == 1:
        formats.append(None)
    return formats


def exchange_rates(options: Options, chance: Random) -> list[dict]:
    """The rates of every weekday, from two months before the period on."""
    rows = []
    for currency, rate in (("USD", DOLLAR), ("JPY", 9.1)):
        for day in range(-60, options.days + 7):
            rate *= chance.uniform(0.996, 1.004)
            if options.day(day).weekday() < 5:
                rows.append({"currency": currency, "effective_date": options.day(day), "rate": f"{rate:.6f}"})
    return rows
