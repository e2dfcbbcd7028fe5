"""What the history of a record says about what happened outside its form."""

from typing import Any

from wagtail.log_actions import LogFormatter


def register_actions(actions: Any) -> None:
    """Names of the catalogue's own log entries."""
    actions.register_action("catalogue.verify", "Bekräfta", "Bekräftade att uppgifterna stämmer")
    actions.register_action("catalogue.resume", "Ta tillbaka", "Tog tillbaka posten i katalogen")
    actions.register_action(
        "catalogue.same_meaning",
        "Samma innebörd",
        "Publicerade ändrad svensk text som inte ändrar vad läsaren kan få eller ska göra",
    )
    actions.register_action("catalogue.words_approved", "Godkänn ord", "Godkände ord på andra språk")
    actions.register_action(
        "catalogue.words_same_meaning",
        "Samma innebörd",
        "Ändrade svenska ord utan att ändra vad läsaren kan få eller ska göra",
    )
    actions.register_action("catalogue.hours_confirmed", "Bekräfta tider", "Bekräftade öppettiderna")
    actions.register_action("catalogue.link_revoked", "Återkalla länk", "Återkallade en bekräftelselänk")
    actions.register_action("catalogue.hours_doubted", "Vet inte", "Visste inte om öppettiderna stämmer")

    @actions.register_action("catalogue.publish_refused")
    class RefusedFormatter(LogFormatter):
        """Says why something was not published at its time."""

        label = "Inte publicerad"

        def format_message(self, log_entry: Any) -> str:
            """The reasons of the door-keeper."""
            return f"Publicerades inte på utsatt tid: {' '.join(log_entry.data.get('reasons', []))}"

    @actions.register_action("catalogue.queue")
    class QueueFormatter(LogFormatter):
        """Says what stood before and what stands now."""

        label = "Köuppgift"

        def format_message(self, log_entry: Any) -> str:
            """Before and after in the reader's words, and the way when it was a link."""
            before, after = log_entry.data.get("before"), log_entry.data.get("after")
            via = f" ({log_entry.data['via']})" if log_entry.data.get("via") else ""
            return f"Kö: {before} → {after}{via}" if before else f"Kö: {after}{via}"

    @actions.register_action("catalogue.retire")
    class RetireFormatter(LogFormatter):
        """Says from when and why."""

        label = "Avsluta"

        def format_message(self, log_entry: Any) -> str:
            """The day and the reason."""
            after = log_entry.data.get("after", {})
            reason = log_entry.data.get("reason") or "utan angiven orsak"
            return f"Avslutade från {after.get('retired_from')}: {reason}"

    class RunningFactFormatter(LogFormatter):
        """Says what stood before and what stands now."""

        label = "Öppettider"
        noun = "öppettid"

        def format_message(self, log_entry: Any) -> str:
            """Before and after in the words of the listing."""
            before, after = log_entry.data.get("before"), log_entry.data.get("after")
            if not before:
                return f"Lade till {self.noun}: {after}"
            return f"Ändrade {self.noun}: {before} → {after}" if after else f"Tog bort {self.noun}: {before}"

    actions.register_action("catalogue.hours")(RunningFactFormatter)

    @actions.register_action("catalogue.group_start")
    class GroupStartFormatter(RunningFactFormatter):
        """Says what stood of a group start before and now."""

        label, noun = "Gruppstart", "gruppstart"

    @actions.register_action("catalogue.notice")
    class NoticeFormatter(RunningFactFormatter):
        """Says what stood of a notice before and now."""

        label, noun = "Driftmeddelande", "driftmeddelande"
