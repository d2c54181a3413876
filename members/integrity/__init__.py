"""Guards of meetings and of who opened a card, kept up together with those of the books."""
