"""The web shell: access, sessions, pages, tables, errors. Rooms bring handlers and templates; this brings the rest."""
