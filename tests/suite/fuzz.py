#!/usr/bin/env python3
"""Build made-up worlds, without end, and stop at the first that the oracle sees otherwise.

    python tests/suite/fuzz.py --minutes 10
    python tests/suite/fuzz.py --universes 5000 --seed 7
    python tests/suite/fuzz.py --sequences 200
    python tests/suite/fuzz.py --replay target/fuzz/case-7012

Every build takes some thirty universes side by side, with vars, rulesets and global settings of its own; every eighth
is one of texts and instants that hypothesis makes up. After every few of them comes a story: universes side by side in
one database that is built again and again while data arrives, a sequence of steps for each. At a difference the
universe at fault is shrunk to the few raw rows, and a story to the few steps too, that matter. They are printed and
written to a folder with all it takes to build them again, and the exit code is 1. The same seed gives the same worlds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path

import arrivals
from arrivals import Bench, Story, Workshop, load_story, random_story
from dbt_processes import PROJECT
from harness import Case, Failure, explain, load_case, random_case
from universes import extreme_settings, extreme_universes

UNIVERSES_AT_ONCE = 30
SEQUENCES_AT_ONCE = 14
CASES_PER_STORY = 8
WORLDS_PER_SEED = 1_000_000


def make_case(seed: int) -> Case:
    """The case of a seed: every eighth at the ends of time."""
    case = random_case(seed, universes=UNIVERSES_AT_ONCE)
    if seed % 8 != 7:
        return case
    universes = [extreme_settings(), *extreme_universes(UNIVERSES_AT_ONCE, seed=seed)]
    variables = {**case.variables, "report_timezone": "UTC", "reporting_currency": "KRW"}
    return replace(case, universes=universes, variables=variables)


@dataclass(frozen=True)
class Finding:
    """What has been built, and how it differs, if it does."""

    built: Case | Story
    failure: Failure | arrivals.Failure | None

    def explained(self, bench: Bench) -> Failure | arrivals.Failure:
        """The failure, as small as some more builds can make it."""
        if isinstance(self.failure, Failure):
            return explain(bench, self.failure.case, self.failure.differences)
        return arrivals.explain(bench, self.failure)

    def __str__(self) -> str:
        differences = len(self.failure.differences) if self.failure else 0
        return f"{differences} differences in {self.built.name}"


def examine_case(bench: Bench, seed: int) -> Finding:
    case = make_case(seed)
    differences = bench.differences(case, with_tests=seed % 10 == 0)
    return Finding(case, Failure(case, differences) if differences else None)


def examine_story(bench: Bench, seed: int) -> Finding:
    story = random_story(seed, universes=SEQUENCES_AT_ONCE, rounds=4 + seed % 4)
    return Finding(story, bench.told(story))


class Progress:
    """What has been built, what is under way, and what is to come: cases, and stories between them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.started_at = time.monotonic()
        self.planned = dict.fromkeys((Case, Story), 0)
        self.built = dict.fromkeys((Case, Story), 0)

    def minutes(self) -> float:
        return (time.monotonic() - self.started_at) / 60

    def next_kind(self) -> type[Case] | type[Story] | None:
        """What to build next; none when all is under way that was asked for, or the time is over."""
        numbers = {Case: self.options.universes, Story: self.options.sequences}
        if numbers == {Case: None, Story: None}:
            wanted = [Case, Story] if self.minutes() < self.options.minutes else []
        else:
            wanted = [kind for kind, number in numbers.items() if self.planned[kind] < (number or 0)]
        cases, stories = self.planned[Case] / UNIVERSES_AT_ONCE, self.planned[Story] / SEQUENCES_AT_ONCE
        preferred = Story if cases >= CASES_PER_STORY * (stories + 1) else Case
        return preferred if preferred in wanted else next(iter(wanted), None)

    def plan(self, kind: type[Case] | type[Story]) -> None:
        self.planned[kind] += UNIVERSES_AT_ONCE if kind is Case else SEQUENCES_AT_ONCE

    def count(self, finding: Finding) -> None:
        universes = finding.built.universes
        self.built[type(finding.built)] += universes if isinstance(universes, int) else len(universes)

    def __str__(self) -> str:
        universes, sequences = self.built[Case], self.built[Story]
        return f"{universes} universes and {sequences} sequences in {self.minutes():.1f} minutes"


def run(workshop: Workshop, seeds: Iterator[int], options: argparse.Namespace) -> Failure | arrivals.Failure | None:
    """Keeps the workshop busy until the time is over, all is built that was asked for, or something differs."""
    progress = Progress(options)
    pending: set[Future[Finding]] = set()
    while True:
        while len(pending) < options.jobs and (kind := progress.next_kind()):
            progress.plan(kind)
            pending.add(workshop.submit(examine_story if kind is Story else examine_case, next(seeds)))
        if not pending:
            return None
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        for future in done:
            finding = future.result()
            progress.count(finding)
            print(f"{progress}, {finding}", flush=True)
            if finding.failure:
                print("looking for the rows that matter, which takes some more builds", flush=True)
                return workshop.submit(lambda bench, found=finding: found.explained(bench)).result()


def report(failure: Failure | arrivals.Failure, output: Path) -> None:
    """Prints the failure, and leaves it in a folder with what it takes to see it again."""
    failed = failure.case if isinstance(failure, Failure) else failure.story
    folder = output / failed.name.replace(" ", "-")
    failed.save(folder)
    (folder / "difference.txt").write_text(f"{failure}\n")
    print(f"\n{failure}\n\nbuild it again: python tests/suite/fuzz.py --replay {folder}")


def replay(folder: Path) -> int:
    """Builds a case or tells a story that was written before."""
    with tempfile.TemporaryDirectory() as scratch, Workshop(Path(scratch), workers=1) as workshop:
        if (folder / "story.json").exists():
            failure = workshop.submit(Bench.told, load_story(folder)).result()
            differences = failure.differences if failure else []
        else:
            differences = workshop.submit(Bench.differences, load_case(folder)).result()
    print("\n".join(differences) if differences else f"{folder}: no difference")
    return 1 if differences else 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10, help="how long to go on")
    parser.add_argument("--universes", type=int, help="how many universes to build instead")
    parser.add_argument("--sequences", type=int, help="how many sequences of arrivals to build instead")
    parser.add_argument("--seed", type=int, default=0, help="which worlds to begin with")
    parser.add_argument("--jobs", type=int, default=2, help="how many builds to run at once")
    parser.add_argument("--output", type=Path, default=PROJECT / "target" / "fuzz", help="where a failure is written")
    parser.add_argument("--replay", type=Path, metavar="FOLDER", help="build a failure that was written, and no more")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    if options.replay is not None:
        return replay(options.replay)
    seeds = iter(range(options.seed * WORLDS_PER_SEED + 100, sys.maxsize))
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
        Workshop(Path(scratch), workers=options.jobs) as workshop,
    ):
        failure = run(workshop, seeds, options)
    if failure is None:
        return 0
    report(failure, options.output)
    return 1


if __name__ == "__main__":
    sys.exit(main())
