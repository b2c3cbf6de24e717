"""The server's half of the Story tab: stories made, changed, kept and turned into books."""
