"""The frozen base of every fact."""

from pydantic import BaseModel, ConfigDict


class Fact(BaseModel):
    """A frozen value; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
