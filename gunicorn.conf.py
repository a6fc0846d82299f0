"""How gunicorn serves the web: few processes, each with a light thread for every live page."""

import gc

from gunicorn.workers.base import Worker

from heatsync import logs
from heatsync.serving.patience import Patience
from heatsync.settings import of_this_process

logs.configure()
_settings = of_this_process()

wsgi_app = "app:create_app()"
bind = f"{_settings.host}:{_settings.port}"
workers = _settings.web_processes
worker_class = "gevent"
worker_connections = 2000
graceful_timeout = 2  # a live page comes back by itself: there is no need to wait for it
logconfig_dict = logs.settings()
forwarded_allow_ips = ""  # whom proxies speak for is decided in one place: heatsync/web/proxies.py
control_socket_disable = True  # nobody gives it orders, and a read-only root has no place for its socket


def post_worker_init(worker: Worker) -> None:
    """Give no browser for ever to send its form, and let the collector pass over what is there before any page is."""
    worker.wsgi = Patience(worker.wsgi, _settings.upload_seconds)
    gc.collect()
    gc.freeze()
