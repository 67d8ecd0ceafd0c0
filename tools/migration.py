"""Writes the next migration: the difference between the tables and the newest schema.

python -m tools.migration 0002 "what changes"
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

import nahbar.creators.tables.schema
import nahbar.kernel.tables  # noqa: F401 -- importing the tables fills the metadata
from nahbar.kernel.store import Store
from nahbar.kernel.upgrade import MIGRATIONS


def main() -> None:
    """Make the revision named on the command line."""
    revision, message = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'scratch.db'}")
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with store.write() as connection:
            config.attributes["connection"] = connection
            if any((MIGRATIONS / "versions").glob("0*.py")):
                command.upgrade(config, "head")
        with store.write() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message=message, autogenerate=True, rev_id=revision)


if __name__ == "__main__":
    main()
