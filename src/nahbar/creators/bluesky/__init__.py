"""Bluesky (AT Protocol): what to ask, how patiently, and what the answers mean as rows; pure."""
