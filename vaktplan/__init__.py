"""vaktplan: lawful and fair duty rosters for municipal doctors."""

__version__ = "0.7.6"
__schema__ = 1  # the version of every JSON document
