"""Partners over the API: partnerships, the log of exchanges, promises; written by the operations of the pages."""
