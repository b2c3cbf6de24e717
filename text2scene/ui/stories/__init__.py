"""The Story tab: its page (``tab``, ``web/``) and the server's half, stories made, changed, kept and printed."""
