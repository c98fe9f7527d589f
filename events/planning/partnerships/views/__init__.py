"""Pages of a tour's partners: all of them, one with its log and promises, the order of their logos."""
