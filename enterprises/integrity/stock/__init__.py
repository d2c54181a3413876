"""Guards of purchases, stock, production and counts."""
