"""How a token is said to a mail server: XOAUTH2, as Google and Microsoft publish it, or OAUTHBEARER (RFC 7628).

Pure.
"""

from __future__ import annotations

from collections.abc import Callable

XOAUTH2, OAUTHBEARER = "XOAUTH2", "OAUTHBEARER"
_END = "\x01"


def mechanism(capabilities: tuple[str, ...]) -> str | None:
    """Return the mechanism to sign in with; None when the server offers neither."""
    return next((one for one in (XOAUTH2, OAUTHBEARER) if f"AUTH={one}" in capabilities), None)


def responses(name: str, user: str, token: str, host: str, port: int) -> Callable[[bytes], bytes]:
    """Return what answers the server: the token at first, then the empty word that its reasons ask for."""
    if name == XOAUTH2:
        first, then = f"user={user}{_END}auth=Bearer {token}{_END}{_END}", ""
    else:
        # RFC 5801: the name as in "n,a=NAME,"; RFC 7628, 3.2.3: one %x01 answers a refusal.
        spoken = user.replace("=", "=3D").replace(",", "=2C")
        first = f"n,a={spoken},{_END}host={host}{_END}port={port}{_END}auth=Bearer {token}{_END}{_END}"
        then = _END
    waiting = [first, then]

    def answer(_: bytes) -> bytes:
        return (waiting.pop(0) if len(waiting) > 1 else waiting[0]).encode()

    return answer
