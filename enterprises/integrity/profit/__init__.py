"""Guards of profit shared: what a member is to receive stays, until it is paid."""
