"""When things happen: which campaigns are sent when on which day, and how the work is cut into files."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from raw_events.campaigns import Campaign
from raw_events.options import Options

MESSAGE_SLOTS = 1024
"""A day's messages are dealt out to the campaigns in so many equal portions."""

IN_APP_SLOTS = 256
"""A day's in-app messages likewise."""

HOUR_SLOTS = 256
"""A day's visits begin in so many windows, each with as many visits as any other."""

MESSAGE_CHANNEL_SHARES = {"push": 0.48, "kakaotalk": 0.30, "text": 0.22}
"""How a day's messages divide among the channels; in-app messages come with visits."""

HOT_CAMPAIGN_SHARE = 0.57
"""Of the messages, if skewed: about half of the message events, for in-app messages are not among these."""

HOUR_WEIGHTS = [2, 1, 0.6, 0.5, 0.6, 1, 2, 4, 5, 5, 5, 5.5, 7, 6, 5, 5, 5.5, 6, 7.5, 9, 11, 12, 9, 5]
"""How busy each hour of the local day is: lunch, and above all the evening."""

WEEKDAY_WEIGHTS = [1.0, 0.95, 0.97, 1.0, 1.15, 1.2, 1.1]
"""How busy each day of the week is, Monday first."""

EVENTS_PER_CHUNK = 1_000_000
"""About how many events are made in one go, which bounds the memory, and are in a file at most."""

LEAST_EVENTS_PER_CHUNK = 100_000
"""Fewer are not worth another thread."""

EVENTS_PER_USER = 15
"""Unless told otherwise there is a person for so many events."""

MESSAGE_SHARE = 0.62
"""Share of the events that comes from messages and what follows from them; the rest comes from visits."""

EVENTS_PER_MESSAGE = 2.74
EVENTS_PER_VISIT = 3.06
EVENTS_PER_PERSON = 0.41
"""Averages, with all that follows, as counted in what was generated."""


def hour_windows(count: int) -> list[tuple[int, int]]:
    """Cut the local day into so many equally busy windows: (first second, length in seconds)."""
    total = sum(HOUR_WEIGHTS)
    edges, passed, hour = [], 0.0, 0
    for step in range(count):
        wanted = total * step / count
        while passed + HOUR_WEIGHTS[hour] <= wanted:
            passed += HOUR_WEIGHTS[hour]
            hour += 1
        edges.append(int(3600 * (hour + (wanted - passed) / HOUR_WEIGHTS[hour])))
    edges.append(86_400)
    return [(first, following - first) for first, following in zip(edges[:-1], edges[1:], strict=True)]


def share_out(weights: dict[int, float], places: int) -> list[int]:
    """Give each place to a key, in proportion to the weights and in the order of the keys."""
    total = sum(weights.values())
    shared: list[int] = []
    passed = 0.0
    for key, weight in weights.items():
        passed += weight
        shared += [key] * (round(places * passed / total) - len(shared))
    return shared


def active_campaigns(campaigns: list[Campaign], channel: str, day: int) -> list[Campaign]:
    """A channel's campaigns that are sent on a day."""
    return [campaign for campaign in campaigns if campaign.channel == channel and campaign.is_active(day)]


def message_weights(options: Options, campaigns: list[Campaign], day: int) -> dict[int, float]:
    """Each campaign's share of the messages of a day."""
    weights: dict[int, float] = {}
    for channel, channel_share in MESSAGE_CHANNEL_SHARES.items():
        active = active_campaigns(campaigns, channel, day)
        total = sum(campaign.weight for campaign in active)
        weights |= {campaign.number: channel_share * campaign.weight / total for campaign in active}
    if options.is_skewed:
        hot = next(iter(weights))
        rest = sum(weights.values()) - weights[hot]
        weights[hot] = rest * HOT_CAMPAIGN_SHARE / (1 - HOT_CAMPAIGN_SHARE)
    return weights


def message_slots(options: Options, campaigns: list[Campaign], day: int) -> Iterator[dict]:
    """Who sends when on a day: journeys and API calls around the clock, the others within an hour."""
    shared = share_out(message_weights(options, campaigns, day), MESSAGE_SLOTS)
    windows = {number: iter(hour_windows(count)) for number, count in Counter(shared).items()}
    for slot, number in enumerate(shared):
        campaign = campaigns[number]
        first_second, seconds = next(windows[number])
        if campaign.style in ("blast", "recurring"):
            first_second, seconds = int(campaign.hour * 3600), 3600
        yield {
            "day": day,
            "slot": slot,
            "campaign_number": number,
            "first_second": first_second,
            "seconds": seconds,
        }


def in_app_slots(campaigns: list[Campaign], day: int) -> Iterator[dict]:
    """Which in-app campaigns are shown on a day."""
    weights = {campaign.number: campaign.weight for campaign in active_campaigns(campaigns, "in_app", day)}
    for slot, number in enumerate(share_out(weights, IN_APP_SLOTS)):
        yield {"day": day, "slot": slot, "campaign_number": number}


def hour_slots() -> Iterator[dict]:
    """When visits begin."""
    for slot, (first_second, seconds) in enumerate(hour_windows(HOUR_SLOTS)):
        yield {"slot": slot, "first_second": first_second, "seconds": seconds}


@dataclass(frozen=True)
class Slice:
    """What goes into one file of each event table: a day, or a part of one."""

    slice: int
    day: int
    part: int
    first_message: int
    messages: int
    first_visit: int
    visits: int

    @property
    def events(self) -> float:
        """About how many events it has."""
        return self.messages * EVENTS_PER_MESSAGE + self.visits * EVENTS_PER_VISIT


def day_shares(options: Options) -> list[float]:
    """Each day's share of all that happens."""
    chance = random.Random(f"{options.seed} days")
    usual = [WEEKDAY_WEIGHTS[options.day(day).weekday()] for day in range(options.days)]
    weights = [weight * chance.uniform(0.9, 1.1) for weight in usual]
    return [weight / sum(weights) for weight in weights]


def plan_slices(options: Options) -> list[Slice]:
    """Deal messages and visits out to days, and cut days that are too long."""
    events = options.events - EVENTS_PER_PERSON * options.users - 2 * options.kiosk_users
    messages = events * MESSAGE_SHARE / EVENTS_PER_MESSAGE
    visits = events * (1 - MESSAGE_SHARE) / EVENTS_PER_VISIT
    slices: list[Slice] = []
    passed = 0.0
    for day, share in enumerate(day_shares(options)):
        parts = options.files or 1 + int(options.events * share) // EVENTS_PER_CHUNK
        edges = [passed + share * part / parts for part in range(parts + 1)]
        passed += share
        message_edges = [round(edge * messages) for edge in edges]
        visit_edges = [round(edge * visits) for edge in edges]
        for part in range(parts):
            slices.append(
                Slice(
                    slice=len(slices),
                    day=day,
                    part=part,
                    first_message=message_edges[part],
                    messages=message_edges[part + 1] - message_edges[part],
                    first_visit=visit_edges[part],
                    visits=visit_edges[part + 1] - visit_edges[part],
                )
            )
    return slices


def group_slices(slices: list[Slice], threads: int) -> Iterator[list[Slice]]:
    """Put together what is made in one go, so that all threads have work, and none for nothing."""
    fair_share = sum(piece.events for piece in slices) / threads
    most_events = min(max(fair_share, LEAST_EVENTS_PER_CHUNK), EVENTS_PER_CHUNK)
    group: list[Slice] = []
    events = 0.0
    for piece in slices:
        if group and events + piece.events > most_events:
            yield group
            group, events = [], 0.0
        group.append(piece)
        events += piece.events
    yield group
