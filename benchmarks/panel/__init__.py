"""A made-up panel of creators whose truth is known: a purchase is laid over a creator who was honest until then.

`write_panel` is the front door; `python -m benchmarks.panel FOLDER SEED HONEST BOUGHT` opens it from the shell. Half of
the creators, honest or not, lived through something that looks like a purchase. The levels and spans are a stranger's
judgement of what is usual on three platforms: they were written without sight of the rules that are tested on them,
and no data was fitted. The texts are our own writing.
"""

from benchmarks.panel.kinds import BOUGHT, HONEST
from benchmarks.panel.writing import write_panel

__all__ = ["BOUGHT", "HONEST", "write_panel"]
