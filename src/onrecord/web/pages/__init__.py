"""One dataclass a page, and the function that makes it from what the desk holds."""
