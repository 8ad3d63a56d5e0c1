"""vaktplan: lawful and fair duty rosters for municipal doctors."""

__version__ = "0.1.0"
