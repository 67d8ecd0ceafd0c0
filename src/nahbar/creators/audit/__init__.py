"""Audit of a follower list: how likely each account is fake and why, and the share of fakes with an interval. Pure.

Profiles go in as columns (`follower_profiles`), with the shipped model (`load_audit_model`) comes a `FollowerAudit`.
The rest of the room imports from here only.
"""

from nahbar.creators.audit.judging import AccountAudit, FollowerAudit, SameOdds, audit_followers
from nahbar.creators.audit.model import AuditModel, load_audit_model
from nahbar.creators.audit.terms import COLUMNS, FollowerProfiles, follower_profiles

__all__ = [
    "COLUMNS",
    "AccountAudit",
    "AuditModel",
    "FollowerAudit",
    "FollowerProfiles",
    "SameOdds",
    "audit_followers",
    "follower_profiles",
    "load_audit_model",
]
