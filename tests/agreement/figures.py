"""The figures of the agreement programme, shown at the end of a run."""

FIGURES: list[str] = []


def figure(text: str) -> None:
    """Remember a line for the end of the run."""
    FIGURES.append(text)
