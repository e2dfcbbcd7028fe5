"""The search cluster of a large installation: a copy of the index in Elasticsearch (``ELASTICSEARCH_URL``).

The database's own index stays the truth and answers whenever the copy is away, slow or behind.
"""
