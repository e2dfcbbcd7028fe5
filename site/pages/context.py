"""What every page's frame needs."""
def site_frame(request): return {}
