#!/usr/bin/env python3
"""Build made-up worlds, without end, and stop at the first that the oracle sees otherwise.

    python scripts/fuzz.py --minutes 10
    python scripts/fuzz.py --universes 5000 --seed 7
    python scripts/fuzz.py --replay target/fuzz/case-7012

Every build takes some thirty universes side by side, with vars, rulesets and global settings of its own; every eighth
is one of texts and instants that hypothesis makes up. At a difference the universe at fault is shrunk to the few raw
rows that matter. They are printed and written to a folder with all it takes to build them again, and the exit code
is 1. The same seed gives the same worlds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "tests" / "suite"))

from harness import Bench, Case, Failure, Workshop, explain, load_case, random_case  # noqa: E402
from universes import extreme_settings, extreme_universes  # noqa: E402

UNIVERSES_AT_ONCE = 30
WORLDS_PER_SEED = 1_000_000


def make_case(seed: int) -> Case:
    """The case of a seed: every eighth at the ends of time."""
    case = random_case(seed, universes=UNIVERSES_AT_ONCE)
    if seed % 8 != 7:
        return case
    universes = [extreme_settings(), *extreme_universes(UNIVERSES_AT_ONCE, seed=seed)]
    variables = {**case.variables, "report_timezone": "UTC", "reporting_currency": "KRW"}
    return replace(case, universes=universes, variables=variables)


def examine(bench: Bench, seed: int) -> tuple[Case, list[str]]:
    case = make_case(seed)
    return case, bench.differences(case, with_tests=seed % 10 == 0)


def run(workshop: Workshop, seeds: Iterator[int], options: argparse.Namespace) -> Failure | None:
    """Keeps the workshop busy until the time is over, the universes are done, or one differs."""
    started_at = time.monotonic()
    universes = builds = 0
    pending: set[Future[tuple[Case, list[str]]]] = set()
    while True:
        minutes = (time.monotonic() - started_at) / 60
        planned = universes + len(pending) * UNIVERSES_AT_ONCE
        is_over = minutes >= options.minutes if options.universes is None else planned >= options.universes
        while not is_over and len(pending) < options.jobs:
            pending.add(workshop.submit(examine, next(seeds)))
            planned += UNIVERSES_AT_ONCE
            is_over = options.universes is not None and planned >= options.universes
        if not pending:
            return None
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        for future in done:
            case, differences = future.result()
            builds += 1
            universes += len(case.universes)
            per_minute = universes / ((time.monotonic() - started_at) / 60)
            print(
                f"{universes} universes ({per_minute:.0f} a minute), {builds} builds, "
                f"{len(differences)} differences in {case.name}",
                flush=True,
            )
            if differences:
                print("looking for the rows that matter, which takes some more builds", flush=True)
                return workshop.submit(explain, case, differences).result()


def report(failure: Failure, output: Path) -> None:
    """Prints the failure, and leaves it in a folder with what it takes to see it again."""
    folder = output / failure.case.name.replace(" ", "-")
    failure.case.save(folder)
    (folder / "difference.txt").write_text(f"{failure}\n")
    print(f"\n{failure}\n\nbuild it again: python scripts/fuzz.py --replay {folder}")


def replay(folder: Path) -> int:
    """Builds a case that was written before."""
    case = load_case(folder)
    with tempfile.TemporaryDirectory() as scratch, Workshop(Path(scratch), workers=1) as workshop:
        differences = workshop.submit(Bench.differences, case).result()
    print("\n".join(differences) if differences else f"{folder}: no difference")
    return 1 if differences else 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10, help="how long to go on")
    parser.add_argument("--universes", type=int, help="how many universes to build instead")
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
