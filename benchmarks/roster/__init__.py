"""A made-up roster of creators whose truth is known: slow drifts, events, changing habits, purchases of nine kinds.

`write_roster` is the front door; `python -m benchmarks.roster FOLDER SEED HONEST BOUGHT` opens it from the shell. Small
events happen to anybody; the kinds of honest creators have large ones, or habits that change. The levels and spans are
a stranger's judgement of what is usual on three platforms: they were written without sight of the rules that are
tested on them, and no data was fitted. The texts are our own writing.
"""

from benchmarks.roster.kinds import BOUGHT, HONEST
from benchmarks.roster.writing import write_roster

__all__ = ["BOUGHT", "HONEST", "write_roster"]
