"""Certificates that somebody came: issued, signed, sent and printed, revoked, and checked by anybody."""
