"""The report of a month: what we did, what it earned, what we learned, what we cannot tell, what to try next."""
