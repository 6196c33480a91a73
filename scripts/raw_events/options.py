"""What the caller asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

UTC_OFFSET = timedelta(hours=9)
"""Asia/Seoul, where the shop is; it has no daylight saving time."""

KIOSK_USERS = 10_000
"""If skewed: how many people share one device, if there are enough."""


@dataclass(frozen=True)
class Options:
    """The command line, with all defaults filled in."""

    output: Path
    events: int
    days: int
    users: int
    campaigns: int
    seed: int
    start_date: date
    skew: str
    files: int | None
    threads: int | None
    overwrite: bool

    @property
    def is_skewed(self) -> bool:
        """Whether there are a bot, a kiosk and a campaign that dwarfs the others."""
        return self.skew == "bot"

    @property
    def starts_at(self) -> datetime:
        """The period's first instant, UTC."""
        return datetime.combine(self.start_date, datetime.min.time()) - UTC_OFFSET

    @property
    def ends_at(self) -> datetime:
        """The first instant after the period, UTC."""
        return self.starts_at + timedelta(days=self.days)

    def day(self, number: int) -> date:
        """The local date of a day of the period, counted from 0."""
        return self.start_date + timedelta(days=number)

    @property
    def exported_at(self) -> datetime:
        """When the data was exported, UTC: what arrives later is not there."""
        return self.ends_at + timedelta(hours=6)

    @property
    def kiosk_users(self) -> int:
        """How many people log in at the kiosk: at most a quarter of all."""
        return min(KIOSK_USERS, self.users // 4) if self.is_skewed else 0

    @property
    def partial(self) -> Path:
        """Where the tables are until all are complete."""
        return self.output.resolve().with_name(f"{self.output.resolve().name}.partial")

    @property
    def previous(self) -> Path:
        """Where the tables that are replaced are, for a moment."""
        return self.output.resolve().with_name(f"{self.output.resolve().name}.previous")
