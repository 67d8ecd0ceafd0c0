"""The whole address of a link, as people see it and QR codes hold it."""

from __future__ import annotations

from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg


def public_address(house: House, slug: str, base: str = "") -> str:
    """Return the address of a link: at the links' own domain, else below `base` ("https://shop.example.org").

    Raises BadInput (kind "address") where neither is known.
    """
    domain = house.workspace.settings.links.domain
    base = base.rstrip("/")
    if domain and base in ("", f"https://{domain}", f"http://{domain}"):
        return f"{base or 'https://' + domain}/{slug}"
    if not base.startswith(("http://", "https://")):
        raise BadInput(
            msg("Nobody has said yet at which address links stand."),
            msg("Name it with --address, or set links.domain in nahbar.toml."),
            kind="address",
        )
    return f"{base}/l/{slug}"
