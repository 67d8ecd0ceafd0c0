"""Fitted models that ship with the package, each a JSON file with its provenance beside it."""

from __future__ import annotations

import functools
import json
from importlib.resources import files

from nahbar.creators.audit_model import AuditModel, model_from_dict


@functools.cache
def load_audit_model() -> AuditModel:
    """Read the follower audit model (SRF Data, CC BY-SA 4.0; see followers.md beside it)."""
    text = files(__package__).joinpath("followers.json").read_text(encoding="utf-8")
    return model_from_dict(json.loads(text))
