"""Guards of meetings: installed, dropped and missed together with those of the books."""
