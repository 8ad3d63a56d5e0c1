"""What if: named changes of the facts, and scenarios of them. Nothing is edited in place; nothing is solved."""
