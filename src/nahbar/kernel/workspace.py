"""The workspace folder: made, opened, its keys kept, one writer at a time where that matters."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nahbar.kernel.errors import Conflict, NotFound, Unavailable, disk_trouble
from nahbar.kernel.messages import msg
from nahbar.kernel.settings import SETTINGS_FILE, Settings, read_settings, settings_text

KEY_BYTES = 32
# All that a workspace holds is for its owner alone: people's data, and the keys to it.
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
SESSIONS_KEY = "sessions"
# Held by whoever changes the lake, or copies it.
LAKE_LOCK = "seal"
# Folders of files that workers append to. Whoever takes something out of one holds the lock of the same name.
SPOOLS = ("clicks",)


@dataclass(frozen=True, slots=True)
class Workspace:
    """One folder: `nahbar.toml`, `nahbar.db`, `lake/`, `files/`, `keys/`."""

    folder: Path
    settings: Settings

    @property
    def database(self) -> Path:
        """The SQLite file, used unless `store.url` names another store."""
        return self.folder / "nahbar.db"

    @property
    def files(self) -> Path:
        """Uploads, staged imports and backups made before a migration."""
        return self.folder / "files"

    @property
    def store_url(self) -> str:
        """The SQLAlchemy address of the store."""
        url = self.settings.store.url
        if url.startswith(("postgresql://", "postgres://")):
            return "postgresql+psycopg://" + url.split("://", 1)[1]
        return url or f"sqlite:///{self.database}"

    def key(self, name: str) -> bytes:
        """Return the secret key `name`, making it at first use; readable by the owner of the folder only.

        Raises Unavailable when its file does not hold a whole key: with less, hashes could be guessed.
        """
        path = self.key_path(name)
        if not path.exists():
            _make_key(path)
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except ValueError:
            key = b""
        if len(key) < KEY_BYTES:
            raise Unavailable(
                msg("The key in {file} is damaged.", file=str(path)),
                msg("Bring the file back from a backup of this workspace."),
                kind="damaged-key",
            )
        return key

    def key_path(self, name: str) -> Path:
        """Return where the key `name` lies, or would."""
        return self.folder / "keys" / f"{name}.key"

    @contextlib.contextmanager
    def lock(self, name: str, wait_seconds: float = 0.0) -> Iterator[None]:
        """Hold the lock `name` across processes; raises Conflict when another process keeps it longer than the wait.

        The operating system drops the lock when its holder ends, however it ends.
        """
        with (self.folder / "files" / f".{name}.lock").open("w") as handle:
            deadline = time.monotonic() + wait_seconds
            while not _locked(handle.fileno()):
                if time.monotonic() >= deadline:
                    raise Conflict(
                        msg("Another process is busy with the same work ({name}).", name=name),
                        msg("Wait until it has finished, then try again. Nothing was changed."),
                        kind="busy",
                    )
                time.sleep(0.05)
            yield


def _make_key(path: Path) -> None:
    # Written beside and linked into place: no other process ever reads half a key, and the first one wins.
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as handle:
            handle.write(secrets.token_hex(KEY_BYTES))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    except OSError as error:
        raise disk_trouble(error) or error from error
    finally:
        draft.unlink(missing_ok=True)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def create_workspace(folder: Path, settings: Settings) -> Workspace:
    """Make a new workspace in `folder`; raises Conflict when there is one already."""
    if (folder / SETTINGS_FILE).exists():
        raise Conflict(
            msg("{folder} is a workspace already.", folder=str(folder)),
            msg("Open it with --workspace, or name another folder."),
            kind="workspace-exists",
        )
    try:
        for name in ("lake", "files", "keys"):
            (folder / name).mkdir(parents=True, exist_ok=True)
            (folder / name).chmod(PRIVATE_FOLDER)
        folder.chmod(PRIVATE_FOLDER)
        (folder / SETTINGS_FILE).touch(PRIVATE_FILE)
        (folder / SETTINGS_FILE).write_text(settings_text(settings), encoding="utf-8")
    except OSError as error:
        # A workspace is what has settings: half of them would make a next try say that there is one.
        with contextlib.suppress(OSError):
            (folder / SETTINGS_FILE).unlink(missing_ok=True)
        raise disk_trouble(error) or Unavailable(
            msg("{folder} cannot be written: {reason}", folder=str(folder), reason=error.strerror or str(error)),
            msg("Choose a folder that you may write to, on a disk with space."),
            kind="folder-not-writable",
        ) from error
    return Workspace(folder, settings)


def open_workspace(folder: Path) -> Workspace:
    """Open the workspace in `folder`; raises NotFound when there is none."""
    if not (folder / SETTINGS_FILE).is_file():
        raise NotFound(
            msg("There is no workspace in {folder}.", folder=str(folder.absolute())),
            msg("Make one with: nahbar init {folder}", folder=str(folder)),
            kind="no-workspace",
        )
    settings = read_settings(folder)
    for name in ("lake", "files", "keys"):
        (folder / name).mkdir(exist_ok=True)
    return Workspace(folder, settings)
