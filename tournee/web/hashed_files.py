"""Static files under the hash of their content: what a browser keeps of one is never out of date."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage as Hashed

_IMPORT = (r"""(?P<matched>from "(?P<url>\./\w+\.js)")""", 'from "%(url)s"')


class HashedFiles(Hashed):
    """As whitenoise keeps them; our scripts that import one another do so by their hashes too (`from "./store.js"`).

    Django can do that for every script, and stumbles over what libraries say in their comments.
    """

    patterns = (*Hashed.patterns, ("desk/*.js", (_IMPORT,)))
