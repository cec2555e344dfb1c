"""Persian ornament for the panels of the Tehran hall (standard library only).

Everything here is drawn from geometry: a twelve-pointed star pattern by Hankin's method of
"polygons in contact", scrolling vines on logarithmic spirals, the four-centred arch, and
the heading panel (sar-lowh) of Persian books, which carries each panel's title.
"""

from __future__ import annotations

import math

from panel_kit import (
    BRASS, GREY, INK, PAPER, PARCHMENT, POMEGRANATE, SEA, circle, element, group, khatam, line, num,
    path, points, polygon, rect, text, tint,
)

# Size of every panel of the hall, in drawing units.
W, H = 1400, 1000

NIGHT = tint(SEA, INK, 0.45)
LAPIS = tint(SEA, INK, 0.2)
GOLD = tint(BRASS, PARCHMENT, 0.3)


def arch_d(x: float, y: float, w: float, h: float, rise: float) -> str:
    """Path data of a four-centred arch standing on y + h: x, y is the top-left corner of
    its box, ``rise`` the height of the pointed part."""
    cx, spring = x + w / 2, y + rise
    return (
        f"M{num(x)},{num(y + h)} L{num(x)},{num(spring)} "
        f"C{num(x)},{num(spring - rise * 0.58)} {num(cx - w * 0.2)},{num(y + rise * 0.16)} {num(cx)},{num(y)} "
        f"C{num(cx + w * 0.2)},{num(y + rise * 0.16)} {num(x + w)},{num(spring - rise * 0.58)} {num(x + w)},{num(spring)} "
        f"L{num(x + w)},{num(y + h)}"
    )


def _polygon(cx, cy, r, sides, turn_deg):
    return [
        (cx + r * math.cos(math.radians(turn_deg + 360 * i / sides)),
         cy + r * math.sin(math.radians(turn_deg + 360 * i / sides)))
        for i in range(sides)
    ]


def _meet(p, d, q, e):
    """The point where p + t d meets q + s e."""
    det = d[0] * e[1] - d[1] * e[0]
    t = ((q[0] - p[0]) * e[1] - (q[1] - p[1]) * e[0]) / det
    return (p[0] + t * d[0], p[1] + t * d[1])


def _hankin(corners, angle_deg):
    """Star strands in one polygon: from every edge midpoint two rays leave at ``angle_deg``
    to the edge; each ends where it meets the ray of the neighbouring edge."""
    n = len(corners)
    strands = []
    for i in range(n):
        a, b, c = corners[i], corners[(i + 1) % n], corners[(i + 2) % n]
        mid = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        nxt = ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)
        turn = math.radians(angle_deg)
        fwd = math.atan2(b[1] - a[1], b[0] - a[0]) + turn
        back = math.atan2(b[1] - c[1], b[0] - c[0]) - turn
        at = _meet(mid, (math.cos(fwd), math.sin(fwd)), nxt, (math.cos(back), math.sin(back)))
        strands.append((mid, at, nxt))
    return strands


def star_field_d(x, y, w, h, radius, angle_deg=66.0) -> tuple[str, str, list[tuple[float, float]]]:
    """A twelve-fold star pattern over a box (to be clipped by the caller): dodecagons of
    circumradius ``radius`` on a hexagonal lattice with one centred on the top edge of the
    box, triangles between them. Returns path data of all strands, path data of the star
    bodies, and the star centres."""
    apothem = radius * math.cos(math.pi / 12)
    step, row = 2 * apothem, math.sqrt(3) * apothem
    edge = 2 * radius * math.sin(math.pi / 12)
    tri_r = edge / math.sqrt(3)
    gap = row - apothem / math.sqrt(3)
    strands, stars, centres = [], [], []
    half = int(w / step / 2) + 1
    for j in range(0, int(h / row) + 2):
        for i in range(-half - 1, half + 1):
            cx, cy = x + w / 2 + i * step + (apothem if j % 2 else 0), y + j * row
            cells = [_polygon(cx, cy, radius, 12, 15), _polygon(cx, cy + gap, tri_r, 3, 90),
                     _polygon(cx, cy - gap, tri_r, 3, -90)]
            for k, cell in enumerate(cells):
                legs = _hankin(cell, angle_deg)
                strands += ["M" + points(leg) for leg in legs]
                if k == 0:
                    stars.append("M" + points([p for leg in legs for p in leg[:2]]) + "Z")
            centres.append((cx, cy))
    return "".join(strands), "".join(stars), centres


def star_field(clip_id, clip_d, box, radius, stroke=GOLD, width=1.4, angle_deg=66.0, body=None, heart=None) -> str:
    """A star pattern seen through the shape ``clip_d`` (even-odd). ``body`` fills the
    stars, ``heart`` puts a small eight-pointed star in each."""
    strands, stars, centres = star_field_d(*box, radius, angle_deg)
    parts = []
    if body:
        parts.append(path(stars, fill=body))
    parts.append(path(strands, stroke=stroke, stroke_width=num(width), stroke_linejoin="round"))
    if heart:
        parts += [polygon(khatam(cx, cy, radius * 0.3), fill=heart) for cx, cy in centres]
        parts += [circle(cx, cy, radius * 0.1, fill=stroke) for cx, cy in centres]
    clip = f'<clipPath id="{clip_id}"><path d="{clip_d}" clip-rule="evenodd"/></clipPath>'
    return clip + "\n" + group(parts, clip_path=f"url(#{clip_id})")


# ---------------------------------------------------------------- vines


def _leaf(x, y, angle, length, width) -> str:
    """Path data of a bent almond leaf growing from (x, y); ``angle`` in radians."""
    dx, dy = math.cos(angle), math.sin(angle)
    tip = (x + dx * length, y + dy * length)
    bulge = (x + dx * length * 0.42 - dy * width, y + dy * length * 0.42 + dx * width)
    inner = (x + dx * length * 0.55 - dy * width * 0.12, y + dy * length * 0.55 + dx * width * 0.12)
    return (
        f"M{num(x)},{num(y)} Q{num(bulge[0])},{num(bulge[1])} {num(tip[0])},{num(tip[1])} "
        f"Q{num(inner[0])},{num(inner[1])} {num(x)},{num(y)} Z"
    )


def flower(cx, cy, r, petal=PAPER, heart=POMEGRANATE, petals=8) -> list[str]:
    """A small round blossom seen from above."""
    out = []
    for i in range(petals):
        a = 2 * math.pi * i / petals
        out.append(circle(cx + 0.6 * r * math.cos(a), cy + 0.6 * r * math.sin(a), r * 0.36, fill=petal))
    out.append(circle(cx, cy, r * 0.42, fill=heart))
    out.append(circle(cx, cy, r * 0.16, fill=petal))
    return out


def scroll(cx, cy, radius, start_deg, turns=1.35, hand=1, stem=GOLD, blossom=PAPER, heart=POMEGRANATE, width=2.0) -> list[str]:
    """One spiral tendril that winds from the rim at ``start_deg`` in to a blossom at the
    centre, with leaves outside and inside. ``hand`` is +1 (clockwise) or -1."""
    n = 64
    a0 = math.radians(start_deg)
    pts = []
    for i in range(n + 1):
        t = i / n
        r = radius * (1 - t) ** 0.9 * 0.86 + radius * 0.14
        a = a0 + hand * t * turns * 2 * math.pi
        pts.append((cx + r * math.cos(a), cy + r * math.sin(a)))
    leaves = []
    for i in range(5, n - 8, 9):
        x, y = pts[i]
        along = math.atan2(pts[i + 1][1] - pts[i - 1][1], pts[i + 1][0] - pts[i - 1][0])
        size = radius * (0.46 - 0.24 * i / n)
        leaves.append(_leaf(x, y, along - hand * 0.75, size, size * 0.34 * -hand))
        if i % 2:
            leaves.append(_leaf(x, y, along + hand * 0.7, size * 0.62, size * 0.22 * hand))
    out = [path("M" + points(pts), stroke=stem, stroke_width=num(width), stroke_linecap="round"),
           path("".join(leaves), fill=stem)]
    return out + flower(cx, cy, radius * 0.3, blossom, heart)


def arabesque_end(x, y, h, w) -> list[str]:
    """The vine at the end of a heading: from the point (x, y) a stem grows to the left over
    ``w`` units and parts into two tendrils, one winding up, one down, in a field ``h`` high.
    Draw its mirror image for the other end."""
    r = h * 0.215
    cx, up, down = x - w * 0.52, y - h * 0.25, y + h * 0.25
    out = []
    for cy, hand in ((up, -1), (down, 1)):
        a = math.radians(-hand * 27)
        sx, sy = cx + r * math.cos(a), cy + r * math.sin(a)
        tx, ty = -hand * math.sin(a) * 16, hand * math.cos(a) * 16
        out.append(path(
            f"M{num(x)},{num(y)} C{num(x - w * 0.16)},{num(y)} {num(sx - tx)},{num(sy - ty)} {num(sx)},{num(sy)}",
            stroke=GOLD, stroke_width="2"))
        out += scroll(cx, cy, r, -hand * 27, 1.3, hand, GOLD, PAPER, POMEGRANATE, 1.9)
        tip = cx - r * 0.66
        for k, (turn, size) in enumerate(((0, 30), (42, 25), (-42, 25))):
            angle = math.pi + math.radians(turn)
            out.append(path(_leaf(tip, cy, angle, size, size * (0.3 if k == 2 else -0.3)), fill=GOLD))
        side = -1 if hand < 0 else 1
        fx, fy = x - w * 0.12, y + side * h * 0.36
        out.append(line(fx, fy, fx, fy - side * 20, GOLD, 1.6))
        for turn in (-0.75, 0.75):
            out.append(path(_leaf(fx, fy - side * 20, side * (math.pi / 2) + turn, 20, 6 * (1 if turn * side > 0 else -1)), fill=GOLD))
        out += flower(fx, fy, 6.5, PAPER, POMEGRANATE, 6)
    out += flower(x - w * 0.88, y, 7, PAPER, BRASS, 6)
    for turn in (-0.5, 0.0, 0.5):
        out.append(path(_leaf(x - w * 0.84, y, turn, 20, 5 * (1 if turn >= 0 else -1)), fill=GOLD))
    return out


def cartouche_d(x, y, w, h) -> str:
    """A book-heading cartouche: a long field whose ends are drawn out to lobed points."""
    e, m = h * 0.62, y + h / 2
    return (
        f"M{num(x + e)},{num(y)} L{num(x + w - e)},{num(y)} "
        f"C{num(x + w - e * 0.7)},{num(y + h * 0.04)} {num(x + w - e * 0.72)},{num(y + h * 0.3)} {num(x + w - e * 0.38)},{num(y + h * 0.3)} "
        f"C{num(x + w - e * 0.2)},{num(y + h * 0.3)} {num(x + w - e * 0.14)},{num(m)} {num(x + w)},{num(m)} "
        f"C{num(x + w - e * 0.14)},{num(m)} {num(x + w - e * 0.2)},{num(y + h * 0.7)} {num(x + w - e * 0.38)},{num(y + h * 0.7)} "
        f"C{num(x + w - e * 0.72)},{num(y + h * 0.7)} {num(x + w - e * 0.7)},{num(y + h * 0.96)} {num(x + w - e)},{num(y + h)} "
        f"L{num(x + e)},{num(y + h)} "
        f"C{num(x + e * 0.7)},{num(y + h * 0.96)} {num(x + e * 0.72)},{num(y + h * 0.7)} {num(x + e * 0.38)},{num(y + h * 0.7)} "
        f"C{num(x + e * 0.2)},{num(y + h * 0.7)} {num(x + e * 0.14)},{num(m)} {num(x)},{num(m)} "
        f"C{num(x + e * 0.14)},{num(m)} {num(x + e * 0.2)},{num(y + h * 0.3)} {num(x + e * 0.38)},{num(y + h * 0.3)} "
        f"C{num(x + e * 0.72)},{num(y + h * 0.3)} {num(x + e * 0.7)},{num(y + h * 0.04)} {num(x + e)},{num(y)} Z"
    )


def heading(width=W, inset=44, height=150) -> list[str]:
    """The sar-lowh at the head of a panel: a field of vines, a dark cartouche for the key
    ``title``, and gold rules. Returns elements; the sheet's frame is drawn by the caller."""
    x, y, w = inset, inset, width - 2 * inset
    cw, ch = 1000, 104
    cx, cy = (width - cw) / 2, y + (height - ch) / 2
    end = arabesque_end(cx - 14, y + height / 2, height, cx - 14 - x)
    out = [
        rect(x, y, w, height, fill=LAPIS),
        group(end),
        group(end, transform=f"translate({num(width)} 0) scale(-1 1)"),
        path(cartouche_d(cx - 14, cy - 10, cw + 28, ch + 20), fill=BRASS),
        path(cartouche_d(cx - 9, cy - 6.5, cw + 18, ch + 13), fill=LAPIS),
        path(cartouche_d(cx, cy, cw, ch), fill=NIGHT, stroke=GOLD, stroke_width="1.4"),
    ]
    for yy in (y, y + height):
        out.append(line(x, yy, x + w, yy, BRASS, 2.4))
    for yy in (y + 7, y + height - 7):
        out.append(line(x + 7, yy, x + w - 7, yy, GOLD, 0.8))
    out.append(line(x, y + height + 7, x + w, y + height + 7, BRASS, 0.9))
    out.append(text("title", cx + 90, cy + 8, cw - 180, ch - 16, 60, "serif", 500, PARCHMENT, "center", "middle"))
    return out


def sheet(width=W, height=H, inset=34) -> list[str]:
    """Parchment with the hall's frame: two hairlines and small stars at the corners."""
    out = [rect(0, 0, width, height, fill=PARCHMENT)]
    for gap, weight in ((0, 2), (10, 0.9)):
        out.append(rect(inset + gap, inset + gap, width - 2 * (inset + gap), height - 2 * (inset + gap),
                        fill="none", stroke=BRASS, stroke_width=num(weight)))
    return out


def frame() -> list[str]:
    """The sheet with its heading and the box of the key ``source``."""
    return sheet() + heading() + [
        text("source", 90, 920, 1220, 34, 21, "sans", 400, GREY, "center", "middle"),
    ]


def lozenge(cx, cy, r, **attrs) -> str:
    """A small square standing on its corner."""
    return element("polygon", points=points([(cx, cy - r), (cx + r, cy), (cx, cy + r), (cx - r, cy)]), **attrs)
