"""How many doctors a municipality needs, over years: arithmetic on stated inputs, no solver."""
