"""The creators room: profiles, import, vetting, audience. Other rooms import from here only."""

from nahbar.creators.contracts import CreatorLine, ImportRun, Overview
from nahbar.creators.service.checkup import examine_creators
from nahbar.creators.service.lists import overview

__all__ = ["CreatorLine", "ImportRun", "Overview", "examine_creators", "overview"]
