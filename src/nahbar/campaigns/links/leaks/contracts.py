"""What is known of the uses of a code, and what is found in it, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nahbar.kernel.messages import Message

NO_SIGN, LEAKED, CANNOT_TELL = "no sign", "leaked", "cannot tell"
# What a finding is about.
CHANNELS, COUPON_SITES, COUNTRIES = "channels", "coupon sites", "countries"
# How sure a finding is; "" where nothing is flagged.
WEAK, CLEAR, STRONG = "weak", "clear", "strong"
# Below this many uses with a known origin the interval of a share spans nearly everything.
LEAST_KNOWN = 10


@dataclass(frozen=True, slots=True)
class Use:
    """So many uses of a code that came in the same way; empty texts are unknown."""

    channel: str
    creator: str
    uses: int


@dataclass(frozen=True, slots=True)
class Audience:
    """Shares (0 to 1) of a creator's audience by country code, as stated last; `rest` is named by none of them."""

    shares: Mapping[str, float]
    rest: float
    observed_at: int


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """Orders with a code by the host that they came from, customers by country, and the same of all other orders.

    Only orders that say it are counted. `other_countries` are those of the same time; `audience` is what the creator
    shared, None for nothing.
    """

    hosts: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    other_hosts: Mapping[str, int] = field(default_factory=dict)
    other_countries: Mapping[str, int] = field(default_factory=dict)
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look at a code says, how sure that is, what it rests on, and what else would explain it.

    `probability` is that of what is flagged, None where none is worked out. The orders behind it are those with the
    code that came from `hosts` or went to `countries`, `orders` or customers in number.
    """

    kind: str
    verdict: str
    sure: str = ""
    probability: float | None = None
    orders: int = 0
    hosts: Sequence[str] = ()
    countries: Sequence[str] = ()
    evidence: Sequence[Message] = ()
    innocent: Sequence[Message] = ()


@dataclass(frozen=True, slots=True)
class Leak:
    """The verdict on a code: all that was found, and of the channels how many uses are known and how many outside."""

    verdict: str
    uses: int
    known: int
    outside: int
    interval: tuple[float, float]
    findings: Sequence[Finding]

    @property
    def sure(self) -> str:
        """How sure the surest flag is; "" without one."""
        said = {one.sure for one in self.findings}
        return next((one for one in (STRONG, CLEAR, WEAK) if one in said), "")

    @property
    def evidence(self) -> Sequence[Message]:
        """What all findings rest on."""
        return [said for one in self.findings for said in one.evidence]

    @property
    def innocent(self) -> Sequence[Message]:
        """What else would explain what is flagged."""
        return [said for one in self.findings for said in one.innocent]
