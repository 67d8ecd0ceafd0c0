"""The short name of a link: what it may look like. Pure."""

from __future__ import annotations

import re

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

LONGEST_SLUG = 80
_SLUG = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST_SLUG - 1}}}")


def read_slug(text: str) -> str:
    """Return the slug in lower case; raises BadInput (kind "slug") for one that an address cannot hold."""
    slug = text.strip().lower()
    if not _SLUG.fullmatch(slug):
        raise BadInput(
            msg("“{slug}” cannot be the end of a link.", slug=text.strip()[:LONGEST_SLUG]),
            msg("Use 1 to {n} of these: a to z, 0 to 9, - and _, beginning with a letter or a digit.", n=LONGEST_SLUG),
            kind="slug",
        )
    return slug
