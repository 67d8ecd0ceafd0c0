"""The pages of the worth room."""

from litestar import get
from litestar.response import Redirect

from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import NavigationEntry
from nahbar.kernel.web.shell import Room
from nahbar.worth.experiments.by_file.runs import drop_old_runs
from nahbar.worth.web import (
    attribution,
    content,
    customers,
    design_runs,
    designs,
    experiments,
    experiments_together,
    likes,
    participation,
    report,
    silent,
)

HOME = "/worth"


@get(HOME, opt={"role": "viewer"}, include_in_schema=False, sync_to_thread=False)
def show_worth() -> Redirect:
    """Lead to the first page of the room."""
    return Redirect(attribution.PATH)


ROOM = Room(
    package="nahbar.worth",
    handlers=[
        show_worth,
        attribution.router,
        customers.router,
        likes.router,
        participation.router,
        silent.router,
        content.router,
        experiments.router,
        experiments_together.router,
        designs.router,
        design_runs.router,
        report.router,
    ],
    navigation=[NavigationEntry(HOME, msg("Worth"))],
    warm=drop_old_runs,
)
