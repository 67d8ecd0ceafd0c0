"""How well creators fit a brand: a small profile of dimensions, each with an interval and what it rests on. Pure."""

from nahbar.creators.fit.contracts import DIMENSIONS, Brand, Dimension, Persona

__all__ = ["DIMENSIONS", "Brand", "Dimension", "Persona"]
