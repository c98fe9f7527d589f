"""The addresses of signing in and of one's account. Only those of allauth's that we need; its others do not exist."""

from django.urls import URLPattern, path

from tournee.web.access import View, anyone, opens_to, signed_in
from tournee.web.late import LateViews

views = LateViews("tournee.accounts.views")
sign_in = LateViews("allauth.account.views")
second_factor = LateViews("allauth.mfa.base.views")
codes = LateViews("allauth.mfa.recovery_codes.views")
app = LateViews("allauth.mfa.totp.views")
keys = LateViews("allauth.mfa.webauthn.views")
identity = LateViews("allauth.socialaccount.views")
oidc = LateViews("allauth.socialaccount.providers.openid_connect.views")


def _public(route: str, view: View, name: str) -> URLPattern:
    """A page of signing in: open to anyone."""
    return path(f"account/{route}", opens_to(anyone)(view), name=name)


def _own(route: str, view: View, name: str) -> URLPattern:
    """A page of one's own account; it opens before the second factor is set up, since that is done here."""
    return path(f"account/{route}", opens_to(signed_in, before_second_factor=True)(view), name=name)


CALLBACK = "account/oidc/<str:provider_id>/login/callback/"

urlpatterns = [
    _public("sign-in/", sign_in.login, "account_login"),
    _public("sign-in/code/", sign_in.request_login_code, "account_request_login_code"),
    _public("sign-in/code/enter/", sign_in.confirm_login_code, "account_confirm_login_code"),
    _public("sign-in/second-factor/", second_factor.authenticate, "mfa_authenticate"),
    _public("sign-in/passkey/", keys.login_webauthn, "mfa_login_webauthn"),
    _public("sign-in/closed/", sign_in.account_inactive, "account_inactive"),
    _public("sign-out/", sign_in.logout, "account_logout"),
    _public("forgotten-password/", sign_in.password_reset, "account_reset_password"),
    _public("forgotten-password/code/", sign_in.confirm_password_reset_code, "account_confirm_password_reset_code"),
    _public("forgotten-password/new/", sign_in.complete_password_reset, "account_complete_password_reset"),
    _public("forgotten-password/done/", sign_in.password_reset_from_key_done, "account_password_reset_completed"),
    _public("address/confirm/<str:key>/", sign_in.confirm_email, "account_confirm_email"),
    _public("oidc/<str:provider_id>/login/", oidc.login, "openid_connect_login"),
    _public("oidc/cancelled/", identity.login_cancelled, "socialaccount_login_cancelled"),
    _public("oidc/error/", identity.login_error, "socialaccount_login_error"),
    _own("", views.account, "account"),
    _own("address/", views.change_email, "account_email"),
    _own("password/", sign_in.password_change, "account_change_password"),
    _own("password/set/", sign_in.password_set, "account_set_password"),
    _own("sign-out-elsewhere/", views.sign_out_elsewhere, "account_sign_out_elsewhere"),
    _own("confirm/", sign_in.reauthenticate, "account_reauthenticate"),
    _own("confirm/code/", second_factor.reauthenticate, "mfa_reauthenticate"),
    _own("confirm/key/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _own("second-factor/", views.second_factors_page, "mfa_index"),
    _own("second-factor/app/", app.activate_totp, "mfa_activate_totp"),
    _own("second-factor/app/remove/", app.deactivate_totp, "mfa_deactivate_totp"),
    _own("second-factor/keys/add/", keys.add_webauthn, "mfa_add_webauthn"),
    _own("second-factor/keys/<int:pk>/rename/", views.rename_key, "mfa_edit_webauthn"),
    _own("second-factor/keys/<int:pk>/remove/", views.remove_key, "mfa_remove_webauthn"),
    _own("second-factor/recovery-codes/", views.recovery_codes, "mfa_view_recovery_codes"),
    _own("second-factor/recovery-codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _own("identities/", identity.connections, "socialaccount_connections"),
]

# Providers know one address without a language: it is registered with them.
plain_patterns = [path(CALLBACK, opens_to(anyone)(oidc.callback), name="openid_connect_callback")]

# Where a GET keeps something in the reader's own session: a challenge to a key, the secret of an app being set up, the
# state of a sign-in through a provider. Nothing else of these writes, but for the callback, which signs in.
SESSION_WRITTEN_ON_GET = frozenset(
    {
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
    }
)
