"""The value of a customer over time: who is still there, how often they will buy, and for how much."""
