"""Firms as dossiers: what each did over stops and editions; two records that are one firm; who wants a call back."""
