"""Pure facts: doctors, shifts, the period, rosters. Standard library and pydantic only."""
