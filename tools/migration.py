"""Writes the next migration: the difference between the tables and the newest schema.

python -m tools.migration 0002 "what changes"
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from nahbar.app.rooms import all_tables
from nahbar.kernel.store import Store
from nahbar.kernel.upgrade import MIGRATIONS


def main() -> None:
    """Make the revision named on the command line."""
    revision, message = sys.argv[1], sys.argv[2]
    all_tables()
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
        for path in (MIGRATIONS / "versions").glob(f"{revision}_*.py"):
            path.write_text(split_by_table(path.read_text()))


def split_by_table(text: str) -> str:
    """Return a migration with one function a table instead of one long one."""
    head, _, body = text.partition("def upgrade() -> None:\n")
    parts = re.split(r"\n(?=    op\.create_table\()", "\n" + body.split('"""', 2)[2])
    rest, tables = parts[0], parts[1:]
    rest = "\n".join(line for line in rest.split("\n") if line.strip() and "###" not in line)
    made, calls = [], []
    for part in tables:
        name = re.search(r"create_table\(\s*['\"](\w+)", part).group(1)  # type: ignore[union-attr]
        lines = [line for line in part.rstrip().split("\n") if "###" not in line]
        made.append(f"def _{name}() -> None:\n" + "\n".join(lines).rstrip() + "\n\n\n")
        calls.append(f"    _{name}()")
    body = "\n".join([*calls, rest]).rstrip()
    return head + "".join(made) + 'def upgrade() -> None:\n    """Apply this step."""\n' + body + "\n"


if __name__ == "__main__":
    main()
