"""Reports of the ledger. They register themselves as those of upper apps do."""
