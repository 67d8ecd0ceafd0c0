"""Every table and statement of tracking links and coupon codes."""
