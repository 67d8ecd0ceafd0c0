"""Where the measuring data lies."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path | None:
    """Return the folder named by NAHBAR_DATA, else `shared/data` beside the project, else None."""
    named = os.environ.get("NAHBAR_DATA")
    candidates = [Path(named)] if named else []
    candidates.append(Path(__file__).resolve().parents[1].parent / "shared" / "data")
    return next((folder for folder in candidates if folder.is_dir()), None)
