"""The pictures of the creators room, each with one message; pure: figures and a language in, SVG out."""

from nahbar.creators.pictures.growth import draw_growth
from nahbar.creators.pictures.network import draw_network
from nahbar.creators.pictures.posts import draw_posts
from nahbar.creators.pictures.ring import draw_ring
from nahbar.creators.pictures.size import draw_size

__all__ = ["draw_growth", "draw_network", "draw_posts", "draw_ring", "draw_size"]
