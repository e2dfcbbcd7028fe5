"""How gunicorn runs the site. Access logs stay off: what readers look for is written down nowhere."""

bind = "127.0.0.1:8000"
workers = 2
pythonpath = "site"
accesslog = None
errorlog = "-"
max_requests = 5000
max_requests_jitter = 500
