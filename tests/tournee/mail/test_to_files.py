"""Mail for trying, in files."""

import email
from pathlib import Path

from django.core.mail import EmailMessage
from pytest_django import Settings

from tournee.mail.to_files import EmailBackend


def test_each_message_is_a_file_a_mail_program_reads(tmp_path: Path, settings: Settings) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    sent = [EmailMessage(f"Étape {number}", "Bonjour", to=["camille@example.org"]) for number in range(3)]
    assert EmailBackend().send_messages(sent) == 3
    files = sorted((tmp_path / "mail").glob("*.eml"))
    assert len(files) == 3
    assert email.message_from_bytes(files[0].read_bytes())["To"] == "camille@example.org"
