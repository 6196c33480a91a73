"""A chart of CPU seconds by events as SVG, both on logarithmic axes: what grows in proportion is a line of slope 1."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from benchmarks.report import CPU_SECONDS, Measured, found

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 64, 590, 40, 410
LABEL_HEIGHT = 16

COLOURS = {
    "scan": "#6b7280",
    "copy": "#0072b2",
    "models": "#d55e00",
    "tests": "#aa4499",
    "last day": "#009e73",
}
DASHES = {"none": "", "bot": "6 4"}


@dataclass(frozen=True)
class Line:
    """A measure of a skew: events and CPU seconds."""

    measure: str
    skew: str
    points: list[tuple[int, float]]

    @property
    def label(self) -> str:
        return self.measure if self.skew == "none" else f"{self.measure}, {self.skew}"


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis: values from the least to the greatest, positions from start to end."""

    least: float
    greatest: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = math.log(value / self.least) / math.log(self.greatest / self.least)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> Iterator[float]:
        """1, 2 and 5 of each power of ten."""
        for power in range(math.floor(math.log10(self.least)), math.ceil(math.log10(self.greatest)) + 1):
            for first in (1, 2, 5):
                if self.least <= (tick := first * 10**power) <= self.greatest:
                    yield tick


def lines_of(cases: list[Measured]) -> list[Line]:
    lines = []
    for skew in dict.fromkeys(case["skew"] for case in cases):
        for measure, path in CPU_SECONDS.items():
            points = [(case["events"], found(case, *path)) for case in cases if case["skew"] == skew]
            points = sorted((events, cpu) for events, cpu in points if cpu is not None and cpu > 0)
            if points:
                lines.append(Line(measure, skew, points))
    return lines


def text(x: float, y: float, words: str, anchor: str = "start", colour: str = "#374151", size: int = 12) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}" font-size="{size}">{escape(words)}</text>'


def stroke(points: list[tuple[float, float]], colour: str, width: float, dashes: str = "") -> str:
    path = " ".join(f"{x},{y}" for x, y in points)
    style = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{style}/>'


def grid(across: Axis, up: Axis, sizes: list[int]) -> Iterator[str]:
    for tick in up.ticks():
        yield stroke([(LEFT, up(tick)), (RIGHT, up(tick))], "#e5e7eb", 1)
        yield text(LEFT - 8, up(tick) + 4, f"{tick:,g}", "end")
    for events in sizes:
        yield stroke([(across(events), TOP), (across(events), BOTTOM)], "#e5e7eb", 1)
        yield text(across(events), BOTTOM + 18, f"{events / 1e6:,g} M", "middle")
    yield stroke([(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)], "#9ca3af", 1)


def spread(heights: list[float]) -> list[float]:
    """Heights for labels, in the order given and from the top down, that do not touch."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + LABEL_HEIGHT) if placed else height)
    excess = max(0, placed[-1] - BOTTOM) if placed else 0
    return [height - excess for height in placed]


def chart(cases: list[Measured]) -> str:
    """The chart of all cases; without a line when nothing was measured that grows."""
    lines = lines_of(cases)
    sizes = sorted({case["events"] for case in cases})
    cpu = [seconds for line in lines for _, seconds in line.points] or [1]
    across = Axis(sizes[0] / 1.5, sizes[-1] * 1.5, LEFT, RIGHT)
    up = Axis(min(cpu) / 1.6, max(cpu) * 1.6, BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" role="img">',
        "<title>CPU seconds by events</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        text(LEFT, 22, "CPU seconds, by events of the raw data (both axes logarithmic)", size=14),
        *grid(across, up, sizes),
    ]
    lines.sort(key=lambda line: -line.points[-1][1])
    for line, height in zip(lines, spread([up(line.points[-1][1]) for line in lines]), strict=True):
        colour, points = COLOURS[line.measure], [(across(events), up(seconds)) for events, seconds in line.points]
        parts.append(stroke(points, colour, 2, DASHES[line.skew]))
        parts += [f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>' for x, y in points]
        parts.append(stroke([points[-1], (RIGHT + 6, height)], colour, 0.5))
        parts.append(text(RIGHT + 10, height + 4, f"{line.label}: {line.points[-1][1]:,.1f} s", colour=colour))
    return "\n".join([*parts, "</svg>", ""])
