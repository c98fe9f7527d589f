"""Who is signed in, and what they have to sign in with."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from tournee.accounts.models import User


@dataclass(frozen=True, slots=True)
class SecondFactors:
    """A person's second factors; `codes_left` counts the recovery codes that are not used yet."""

    app: Authenticator | None
    keys: list[Authenticator]
    recovery_codes: Authenticator | None
    codes_left: int
    codes_seen: bool

    @property
    def any(self) -> bool:
        """Whether there is a second factor at all."""
        return self.app is not None or bool(self.keys)


def second_factors(user: User) -> SecondFactors:
    """The second factors of `user`, in one query."""
    found = list(Authenticator.objects.filter(user_id=user.pk).order_by("created_at", "pk"))
    of_type = {kind: [row for row in found if row.type == kind] for kind in Authenticator.Type}
    codes = next(iter(of_type[Authenticator.Type.RECOVERY_CODES]), None)
    wrapped = codes.wrap() if codes else None
    return SecondFactors(
        app=next(iter(of_type[Authenticator.Type.TOTP]), None),
        keys=of_type[Authenticator.Type.WEBAUTHN],
        recovery_codes=codes,
        codes_left=len(wrapped.get_unused_codes()) if wrapped else 0,
        codes_seen=bool(wrapped and wrapped.did_view),
    )
