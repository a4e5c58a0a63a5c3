"""A library without a server of its own."""
