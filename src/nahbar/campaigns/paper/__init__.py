"""Paper: A4 pages with the type of the screens."""

from nahbar.campaigns.paper.sheet import Sheet, plain_letters

__all__ = ["Sheet", "plain_letters"]
