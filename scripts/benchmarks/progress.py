"""Lines that say what is done now, and how long it may take."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WALL_SECONDS = {
    "generate": (0.5, 5.0),
    "scan": (0.3, 0.4),
    "copy": (0.3, 1.3),
    "parse": (6.0, 0.0),
    "build": (9.0, 4.0),
    "empty": (6.0, 0.0),
    "test": (5.5, 0.5),
    "split": (0.3, 0.6),
    "increment": (10.0, 1.0),
    "compare": (0.5, 0.4),
}
"""What each step takes, and what it takes more for each million events, on two cores of a usual server."""


def usual_seconds(step: str, events: int) -> float:
    fixed, per_million = WALL_SECONDS[step]
    return fixed + per_million * events / 1_000_000


def spoken(seconds: float) -> str:
    """A length of time as people say it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


class Progress:
    """Says each step before it begins; learns from those that are over how fast this machine is."""

    def __init__(self) -> None:
        self.started_at = time.monotonic()
        self.usual = self.taken = 0.0

    def say(self, text: str) -> None:
        print(f"{time.monotonic() - self.started_at:8.1f} s  {text}", file=sys.stderr, flush=True)

    def expected(self, step: str, events: int) -> str:
        slowness = self.taken / self.usual if self.usual else 1
        return spoken(slowness * usual_seconds(step, events))

    @contextmanager
    def step(self, step: str, events: int, text: str) -> Iterator[None]:
        self.say(f"{text} (about {self.expected(step, events)})")
        begun_at = time.monotonic()
        yield
        self.taken += time.monotonic() - begun_at
        self.usual += usual_seconds(step, events)
