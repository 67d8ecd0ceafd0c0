"""Search among creators by words and by meaning: an index of arrays, and pure look-ups in it."""
