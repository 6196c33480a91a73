#!/usr/bin/env python3
"""Compile every model for Snowflake, BigQuery and Postgres without a connection, and check its SQL: `make dialects`.

    .venv/dialects/bin/python scripts/check_dialects.py [--target-path target/dialects] [dialect …]

The SQL of every model must parse in the dialect. Parsers are lenient: they take functions, types and clauses that the
engine does not have. So everything that is named in the SQL must be in scripts/dialects.yml, among what the dialect has
or, with what would replace it, among what is still needed there; and what is still needed must be found.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from sqlglot import Dialect, ErrorLevel, ParseError, TokenType, exp
from sqlglot.tokens import Token

PROJECT = Path(__file__).resolve().parent.parent
NAMES = PROJECT / "scripts" / "dialects.yml"

OPERATORS = ("%", "->", "#>", "#>>", "~", "{", "leading")
SUBSCRIPTED = {TokenType.VAR, TokenType.IDENTIFIER, TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.ARRAY}
NO_FUNCTIONS = {TokenType.FILTER, TokenType.EXISTS, TokenType.STRUCT}

CLAUSES: dict[str, Callable[[exp.Expression], Any]] = {
    "* exclude or replace": lambda node: isinstance(node, exp.Star) and any(node.args.values()),
    "[… for …]": lambda node: isinstance(node, exp.Comprehension),
    "asof or positional join": lambda node: isinstance(node, exp.Join) and node.method in ("ASOF", "POSITIONAL"),
    "filter (where …)": lambda node: isinstance(node, exp.Filter),
    "group by all": lambda node: isinstance(node, exp.Group) and node.args.get("all"),
    "join lateral (select …)": lambda node: isinstance(node, exp.Lateral) and isinstance(node.this, exp.Subquery),
    "order by in sum": lambda node: isinstance(node, exp.Sum) and isinstance(node.this, exp.Order),
    "qualify": lambda node: isinstance(node, exp.Qualify),
    "row value in a call": lambda node: isinstance(node, exp.Tuple) and isinstance(node.parent, exp.Func | exp.Ordered),
    "union by name": lambda node: isinstance(node, exp.SetOperation) and node.args.get("by_name"),
    "values in from": lambda node: isinstance(node, exp.Values),
}
"""Clauses that parsers take in every dialect and that not every engine has."""


@dataclass
class Findings:
    """What the check of a dialect finds."""

    models: int = 0
    parsed: int = 0
    errors: list[str] = field(default_factory=list)
    needed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The models in which something stands that is still needed, by its name."""


def refuse_connections() -> None:
    """From here on this process fails when it opens a connection to anywhere."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo"):
            raise ConnectionRefusedError(f"a connection is opened: {event} {arguments}")

    sys.addaudithook(refuse)


def compiled_models(dialect: str, target_path: Path) -> dict[str, str]:
    """The SQL of every model as dbt compiles it for a target, by the model's path; no connection is opened."""
    refuse_connections()
    from dbt.cli.main import dbtRunner

    folder = target_path / dialect
    outcome = dbtRunner().invoke(
        [
            *("compile", "--quiet", "--no-populate-cache", "--no-introspect", "--no-version-check"),
            *("--select", "resource_type:model", "--indirect-selection", "empty", "--target", dialect),
            *("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)),
            *("--target-path", str(folder), "--log-path", str(folder / "logs")),
        ]
    )
    if not outcome.success:
        raise RuntimeError(f"{dialect}: dbt does not compile the models: {outcome.exception or 'see above'}")
    return {
        result.node.original_file_path: result.node.compiled_code
        for result in outcome.result
        if result.node.resource_type == "model"
    }


def names_in(tokens: Sequence[Token], dialect: Dialect) -> Iterator[tuple[str, int]]:
    """The functions that SQL calls, the types to which it casts and its rare operators, as written, with their line."""
    callable_tokens = dialect.parser_class.FUNC_TOKENS - NO_FUNCTIONS
    opened: list[str] = []
    """The names before the parentheses that are open, outermost first; empty where there is none."""
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if token.token_type is TokenType.L_PAREN:
            is_call = before is not None and before.token_type in callable_tokens
            opened.append(before.text.lower() if is_call else "")
        elif token.token_type is TokenType.R_PAREN:
            opened.pop()
        elif token.text.lower() in OPERATORS and token.token_type is not TokenType.STRING:
            yield f"operator {token.text.lower()}", token.line
        elif token.token_type is TokenType.L_BRACKET and (before is None or before.token_type not in SUBSCRIPTED):
            yield "operator [", token.line
        if before is not None and before.text.lower() == "within":
            continue
        if before is not None and before.token_type is TokenType.ALIAS:
            if opened and opened[-1].endswith("cast"):
                yield f"type {type_from(tokens[tokens.index(token) :])}", token.line
        elif after is not None and after.token_type is TokenType.L_PAREN and token.token_type in callable_tokens:
            yield f"function {token.text.lower()}", token.line


def type_from(tokens: Iterable[Token]) -> str:
    """The type with which tokens begin, which end with the parenthesis that closes the cast."""
    text, depth = "", 0
    for token in tokens:
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth < 0:
            break
        text += f" {token.text.lower()}" if text and text[-1].isalpha() and token.text.isalpha() else token.text.lower()
    return text


def clauses_in(statement: exp.Expression) -> Iterator[str]:
    """The clauses of a statement that not every engine has."""
    for node in statement.walk():
        yield from (f"clause {name}" for name, is_one in CLAUSES.items() if is_one(node))


def check(dialect_name: str, models: Mapping[str, str], names: Mapping[str, Any]) -> Findings:
    """Parse models in a dialect, and look up all that is named in them in `names`: what dialects.yml says of it."""
    dialect = Dialect.get_or_raise(dialect_name)
    known = {
        f"{kind} {name}" for kind in ("function", "type", "operator", "clause") for name in names.get(f"{kind}s", ())
    }
    needed = names.get("needed", {})
    findings = Findings(models=len(models))
    for path, sql in models.items():
        try:
            statements = dialect.parser(error_level=ErrorLevel.RAISE).parse(dialect.tokenize(sql), sql)
        except ParseError as error:
            first = error.errors[0]
            findings.errors.append(f"{path}, line {first['line']} as compiled: {first['description']}")
            continue
        if len(statements) != 1 or not isinstance(statements[0], exp.Query):
            findings.errors.append(f"{path}: is not one select")
            continue
        findings.parsed += 1
        clauses = [(name, 0) for name in clauses_in(statements[0])]
        # To Snowflake it begins a comment, which no parser reports.
        clauses += [("operator //", sql[: found.start()].count("\n") + 1) for found in re.finditer("//", sql)]
        places: dict[str, int] = {}
        for name, line in [*names_in(dialect.tokenize(sql), dialect), *clauses]:
            places.setdefault(name, line)
        for name, line in places.items():
            if name in needed:
                findings.needed[name].add(path)
            elif name not in known:
                place = f", line {line} as compiled" if line else ""
                findings.errors.append(f"{path}{place}: {dialect_name} is not known to have the {name}")
    for name in needed:
        if name not in findings.needed:
            findings.errors.append(f"scripts/dialects.yml: no model has the {name}, which is said to be still needed")
    return findings


def report(dialect: str, findings: Findings, names: Mapping[str, Any]) -> None:
    print(
        f"{dialect}: {findings.models} models compiled, {findings.parsed} parsed,"
        f" {len(findings.errors)} errors, {len(findings.needed)} names still needed"
    )
    for name, paths in sorted(findings.needed.items()):
        print(f"  still needed: {name} ({names['needed'][name]}); in {len(paths)} models")
    for error in findings.errors:
        print(f"  error: {error}")


def main(arguments: Sequence[str] | None = None) -> int:
    names = yaml.safe_load(NAMES.read_text())
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dialects", nargs="*", metavar="dialect", help=f"of {', '.join(names)} (all)")
    parser.add_argument("--target-path", type=Path, default=PROJECT / "target" / "dialects")
    options = parser.parse_args(arguments)
    if unknown := set(options.dialects) - names.keys():
        parser.error(f"{', '.join(sorted(unknown))} is none of {', '.join(names)}")
    is_well = True
    # A process for each, since dbt keeps what it has loaded for a target.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context, max_tasks_per_child=1) as processes:
        for dialect in options.dialects or names:
            try:
                models = processes.submit(compiled_models, dialect, options.target_path.absolute()).result()
            except RuntimeError as error:
                print(error)
                is_well = False
                continue
            findings = check(dialect, models, names[dialect])
            report(dialect, findings, names[dialect])
            is_well = is_well and bool(models) and not findings.errors
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
