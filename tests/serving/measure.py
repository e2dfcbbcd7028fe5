"""How many requests a second the servers answer: ``python -m tests.serving.measure FOLDER [PATH]``.

FOLDER holds a database with the demonstration. Each thing is measured in turn, several times, so that what else
the machine does meanwhile meets them all. Beside the rate stands what the server spent on the processor for each
answer, which a busy machine changes least.
"""

import os
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.serving.stack import Stack, workers_of

SECONDS, ROUNDS, CONNECTIONS = 4, 3, 64
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Measured:
    """One thing that is asked for, and what was seen each time."""

    name: str
    address: str
    server: str
    headers: tuple[str, ...] = ()
    connections: int = CONNECTIONS
    rates: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    failed: int = 0

    def once(self, stack):
        """Ask as often as possible for some seconds."""
        server = getattr(stack, self.server)
        before = spent(server)
        sent = [part for header in self.headers for part in ("-H", header)]
        command = ["wrk", "-t2", f"-c{self.connections}", f"-d{SECONDS}s", *sent, self.address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        count = int(re.search(r"(\d+) requests in", said)[1])
        self.rates.append(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]))
        self.processor.append((spent(server) - before) * 1000 / max(count, 1))
        self.failed += sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
        self.failed += sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", said)))


def spent(server):
    """Seconds on the processor that a server's workers have used."""
    rows = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in workers_of(server)]
    return sum(int(row[11]) + int(row[12]) for row in rows) / TICKS


def measure(folder, path):
    """Measure, and give the rows of a table."""
    stack = Stack(folder)
    stack.manage("collectstatic", "--no-input", "-v0")
    try:
        stack.start()
        _status, headers, text = stack.get(path)
        (Path(folder) / "static" / "same.html").write_text(text)
        front, inner = f"http://127.0.0.1:{stack.port}", f"http://127.0.0.1:{stack.inner_port}"
        known = (f"If-None-Match: {headers['ETag']}",)
        things = [
            Measured("the same bytes as a file, nginx", f"{front}/static/same.html", "nginx"),
            Measured("the page, kept by nginx", front + path, "nginx"),
            Measured("304, gunicorn alone", inner + path, "gunicorn", known),
            Measured("the page built anew, gunicorn alone", inner + path, "gunicorn", connections=4),
        ]
        for thing in [*things[:2] * (2 * ROUNDS), *things[2:] * ROUNDS]:
            thing.once(stack)
        return things, len(text.encode())
    finally:
        stack.stop()


def main():
    """Print the table as Markdown."""
    folder, *rest = sys.argv[1:]
    path = rest[0] if rest else "/insatser/komet-3-11/"
    before = os.getloadavg()[0]
    things, size = measure(Path(folder).resolve(), path)
    print(f"`{path}`, {size:,} bytes; two workers; the machine's load before: {before:.1f}.\n")
    print("| asked | requests a second, median (each) | processor, ms | failed |\n| --- | --- | --- | --- |")
    for thing in things:
        each = ", ".join(f"{rate:,.0f}" for rate in thing.rates)
        median, cost = statistics.median(thing.rates), statistics.median(thing.processor)
        print(f"| {thing.name} | {median:,.0f} ({each}) | {cost:.3f} | {thing.failed} |")
    file, kept = things[:2]
    shares = [ours / limit for ours, limit in zip(kept.rates, file.rates, strict=True)]
    each = ", ".join(f"{share:.0%}" for share in shares)
    cost = statistics.median(file.processor) / statistics.median(kept.processor)
    print(
        f"\nThe kept page against the file: {statistics.median(shares):.0%} ({each}); {cost:.0%} on the processor."
    )


if __name__ == "__main__":
    main()
