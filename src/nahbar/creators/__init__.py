"""The creators room: profiles, import, vetting, audience, disclosure. Other rooms import from here only.

What stands behind the door is imported when it is asked for: the command line opens the door for every `--help`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nahbar.creators.contracts import CreatorLine, ImportRun, Overview
    from nahbar.creators.disclosure import Disclosure, check_disclosure
    from nahbar.creators.fit.places import country_code
    from nahbar.creators.intake import currency_in, price_style, read_currency, read_price
    from nahbar.creators.notices.sending import NoticeThread
    from nahbar.creators.notices.service import note_happening, waiting_happenings
    from nahbar.creators.notices.wording import did, name_happenings
    from nahbar.creators.pictures.glimpse import draw_glimpse
    from nahbar.creators.service.audiences import AudienceCountries, audience_countries
    from nahbar.creators.service.booking import (
        DisclosureWording,
        ImportedPost,
        KnownCreator,
        creator_names,
        creators_by_id,
        disclosure_wording,
        find_creator,
        imported_posts,
    )
    from nahbar.creators.service.checkup import examine_creators
    from nahbar.creators.service.commenting import who_commented
    from nahbar.creators.service.finding.saved_searches import overview_with_news as overview
    from nahbar.creators.service.imports.other_kinds import Examine, UploadColumn, UploadKind, offer
    from nahbar.creators.service.people import (
        Erased,
        allow_person,
        erase_person,
        export_person,
        forget_customer_in_imports,
        spoken_name,
    )
    from nahbar.creators.tables.counted import read_counted as posts_with_counts
    from nahbar.creators.tables.counted import read_openings as post_openings
    from nahbar.creators.tables.counted import read_written as comments_with_authors

__all__ = [
    "AudienceCountries",
    "CreatorLine",
    "Disclosure",
    "DisclosureWording",
    "Erased",
    "Examine",
    "ImportRun",
    "ImportedPost",
    "KnownCreator",
    "NoticeThread",
    "Overview",
    "UploadColumn",
    "UploadKind",
    "allow_person",
    "audience_countries",
    "check_disclosure",
    "comments_with_authors",
    "country_code",
    "creator_names",
    "creators_by_id",
    "currency_in",
    "did",
    "disclosure_wording",
    "draw_glimpse",
    "erase_person",
    "examine_creators",
    "export_person",
    "find_creator",
    "forget_customer_in_imports",
    "imported_posts",
    "name_happenings",
    "note_happening",
    "offer",
    "overview",
    "post_openings",
    "posts_with_counts",
    "price_style",
    "read_currency",
    "read_price",
    "spoken_name",
    "waiting_happenings",
    "who_commented",
]

_PLACES = {
    "did": "notices.wording",
    "name_happenings": "notices.wording",
    "NoticeThread": "notices.sending",
    "note_happening": "notices.service",
    "waiting_happenings": "notices.service",
    "CreatorLine": "contracts",
    "Disclosure": "disclosure",
    "ImportRun": "contracts",
    "Overview": "contracts",
    "check_disclosure": "disclosure",
    "country_code": "fit.places",
    "draw_glimpse": "pictures.glimpse",
    "AudienceCountries": "service.audiences",
    "audience_countries": "service.audiences",
    "DisclosureWording": "service.booking",
    "ImportedPost": "service.booking",
    "KnownCreator": "service.booking",
    "creator_names": "service.booking",
    "creators_by_id": "service.booking",
    "disclosure_wording": "service.booking",
    "find_creator": "service.booking",
    "imported_posts": "service.booking",
    "currency_in": "intake",
    "price_style": "intake",
    "read_currency": "intake",
    "read_price": "intake",
    **dict.fromkeys(("Examine", "UploadColumn", "UploadKind", "offer"), "service.imports.other_kinds"),
    "forget_customer_in_imports": "service.people",
    "Erased": "service.people",
    "allow_person": "service.people",
    "erase_person": "service.people",
    "export_person": "service.people",
    "spoken_name": "service.people",
    "examine_creators": "service.checkup",
    "who_commented": "service.commenting",
    "post_openings": "tables.counted:read_openings",
    "posts_with_counts": "tables.counted:read_counted",
    "comments_with_authors": "tables.counted:read_written",
    "overview": "service.finding.saved_searches:overview_with_news",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    module, _, attribute = _PLACES[name].partition(":")
    return getattr(import_module(f"{__name__}.{module}"), attribute or name)
