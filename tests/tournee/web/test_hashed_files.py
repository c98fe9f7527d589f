"""Static files under the hash of their content."""

from __future__ import annotations

import re
from pathlib import Path

from django.contrib.staticfiles.finders import FileSystemFinder

from tournee.web.hashed_files import HashedFiles


def test_a_script_imports_another_by_its_hash(tmp_path: Path) -> None:
    storage = HashedFiles(location=tmp_path)
    files = {name: (found, name) for name, found in FileSystemFinder().list([]) if re.fullmatch(r"desk/\w+\.js", name)}
    for found, name in files.values():
        with found.open(name) as file:
            storage.save(name, file)

    failed = [outcome for _name, _hashed, outcome in storage.post_process(files) if isinstance(outcome, Exception)]

    script = (tmp_path / storage.stored_name("desk/door.js")).read_text()
    imported = re.findall(r'from "\./([^"]+)"', script)
    assert failed == []
    assert len(imported) > 10
    assert all((tmp_path / "desk" / name).exists() and re.search(r"\.[0-9a-f]{12}\.js$", name) for name in imported)
