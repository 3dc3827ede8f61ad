"""The desk: pages to read a ledger by and to decide at, and the same records over HTTP."""
