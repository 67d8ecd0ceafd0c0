"""A made-up market of creators whose truth is known: honest ones, easy and hard, and buyers of all kinds.

`write_market` is the front door; `python -m benchmarks.market FOLDER SEED HONEST BOUGHT` opens it from the shell. The
levels and spans are our judgement of what is usual on three platforms, wide on purpose: they were written without
looking at the rules that are tested on them, and no data was fitted. The texts are our own writing.
"""

from benchmarks.market.kinds import BOUGHT, HONEST, THIN
from benchmarks.market.writing import write_market

__all__ = ["BOUGHT", "HONEST", "THIN", "write_market"]
