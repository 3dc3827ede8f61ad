"""Where articles and claims are kept: stored, dated, never rewritten."""
