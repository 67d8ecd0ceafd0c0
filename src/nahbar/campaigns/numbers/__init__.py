"""The numbers of a campaign: what it cost and brought, by creator, post and variant, and what can be said of that."""
