"""Pure part of vetting: the reduced material on one creator goes in, the report comes out."""
