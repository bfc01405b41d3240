"""The small data sets and generators, each with its source; all written or made here, none downloaded."""
