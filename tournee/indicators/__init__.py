"""What every figure means: named, versioned definitions, each floor's own, used by pages, documents and the API."""

from tournee.indicators.registry import Indicator, indicator, indicators

__all__ = ["Indicator", "indicator", "indicators"]
