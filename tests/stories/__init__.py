"""Small stories, and what must be seen on their pages."""
