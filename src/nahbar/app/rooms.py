"""The rooms that are mounted, in the order of the road: find, agree, track, answer, delight, prove."""

from __future__ import annotations

# Packages whose catalogues and templates are used; the kernel's own catalogue is in nahbar.kernel.
PACKAGES = ("nahbar.kernel", "nahbar.creators", "nahbar.app")
