"""The part of docs/performance.md that what was measured writes."""

from __future__ import annotations

from pathlib import Path

from benchmarks.chart import chart
from benchmarks.processes import PROJECT, BenchmarkError
from benchmarks.report import Results, conditions, tables

PAGE = PROJECT / "docs" / "performance.md"
BEGIN = "<!-- what `make benchmark` has measured begins here, and is written anew by it -->"
END = "<!-- what `make benchmark` has measured ends here -->"


def section(results: Results, picture: str) -> str:
    """The text between the two marks."""
    lines = [conditions(results), "", f"![CPU seconds by events]({picture})"]
    for table in tables(results):
        lines += ["", *table.as_markdown()]
    return "\n".join(lines)


def updated(page: str, text: str) -> str:
    """The page with another text between its two marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise BenchmarkError(f"The page has not both marks, one after the other:\n  {BEGIN}\n  {END}")
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"


def write_page(results: Results, page: Path = PAGE) -> None:
    """Writes the figures into the page, and the chart into the folder of its pictures."""
    picture = page.parent / "assets" / f"{page.stem}.svg"
    text = updated(page.read_text(), section(results, f"assets/{picture.name}"))
    picture.parent.mkdir(exist_ok=True)
    picture.write_text(chart(results["cases"]))
    page.write_text(text)
