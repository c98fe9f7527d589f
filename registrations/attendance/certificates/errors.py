"""What is refused of certificates."""

from tournee.errors import OperationError


class CertificateError(OperationError):
    """A certificate that cannot be issued, revoked or sent as things stand."""
