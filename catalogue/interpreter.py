"""An interpreter: what somebody may ask for, and one sentence to say on the phone in Swedish."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.at_hand import terms_of
from catalogue.models import SupportLanguage
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.safety_texts import SafetyWords

#: The safety text about what one may ask for, one sentence a line.
RULES = "tolk"
#: The safety text with the sentence to say. In Swedish it is the sentence itself; in another language two lines:
#: how the sentence sounds, spelled as that language spells, and what it means.
SENTENCE = "tolk-mening"
#: Where the language's name stands in the sentence.
LANGUAGE = "{språk}"


@dataclass(frozen=True)
class Interpreter:
    """What stands beside a number for somebody who speaks another language.

    Attributes:
        heading: asks whether one needs an interpreter.
        rules: that it is free, that children never interpret, what one may ask for.
        say: words before the sentence.
        swedish: the sentence to say; empty for somebody who reads Swedish.
        sound: how it sounds, in the reader's letters; empty while nobody has approved it.
        meaning: what one says with it.
    """

    heading: Text
    rules: list[Text]
    say: Text = field(default_factory=lambda: Text("", SOURCE_LANGUAGE))
    swedish: str = ""
    sound: Text = field(default_factory=lambda: Text("", SOURCE_LANGUAGE))
    meaning: Text = field(default_factory=lambda: Text("", SOURCE_LANGUAGE))


def interpreter_for(
    language: str, texts: Mapping[str, SafetyWords], swedish: Mapping[str, SafetyWords]
) -> Interpreter | None:
    """What to say about interpreters on pages in a language; None in Swedish, and while editors have no text.

    Args:
        language: code of the variant.
        texts: safety texts in that language.
        swedish: safety texts in Swedish.
    """
    written = texts.get(RULES)
    if language == SOURCE_LANGUAGE or written is None or not written.text:
        return None
    rules = [Text(line, written.text.language, written.text.by_machine) for line in lines_of(written.text)]
    name = _swedish_name(language)
    sentence = swedish.get(SENTENCE)
    if not name or sentence is None:
        return Interpreter(written.heading, rules)
    own = texts.get(SENTENCE, sentence)
    spelled = lines_of(own.text) if own.text.language == language else []
    sound, meaning = (Text(line, language) for line in (*spelled, "", "")[:2])
    said = sentence.text.value.replace(LANGUAGE, name.lower())
    return Interpreter(written.heading, rules, own.heading, said, sound, meaning)


def lines_of(text: Text) -> list[str]:
    """The lines of a text, without empty ones."""
    return [line.strip() for line in text.value.splitlines() if line.strip()]


def _swedish_name(language: str) -> str:
    """What the language is called in Swedish, such as "Somaliska"; empty when it is no language of its own."""
    languages = terms_of(SupportLanguage).values()
    return next((str(row.text("label", SOURCE_LANGUAGE)) for row in languages if row.slug == language), "")
