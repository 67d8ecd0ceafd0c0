"""Rules that choose which creators to book: who can be booked, what a choice is worth, why others are passed over."""
