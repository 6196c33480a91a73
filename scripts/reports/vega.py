"""Vega, Vega-Lite and Vega-Embed as one script that works without a network: taken from the package vl-convert."""

from __future__ import annotations

from pathlib import Path

import vl_convert

NAME = f"vega-{vl_convert.__version__}.js"


def write(folder: Path) -> None:
    """Write the script into a folder, unless that version of it is there already."""
    file = folder / NAME
    if not file.exists():
        bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
        partial = file.with_suffix(".partial")
        partial.write_text(f'(() => {{\n"use strict";\n{bundle}\n}})();\n')
        partial.replace(file)
        for other in folder.glob("vega-*.js"):
            if other != file:
                other.unlink()
