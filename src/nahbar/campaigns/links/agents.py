"""Programs and link previews by what they say of themselves; the list is that of the package crawler-user-agents. Pure.

Source: github.com/monperrus/crawler-user-agents (MIT), 1,500 patterns that its community keeps.
"""

from __future__ import annotations

import functools
import re

# Further than this no browser's name goes; a longer one would only slow the search.
LONGEST_AGENT = 512
# Programs that the list leaves out because they are no crawlers: load generators and bare libraries.
MORE = r"^(?:wrk|hey|oha|ab|k6|node|undici|axios|okhttp|java|ruby|php|lua|dart)\b|^ApacheBench"


@functools.cache
def _pattern() -> re.Pattern[str]:
    from crawleruseragents import CRAWLER_USER_AGENTS_DATA

    known = "|".join(f"(?:{one['pattern']})" for one in CRAWLER_USER_AGENTS_DATA)
    return re.compile(f"{known}|{MORE}")


def is_program(agent: str) -> bool:
    """Whether a user agent names a crawler, a link preview, a monitor or a library; an empty one does too."""
    shown = agent[:LONGEST_AGENT].strip()
    return not shown or _pattern().search(shown) is not None


def load() -> None:
    """Compile the list, so that the first visitor need not wait for it."""
    _pattern()
