"""One check per rule; each walks the finished roster in time order and knows no other check."""
