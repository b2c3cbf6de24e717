"""The Story tab: what is on it, and what its questions are answered with."""
