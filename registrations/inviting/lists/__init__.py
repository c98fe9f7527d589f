"""Contact lists: addresses of one source each, with why one may write to them."""
