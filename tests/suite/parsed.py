"""What dbt has parsed once serves its later runs, whatever their vars are: parsing takes longer than a small build.

Not where vars say which nodes there are: `check_macros`, `check_models`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


def known(parsed: Path | str | None) -> dict[str, Any]:
    """What dbt's command line is to be given as `obj`, from the partial_parse.msgpack of an earlier command, if any."""
    if parsed is None:
        return {}

    from dbt.contracts.graph.manifest import Manifest

    manifest = Manifest.from_msgpack(Path(parsed).read_bytes())
    manifest.build_flat_graph()
    return {"manifest": manifest}
