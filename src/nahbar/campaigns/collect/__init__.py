"""The collect API: events that pages, apps and servers send, compatible with the Segment HTTP tracking API."""
