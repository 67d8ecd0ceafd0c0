"""Briefs: the template filled, versions saved and compared, and the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.campaigns.agree.rows import hold_campaign
from nahbar.campaigns.agree.service.campaigns import campaign_of
from nahbar.campaigns.brief import rows
from nahbar.campaigns.brief.contracts import LANGUAGES, LONGEST_PART, PARTS, Brief
from nahbar.campaigns.brief.difference import Changed, difference
from nahbar.campaigns.brief.paper import brief_paper
from nahbar.campaigns.brief.template import template
from nahbar.creators import disclosure_wording
from nahbar.kernel.access import record
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.i18n import Language, language_for
from nahbar.kernel.messages import msg

# A brief is written in its own language, whichever the reader of the screen has.
PACKAGES = ("nahbar.kernel", "nahbar.creators", "nahbar.campaigns")


def brief_language(language: str) -> Language:
    """Return the words of a brief's language; raises BadInput for one that briefs are not written in."""
    if language not in LANGUAGES:
        raise BadInput(
            msg("Briefs are written in German or English, not in “{language}”.", language=language),
            msg("Choose one of: {names:raw}.", names=", ".join(LANGUAGES)),
            kind="language",
        )
    return language_for(language, PACKAGES)


def current_brief(house: House, campaign_id: int, language: str) -> Brief:
    """Return the newest version of a brief, or the filled template as version 0; raises NotFound, BadInput."""
    said = brief_language(language)
    with house.store.read() as connection:
        campaign = campaign_of(connection, campaign_id)
        kept = rows.read_brief(connection, campaign_id, language)
    if kept is not None:
        return kept
    filled = template(campaign.plan, house.workspace.settings.name, disclosure_wording(campaign.plan.law))
    parts = {name: "\n".join(said.message(line) for line in lines) for name, lines in filled.items()}
    return Brief(campaign_id, language, 0, parts, "", now())


def save_brief(house: House, campaign_id: int, language: str, given: Mapping[str, str], who: str) -> int:
    """Keep a new version and return its number; the same text again makes none. Raises NotFound, BadInput."""
    brief_language(language)
    parts = {name: _part(name, given.get(name, "")) for name in PARTS}
    if not any(parts.values()):
        raise BadInput(msg("The brief is empty."), msg("Write at least what it is about."), kind="goal")
    with house.store.write() as connection:
        hold_campaign(connection, campaign_id)
        campaign_of(connection, campaign_id)
        kept = rows.read_brief(connection, campaign_id, language)
        if kept is not None and kept.parts == parts:
            return kept.version
        version = rows.add_version(connection, campaign_id, language, parts, who, now())
        record(connection, who, f"brief.save {language} {version}", f"campaign:{campaign_id}", now())
    return version


def _part(name: str, text: str) -> str:
    text = "\n".join(line.rstrip() for line in text.replace("\0", "").replace("\r", "").strip().split("\n"))
    if len(text) > LONGEST_PART:
        raise BadInput(msg("This has more than {n} characters.", n=LONGEST_PART), msg("Say it shorter."), kind=name)
    return text


def brief_versions(house: House, campaign_id: int, language: str) -> Sequence[Brief]:
    """Return every version of a brief in a language, newest first; raises NotFound, BadInput."""
    brief_language(language)
    with house.store.read() as connection:
        campaign_of(connection, campaign_id)
        return rows.versions_of(connection, campaign_id, language)


def compare_versions(house: House, campaign_id: int, language: str, before: int, after: int) -> Sequence[Changed]:
    """Return what changed between two versions; raises NotFound."""
    by_number = {one.version: one for one in brief_versions(house, campaign_id, language)}
    if before not in by_number or after not in by_number:
        raise NotFound(
            msg("There is no such version of the brief."), msg("Choose two from the list."), kind="unknown-version"
        )
    return difference(by_number[before].parts, by_number[after].parts)


def brief_pdf(house: House, brief: Brief, campaign: str) -> bytes:
    """Return a brief as PDF on A4."""
    said = brief_language(brief.language)
    return brief_paper(brief, campaign, house.workspace.settings.name, said, day_of(brief.at))
