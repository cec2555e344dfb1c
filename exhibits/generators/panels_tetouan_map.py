"""The panel of Haketía: a language arrives over the strait, and languages set out again.

The land is Natural Earth's (public domain), without borders. The lines from Spain start
nowhere in particular: the record names no town of origin.
"""

from __future__ import annotations

import panel_kit as kit
from moorish import DARK_BRASS, sheet
from panel_kit import BRASS, GREY, INK, MIST, PAPER, PARCHMENT, POMEGRANATE, SEA, circle, group, line, num, path, polygon, rect, text, tint

W, H = 1400, 1000
MAP = (610, 92, 1290, 876)
TETOUAN, GIBRALTAR, ORAN = (-5.3684, 35.5785), (-5.353, 36.14), (-0.642, 35.7)


def haketia() -> str:
    x0, y0, x1, y1 = MAP
    project = kit.Projection(-3.9, 38.7, (x0 + x1) / 2, (y0 + y1) / 2, 3650)
    tx, ty = project(*TETOUAN)
    out = sheet(W, H)
    shapes = [rect(x0, y0, x1 - x0, y1 - y0, fill=tint(MIST, PARCHMENT, 0.2))]
    for d in kit.graticule(project, [-14, -12, -10, -8, -6, -4, -2, 0, 2, 4, 6], [30, 32, 34, 36, 38, 40, 42, 44, 46], 0.25):
        shapes.append(path(d, stroke=tint(SEA, PARCHMENT, 0.72), stroke_width="0.8"))
    land = kit.land_path(project, MAP)
    shapes.append(path(land, stroke=tint(SEA, PARCHMENT, 0.55), stroke_width="9", stroke_linejoin="round", fill_rule="evenodd"))
    shapes.append(path(land, fill=PAPER, stroke=DARK_BRASS, stroke_width="1.6", stroke_linejoin="round", fill_rule="evenodd"))
    # Strands out of Spain, twisted together at Tetouan; they begin at no particular town.
    for i in range(9):
        sx, sy = project(-6.3 + 0.66 * i, 41.0 - 0.16 * abs(i - 3.5) - 0.11 * i)
        shapes.append(path(f"M{num(sx)},{num(sy)} C{num(sx)},{num(sy + 150)} {num(tx + (i - 4) * 13)},{num(ty - 150)} {num(tx)},{num(ty)}",
                           stroke=POMEGRANATE, stroke_width=num(1.5 + 0.6 * (i % 3)), stroke_linecap="round", opacity="0.85"))
    # Languages of the school set out: Gibraltar, Oran, and west over the ocean.
    gx, gy = project(*GIBRALTAR)
    ox, oy = project(*ORAN)
    wx, wy = x0, ty + 40
    for d in (f"M{num(tx)},{num(ty)} Q{num(tx + 26)},{num((ty + gy) / 2)} {num(gx)},{num(gy)}",
              f"M{num(tx)},{num(ty)} Q{num((tx + ox) / 2)},{num(ty - 46)} {num(ox)},{num(oy)}",
              f"M{num(tx)},{num(ty)} Q{num((tx + wx) / 2)},{num(ty - 40)} {num(wx)},{num(wy)}"):
        shapes.append(path(d, stroke=SEA, stroke_width="4", stroke_dasharray="3 8", stroke_linecap="round"))
    for x, y in ((gx, gy), (ox, oy)):
        shapes.append(circle(x, y, 6, fill=PAPER, stroke=SEA, stroke_width="3.4"))
    shapes += [circle(tx, ty, 19, fill=PAPER, stroke=BRASS, stroke_width="2.4"),
               polygon(kit.khatam(tx, ty, 15), fill=POMEGRANATE), polygon(kit.khatam(tx, ty, 7), fill=PAPER)]
    out.append(f'<defs><clipPath id="sea">{rect(x0, y0, x1 - x0, y1 - y0)}</clipPath></defs>')
    out.append(group(shapes, clip_path="url(#sea)"))
    out += [
        rect(x0, y0, x1 - x0, y1 - y0, fill="none", stroke=BRASS, stroke_width="2"),
        text("spain", x0 + 60, y0 + 132, x1 - x0 - 120, 60, 46, "serif", 600, POMEGRANATE, "center", "middle"),
        text("tetouan", tx - 34, ty + 24, 240, 46, 36, "serif", 600, INK, "left"),
        text("gibraltar", gx - 226, gy - 24, 170, 34, 25, fill=SEA, weight=600, align="right"),
        text("oran", ox - 60, oy + 10, 160, 34, 25, fill=SEA, weight=600, align="center"),
        text("americas", x0 + 14, wy + 10, 180, 68, 25, fill=SEA, weight=600, align="left"),
        text("title", 100, 92, 476, 160, 60, "serif", 600),
        text("lead", 100, 262, 476, 118, 29),
        rect(100, 398, 476, 178, fill=PAPER, stroke=BRASS, stroke_width="1.4"),
        text("dress_head", 124, 410, 428, 38, 26, fill=GREY),
        text("dress_haketia", 124, 446, 428, 58, 42, "serif", 600, POMEGRANATE, valign="middle"),
        text("in_haketia", 124, 452, 428, 50, 26, fill=GREY, align="end", valign="middle"),
        text("dress_arabic", 124, 508, 428, 56, 38, "serif", 500, INK, valign="middle"),
        text("in_arabic", 124, 512, 428, 50, 26, fill=GREY, align="end", valign="middle"),
        line(102, 602, 574, 602, POMEGRANATE, 3, stroke_linecap="round"),
        text("arrives", 100, 612, 476, 42, 27),
        line(102, 672, 574, 672, SEA, 4, stroke_dasharray="3 8", stroke_linecap="round"),
        text("leaves", 100, 682, 476, 80, 27),
        text("both", 100, 790, 476, 84, 28, "serif", 500, DARK_BRASS),
        text("source", 100, 906, 1190, 30, 22, fill=GREY),
    ]
    return kit.svg(W, H, out)
