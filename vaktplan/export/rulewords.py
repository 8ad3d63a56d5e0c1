"""How a rule is named inside a sentence."""

from . import words


def rule_in_a_sentence(rule: str) -> str:
    """The title of a rule as it stands inside a sentence: "hvile mellom vakter", "LIS1 i vakt"."""
    title = words.rule_title(rule)
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title
