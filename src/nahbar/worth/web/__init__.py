"""The pages of the worth room."""

from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import NavigationEntry
from nahbar.kernel.web.shell import Room
from nahbar.worth.web import attribution, experiments, report

ROOM = Room(
    package="nahbar.worth",
    handlers=[attribution.router, experiments.router, report.router],
    navigation=[
        NavigationEntry("/worth/attribution", msg("Worth")),
        NavigationEntry("/worth/experiments", msg("Experiments")),
        NavigationEntry("/worth/report", msg("Report")),
    ],
)
