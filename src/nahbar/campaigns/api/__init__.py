"""The API of campaigns, leads, deals and payouts: what the screens show and do, as JSON, for programs with a token."""
