"""Answering somebody who asks what is held of them, or asks to be forgotten (GDPR, articles 15 and 17)."""
