"""The professionals' tools below ``/personal/``: signing in, an overview and the staff's own search."""
