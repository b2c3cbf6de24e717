"""The Story tab: its page (``tab``, ``web/``) and the server's half, which makes, keeps, prints them."""
