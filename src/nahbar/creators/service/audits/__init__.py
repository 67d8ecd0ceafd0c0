"""Follower lists audited, from a file or from the store, with what people checked by hand."""
