"""Drawing helpers shared by the panel generators (standard library only).

A panel is one SVG drawing in user units (usually 1400 x 1000) plus the words in
``panel.<lang>.toml``. The drawing holds no words: it holds boxes, written by
:func:`text`, that the museum's text engine fills in the visitor's language.

Maps use :class:`Projection`, a Lambert conformal conic on the sphere (Snyder, "Map
Projections: A Working Manual", 1987, equations 15-1 to 15-5), and the land outline in
``data/land-50m.json`` (Natural Earth, public domain).
"""

from __future__ import annotations

import json
import math
from pathlib import Path

EXHIBITS = Path(__file__).resolve().parent.parent
DATA = Path(__file__).resolve().parent / "data"

# The five colours of the museum and the tints panels are printed in.
INK = "#1E2430"
PARCHMENT = "#F4ECDC"
BRASS = "#B08A4F"
POMEGRANATE = "#8E2F3C"
SEA = "#2F5D73"
PAPER = "#FBF6EA"
SAND = "#E6D8BC"
MIST = "#CBD8DA"
GREY = "#5B5F66"
OLIVE = "#6E7448"

LICENSE = (
    "SPDX-FileCopyrightText: 2026 The Alliance Museum contributors\n"
    "SPDX-License-Identifier: CC0-1.0\n"
)


def num(value: float) -> str:
    """A coordinate with at most two decimals and no trailing zeros."""
    text_value = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text_value in ("-0", "") else text_value


def tint(colour: str, towards: str, share: float) -> str:
    """``colour`` mixed with ``share`` (0..1) of ``towards``; both "#RRGGBB"."""
    a = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    b = [int(towards[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in zip(a, b))


def _attributes(attrs: dict) -> str:
    out = []
    for key, value in attrs.items():
        if value is None:
            continue
        if isinstance(value, float):
            value = num(value)
        out.append(f' {key.rstrip("_").replace("_", "-")}="{value}"')
    return "".join(out)


def element(name: str, **attrs) -> str:
    """One empty SVG element; underscores in attribute names become hyphens."""
    return f"<{name}{_attributes(attrs)}/>"


def group(children, **attrs) -> str:
    """A ``<g>`` around a list of elements (or one string)."""
    body = children if isinstance(children, str) else "\n".join(children)
    return f"<g{_attributes(attrs)}>\n{body}\n</g>"


def rect(x, y, w, h, **attrs) -> str:
    return element("rect", x=num(x), y=num(y), width=num(w), height=num(h), **attrs)


def circle(cx, cy, r, **attrs) -> str:
    return element("circle", cx=num(cx), cy=num(cy), r=num(r), **attrs)


def ellipse(cx, cy, rx, ry, **attrs) -> str:
    return element("ellipse", cx=num(cx), cy=num(cy), rx=num(rx), ry=num(ry), **attrs)


def line(x1, y1, x2, y2, stroke=BRASS, width=1.5, **attrs) -> str:
    return element(
        "line", x1=num(x1), y1=num(y1), x2=num(x2), y2=num(y2),
        stroke=stroke, stroke_width=num(width), **attrs,
    )


def path(d: str, fill="none", **attrs) -> str:
    return element("path", d=d, fill=fill, **attrs)


def points(pairs) -> str:
    """A point list for ``polygon``/``polyline``, and for paths after "M"."""
    return " ".join(f"{num(x)},{num(y)}" for x, y in pairs)


def polygon(pairs, **attrs) -> str:
    return element("polygon", points=points(pairs), **attrs)


def polyline(pairs, **attrs) -> str:
    attrs.setdefault("fill", "none")
    return element("polyline", points=points(pairs), **attrs)


def text(key, x, y, w, h, size=28, font="sans", weight=400, fill=INK, align="start", valign="top") -> str:
    """A text box: top-left corner (x, y), size w x h, filled from panel.<lang>.toml."""
    return (
        f'<text data-key="{key}" x="{num(x)}" y="{num(y)}" data-width="{num(w)}" '
        f'data-height="{num(h)}" font-size="{num(size)}" data-font="{font}" '
        f'font-weight="{weight}" fill="{fill}" data-align="{align}" data-valign="{valign}"/>'
    )


def svg(width, height, children, mirror=False) -> str:
    """The whole drawing. ``mirror`` lets the Hebrew panel be mirrored left to right."""
    body = "\n".join(children)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(width)} {num(height)}" '
        f'data-mirror="{"yes" if mirror else "no"}">\n{body}\n</svg>\n'
    )


def write_panel(work_id: str, drawing: str) -> None:
    """Write works/<work_id>/panel.svg and the licence beside it."""
    folder = EXHIBITS / "works" / work_id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "panel.svg").write_text(drawing, encoding="utf-8")
    (folder / "panel.svg.license").write_text(LICENSE, encoding="utf-8")


# ---------------------------------------------------------------- grounds and frames


def paper(width, height, inset=34, ground=PARCHMENT, hairline=BRASS) -> list[str]:
    """Parchment with a double hairline frame: the sheet every panel is printed on."""
    gap = 10
    return [
        rect(0, 0, width, height, fill=ground),
        rect(inset, inset, width - 2 * inset, height - 2 * inset,
             fill="none", stroke=hairline, stroke_width="2"),
        rect(inset + gap, inset + gap, width - 2 * (inset + gap), height - 2 * (inset + gap),
             fill="none", stroke=hairline, stroke_width="0.9"),
    ]


def corners(width, height, draw, inset=34) -> list[str]:
    """Place one corner ornament four times. ``draw`` returns elements for the top-left
    corner with its origin on the frame's corner; the others are its reflections."""
    one = "\n".join(draw())
    spots = [(inset, inset, 1, 1), (width - inset, inset, -1, 1),
             (inset, height - inset, 1, -1), (width - inset, height - inset, -1, -1)]
    return [group(one, transform=f"translate({num(x)} {num(y)}) scale({sx} {sy})") for x, y, sx, sy in spots]


def paris_corner(ground=PARCHMENT, colour=BRASS) -> list[str]:
    """A Second Empire corner: a re-entrant quarter circle with a small rosette."""
    out = [
        path("M-4,-4 L62,-4 L62,2 A60,60 0 0 1 2,62 L-4,62 Z", fill=ground),
        path("M62,0 A62,62 0 0 1 0,62", stroke=colour, stroke_width="2"),
        path("M72,10 A62,62 0 0 1 10,72", stroke=colour, stroke_width="0.9"),
    ]
    out += rosette(20, 20, 20, 8, colour)
    out.append(circle(20, 20, 4.5, fill=ground))
    out.append(circle(20, 20, 2.2, fill=colour))
    return out


def fleuron(cx, cy, half_width=150, colour=BRASS) -> list[str]:
    """A printer's rule: two tapering lines and a small lozenge flower between them."""
    out = []
    for s in (-1, 1):
        out.append(path(
            f"M{num(cx + s * 26)},{num(cy - 1.4)} L{num(cx + s * half_width)},{num(cy)} "
            f"L{num(cx + s * 26)},{num(cy + 1.4)} Z", fill=colour))
        out.append(circle(cx + s * 19, cy, 2.6, fill=colour))
    out.append(path(
        f"M{num(cx)},{num(cy - 11)} Q{num(cx + 3)},{num(cy - 3)} {num(cx + 11)},{num(cy)} "
        f"Q{num(cx + 3)},{num(cy + 3)} {num(cx)},{num(cy + 11)} "
        f"Q{num(cx - 3)},{num(cy + 3)} {num(cx - 11)},{num(cy)} "
        f"Q{num(cx - 3)},{num(cy - 3)} {num(cx)},{num(cy - 11)} Z", fill=colour))
    return out


# ---------------------------------------------------------------- ornament


def star(cx, cy, outer, inner, tips=8, turn_deg=-90.0) -> list[tuple[float, float]]:
    """The corners of a star with ``tips`` points, radii ``outer`` and ``inner``."""
    out = []
    for i in range(2 * tips):
        r = outer if i % 2 == 0 else inner
        a = math.radians(turn_deg + 180.0 * i / tips)
        out.append((cx + r * math.cos(a), cy + r * math.sin(a)))
    return out


def khatam(cx, cy, radius) -> list[tuple[float, float]]:
    """The eight-pointed star of zellige: two squares, one turned by 45 degrees."""
    inner = radius * math.cos(math.radians(45)) / math.cos(math.radians(22.5))
    return star(cx, cy, radius, inner, 8, -90.0)


def zellige_band(x, y, width, height, colours=(SEA, POMEGRANATE, BRASS, PAPER)) -> list[str]:
    """A horizontal strip of eight-pointed stars and crosses between two hairlines."""
    count = max(1, round(width / height))
    step = width / count
    dark, accent, metal, light = colours
    out = [rect(x, y, width, height, fill=dark)]
    r = step / 2
    for i in range(count):
        cx, cy = x + (i + 0.5) * step, y + height / 2
        out.append(polygon(khatam(cx, cy, r), fill=light))
        out.append(polygon(khatam(cx, cy, r * 0.8), fill=accent if i % 2 else metal))
        out.append(polygon(khatam(cx, cy, r * 0.42), fill=light))
        out.append(polygon(khatam(cx, cy, r * 0.26), fill=dark))
    for i in range(1, count):
        cx, cy = x + i * step, y + height / 2
        for sy in (-1, 1):
            out.append(polygon(
                [(cx, cy + sy * height * 0.5), (cx - step * 0.13, cy + sy * height * 0.40),
                 (cx, cy + sy * height * 0.30), (cx + step * 0.13, cy + sy * height * 0.40)], fill=metal))
    out.append(line(x, y, x + width, y, BRASS, 2))
    out.append(line(x, y + height, x + width, y + height, BRASS, 2))
    return out


def rosette(cx, cy, radius, petals=12, fill=BRASS, stroke=None) -> list[str]:
    """A ring of almond petals, each reaching from the centre to ``radius``."""
    out = []
    half = math.pi / petals * 0.92
    for i in range(petals):
        a = 2 * math.pi * i / petals - math.pi / 2
        tip = (cx + radius * math.cos(a), cy + radius * math.sin(a))
        l = (cx + 0.58 * radius * math.cos(a - half), cy + 0.58 * radius * math.sin(a - half))
        r = (cx + 0.58 * radius * math.cos(a + half), cy + 0.58 * radius * math.sin(a + half))
        out.append(path(
            f"M{num(cx)},{num(cy)} Q{num(l[0])},{num(l[1])} {num(tip[0])},{num(tip[1])} "
            f"Q{num(r[0])},{num(r[1])} {num(cx)},{num(cy)} Z",
            fill=fill, stroke=stroke, stroke_width="0.8" if stroke else None))
    return out


def leaf(x, y, angle_deg, length, width, fill=OLIVE) -> str:
    """One almond leaf growing from (x, y)."""
    a = math.radians(angle_deg)
    dx, dy = math.cos(a), math.sin(a)
    mx, my = x + dx * length * 0.5, y + dy * length * 0.5
    return path(
        f"M{num(x)},{num(y)} Q{num(mx - dy * width)},{num(my + dx * width)} "
        f"{num(x + dx * length)},{num(y + dy * length)} "
        f"Q{num(mx + dy * width)},{num(my - dx * width)} {num(x)},{num(y)} Z", fill=fill)


def laurel(cx, cy, radius, from_deg, to_deg, leaves=11, size=34, fill=BRASS) -> list[str]:
    """An arc of leaf pairs along a circle, growing from one angle to the other."""
    out = []
    sign = 1 if to_deg > from_deg else -1
    large = 1 if abs(to_deg - from_deg) > 180 else 0
    a0, a1 = math.radians(from_deg), math.radians(to_deg)
    out.append(path(
        f"M{num(cx + radius * math.cos(a0))},{num(cy + radius * math.sin(a0))} "
        f"A{num(radius)},{num(radius)} 0 {large} {1 if sign > 0 else 0} "
        f"{num(cx + radius * math.cos(a1))},{num(cy + radius * math.sin(a1))}",
        stroke=fill, stroke_width="2"))
    for i in range(leaves):
        deg = from_deg + (to_deg - from_deg) * (i + 0.5) / leaves
        a = math.radians(deg)
        x, y = cx + radius * math.cos(a), cy + radius * math.sin(a)
        along = deg + sign * 90
        s = size * (1.0 - 0.35 * i / leaves)
        out.append(leaf(x, y, along - 34, s, s * 0.2, fill))
        out.append(leaf(x, y, along + 34, s, s * 0.2, fill))
    return out


# ---------------------------------------------------------------- maps


class Projection:
    """Lambert conformal conic on the unit sphere, scaled into panel units.

    ``parallels`` are the two standard parallels in degrees; (``lon0``, ``lat0``) in
    degrees is the point that lands on (``x0``, ``y0``); ``scale`` is panel units per
    Earth radius. Panel y grows downwards.
    """

    def __init__(self, lon0, lat0, x0, y0, scale, parallels=(30.0, 44.0)):
        p1, p2 = (math.radians(p) for p in parallels)
        self.n = math.log(math.cos(p1) / math.cos(p2)) / math.log(
            math.tan(math.pi / 4 + p2 / 2) / math.tan(math.pi / 4 + p1 / 2))
        self.f = math.cos(p1) * math.tan(math.pi / 4 + p1 / 2) ** self.n / self.n
        self.lon0, self.x0, self.y0, self.scale = lon0, x0, y0, scale
        self.rho0 = self._rho(lat0)

    def _rho(self, lat):
        return self.f / math.tan(math.pi / 4 + math.radians(lat) / 2) ** self.n

    def __call__(self, lon, lat):
        rho = self._rho(lat)
        theta = self.n * math.radians(lon - self.lon0)
        return (self.x0 + self.scale * rho * math.sin(theta),
                self.y0 - self.scale * (self.rho0 - rho * math.cos(theta)))


def land_rings() -> list[list[list[float]]]:
    """Rings of [lon, lat] in degrees, islands and inland seas alike (even-odd fill)."""
    return json.loads((DATA / "land-50m.json").read_text(encoding="utf-8"))["rings"]


def _dense(ring, step_deg=1.5):
    """The ring with long straight runs (the edges of the clipped region) divided, so
    that they follow the curved parallels once they are projected."""
    out = []
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        parts = max(1, math.ceil(max(abs(bx - ax), abs(by - ay)) / step_deg))
        out.extend((ax + (bx - ax) * i / parts, ay + (by - ay) * i / parts) for i in range(parts))
    return out


def land_path(project, box, min_size=1.2) -> str:
    """Path data of the land seen through ``project``, without rings outside ``box``
    (x0, y0, x1, y1) or smaller than ``min_size`` units. Draw it clipped to the box and
    with fill-rule="evenodd", so that inland seas stay water."""
    x0, y0, x1, y1 = box
    parts = []
    for ring in land_rings():
        pts = [project(lon, lat) for lon, lat in _dense(ring)]
        xs, ys = [p[0] for p in pts], [p[1] for p in pts]
        if max(xs) < x0 or min(xs) > x1 or max(ys) < y0 or min(ys) > y1:
            continue
        if max(max(xs) - min(xs), max(ys) - min(ys)) < min_size:
            continue
        keep = [pts[0]]
        for p in pts[1:]:
            if abs(p[0] - keep[-1][0]) + abs(p[1] - keep[-1][1]) >= 0.7:
                keep.append(p)
        if len(keep) >= 3:
            parts.append("M" + " ".join(f"{num(round(x, 1))},{num(round(y, 1))}" for x, y in keep) + "Z")
    return "".join(parts)


def graticule(project, lons, lats, step=1.0) -> list[str]:
    """Path data of meridians and parallels, one path each, as faint guide lines."""
    out = []
    lo, hi = min(lats), max(lats)
    for lon in lons:
        n = int((hi - lo) / step)
        out.append("M" + points([project(lon, lo + i * (hi - lo) / n) for i in range(n + 1)]))
    west, east = min(lons), max(lons)
    for lat in lats:
        n = int((east - west) / step)
        out.append("M" + points([project(west + i * (east - west) / n, lat) for i in range(n + 1)]))
    return out
