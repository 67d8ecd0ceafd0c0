"""Settings of a workspace: read from `nahbar.toml`, checked, with environment overrides for what is secret."""

from __future__ import annotations

import os
import re
import zoneinfo
from pathlib import Path

import msgspec

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

SETTINGS_FILE = "nahbar.toml"
# Overrides store.url.
STORE_VARIABLE = "NAHBAR_STORE_URL"
LANGUAGES = ("de", "en")
STORES = ("sqlite://", "postgresql://", "postgresql+psycopg://", "postgres://")
MOST_WORKERS = 64
# A hundred years.
MOST_MONTHS = 1_200
MOST_PORTS = 65_536
# The longest name of a server (RFC 1035) and of an address fit.
MAX_HOST = 320
LOOPBACK = ("", "localhost", "127.0.0.1", "::1")
HOST_NAME = re.compile(r"(?:[^\s/:.]{1,63}\.)+[^\s/:.]{2,63}")
MAIL_ADDRESS = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]{1,255}")


class StoreSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where records live; an empty `url` means `nahbar.db` in the workspace."""

    url: str = ""


class WebSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the web application is reached; `https` marks cookies as secure, `address` stands in notices by e-mail."""

    https: bool = False
    workers: int = 1
    address: str = ""


class MailSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The mail server by which notices are sent; without host and sender none are. `port` 0 is the usual one."""

    host: str = ""
    port: int = 0
    security: str = "starttls"
    user: str = ""
    password: str = ""
    sender: str = ""


class BlueskySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which service of the AT Protocol is asked; the public one needs no account."""

    service: str = "https://public.api.bsky.app"


class LinksSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where tracking links answer beside `/l/`, which proxies' word on a visitor's address is taken, coupon sites.

    `coupon_sites` are hosts beside the shipped ones, `no_coupon_sites` hosts that are none; parted by blanks.
    """

    domain: str = ""
    proxies: str = "127.0.0.1 ::1"
    coupon_sites: str = ""
    no_coupon_sites: str = ""


class TouchpointSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long touchpoints are kept: whole months before this one; 0 keeps all."""

    retention_months: int = 0


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that `nahbar.toml` may say; unknown names are refused so that a typing error is not ignored."""

    name: str = "nahbar"
    language: str = "de"
    currency: str = "EUR"
    timezone: str = "Europe/Berlin"
    sample: bool = False
    store: StoreSettings = StoreSettings()
    web: WebSettings = WebSettings()
    bluesky: BlueskySettings = BlueskySettings()
    links: LinksSettings = LinksSettings()
    touchpoints: TouchpointSettings = TouchpointSettings()
    mail: MailSettings = MailSettings()


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
    override = os.environ.get(STORE_VARIABLE)
    if override:
        settings = msgspec.structs.replace(settings, store=StoreSettings(url=override))
    password = os.environ.get("NAHBAR_MAIL_PASSWORD")
    if password:
        settings = msgspec.structs.replace(settings, mail=msgspec.structs.replace(settings.mail, password=password))
    _check(path, settings, STORE_VARIABLE if override else "")
    return settings


def _check(path: Path, settings: Settings, store_from: str) -> None:
    """Raise BadInput for a value of the right type that nothing can be done with; `store_from` names its variable."""
    wrong = {
        "language": settings.language not in LANGUAGES,
        "timezone": not _is_timezone(settings.timezone),
        "store.url": bool(settings.store.url) and not settings.store.url.startswith(STORES),
        "touchpoints.retention_months": not 0 <= settings.touchpoints.retention_months <= MOST_MONTHS,
        "links.coupon_sites": not _are_hosts(settings.links.coupon_sites),
        "links.no_coupon_sites": not _are_hosts(settings.links.no_coupon_sites),
        "web.workers": not 1 <= settings.web.workers <= MOST_WORKERS,
        "web.address": bool(settings.web.address) and not settings.web.address.startswith(("http://", "https://")),
        "mail.port": not 0 <= settings.mail.port < MOST_PORTS,
        "mail.security": not is_safe_mail(settings.mail),
        "mail.sender": bool(settings.mail.sender) and not MAIL_ADDRESS.fullmatch(settings.mail.sender),
    }
    for name in (name for name, bad in wrong.items() if bad):
        if name == "store.url" and store_from:
            raise BadInput(
                msg("The value of the variable {variable:raw} cannot be used.", variable=store_from),
                msg("Begin it with postgresql:// or sqlite://, or unset it so that nahbar.toml decides."),
                kind="bad-settings",
            )
        raise BadInput(
            msg("{file}: the value of {setting:raw} cannot be used.", file=str(path), setting=name),
            msg("Choose one that docs/operations.md allows for it."),
            kind="bad-settings",
        )


def is_safe_mail(mail: MailSettings) -> bool:
    """Whether a password and notices are not readable on the way: without TLS only to this machine."""
    return mail.security in ("tls", "starttls") or (mail.security == "none" and mail.host in LOOPBACK)


def _are_hosts(text: str) -> bool:
    return all(HOST_NAME.fullmatch(word) for word in text.lower().split())


def _is_timezone(name: str) -> bool:
    try:
        return zoneinfo.ZoneInfo(name) is not None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False


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
