"""kbase: extremist groups and their leaders as one relational database, every fact sourced."""

__version__ = "0.2.0"
