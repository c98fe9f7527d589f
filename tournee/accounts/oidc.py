"""OpenID Connect providers from the environment. Read by the settings: imports nothing of Django's models."""

from __future__ import annotations

import environ


def providers(env: environ.Env) -> list[dict[str, object]]:
    """The providers people may sign in through, as allauth wants its apps; none where nothing is set.

    One provider is set by OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_NAME. For several,
    OIDC_PROVIDERS lists their names ("oidc,chamber") and each has variables of its own (CHAMBER_SERVER_URL, …). The
    name is part of the return address registered with the provider: `/account/oidc/<name>/login/callback/`.
    """
    apps: list[dict[str, object]] = []
    for name in env.list("OIDC_PROVIDERS", default=["oidc"]):
        prefix = name.upper().replace("-", "_")
        server_url = env.str(f"{prefix}_SERVER_URL", "")
        if not server_url:
            continue
        apps.append(
            {
                "provider_id": name,
                "name": env.str(f"{prefix}_NAME", "OpenID Connect"),
                "client_id": env.str(f"{prefix}_CLIENT_ID"),
                "secret": env.str(f"{prefix}_CLIENT_SECRET"),
                "settings": {"server_url": server_url.rstrip("/"), "oauth_pkce_enabled": True},
            }
        )
    return apps
