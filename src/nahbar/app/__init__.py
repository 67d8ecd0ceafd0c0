"""Mounts the rooms: one web application, one command line."""
