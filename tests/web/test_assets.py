"""Files that browsers keep, and that nobody can swap."""

import base64
import hashlib
import re

from flask import Flask
from flask.testing import FlaskClient

from tests.web import shelf


def test_vendored_scripts_are_what_the_page_says_they_are(client: FlaskClient) -> None:
    page = client.get(f"/batches/{shelf.batch(shelf.job()).id}").text
    scripts = re.findall(r'src="([^"]+)" integrity="sha384-([^"]+)"', page)

    assert len(scripts) == 2
    for address, digest in scripts:
        assert base64.b64encode(hashlib.sha384(client.get(address).data).digest()).decode() == digest


def test_an_address_changes_with_the_contents(app: Flask, client: FlaskClient) -> None:
    style = re.search(r"/static/heatsync\.css\?v=(\w{12})", client.get("/").text)

    assert style
    assert hashlib.sha256(client.get("/static/heatsync.css").data).hexdigest().startswith(style.group(1))
