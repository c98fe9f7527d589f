"""A public directory of companies, by which a firm that registers is spared typing: a port that may always be down.

Off unless its address is set (`COMPANY_DIRECTORY_URL`); by exact number then, and by name where an administrator wants
that too (`COMPANY_DIRECTORY_BY_NAME`). It is the server that asks: no page makes a request to it. Our own
registrations are never searched. `asking.firm_numbered` and `asking.firms_named` are what others call.
"""
