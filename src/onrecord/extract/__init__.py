"""Articles in, claims out: who said it, figures, times, certainty."""
