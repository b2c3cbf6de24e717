"""Stories: from a text to pages with the same people, places and weather until the text changes them."""
