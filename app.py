"""The web application, ``app:create_app()``. ``python app.py`` runs everything on this machine."""

from heatsync.factory import create_app
from heatsync.serving import machine

__all__ = ["create_app"]

if __name__ == "__main__":
    machine.run()
