"""The server: calendar feeds, the subscribe guide and the wall page. It serves what is published."""
