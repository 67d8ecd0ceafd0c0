"""The journal: touchpoints as they arrive, append-only, each event id once, until they are sealed into the lake."""

from nahbar.kernel.journal.appending import append, complete
from nahbar.kernel.journal.schema import journal, journal_batch, known_event
from nahbar.kernel.journal.writing import Journal

__all__ = ["Journal", "append", "complete", "journal", "journal_batch", "known_event"]
