"""The trained reader of attributions: tokens in, marked sources, cues and contents out; weights ship in ``data``."""
