"""Lead forms: what they ask, what keeps programs out, and how they answer."""
