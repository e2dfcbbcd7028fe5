"""A municipality's colour: one accent, the shades that follow from it, and whether they can be read.

Contrast is WCAG 2.2's (success criterion 1.4.3): the lighter of two luminances over the darker, 1 to 21.
"""

import colorsys
import re
from collections.abc import Callable

HEX = re.compile(r"#[0-9a-f]{6}\Z")
#: What text on the surfaces of ``tokens.css`` must reach: level AA for text of any size.
LEAST = 4.5
#: What shades that we choose ourselves reach, as the standard colours do: level AAA.
OURS = 7.0
#: How far a shade stands from its colour where only the pointer tells them apart.
APART = 1.2
#: The light surfaces that the accent stands on, and the dark ones that its light shade stands on.
LIGHT = {"sidans bakgrund": "#f6f6f1", "kort": "#ffffff", "lugna ytor": "#e9ede6"}
DARK = ("#101b19", "#182623", "#21322e")
WHITE, INK = "#ffffff", "#08201b"


class Unreadable(ValueError):  # noqa: N818  # said to an editor, who does not speak of errors
    """Why a colour cannot be the accent, in Swedish."""


def contrast(one: str, other: str) -> float:
    """How far two colours, ``#rrggbb``, stand apart in light: 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def checked_accent(text: str) -> str:
    """An accent that can be read on every light surface, as ``#rrggbb`` in small letters.

    Args:
        text: what somebody wrote, with or without ``#``.

    Raises:
        Unreadable: when it is no colour, or names the surface on which it has too little contrast and the ratio.
    """
    colour = f"#{text.strip().lower().removeprefix('#')}"
    if not HEX.match(colour):
        raise Unreadable(f"”{text}” är ingen färg. Skriv sex tecken, till exempel #08513f.")
    name, ratio = min(
        ((name, contrast(colour, surface)) for name, surface in LIGHT.items()), key=lambda pair: pair[1]
    )
    if ratio < LEAST:
        # Cut, not rounded: 4.496 must not read as 4.5.
        said = f"{int(ratio * 100) / 100:.2f}".replace(".", ",")
        raise Unreadable(
            f"Färgen {colour} går inte att läsa: kontrasten mot {name} är {said}:1, och minst 4,5:1 krävs. "
            "Välj en mörkare färg."
        )
    return colour


def style_sheet(accent: str) -> str:
    """The custom properties that follow from a checked accent, light and dark: a theme, and nothing else.

    Paper keeps the print colours of ``tokens.css``.

    Args:
        accent: ``#rrggbb`` that ``checked_accent`` has let pass.
    """
    light = {
        "action": accent,
        "on-action": WHITE,
        "action-strong": _darker(
            accent, lambda shade: contrast(shade, WHITE) >= OURS and contrast(shade, accent) >= APART
        ),
        "action-soft": _lighter(accent, lambda shade: contrast(accent, shade) >= LEAST, start=0.9),
        **_evening(accent, 0.16),
    }
    shade = _lighter(accent, lambda tint: all(contrast(tint, surface) >= OURS for surface in DARK))
    dark = {
        "action": shade,
        "on-action": INK,
        "action-strong": _lighter(accent, lambda tint: contrast(tint, shade) >= APART, start=_lightness(shade)),
        "action-soft": _darker(accent, lambda tint: contrast(shade, tint) >= LEAST, start=0.2),
        **_evening(accent, 0.1),
    }
    return (
        f"@layer tokens {{\n  @media screen {{\n    :root {{{_properties(light)}}}\n  }}\n"
        f"  @media screen and (prefers-color-scheme: dark) {{\n    :root {{{_properties(dark)}}}\n  }}\n}}\n"
    )


def _evening(accent: str, lightness: float) -> dict[str, str]:
    """The evening of the front door in the accent's hue; white stands on it."""
    ground = _darker(accent, lambda shade: contrast(shade, WHITE) >= 10, start=lightness)
    base = _lightness(ground)
    return {
        "evening": ground,
        "evening-hill": _with_lightness(accent, base + 0.06),
        "evening-house": _with_lightness(accent, base * 0.6),
        "evening-pane": _with_lightness(accent, base + 0.13),
        "on-evening-soft": _lighter(accent, lambda tint: contrast(tint, ground) >= OURS, start=0.86),
    }


def _properties(values: dict[str, str]) -> str:
    return " ".join(f"--color-{name}: {value};" for name, value in values.items())


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hls(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)))


def _lightness(colour: str) -> float:
    return _hls(colour)[1]


def _with_lightness(colour: str, lightness: float) -> str:
    """The same hue, lighter or darker, and calmer where it would glare."""
    hue, _own, saturation = _hls(colour)
    rgb = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness)), min(saturation, 0.6))
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _lighter(colour: str, is_enough: Callable[[str], bool], start: float | None = None) -> str:
    """The first lighter shade that will do; white at last."""
    return _step(colour, is_enough, _lightness(colour) if start is None else start, 0.01)


def _darker(colour: str, is_enough: Callable[[str], bool], start: float | None = None) -> str:
    """The first darker shade that will do; black at last."""
    return _step(colour, is_enough, _lightness(colour) if start is None else start, -0.01)


def _step(colour: str, is_enough: Callable[[str], bool], lightness: float, by: float) -> str:
    while 0 < lightness < 1:
        shade = _with_lightness(colour, lightness)
        if is_enough(shade):
            return shade
        lightness += by
    return "#ffffff" if by > 0 else "#000000"
