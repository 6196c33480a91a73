#!/usr/bin/env python3
"""Mend the documentation page that dbt writes: two mistakes in it make a browser complain when it is opened as a file.

    python scripts/mend_documentation.py [target/static_index.html]

Its icon is named by an expression that was never filled in, and the icons of the list are asked for by their template
before it is filled in. Nothing else is changed, and a page without these mistakes stays as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

MISTAKES = {
    "href=\"${require('./assets/favicons/favicon.ico')}\"": 'href="data:,"',
    '<use xlink:href="{{': '<use xlink:href="#" ng-href="{{',
}


def mended(text: str) -> str:
    for wrong, right in MISTAKES.items():
        text = text.replace(wrong, right)
    return text


def main(arguments: Sequence[str]) -> int:
    page = Path(arguments[0] if arguments else "target/static_index.html")
    if not page.is_file():
        print(f"There is no {page} yet: `make docs` makes it.", file=sys.stderr)
        return 1
    page.write_text(mended(page.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
