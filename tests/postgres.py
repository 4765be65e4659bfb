#!/usr/bin/env python3
"""A PostgreSQL to throw away, for tests. postgres.py COMMAND… runs the command with TOUCHSTONE_POSTGRES naming one."""
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
OWNER = "touchstone"
# It holds nothing that anybody would miss, so it need not wait for disks.
SETTINGS = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200", "listen_addresses=127.0.0.1"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unprivileged():
    """PostgreSQL refuses to run as root; Debian's package brings an account for it."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


def wait_until_it_answers(server, port, log):
    for _ in range(300):
        if server.poll() is not None:
            break
        asked = subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], check=False)
        if asked.returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start:\n" + log.read_text(errors="replace"))


@contextlib.contextmanager
def throw_away_postgres():
    """Gives the address of a server that trusts everybody on the loopback; "/NAME" after it names a database, "/postgres" is there."""
    if not (PROGRAMS / "initdb").exists():
        raise RuntimeError(f"there is no PostgreSQL in {PROGRAMS}: install postgresql-15")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="touchstone-postgres-"))
    server = None
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data, log, port = folder / "data", folder / "log", free_port()
        subprocess.run([PROGRAMS / "initdb", "--no-sync", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C"],
                       cwd=folder, stdout=subprocess.DEVNULL, check=True, **unprivileged())
        settings = [part for setting in SETTINGS for part in ("-c", setting)]
        with log.open("wb") as out:
            server = subprocess.Popen([PROGRAMS / "postgres", "-D", data, "-p", str(port), "-k", folder, *settings], cwd=folder,
                                      stdin=subprocess.DEVNULL, stdout=out, stderr=out, **unprivileged())
        wait_until_it_answers(server, port, log)
        yield f"postgresql://{OWNER}@127.0.0.1:{port}"
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGINT)  # ends the sessions, then itself
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)
                server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    with throw_away_postgres() as address:
        return subprocess.run(sys.argv[1:], env=os.environ | {"TOUCHSTONE_POSTGRES": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
