"""Which year's geography the reference data hold."""

VINTAGE = "2026"  # communes, EPCI, départements, regions
INDUSTRY_VINTAGES = ("2018-2022", "2023-2027")  # the waves of territoires d'industrie
UK_VINTAGE = "2010"  # NUTS 3
