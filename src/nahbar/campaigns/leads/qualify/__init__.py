"""The rule by which a brand calls new leads qualified: written, tried out, kept with its versions, applied."""
