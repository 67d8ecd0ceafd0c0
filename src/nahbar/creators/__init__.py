"""The creators room: profiles, import, vetting, audience."""
