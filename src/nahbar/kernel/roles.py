"""The names of what people and programs may do, apart from the store so that the command line starts quickly."""

from __future__ import annotations

# Each role may do what those before it may.
ROLES = ("viewer", "editor", "owner")
SCOPES = ("creators:read", "creators:write", "metrics:read", "links:read", "links:write", "campaigns:read",
          "campaigns:write", "leads:read", "leads:write", "payouts:write")  # fmt: skip
