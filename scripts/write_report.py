#!/usr/bin/env python3
"""Write the campaign pages from the marts of the last build: a folder of HTML that needs neither server nor network.

    python scripts/write_report.py [--output target/report] [--vars '{reporting_ruleset: flarelane}']

Reads the DuckDB file that the build wrote (LOOKBACK_DATABASE, by default lookback.duckdb) and what dbt says of it
(target/manifest.json), and changes neither. `make report` and `make build` call it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import yaml

from reports import vega
from reports.marts import Marts, ReportError

DATABASE = os.environ.get("LOOKBACK_DATABASE") or "lookback.duckdb"
FOLDER = Path(__file__).resolve().parent
PROJECT_FILE = FOLDER.parent / "dbt_project.yml"
DOCUMENTATION = "static_index.html"


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="write_report.py", description="Write the campaign pages from the marts of the last build."
    )
    parser.add_argument("--output", type=Path, default=Path("target/report"), help="folder (default: target/report)")
    parser.add_argument(
        "--manifest", type=Path, default=Path("target/manifest.json"), help="what dbt wrote (target/manifest.json)"
    )
    parser.add_argument("--vars", default="{}", help="the vars that the marts were built with, as YAML")
    return parser.parse_args(arguments)


def stated_vars(given: str) -> dict[str, Any]:
    """The vars of the project, with those that were given instead."""
    vars_of_project = yaml.safe_load(PROJECT_FILE.read_text())["vars"]
    return {**vars_of_project, **(yaml.safe_load(given) or {})}


def write_pages(marts: Marts, output: Path, started: float) -> int:
    """Write every page; gives how many campaigns have one."""
    from reports import charts, labels
    from reports.pages import Site

    documentation = output.parent / DOCUMENTATION
    site = Site(marts, f"../{DOCUMENTATION}" if documentation.exists() else None)
    assets = output / "assets"
    for name in ("report.css", "report.js"):
        shutil.copyfile(FOLDER / "reports" / "assets" / name, assets / name)
    (assets / "labels.js").write_text(labels.script())
    (assets / "charts.js").write_text(charts.script())
    pages = {"index.html": site.index, "channels.html": site.channels, "rulesets.html": site.rulesets}
    for name, page in {**pages, "tables.html": site.tables}.items():
        (output / name).write_text(page())
    campaigns = output / "campaigns"
    campaigns.mkdir(exist_ok=True)
    said = time.monotonic()
    for number, (campaign_id, name) in enumerate(site.names.items(), start=1):
        (campaigns / name).write_text(site.campaign(campaign_id))
        if time.monotonic() - said > 2:
            said = time.monotonic()
            print(f"  {number:,} of {len(site.names):,} campaigns, {said - started:.0f} s", file=sys.stderr, flush=True)
    for page in campaigns.glob("*.html"):
        if page.name not in site.names.values():
            page.unlink()
    return len(site.names)


def main(arguments: Sequence[str]) -> int:
    started = time.monotonic()
    options = parse_arguments(arguments)
    for file, cure in ((Path(DATABASE), "`make build` makes it"), (options.manifest, "`dbt parse` makes it")):
        if not file.is_file():
            print(f"There is no {file} yet: {cure}.", file=sys.stderr)
            return 1
    assets = options.output / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    # Takes some seconds the first time, and nothing else has to wait for it.
    drawing = multiprocessing.get_context("spawn").Process(target=vega.write, args=(assets,))
    drawing.start()
    try:
        with duckdb.connect(DATABASE, read_only=True) as connection:
            marts = Marts(connection, json.loads(options.manifest.read_text()), stated_vars(options.vars))
            marts.check_ruleset()
            campaigns = write_pages(marts, options.output, started)
    except (duckdb.Error, ReportError, yaml.YAMLError) as error:
        print(f"The report was not written. {error}", file=sys.stderr)
        return 1
    finally:
        drawing.join()
    if drawing.exitcode:
        print("The report has no charts: their script could not be written.", file=sys.stderr)
        return 1
    seconds = time.monotonic() - started
    print(f"{options.output / 'index.html'}: {campaigns:,} campaign pages, written in {seconds:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
