"""The domain: areas, providers, insatser, offerings, queue, hours, terms and words."""
