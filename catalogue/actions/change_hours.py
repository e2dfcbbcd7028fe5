"""Change opening hours, by the rule of all running facts."""

from catalogue.actions.change_running import ChangedMeanwhileError, add_running, change_running, remove_running

add_hours, change_hours, remove_hours = add_running, change_running, remove_running

__all__ = ["ChangedMeanwhileError", "add_hours", "change_hours", "remove_hours"]
