"""The API is imported when it is first asked for, and its names can then be reversed."""

import subprocess
import sys

STARTED = """
import sys, django
django.setup()
from django.urls import NoReverseMatch, resolve, reverse
reverse("home")
assert "rest_framework.views" not in sys.modules, "loaded for nothing"
try:
    reverse("v1:tours-list")
except NoReverseMatch:
    pass
resolve("/api/v1/tours/")
assert "rest_framework.views" in sys.modules
print(reverse("v1:tours-list"), reverse("home"))
"""


def test_a_process_loads_the_rest_framework_with_its_first_request_for_it() -> None:
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.stdout.split() == ["/api/v1/tours/", "/"]
