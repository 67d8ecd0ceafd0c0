"""A creator's own data exports, read into records: Instagram's ZIP and TikTok's JSON."""

from nahbar.creators.handover import Export, Followed, OwnComment
from nahbar.creators.instagram_export import read_instagram_export
from nahbar.creators.tiktok_export import read_tiktok_export

__all__ = ["Export", "Followed", "OwnComment", "read_instagram_export", "read_tiktok_export"]
