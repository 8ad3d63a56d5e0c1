"""What is kept, append-only: rosters, publications, subscriptions, decisions and the trail (SQLAlchemy)."""
