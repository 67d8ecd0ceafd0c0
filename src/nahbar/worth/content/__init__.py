"""Which content earned: posts by qualified leads and deals, likes last."""
