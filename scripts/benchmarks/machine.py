"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.processes import PROJECT, digest


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processor() -> str:
    """The processor's name, where the system tells."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def revision() -> str | None:
    """The commit of the project, and whether it has been changed since; none where there is no git."""
    command = ["git", "-C", str(PROJECT), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def project_version() -> str:
    """Another whenever what dbt builds is another."""
    files = [PROJECT / "dbt_project.yml", PROJECT / "profiles.yml"]
    for folder in ("macros", "models", "seeds"):
        files += sorted(path for path in (PROJECT / folder).rglob("*") if path.suffix in (".sql", ".yml", ".csv"))
    return digest(files)


def machine() -> dict[str, Any]:
    return {
        "processor": processor(),
        "cores": cores(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "load_at_start": round(os.getloadavg()[0], 2),
    }


def software() -> dict[str, Any]:
    packages = {name: version(name) for name in ("duckdb", "dbt-core", "dbt-duckdb")}
    return {
        "python": platform.python_version(),
        **packages,
        "lookback": revision(),
        "project_version": project_version(),
    }
