"""Every shape that the ledger's tables have had, as steps from one to the next."""
