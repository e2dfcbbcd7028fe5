"""How gunicorn runs the site. Access logs stay off: what readers look for is written down nowhere."""

import sys
from pathlib import Path

pythonpath = str(Path(__file__).resolve().parents[1] / "site")
sys.path.insert(0, pythonpath)

from config.logs import log_settings  # noqa: E402  # found by the line above

bind = "127.0.0.1:8000"
workers = 2
#: Seconds that a request may take, and that those which are being answered get when the server is asked to stop.
timeout = 30
graceful_timeout = 30
#: Searches have long addresses; as long as nginx takes them.
limit_request_line = 8190
# A way in from outside that nobody uses here.
control_socket_disable = True
accesslog = None
logconfig_dict = log_settings(as_json=True)
max_requests = 50_000
max_requests_jitter = 5_000
