"""The campaigns: what they are, when they are sent, and what can be clicked in them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from raw_events.options import Options
from raw_events.words import Words

CHANNEL_SHARES = {"push": 0.36, "in_app": 0.24, "kakaotalk": 0.22, "text": 0.18}
"""How the campaigns divide among the channels."""

STYLES = ["blast", "recurring", "journey", "blast", "api"]
"""How campaigns are set off, in turn: by hand to many at once, on a schedule, or by what a person does."""

TRIGGER_TYPES = {
    "blast": "console",
    "posted": "console",
    "recurring": "recurring",
    "journey": "journey",
    "api": "api",
}
"""What the events of a campaign say of how it was set off."""

FORMATS = {
    ("push", "advertising"): ["push_image", "push_basic"],
    ("push", "informational"): ["push_basic"],
    ("kakaotalk", "advertising"): ["friendtalk", "friendtalk_image"],
    ("kakaotalk", "informational"): ["alimtalk"],
    ("text", "advertising"): ["SMS", "LMS", "MMS"],
    ("text", "informational"): ["SMS", "LMS"],
    ("in_app", "advertising"): ["modal", "full_screen", "sticky_banner", "bottom_sheet"],
    ("in_app", "informational"): ["modal", "sticky_banner"],
}

MESSAGE_FORMATS = sorted({name for names in FORMATS.values() for name in names})
"""All formats; events refer to them by their place in this list."""

LONG_FORMATS = {"SMS": "LMS"}
"""What a message is sent as when it gets too long for its campaign's format."""

FALLBACK_FORMAT = "LMS"
"""What a KakaoTalk message that could not be delivered is sent as."""

STATUSES = {
    (False, False): ["sending", "ready", "sending"],
    (False, True): ["completed", "failed", "completed", "cancelled"],
    (True, False): ["posting", "posting_modified", "posting", "preparing", "waiting_to_post"],
    (True, True): ["ended", "stopped"],
}
"""How campaigns stand as the period ends, by whether they are in-app and whether they are over."""

ELEMENT_SLOTS = 20
"""Clicks are dealt out to the elements of a campaign in twentieths."""


@dataclass
class Campaign:
    """All that a campaign's events and settings are made from. Days count from the start of the period."""

    number: int
    rank: int
    campaign_id: str
    name: str
    channel: str
    message_type: str
    style: str
    is_tracked: bool
    published_at: datetime
    ends_at: datetime | None
    first_day: int
    last_day: int
    hour: float
    weight: float
    appeal: float
    body: str | None
    language: str
    message_format: str = ""
    status: str = ""

    @property
    def is_silent(self) -> bool:
        """Whether it never has an event."""
        return self.weight == 0

    @property
    def has_variants(self) -> bool:
        """Whether it is an A/B test."""
        return self.rank % 3 == 0

    @property
    def has_fallback(self) -> bool:
        """Whether what KakaoTalk cannot deliver is sent as text."""
        return self.channel == "kakaotalk" and self.rank % 3 != 1

    @property
    def held_out_share(self) -> float:
        """Share of the recipients in a control group."""
        return 0.1 if self.rank % 4 == 0 else 0.0

    def is_active(self, day: int) -> bool:
        """Whether it is sent on that day; recurring ones pause every third."""
        is_paused = self.style == "recurring" and (day + self.number) % 3 == 2
        return self.first_day <= day <= self.last_day and not is_paused and not self.is_silent


def identifier(chance: random.Random, prefix: str) -> str:
    """An opaque id, as long as those of the events."""
    return f"{prefix}_{chance.getrandbits(64):020d}"


def make_campaigns(options: Options, words: Words) -> list[Campaign]:
    """All campaigns. The first of each channel is active all the time; the last of all has no events."""
    chance = random.Random(f"{options.seed} campaigns")
    seen = dict.fromkeys(CHANNEL_SHARES, 0)
    campaigns = []
    for number in range(options.campaigns):
        channel = next_channel(seen, number)
        campaigns.append(make_campaign(options, words, chance, number, channel, seen[channel]))
        seen[channel] += 1
    take_turns(options, campaigns)
    silence(options, campaigns[-1])
    return campaigns


def take_turns(options: Options, campaigns: list[Campaign]) -> None:
    """Give each campaign a format and a status, so that all occur."""
    formats = {key: cycle(names) for key, names in FORMATS.items()}
    statuses = {key: cycle(names) for key, names in STATUSES.items()}
    for campaign in campaigns:
        is_over = campaign.last_day < options.days - 1
        campaign.message_format = next(formats[campaign.channel, campaign.message_type])
        campaign.status = next(statuses[campaign.channel == "in_app", is_over])


def next_channel(seen: dict[str, int], number: int) -> str:
    """Each channel once, then the one that lags furthest behind its share."""
    unseen = [channel for channel, count in seen.items() if count == 0]
    behind = {channel: CHANNEL_SHARES[channel] * (number + 1) - count for channel, count in seen.items()}
    return unseen[0] if unseen else max(behind, key=behind.__getitem__)


def make_campaign(
    options: Options, words: Words, chance: random.Random, number: int, channel: str, rank: int
) -> Campaign:
    """The campaign of that number, the rank-th of its channel."""
    style = choose_style(channel, rank)
    message_type = "informational" if style == "api" or rank % 5 == 2 else "advertising"
    language = words.language()
    name = words.title(message_type, language)
    first_day, last_day = choose_days(options, chance, style, rank)
    is_timed = style in ("blast", "recurring")
    hour = chance.choice([8.5, 11.0, 12.0, 17.5, 18.5, 19.0, 20.0])
    return Campaign(
        number=number,
        rank=rank,
        campaign_id=identifier(chance, "cmp"),
        name=name,
        channel=channel,
        message_type=message_type,
        style=style,
        is_tracked=rank % 5 != 3,
        published_at=options.starts_at + timedelta(days=first_day, hours=hour - 4 if is_timed else 0),
        ends_at=choose_end(options, channel, rank, last_day),
        first_day=first_day,
        last_day=last_day,
        hour=hour,
        weight=chance.uniform(0.6, 1.6) * (4 if style == "blast" else 1),
        appeal=chance.uniform(0.5, 1.6),
        body=words.body(message_type, name, language),
        language=language,
    )


def choose_style(channel: str, rank: int) -> str:
    """How a campaign is set off; the first of a channel always runs."""
    if channel == "in_app":
        return "posted"
    return "journey" if rank == 0 else STYLES[(rank - 1) % len(STYLES)]


def choose_days(options: Options, chance: random.Random, style: str, rank: int) -> tuple[int, int]:
    """The first and the last day of sending; the first may lie before the period."""
    last = options.days - 1
    if rank == 0:
        return -60, last
    if style == "blast":
        first = chance.randint(0, last)
        return first, min(first + chance.choice([0, 0, 1]), last)
    first = chance.choice([-45, -20, 0, last // 4, last // 2])
    is_short = style in ("posted", "recurring") and chance.random() < 0.5
    return first, min(max(first, 0) + options.days // 3, last) if is_short else last


def choose_end(options: Options, channel: str, rank: int, last_day: int) -> datetime | None:
    """The announced end: in-app campaigns that are over have one, and half of the others."""
    if channel != "in_app":
        return None
    if last_day < options.days - 1:
        return options.starts_at + timedelta(days=last_day + 1)
    return options.ends_at + timedelta(days=10) if rank % 2 else None


def silence(options: Options, campaign: Campaign) -> None:
    """Turn a campaign into one that is still to come."""
    campaign.weight = 0
    campaign.status = "writing" if campaign.channel == "in_app" else "waiting"
    campaign.published_at = options.ends_at + timedelta(days=2)
    campaign.ends_at = None


def element_rows(campaigns: list[Campaign], words: Words) -> Iterator[dict]:
    """Which element gets each twentieth of a campaign's clicks. Of a push: of those beside the body."""
    for campaign in campaigns:
        elements = list(elements_of(campaign, words))
        shared = [element for share, element in elements for _ in range(share)]
        for slot, element in enumerate(shared):
            yield {"element_slot": campaign.number * ELEMENT_SLOTS + slot, **element}


def elements_of(campaign: Campaign, words: Words) -> Iterator[tuple[int, dict]]:
    """What can be clicked, each with its share in twentieths."""
    targets: dict[str, list[tuple[int, str | None]]] = {
        "push": [(14, "button"), (6, "button")],
        "kakaotalk": [(13, "button"), (4, "button"), (2, "image"), (1, None)],
        "text": [(18, "body"), (2, None)],
        "in_app": [(10, "button"), (4, "button"), (4, "image"), (2, "body")],
    }
    labels = iter(words.buttons(campaign.language))
    is_sticky = campaign.message_format == "sticky_banner"
    chosen = [(16, "sticky_banner"), (4, "button")] if is_sticky else targets[campaign.channel]
    for number, (share, target) in enumerate(chosen, start=1):
        element = {
            "click_target": target,
            "element_id": f"{target}-{number}" if target not in ("body", None) else None,
            "element_label": next(labels) if target == "button" else None,
        }
        yield share, element
