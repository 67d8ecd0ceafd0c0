"""The script that puts a lead form into a page of the brand: no cookie, no storage, no inline code or style."""

from __future__ import annotations

from pathlib import Path

# <script src="https://nahbar.example/form/KEY/embed.js" defer></script> stands where the form shall be.
EMBED = (Path(__file__).parent / "embed.js").read_bytes()
