"""Execute a notebook from top to bottom in its folder; fail where a cell fails or has stored outputs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main() -> None:
    """Run the notebook named on the command line."""
    path = Path(sys.argv[1])
    raw = json.loads(path.read_text(encoding="utf-8"))
    if any(cell.get("outputs") or cell.get("execution_count") for cell in raw["cells"]):
        sys.exit(f"{path}: outputs are stored in the notebook. Clear them before committing.")
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    sys.stdout.write(f"{path}: {len(notebook.cells)} cells ran\n")


if __name__ == "__main__":
    main()
