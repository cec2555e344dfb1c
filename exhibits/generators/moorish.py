"""Ornament of northern Morocco for the panels of the Tetouan hall (standard library only).

Horseshoe arches, zellige fields, flames and a corner for the frame. Everything is drawn
here from geometry; nothing is traced from a building or an object.
"""

from __future__ import annotations

import math

import panel_kit as kit
from panel_kit import BRASS, INK, PAPER, PARCHMENT, POMEGRANATE, SEA, num, tint

DARK_BRASS = tint(BRASS, INK, 0.45)
PALE_BRASS = tint(BRASS, PARCHMENT, 0.55)
NIGHT = tint(SEA, INK, 0.62)
GLOW = "#F3C877"

# How far a horseshoe closes below its centre, as an angle.
CLOSING_RAD = math.radians(24.0)


def horseshoe(cx, base_y, half_width, height) -> str:
    """Path data of a horseshoe opening standing on ``base_y``.

    ``half_width`` is half the door's width between its straight sides, ``height`` runs
    from the base to the crown, both in panel units. The round part is wider than the door.
    """
    r = half_width / math.cos(CLOSING_RAD)
    cy = base_y - height + r
    foot = cy + r * math.sin(CLOSING_RAD)
    return (
        f"M{num(cx - half_width)},{num(base_y)} L{num(cx - half_width)},{num(foot)} "
        f"A{num(r)},{num(r)} 0 1 1 {num(cx + half_width)},{num(foot)} L{num(cx + half_width)},{num(base_y)} Z"
    )


def voussoirs(cx, base_y, half_width, height, depth, stones=23, colours=(POMEGRANATE, PAPER)) -> list[str]:
    """The ring of wedge stones around a :func:`horseshoe`, in two colours by turns."""
    r = half_width / math.cos(CLOSING_RAD)
    cy = base_y - height + r
    start, sweep = math.pi - CLOSING_RAD, math.pi + 2 * CLOSING_RAD
    out = []
    for i in range(stones):
        a0, a1 = (start + sweep * (i + s) / stones for s in (0, 1))
        inner = [(cx + r * math.cos(a), cy + r * math.sin(a)) for a in (a0, a1)]
        outer = [(cx + (r + depth) * math.cos(a), cy + (r + depth) * math.sin(a)) for a in (a0, a1)]
        out.append(kit.path(
            f"M{num(inner[0][0])},{num(inner[0][1])} L{num(outer[0][0])},{num(outer[0][1])} "
            f"A{num(r + depth)},{num(r + depth)} 0 0 1 {num(outer[1][0])},{num(outer[1][1])} "
            f"L{num(inner[1][0])},{num(inner[1][1])} A{num(r)},{num(r)} 0 0 0 {num(inner[0][0])},{num(inner[0][1])} Z",
            fill=colours[i % 2], stroke=BRASS, stroke_width="1"))
    return out


def door(cx, base_y, half_width, height, fill=NIGHT, rim=BRASS, rim_width=3.0) -> list[str]:
    """A small horseshoe door in one colour with a metal rim."""
    return [kit.path(horseshoe(cx, base_y, half_width, height), fill=fill, stroke=rim, stroke_width=num(rim_width))]


def zellige_tile(cx, cy, size, turn=0) -> list[str]:
    """One square of a zellige field: an eight-pointed star, its heart, and the four
    quarter crosses of the neighbours. ``turn`` chooses the colour of the star."""
    star_colour = (POMEGRANATE, BRASS, tint(SEA, PARCHMENT, 0.25))[turn % 3]
    r = size / 2
    return [
        kit.polygon(kit.khatam(cx, cy, r), fill=PAPER),
        kit.polygon(kit.khatam(cx, cy, r * 0.86), fill=star_colour),
        kit.polygon(kit.khatam(cx, cy, r * 0.5), fill=PAPER),
        kit.polygon(kit.khatam(cx, cy, r * 0.34), fill=SEA),
    ]


def zellige_field(x, y, columns, rows, size) -> list[str]:
    """A field of ``columns`` x ``rows`` tiles of side ``size``, its top-left at (x, y)."""
    out = [kit.rect(x, y, columns * size, rows * size, fill=SEA)]
    for j in range(rows):
        for i in range(columns):
            out += zellige_tile(x + (i + 0.5) * size, y + (j + 0.5) * size, size, i + 2 * j)
    for j in range(rows + 1):
        for i in range(columns + 1):
            if 0 < i < columns and 0 < j < rows:
                out.append(kit.polygon(kit.khatam(x + i * size, y + j * size, size * 0.13), fill=BRASS))
    out.append(kit.rect(x, y, columns * size, rows * size, fill="none", stroke=BRASS, stroke_width="2"))
    return out


def flame(cx, foot_y, height, lit=True) -> list[str]:
    """One oil flame standing on ``foot_y``; an unlit light is only a wick."""
    if not lit:
        return [kit.line(cx, foot_y, cx, foot_y - height * 0.24, PALE_BRASS, 2.4)]
    w = height * 0.21
    def drop(k, fill):
        h, v = height * k, w * k
        return kit.path(
            f"M{num(cx)},{num(foot_y - h)} C{num(cx + v * 0.25)},{num(foot_y - h * 0.72)} {num(cx + v)},{num(foot_y - h * 0.5)} "
            f"{num(cx + v)},{num(foot_y - h * 0.24)} A{num(v)},{num(v * 0.92)} 0 0 1 {num(cx - v)},{num(foot_y - h * 0.24)} "
            f"C{num(cx - v)},{num(foot_y - h * 0.5)} {num(cx - v * 0.25)},{num(foot_y - h * 0.72)} {num(cx)},{num(foot_y - h)} Z", fill=fill)
    return [drop(1.0, tint(BRASS, "#E2701E", 0.45)), drop(0.72, GLOW), drop(0.4, "#FFF6DC")]


def corner(ground=PARCHMENT) -> list[str]:
    """A frame corner: two squares crossed into a star, with a heart of colour."""
    return [
        kit.circle(5, 5, 40, fill=ground),
        kit.polygon(kit.khatam(5, 5, 36), fill="none", stroke=BRASS, stroke_width="2"),
        kit.polygon(kit.khatam(5, 5, 29), fill=SEA),
        kit.polygon(kit.khatam(5, 5, 20), fill=ground),
        kit.polygon(kit.khatam(5, 5, 14), fill=POMEGRANATE),
    ]


def sheet(width, height) -> list[str]:
    """The parchment of this hall: hairline frame with a star in each corner."""
    return kit.paper(width, height) + kit.corners(width, height, corner)
