"""Settings of a workspace: read from `nahbar.toml`, checked, with environment overrides for what is secret."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

SETTINGS_FILE = "nahbar.toml"


class StoreSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where records live; an empty `url` means `nahbar.db` in the workspace."""

    url: str = ""


class WebSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the web application is reached; `https` marks cookies as secure."""

    https: bool = False
    workers: int = 1


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that `nahbar.toml` may say; unknown names are refused so that a typing error is not ignored."""

    name: str = "nahbar"
    language: str = "de"
    currency: str = "EUR"
    timezone: str = "Europe/Berlin"
    sample: bool = False
    store: StoreSettings = StoreSettings()
    web: WebSettings = WebSettings()


def read_settings(folder: Path) -> Settings:
    """Return the settings of the workspace in `folder`; raises BadInput with the line that is wrong."""
    path = folder / SETTINGS_FILE
    try:
        settings = msgspec.toml.decode(path.read_bytes(), type=Settings)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, ValueError) as error:
        raise BadInput(
            msg("{file} cannot be read: {reason}", file=str(path), reason=str(error)),
            msg("Correct that line, or compare with docs/operations.md, where every setting stands."),
            kind="bad-settings",
        ) from error
    override = os.environ.get("NAHBAR_STORE_URL")
    return msgspec.structs.replace(settings, store=StoreSettings(url=override)) if override else settings


def settings_text(settings: Settings) -> str:
    """Return the TOML text of new settings, with a remark at each choice."""
    sample = "\n# This workspace holds generated sample data.\nsample = true\n" if settings.sample else ""
    return (
        "# Settings of this nahbar workspace; docs/operations.md explains each.\n"
        f"name = {_quoted(settings.name)}\n"
        f"language = {_quoted(settings.language)}  # de or en: the language of new users\n"
        f"currency = {_quoted(settings.currency)}\n"
        f"timezone = {_quoted(settings.timezone)}\n"
        f"{sample}\n"
        "[store]\n"
        "# Empty: SQLite in this folder. Or postgresql://user:password@host/database\n"
        f"url = {_quoted(settings.store.url)}\n"
        "\n[web]\n"
        f"https = {str(settings.web.https).lower()}  # true when a proxy in front speaks https\n"
        f"workers = {settings.web.workers}\n"
    )


def _quoted(text: str) -> str:
    # A JSON string is a valid TOML basic string.
    return msgspec.json.encode(text).decode()
