"""Where the demonstration's catalogue lies."""

from pathlib import Path

DEMO = Path(__file__).resolve().parents[1] / "catalogue" / "demo"
