"""Guards of the business, kept up together with those of the books."""
