"""The server: calendar feeds, the subscribe guide and the wall page. It decides nothing; it serves what is published."""
