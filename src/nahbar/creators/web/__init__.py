"""The pages and the API of the creators room."""

from nahbar.creators.service.warming import warm_up
from nahbar.creators.web import api, creators, disclosure, imports
from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import NavigationEntry
from nahbar.kernel.web.shell import Room

ROOM = Room(
    package="nahbar.creators",
    handlers=[creators.router, disclosure.router, imports.router, api.router, disclosure.api],
    navigation=[
        NavigationEntry("/creators", msg("Creators")),
        NavigationEntry("/disclosure", msg("Check a draft")),
        NavigationEntry("/data", msg("Data"), section="house"),
    ],
    warm=warm_up,
)
