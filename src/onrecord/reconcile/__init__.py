"""Claims in, questions out: what answers the same thing, and what the record says."""
