"""Places at the live pages of one process: so many in all, so many for one address, a few of one page for it."""

import threading
import uuid
from collections import Counter

from heatsync.intake.allowances import household

_OF_ONE_PAGE = 6
"""What a browser opens at once to one site: nobody needs more of the same page."""


class Seats:
    """Whoever gets none is no worse off: that page asks now and then."""

    def __init__(self, in_all: int, of_an_address: int) -> None:
        self._of_an_address = of_an_address
        self._taken: Counter[tuple[str, uuid.UUID | None]] = Counter()
        """By address and page, and by address with no page for all of them."""
        self._left = in_all
        self._lock = threading.Lock()

    def take(self, address: str | None, page: uuid.UUID) -> bool:
        """Take a seat at that page, for whoever is at that address; whether there was one."""
        home = household(address)
        with self._lock:
            at_home, at_page = self._taken[home, None], self._taken[home, page]
            if not self._left or at_home >= self._of_an_address or at_page >= _OF_ONE_PAGE:
                return False
            self._left -= 1
            self._taken.update([(home, None), (home, page)])
            return True

    def leave(self, address: str | None, page: uuid.UUID) -> None:
        """Give it back."""
        home = household(address)
        with self._lock:
            self._left += 1
            self._taken.subtract([(home, None), (home, page)])
            self._taken = +self._taken  # who has none is forgotten
