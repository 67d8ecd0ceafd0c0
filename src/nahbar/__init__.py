"""nahbar: an open, self-hosted engine for relevance over reach."""
