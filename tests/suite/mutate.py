"""Plant small errors in macros and models, one at a time, and show that the checks find each of them.

    python tests/suite/mutate.py [--only TEXT] [--workers 2] [--seed 7] [--dry-run]

Each mutant is one replaced piece of SQL in a copy of the project. The cheapest check that could catch it comes first:
the cases of its macro or the unit tests of its model; then builds of hostile worlds, whose marts must be the oracle's;
then the data tests and all other cases and unit tests; for the checks of the settings their own test. Mutants of what
builds remember of each other are tried on sequences of arrivals before anything else. Mutants that change no result are
listed as equivalent with the reason, and are run too: one that is caught after all is not equivalent and fails the
command.

Ends with the score; the exit code is 1 when a mutant survived.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from queue import Queue
from typing import Any

import arrivals
import comparison
import harness
import oracle
import test_arrivals
import universes
from dbt_processes import PROJECT, Workplace
from mutants import MUTANTS, Mutant

NOT_COPIED = shutil.ignore_patterns("__pycache__")
# Each copy is parsed with these vars, so that every case and unit test is there to be selected.
EVERY_TEST = {"check_macros": True, "check_models": True}
MACRO_CASES = "path:tests/macro_cases"

# What these stages show beside their marts: that work is saved, but not too much of it.
SHOWN_AT: dict[str, Callable[..., None]] = {
    "arrivals": test_arrivals.test_new_files_add_exactly_their_rows,
    "no new file": test_arrivals.test_a_build_without_changes_makes_nothing,
    "an empty day": test_arrivals.test_files_without_rows_change_nothing_behind_the_event_store,
    "a full refresh": test_arrivals.test_a_full_refresh_makes_everything_anew,
}


@dataclass(frozen=True)
class World:
    """A raw folder with the marts that it must give."""

    raw: Path
    variables: dict[str, Any]
    rulesets: list[dict]
    expected: dict

    @property
    def stage(self) -> arrivals.Stage:
        return arrivals.Stage((), {}, self.variables, self.rulesets)


def make_worlds(folder: Path, seed: int) -> list[World]:
    """A world of many universes under many rulesets, all of them traced; two smaller ones with vars of their own."""
    rulesets = oracle.default_rulesets_seed()
    for number in range(10):
        known = {row["ruleset"] for row in rulesets}
        rulesets += [row for row in universes.random_rulesets(seed + number) if row["ruleset"] not in known]
    active = sorted({row["ruleset"] for row in rulesets if row["is_active"] == "true"})
    found = [universes.generate_universe(seed + number, huge_amounts=False) for number in range(20)]
    cases = [
        harness.Case("merged", found, {"trace_rulesets": active}, rulesets),
        *(harness.random_case(seed + number, universes=16) for number in (0, 2)),
    ]
    return [make_world(folder / f"raw-{number}", case) for number, case in enumerate(cases)]


def make_world(folder: Path, case: harness.Case) -> World:
    raw = universes.write_raw(folder, case.tables(), seed=1)
    expected = oracle.compute_marts(raw, variables=case.variables, rulesets_seed=case.rulesets)
    return World(raw, case.variables, case.rulesets, expected)


class Copy(arrivals.Bench):
    """A copy of the project in which one mutant at a time lives."""

    def __init__(self, folder: Path, worlds: list[World]) -> None:
        super().__init__(folder)
        self.worlds = worlds
        # The test of the settings checks builds from the copy that it stands in.
        shutil.copytree(PROJECT / "tests" / "suite", self.project.folder / "tests" / "suite", ignore=NOT_COPIED)
        self.stages = test_arrivals.story_of_all_kinds()
        self.settled = folder / "settled" / "lookback.duckdb"
        self.parse()
        built = self.run(arrivals.Stage((), {}), worlds[0].raw, self.settled, command=arrivals.BUILD)
        if built.returncode:
            raise SystemExit(f"The project itself does not build before any mutant: {built.stdout}")

    @cached_property
    def workplace(self) -> Workplace:
        return Workplace(self.folder / "workplace", self.project.folder, is_changed=True)

    def parse(self, *command: str) -> subprocess.CompletedProcess:
        """Runs dbt on what the untouched project built. It reads what changed in the copy; later runs know that."""
        self.project.write_rulesets(None)
        self.workplace.parsed = None
        arguments = (*(command or ("parse",)), "--quiet")
        process = self.workplace.run(arguments, self.worlds[0].raw, self.settled, EVERY_TEST)
        self.workplace.parsed = self.workplace.target / "partial_parse.msgpack"
        return process

    # Checks: each says how it catches what is in the copy, and nothing when it does not.

    def finds_no_sense(self) -> str:
        return "dbt cannot read it" if self.parse().returncode else ""

    def finds_failing_tests(self, selected: list[str]) -> str:
        """By these cases or unit tests, which need no build."""
        process = self.parse("test", "--select", *selected)
        return f"own tests: {failures_in(process.stdout)}" if process.returncode else ""

    def finds_wrong_sequence(self, told: tuple[str, ...]) -> str:
        """By builds while data arrives: what they give, and what they leave as it is."""
        stages = tuple(replace(self.stages[name], is_repeated=False) for name in told)
        story = arrivals.Story("a mutant", stages, len(test_arrivals.KINDS))
        outcomes, batches, behind = {}, {}, {}
        with arrivals.Telling(self, story) as telling:
            for number, name in enumerate(told):
                outcomes[name] = telling.go_on()
                if found := outcomes[name].differences:
                    return f"arrivals, {name}: {differences_in_words(found)}"
                batches[name] = telling.rows(test_arrivals.BATCHES)
                behind[name] = telling.rows(test_arrivals.BEHIND)
                if number and name in SHOWN_AT:
                    shown = test_arrivals.Told(self.stages, outcomes, batches, behind)
                    if not self.passes(SHOWN_AT[name], told=shown):
                        return f"arrivals, {name}: {SHOWN_AT[name].__name__}"
            if self.stages[told[-1]].is_repeated and (found := telling.differences_from_scratch(stages[-1], 20)):
                return f"arrivals, {told[-1]}, from scratch: {differences_in_words(found)}"
        return ""

    def passes(self, test: Callable[..., None], **given: Any) -> bool:
        """Whether a test passes, with the fixtures that it asks for."""
        if "manifest" in inspect.signature(test).parameters:
            given["manifest"] = json.loads((self.workplace.target / "manifest.json").read_text())
        try:
            test(**given)
        except Exception:  # As in pytest, a test that breaks has failed.
            return False
        return True

    def finds_difference(self, number: int) -> str:
        """By a build of a world, whose marts are not the oracle's."""
        world, database = self.worlds[number], self.database_of(number)
        database.unlink(missing_ok=True)
        if self.run(world.stage, world.raw, database, command=(*arrivals.BUILD, "--quiet")).returncode:
            return f"world {number}: no longer builds"
        differences = comparison.compare(world.expected, database)
        return f"oracle, world {number}: {differences_in_words(differences)}" if differences else ""

    def finds_failing_data(self) -> str:
        """By the data tests of the first world."""
        world = self.worlds[0]
        command = ("test", "--exclude-resource-type", "unit_test", "--exclude", MACRO_CASES, "--quiet")
        process = self.run(world.stage, world.raw, self.database_of(0), command=command)
        return f"data tests: {failures_in(process.stdout)}" if process.returncode else ""

    def finds_failing_cases(self) -> str:
        """By any macro case or unit test."""
        command = ("test", "--select", MACRO_CASES, "resource_type:unit_test", "--quiet")
        process = self.workplace.run(command, self.worlds[0].raw, self.settled, EVERY_TEST)
        return f"other tests: {failures_in(process.stdout)}" if process.returncode else ""

    def finds_failing_suite(self, test: str) -> str:
        """By a file of the test suite, or one test in it."""
        tested = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", f"tests/suite/{test}"],
            cwd=self.project.folder,
            capture_output=True,
        )
        return test if tested.returncode else ""

    def database_of(self, number: int) -> Path:
        return self.folder / f"world-{number}" / "lookback.duckdb"

    # Mutants

    def checks(self, mutant: Mutant) -> Iterator[str]:
        """What each check finds, in the order in which they are tried."""
        if mutant.told:
            yield self.finds_no_sense()
            yield self.finds_wrong_sequence(mutant.told)
        yield self.finds_failing_tests(own) if (own := mutant.own_tests) else self.finds_no_sense()
        if "/settings/" in mutant.file:
            yield self.finds_failing_suite("test_settings_contradictions.py")
            return
        if mutant.shown_by:
            yield self.finds_failing_suite(mutant.shown_by)
        for number in range(len(self.worlds)):
            yield self.finds_difference(number)
        yield self.finds_failing_data()
        yield self.finds_failing_cases()

    def catches(self, mutant: Mutant) -> str:
        """What catches the mutant; empty when it survives."""
        file = self.project.folder / mutant.file
        original = file.read_text()
        file.write_text(mutant.plant(original))
        try:
            return next(filter(None, self.checks(mutant)), "")
        finally:
            file.write_text(original)


def failures_in(output: str) -> str:
    """The names of the tests that failed, the first of them at least."""
    names = re.findall(r"(?:Failure|Error) in (?:unit_test|test) (\S+)", output)
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else (*names, "dbt stops")[0]


def differences_in_words(differences: list[str]) -> str:
    if differences[0].startswith(harness.FAILED):
        return "no longer builds"
    return f"{len(differences)} differences, such as {harness.shortened(differences[0], 100)}"


def checks_of_the_project(worlds: list[World], mutants: Iterable[Mutant]) -> list[Callable[[Copy], str]]:
    """Every check that is needed for these mutants: none may find anything in the project itself."""
    return [
        *(partial(Copy.finds_wrong_sequence, told=told) for told in sorted({mutant.told for mutant in mutants} - {()})),
        *(partial(Copy.finds_difference, number=number) for number in range(1, len(worlds))),
        # One after the other, since the data tests read the marts of the first world.
        lambda copy: copy.finds_difference(0) or copy.finds_failing_data() or copy.finds_failing_cases(),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", default="", metavar="TEXT", help="run the mutants whose description has this text")
    parser.add_argument("--begin-with", type=int, default=1, metavar="N", help="leave out the mutants before the Nth")
    parser.add_argument("--workers", type=int, default=2, help="how many mutants to run at once (default: 2)")
    parser.add_argument("--seed", type=int, default=7, help="seed of the worlds (default: 7)")
    parser.add_argument("--dry-run", action="store_true", help="only see whether every mutant can be planted")
    options = parser.parse_args()

    mutants = [mutant for mutant in MUTANTS if options.only in str(mutant)][options.begin_with - 1 :]
    if unplanted := [error for mutant in mutants if (error := mutant.error())]:
        raise SystemExit("\n".join(["Correct these mutants:", *unplanted]))
    if options.dry_run:
        print(f"{len(mutants)} mutants can be planted.")
        return 0
    with tempfile.TemporaryDirectory(prefix="lookback-mutants-") as name:
        folder = Path(name)
        worlds = make_worlds(folder, options.seed)
        copies: Queue[Copy] = Queue()
        for number in range(options.workers):
            copies.put(Copy(folder / f"copy-{number}", worlds))

        def check(finds: Callable[[Copy], str]) -> str:
            copy = copies.get()
            try:
                return finds(copy)
            finally:
                copies.put(copy)

        def run(mutant: Mutant) -> tuple[Mutant, str, float]:
            started = time.monotonic()
            try:
                found = check(lambda copy: copy.catches(mutant))
            except subprocess.TimeoutExpired:
                found = "does not end"
            return mutant, found, time.monotonic() - started

        wrong, caught, equivalent = 0, 0, 0
        last = options.begin_with - 1 + len(mutants)
        with ThreadPoolExecutor(options.workers) as pool:
            if found := "; ".join(filter(None, pool.map(check, checks_of_the_project(worlds, mutants)))):
                raise SystemExit(f"The project itself is not right before any mutant: {found}.")
            for number, (mutant, found, seconds) in enumerate(pool.map(run, mutants), start=options.begin_with):
                if mutant.equivalent_because:
                    equivalent += 1
                    wrong += bool(found)
                    verdict = f"NOT EQUIVALENT ({found})" if found else f"equivalent: {mutant.equivalent_because}"
                else:
                    caught += bool(found)
                    wrong += not found
                    verdict = f"caught ({found})" if found else "SURVIVED"
                print(f"{number:3}/{last} {seconds:5.1f} s  {mutant}\n        {verdict}", flush=True)

    print(f"\n{caught} caught of {len(mutants) - equivalent} mutants; {equivalent} equivalent.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
