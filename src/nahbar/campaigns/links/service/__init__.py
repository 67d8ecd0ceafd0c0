"""Use cases of tracking links and coupon codes: one function, one transaction."""
