"""What the database knows of the search cluster: which generation it holds, and what it has not been told yet."""

from django.db import models


class ClusterState(models.Model):
    """What the cluster holds. One row.

    It is a copy of the generation that the database holds; readers ask it only while it is in step. Changes are
    sent by one process at a time, each with a number of its own, so that a process that was held up never puts an
    older text over a newer one.
    """

    #: The generation that has been copied and verified; none until the first copy.
    generation = models.PositiveIntegerField(null=True)
    #: The number of whoever sends changes, or did last.
    sender = models.PositiveBigIntegerField(default=0)
    #: Until when nobody else sends. A process that died lets it run out.
    sending_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"generation {self.generation}"


class UnsentChange(models.Model):
    """The outbox: something of an object has changed and the cluster has not been told.

    Written in the transaction of the change. It says only what to look at again, so sending it twice does no harm.
    """

    generation = models.PositiveIntegerField(db_index=True)
    group = models.CharField(max_length=20)
    #: None for all objects of the group.
    object_id = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.group} {self.object_id or 'all'}"
