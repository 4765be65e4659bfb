"""The program as somebody at a console runs it, for tests. Each test file takes the program to test as its argument."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("TOUCHSTONE_SHARED") or ROOT.parent / "shared")
BINARY = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
PASSWORD = "seven-quiet-herons-wade"


def touchstone(*arguments, said_to_it="", folder=None):
    return subprocess.run([BINARY, *map(str, arguments)], input=said_to_it, capture_output=True, text=True, timeout=600, cwd=folder, check=False)


class Console(unittest.TestCase):
    """Each test gets a folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="touchstone-cli-")))
        self.data = self.folder / "data"

    def run_well(self, *arguments, **more):
        done = touchstone(*arguments, **more)
        self.assertEqual(done.returncode, 0, f"{arguments}\n{done.stdout}{done.stderr}")
        return done.stdout

    def refused(self, *arguments, status=1, **more):
        """What it says when it exits with the status: never a stack trace, never nothing."""
        done = touchstone(*arguments, **more)
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout}{done.stderr}")
        self.assertTrue(done.stderr.strip() or done.stdout.strip(), "it says nothing")
        return done.stderr + done.stdout

    def add_account(self, email="ada@example.org", role="administrator"):
        return self.run_well("account", "add", "--data", self.data, "--email", email, "--name", "Ada Adams", "--job", "Head of quality", "--role", role,
                             "--partnership", "Northmoor", said_to_it=PASSWORD + "\n")


class Counting(unittest.TextTestResult):
    passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


def run_tests_of(module):
    """The exit status."""
    if not BINARY:
        print(module.__doc__, file=sys.stderr)
        return 2
    found = unittest.defaultTestLoader.loadTestsFromModule(module)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2, resultclass=Counting).run(found)
    skipped = len(result.skipped)
    failed = found.countTestCases() - result.passed - skipped  # also those that never began
    print(f"{result.passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0
