"""A real Dovecot on loopback, with a certificate made for it; filled by putting files where it looks for them."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.certificate import make_certificate

USER, PASSWORD = "shop@example.org", "ein Sätzchen zum Merken"
PATIENCE_SECONDS = 15
CONFIG = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail:LAYOUT=fs
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 0
first_valid_gid = 0
mail_privileged_group =
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {internal_group}
{tokens}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {plain}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls}
  }}
}}
service anvil {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  mailbox Anfragen {{
    auto = create
  }}
  mailbox Übernommen {{
    auto = create
  }}
}}
"""

# Whose a token is, an authorisation server says (RFC 7662).
BY_TOKENS = """
auth_mechanisms = plain login {mechanisms}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
"""
INTROSPECTION = """
introspection_mode = post
introspection_url = {url}
force_introspection = yes
username_attribute = username
active_attribute = active
active_value = true
tls_ca_cert_file = {folder}/cert.pem
"""


@dataclass
class MailServer:
    """A running server; `deliver` puts a message into a folder."""

    folder: Path
    plain: int
    tls: int
    process: subprocess.Popen[bytes]
    delivered: int = 0

    @property
    def certificate(self) -> str:
        """The file with the certificate, for whoever shall trust it."""
        return str(self.folder / "cert.pem")

    def deliver(self, message: bytes, folder: str = "") -> None:
        """Put a message into a folder ("" is INBOX), as a mail program on the server does: written, then renamed."""
        place = self.folder / "mail" / (f"{folder}/" if folder else "")
        for name in ("cur", "new", "tmp"):
            (place / name).mkdir(parents=True, exist_ok=True)
        self.delivered += 1
        name = f"{int(time.time())}.M{self.delivered}P{os.getpid()}.test"
        (place / "tmp" / name).write_bytes(message)
        (place / "tmp" / name).rename(place / "new" / name)
        _own(self.folder / "mail")

    def ask(self, *words: str) -> str:
        """Run doveadm on it."""
        line = ["doveadm", "-c", str(self.folder / "dovecot.conf"), *words]
        return subprocess.run(line, capture_output=True, text=True, check=True).stdout

    def stop(self) -> None:
        """End it."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)


def _own(folder: Path) -> None:
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, "nobody")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start_server(folder: Path, introspection: str = "", mechanisms: str = "") -> MailServer:
    """Start Dovecot, as nobody where we are root; skips where there is none.

    With the address of an `introspection` endpoint it takes tokens, by the `mechanisms` named.
    """
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("Dovecot is not installed (Debian: apt-get install dovecot-imapd)")
    if not (folder / "cert.pem").exists():
        make_certificate(folder)
    (folder / "users").write_text(f"{USER}:{PASSWORD}:::::\n", encoding="utf-8")
    (folder / "mail").mkdir()
    (folder / "home").mkdir()
    me = pwd.getpwuid(os.getuid())
    root = me.pw_uid == 0
    internal, login = ("dovecot", "dovenull") if root else (me.pw_name, me.pw_name)
    plain, tls = free_port(), free_port()
    group = "nogroup" if root else str(me.pw_gid)
    names = {"internal": internal, "login": login, "internal_group": internal if root else me.pw_gid}
    tokens = BY_TOKENS.format(folder=folder, mechanisms=mechanisms) if introspection else ""
    (folder / "oauth2.conf").write_text(INTROSPECTION.format(folder=folder, url=introspection), encoding="utf-8")
    text = CONFIG.format(
        tokens=tokens, folder=folder, plain=plain, tls=tls, user="nobody" if root else me.pw_name, group=group, **names
    )
    (folder / "dovecot.conf").write_text(text, encoding="utf-8")
    for path in (folder, *folder.parents):
        if path != Path("/tmp") and path.owner() == me.pw_name:
            path.chmod(path.stat().st_mode | 0o055)
    _own(folder / "mail")
    _own(folder / "home")
    words = [
        shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin") or "",
        "-F",
        "-c",
        str(folder / "dovecot.conf"),
    ]
    server = MailServer(
        folder, plain, tls, subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _listens(tls):
        log = folder / "dovecot.log"
        said = log.read_text()[-1000:] if log.exists() else ""
        assert server.process.poll() is None, f"Dovecot did not start: {said}"
        assert time.monotonic() < deadline, f"Dovecot is not reached: {said}"
        time.sleep(0.05)
    return server


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
