"""The proof: how far from the best any roster can be, found beside the search in a process of its own."""
