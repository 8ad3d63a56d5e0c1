"""The solver: constraints, tiers, the child process. The only place that imports ortools."""
