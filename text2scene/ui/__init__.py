"""The page: a browser window on the same calls that the library offers."""
