"""The pages and the API of the creators room."""

from nahbar.creators.service.warming import warm_up
from nahbar.creators.web import (
    api,
    brand,
    creators,
    disclosure,
    fetching,
    fit,
    followers,
    guests,
    imports,
    notices,
    portfolio,
    search,
)
from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import NavigationEntry
from nahbar.kernel.web.shell import Room

ROOM = Room(
    package="nahbar.creators",
    handlers=[
        creators.router,
        search.router,
        fit.router,
        brand.router,
        portfolio.router,
        followers.router,
        guests.router,
        notices.router,
        disclosure.router,
        imports.router,
        fetching.router,
        api.router,
        disclosure.api,
    ],
    navigation=[
        NavigationEntry("/creators", msg("Creators"), also=("/disclosure",)),
        NavigationEntry("/data", msg("Data"), section="house"),
        NavigationEntry("/brand", msg("Brand"), section="house"),
    ],
    warm=warm_up,
)
