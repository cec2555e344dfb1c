"""The map of the first Alliance schools in Iran, for :mod:`panels_tehran`.

Land is Natural Earth's, without borders; the hills are painted, not surveyed.
"""

from __future__ import annotations

import math

from panel_kit import (
    BRASS, GREY, INK, PAPER, PARCHMENT, POMEGRANATE, SEA, Projection, circle, graticule, group,
    khatam, land_path, line, num, path, polygon, rect, star, svg, text, tint,
)
from tehran_ornament import H, NIGHT, W, frame

TOWNS = {
    # id: lon, lat, label box (dx, dy from the star), width, alignment
    "tehran": (51.389, 35.6892, 38, -30, 330, "left"),
    "hamadan": (48.515, 34.7989, -298, -92, 290, "right"),
    "kermanshah": (47.065, 34.3142, -346, -34, 310, "right"),
    "isfahan": (51.668, 32.6546, 34, -44, 330, "left"),
    "shiraz": (52.5837, 29.5918, 34, -44, 300, "left"),
}

# Ridge lines of the great ranges, [lon, lat], for the painted hills; not a survey.
RANGES = (
    ((45.4, 36.9), (46.3, 35.6), (47.5, 33.6), (49.2, 32.4), (50.4, 31.1), (51.6, 29.9), (53.4, 28.5), (55.6, 27.9)),
    ((48.7, 36.95), (50.2, 36.45), (51.6, 36.2), (53.2, 36.2), (54.9, 36.9), (56.6, 37.3)),
)


def hills(project, ridge, size, keep_from, keep_clear) -> list[str]:
    """Painted hills along a ridge line, as in a Persian miniature: overlapping domes. None
    is drawn within 42 units of the points ``keep_from`` or in the boxes ``keep_clear``
    (x0, y0, x1, y1)."""
    pts = [project(lon, lat) for lon, lat in ridge]
    spots, carry = [], 0.0
    for (ax, ay), (bx, by) in zip(pts, pts[1:]):
        length = math.hypot(bx - ax, by - ay)
        t = carry
        while t < length:
            spots.append((ax + (bx - ax) * t / length, ay + (by - ay) * t / length))
            t += size * 0.5
        carry = t - length
    rows = []
    for k, (x, y) in enumerate(spots):
        side = (-0.55, 0.5, -0.1)[k % 3] * size
        rows.append((x + side, y + (0.28, -0.3, 0.62)[k % 3] * size * 0.7, size * (0.78 + 0.22 * ((k * 7) % 5) / 4)))
    out = []
    for x, y, s in sorted(rows, key=lambda r: r[1]):
        if any(math.hypot(x - px, y - py) < 42 for px, py in keep_from):
            continue
        if any(a - s * 0.6 < x < c + s * 0.6 and b - s * 0.3 < y < d + s * 0.5 for a, b, c, d in keep_clear):
            continue
        out.append(path(
            f"M{num(x - s * 0.62)},{num(y + s * 0.3)} C{num(x - s * 0.4)},{num(y - s * 0.2)} {num(x - s * 0.2)},{num(y - s * 0.5)} {num(x)},{num(y - s * 0.5)} "
            f"C{num(x + s * 0.24)},{num(y - s * 0.5)} {num(x + s * 0.38)},{num(y - s * 0.16)} {num(x + s * 0.62)},{num(y + s * 0.3)} Z",
            fill=tint(BRASS, PAPER, 0.72), stroke=tint(BRASS, PAPER, 0.38), stroke_width="1.1"))
        out.append(path(
            f"M{num(x + s * 0.06)},{num(y - s * 0.38)} C{num(x + s * 0.22)},{num(y - s * 0.2)} {num(x + s * 0.26)},{num(y)} {num(x + s * 0.4)},{num(y + s * 0.2)}",
            stroke=tint(BRASS, PAPER, 0.45), stroke_width="1"))
    return out


def iran_schools_map() -> str:
    out = frame()
    box = (54, 214, 1346, 908)
    bw, bh = box[2] - box[0], box[3] - box[1]
    project = Projection(51.6, 32.6, 640, 566, 3150, (29.0, 37.0))
    clip = f'<clipPath id="map-window"><rect x="{box[0]}" y="{box[1]}" width="{bw}" height="{bh}"/></clipPath>'
    water = tint(SEA, PARCHMENT, 0.62)
    ground = [rect(box[0], box[1], bw, bh, fill=water)]
    for d in graticule(project, range(30, 76, 5), range(20, 51, 5)):
        ground.append(path(d, stroke=tint(SEA, PARCHMENT, 0.5), stroke_width="0.8"))
    ground.append(path(land_path(project, box), fill=PAPER, fill_rule="evenodd", stroke=tint(SEA, PARCHMENT, 0.1), stroke_width="2"))
    for d in graticule(project, range(30, 76, 5), range(20, 51, 5)):
        ground.append(path(d, stroke=tint(BRASS, PAPER, 0.72), stroke_width="0.8"))
    spots = {k: project(v[0], v[1]) for k, v in TOWNS.items()}
    names = []
    for key, (_, _, dx, dy, w, align) in TOWNS.items():
        x, y = spots[key][0] + dx, spots[key][1] + dy
        used = 200 if key == "kermanshah" else 150
        left = x + w - used if align == "right" else x
        names.append((left, y + 6, left + used, y + 78))
    for ridge, size in zip(RANGES, (34, 30)):
        ground += hills(project, ridge, size, spots.values(), names)
    for key, (x, y) in spots.items():
        r = 24 if key == "tehran" else 17
        ground.append(circle(x, y, r * 1.75, fill="#F7E7C0"))
    tx, ty = spots["tehran"]
    for key, (x, y) in spots.items():
        if key != "tehran":
            mx, my = (x + tx) / 2, (y + ty) / 2
            bend = -0.24 if key == "kermanshah" else 0.12
            ground.append(path(
                f"M{num(tx)},{num(ty)} Q{num(mx - (y - ty) * bend)},{num(my + (x - tx) * bend)} {num(x)},{num(y)}",
                stroke=POMEGRANATE, stroke_width="2.4", stroke_dasharray="1 8", stroke_linecap="round"))
    bx, by = project(44.3661, 33.3152)
    ground.append(circle(bx, by, 7, fill=PAPER, stroke=INK, stroke_width="2"))
    for key, (x, y) in spots.items():
        r = 24 if key == "tehran" else 17
        ground.append(polygon(khatam(x, y, r), fill=POMEGRANATE))
        ground.append(polygon(khatam(x, y, r * 0.46), fill="#F6DFA8"))
    out.append(clip)
    out.append(group(ground, clip_path="url(#map-window)"))
    out.append(rect(box[0], box[1], bw, bh, fill="none", stroke=BRASS, stroke_width="1.6"))
    for key, (lon, lat, dx, dy, w, align) in TOWNS.items():
        x, y = spots[key]
        size = 44 if key == "tehran" else 36
        out.append(text(key, x + dx, y + dy, w, 48, size, "serif", 600, INK, align, "middle"))
        out.append(text(f"{key}_year", x + dx, y + dy + 44, w, 38, 28, "sans", 600, POMEGRANATE, align, "middle"))
    out.append(text("baghdad", bx - 206, by - 17, 190, 34, 26, "serif", 400, GREY, "right", "middle"))
    cx, _ = project(50.95, 38.3)
    out.append(text("caspian", cx - 90, 226, 210, 80, 26, "serif", 400, NIGHT, "center", "middle"))
    gx, _ = project(51.1, 26.9)
    out.append(text("gulf", gx - 65, 834, 130, 72, 26, "serif", 400, NIGHT, "center", "middle"))
    x, y, w, h = 930, 400, 380, 300
    out.append(rect(x, y, w, h, fill=PARCHMENT, stroke=BRASS, stroke_width="1.6"))
    out.append(rect(x + 7, y + 7, w - 14, h - 14, fill="none", stroke=BRASS, stroke_width="0.8"))
    out.append(text("hamadan_note", x + 30, y + 24, w - 60, 136, 26, "sans", 400, INK, "start", "middle"))
    out.append(line(x + 30, y + 172, x + w - 30, y + 172, BRASS, 1))
    out.append(text("isfahan_note", x + 30, y + 184, w - 60, 96, 26, "sans", 400, INK, "start", "middle"))
    rx, ry = 1240, 824
    out.append(circle(rx, ry, 46, fill="none", stroke=BRASS, stroke_width="1"))
    out.append(polygon(star(rx, ry, 40, 13, 8), fill=tint(BRASS, PAPER, 0.35)))
    out.append(polygon(star(rx, ry, 58, 10, 4), fill=BRASS))
    out.append(polygon([(rx - 10, ry - 10), (rx, ry - 58), (rx + 10, ry - 10)], fill=POMEGRANATE))
    out.append(circle(rx, ry, 5, fill=PAPER))
    return svg(W, H, out)
