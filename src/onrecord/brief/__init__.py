"""Questions in, a cited brief out."""
