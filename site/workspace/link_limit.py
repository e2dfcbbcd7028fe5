"""How often one sender may open confirmation links, or be led to the municipality's sign-in.

Counted in memory for a minute, by a hash of the address.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

#: A whole office may sit behind one address; somebody who guesses needs many more.
MOST = 30
SECONDS = 60


def is_too_often(request: HttpRequest, purpose: str = "confirmation_link", most: int = MOST) -> bool:
    """Count this request, and say whether the sender has to wait.

    Args:
        request: what has just been sent.
        purpose: what is counted; purposes are counted apart.
        most: requests that are let through in a minute.
    """
    sender = get_adapter().get_client_ip(request) or ""
    key = f"{purpose}:{salted_hmac(purpose, sender).hexdigest()}"
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) > most
    except ValueError:  # the minute ended between the two lines
        return False
