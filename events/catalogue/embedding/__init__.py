"""A tour's stops on somebody else's site, in an iframe: neither cookie nor script, light or dark as that site is."""
