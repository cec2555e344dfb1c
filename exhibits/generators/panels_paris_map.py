"""The great schools map and the teachers' map of the Paris hall.

Run: ``python3 panels_paris_map.py``. Towns and years come from data/schools_map.json,
the land from data/land-50m.json; no border is drawn, since modern ones would mislead.
"""

from __future__ import annotations

import json
import math

import panel_kit as k

SEA_PALE = k.tint(k.SEA, k.PARCHMENT, 0.70)
SEA_EDGE = k.tint(k.SEA, k.PARCHMENT, 0.52)
LAND = "#F1E6CF"
COAST = k.tint(k.SEA, k.PARCHMENT, 0.25)

# First year of each group, and the colour of its dots.
DECADES = [(1860, k.POMEGRANATE), (1870, "#BF5B34"), (1880, "#A87B2B"), (1890, "#5F7040"), (1900, k.SEA), (1940, k.GREY)]

# Name boxes: town -> (key, side of the dot, dx, dy, leader). Sides: e, w, n, s; a
# leader is a hairline between the dot and a name that stands farther off.
NAMED = {
    "Tetouan": ("tetouan", "e", 0, -26, False),
    "Tangier": ("tangier", "w", 0, -16, False),
    "Mogador (Essaouira)": ("mogador", "w", 0, 0, False),
    "Casablanca": ("casablanca", "s", 24, 24, True),
    "Fez": ("fez", "e", 0, 8, False),
    "Tunis": ("tunis", "w", 0, 0, False),
    "Tripoli": ("tripoli", "s", 0, 0, False),
    "Salonica": ("salonica", "w", -44, 8, True),
    "Edirne (Adrianople)": ("edirne", "n", 0, -26, True),
    "Constantinople (Galata)": ("constantinople", "e", 6, 10, False),
    "Izmir (Smyrna)": ("izmir", "e", 0, 0, False),
    "Jerusalem": ("jerusalem", "e", 2, 8, False),
    "Damascus": ("damascus", "e", 0, -2, False),
    "Baghdad": ("baghdad", "e", 0, 2, False),
    "Tehran": ("tehran", "e", 0, -6, False),
    "Isfahan": ("isfahan", "e", 0, 4, False),
}


def decade_colour(year: int) -> str:
    return [colour for first, colour in DECADES if first <= year][-1]


def spread(spots, gap):
    """Push dots that would cover each other apart until they are ``gap`` units away."""
    pts = [list(p) for p in spots]
    for _ in range(60):
        for i in range(len(pts)):
            for j in range(i):
                dx, dy = pts[i][0] - pts[j][0], pts[i][1] - pts[j][1]
                d = math.hypot(dx, dy) or 0.01
                if d < gap:
                    push = (gap - d) / 2 / d
                    pts[i][0] += dx * push
                    pts[i][1] += dy * push
                    pts[j][0] -= dx * push
                    pts[j][1] -= dy * push
    return [tuple(p) for p in pts]


def town_dot(x, y, year, opened, r=11.0):
    colour = decade_colour(year)
    if opened:
        return [k.circle(x, y, r + 2.6, fill=k.PAPER), k.circle(x, y, r, fill=colour)]
    return [k.circle(x, y, r + 2.6, fill=k.PAPER), k.circle(x, y, r - 2.2, fill=k.PAPER, stroke=colour, stroke_width="4.4")]


def sea_and_land(project, box, clip_id, lons, lats, waterline=True):
    """Sea, guide lines, waterline and land, clipped to ``box``."""
    x0, y0, x1, y1 = box
    land = k.land_path(project, (x0 - 60, y0 - 60, x1 + 60, y1 + 60))
    layers = [k.rect(x0, y0, x1 - x0, y1 - y0, fill=SEA_PALE)]
    for d in k.graticule(project, lons, lats):
        layers.append(k.path(d, stroke=k.PAPER, stroke_width="1", stroke_opacity="0.55"))
    if waterline:
        for width, opacity in ((17, "0.22"), (9, "0.30")):
            layers.append(k.path(land, stroke=SEA_EDGE, stroke_width=str(width), stroke_opacity=opacity, stroke_linejoin="round"))
    layers.append(k.path(land, fill=LAND, fill_rule="evenodd", stroke=COAST, stroke_width="1.6", stroke_linejoin="round"))
    return [
        f'<defs><clipPath id="{clip_id}">{k.rect(x0, y0, x1 - x0, y1 - y0)}</clipPath></defs>',
        k.group(layers, clip_path=f"url(#{clip_id})"),
    ]


def name_box(key, x, y, side, size=30, year_size=24, width=330):
    """Two text boxes, a name and a year, beside the point (x, y)."""
    lead = 20
    lines = size * 1.24
    if side == "e":
        bx, align, top = x + lead, "left", y - size * 0.72
    elif side == "w":
        bx, align, top = x - lead - width, "right", y - size * 0.72
    elif side == "n":
        bx, align, top = x - width / 2, "center", y - lead - lines - year_size * 1.2
    else:
        bx, align, top = x - width / 2, "center", y + lead - 4
    return [
        k.text(f"name-{key}", bx, top, width, lines, size, "serif", 600, k.INK, align),
        k.text(f"year-{key}", bx, top + lines - 3, width, year_size * 1.3, year_size, "sans", 500, k.GREY, align),
    ]


def compass(cx, cy, r):
    out = [k.circle(cx, cy, r * 0.62, fill="none", stroke=k.BRASS, stroke_width="1.2"),
           k.circle(cx, cy, r * 0.56, fill="none", stroke=k.BRASS, stroke_width="0.7")]
    for i in range(8):
        a = math.radians(45 * i - 90)
        length = r if i % 2 == 0 else r * 0.6
        tip = (cx + length * math.cos(a), cy + length * math.sin(a))
        for s, colour in ((-1, k.BRASS), (1, k.PAPER)):
            b = a + s * math.radians(45)
            side = (cx + r * 0.17 * math.cos(b), cy + r * 0.17 * math.sin(b))
            out.append(k.polygon([(cx, cy), side, tip], fill=colour, stroke=k.BRASS, stroke_width="0.8"))
    return out


def schools_map():
    w, h, inset = 2000, 1200, 34
    box = (inset, inset, w - inset, h - inset)
    project = k.Projection(21.0, 35.6, 1006, 586, 1790)
    out = [k.rect(0, 0, w, h, fill=k.PARCHMENT)]
    out += sea_and_land(project, box, "sheet", range(-20, 71, 10), range(20, 56, 5))

    towns = json.loads((k.DATA / "schools_map.json").read_text(encoding="utf-8"))
    spots = spread([project(t["lon"], t["lat"]) for t in towns], 24)
    where = {t["place"]: p for t, p in zip(towns, spots)}

    px, py = project(2.3522, 48.8566)
    for x, y in spots:
        d, _ = arc_between((px, py), (x, y), -0.16 * math.hypot(x - px, y - py))
        out.append(k.path(d, stroke=k.BRASS, stroke_width="1.3", stroke_opacity="0.55"))
    out.append(k.polygon(k.star(px, py, 26, 10, 8), fill=k.BRASS, stroke=k.PAPER, stroke_width="2"))
    out += [k.text("name-paris", px - 330 - 34, py - 24, 330, 38, 30, "serif", 600, k.INK, "right"),
            k.text("year-paris", px - 330 - 34, py + 10, 330, 32, 24, "sans", 500, k.GREY, "right")]

    for place, (_, side, dx, dy, leader) in NAMED.items():
        if leader:
            x, y = where[place]
            end = (x + dx - 15, y + dy * 0.6) if side == "w" else (x + dx * 0.7, y + dy + (16 if dy > 0 else -16))
            out.append(k.line(x, y, *end, k.INK, 1.4))
    order = sorted(range(len(towns)), key=lambda i: -towns[i]["year"])
    for i in order:
        out += town_dot(*spots[i], towns[i]["year"], towns[i]["year_meaning"] == "opened")
    for place, (key, side, dx, dy, _) in NAMED.items():
        x, y = where[place]
        out += name_box(key, x + dx, y + dy, side)

    # The empty Sahara carries the title, Arabia the key to the dots.
    out.append(k.text("title", 380, 806, 930, 108, 88, "serif", 700, k.INK, "start"))
    out.append(k.line(380, 918, 1310, 918, k.BRASS, 2))
    out.append(k.text("lead", 380, 936, 930, 124, 31, "sans", 400, k.INK, "start"))
    out.append(k.text("credit", 380, 1094, 930, 56, 21, "sans", 400, k.GREY, "start"))
    out += legend(1440, 842)
    out += compass(150, 1030, 62)
    out += [
        k.rect(inset, inset, w - 2 * inset, h - 2 * inset, fill="none", stroke=k.BRASS, stroke_width="3"),
        k.rect(inset + 11, inset + 11, w - 2 * inset - 22, h - 2 * inset - 22, fill="none", stroke=k.BRASS, stroke_width="1"),
    ]
    k.write_panel("schools-map", k.svg(w, h, out))


def legend(x, y):
    """The key to the dots on a small sheet of paper, 470 x 300."""
    out = [k.rect(x, y, 480, 290, fill=k.PAPER, fill_opacity="0.94", stroke=k.BRASS, stroke_width="1.4")]
    out += [k.circle(x + 40, y + 44, 9.5, fill=k.INK), k.text("key-opened", x + 70, y + 24, 390, 40, 25, "sans", 500, k.INK, "left", "middle")]
    out += [k.circle(x + 40, y + 92, 7.3, fill=k.PAPER, stroke=k.INK, stroke_width="4.4"),
            k.text("key-attested", x + 70, y + 72, 390, 40, 25, "sans", 500, k.INK, "left", "middle")]
    out.append(k.line(x + 26, y + 126, x + 454, y + 126, k.BRASS, 1))
    for i, (first, colour) in enumerate(DECADES):
        cx, cy = x + 40 + 225 * (i % 2), y + 160 + 44 * (i // 2)
        out.append(k.circle(cx, cy, 9.5, fill=colour))
        out.append(k.text(f"decade-{first}", cx + 30, cy - 20, 170, 40, 25, "sans", 500, k.INK, "left", "middle"))
    return out


def arc_between(a, b, bulge):
    """A quadratic curve from a to b whose middle is pushed sideways by ``bulge``."""
    mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    cx, cy = mx - dy / length * bulge, my + dx / length * bulge
    return f"M{k.num(a[0])},{k.num(a[1])} Q{k.num(cx)},{k.num(cy)} {k.num(b[0])},{k.num(b[1])}", (cx, cy)


def arrow(control, end, colour, size=17, back=15):
    """An arrow head that arrives at ``end`` from ``control``, ``back`` units short."""
    a = math.atan2(end[1] - control[1], end[0] - control[0])
    tip = (end[0] - back * math.cos(a), end[1] - back * math.sin(a))
    return k.polygon([tip] + [(tip[0] - size * math.cos(a + s), tip[1] - size * math.sin(a + s)) for s in (-0.42, 0.42)], fill=colour)


def subject_icons(y):
    """Six school subjects as line drawings, 76 units across, in a row."""
    ink = {"stroke": k.INK, "stroke_width": "3.4", "stroke_linecap": "round", "stroke_linejoin": "round"}
    draw = [
        # sciences: a flask
        lambda: [k.path("M-10,-34 H10 M-6,-34 V-10 L-27,26 Q-30,34 -21,34 H21 Q30,34 27,26 L6,-10 V-34", **ink),
                 k.path("M-17.5,10 H17.5 L27,26 Q30,34 21,34 H-21 Q-30,34 -27,26 Z", fill=k.SEA, fill_opacity="0.55")],
        # literature: a quill
        lambda: [k.path("M-28,34 Q-16,0 28,-34 Q32,0 -6,14 Z", fill=k.BRASS, fill_opacity="0.55"),
                 k.path("M-30,38 Q-12,2 28,-34 Q32,0 -6,14 L-19,15", **ink)],
        # Hebrew: the letter alef, drawn
        lambda: [k.path("M-27,-30 L27,32", stroke=k.POMEGRANATE, stroke_width="11"),
                 k.path("M24,-32 Q26,-8 4,4", stroke=k.POMEGRANATE, stroke_width="9"),
                 k.path("M-24,34 Q-28,8 -6,-4", stroke=k.POMEGRANATE, stroke_width="9")],
        # Jewish history: a scroll
        lambda: [k.rect(-22, -24, 44, 48, fill=k.PAPER, stroke=k.INK, stroke_width="3.4"),
                 k.rect(-32, -34, 11, 68, rx="5", fill=k.BRASS, stroke=k.INK, stroke_width="3"),
                 k.rect(21, -34, 11, 68, rx="5", fill=k.BRASS, stroke=k.INK, stroke_width="3"),
                 k.path("M-13,-12 H13 M-13,0 H13 M-13,12 H6", **{**ink, "stroke_width": "2.4"})],
        # gymnastics: rings
        lambda: [k.path("M-18,-36 V-2 M18,-36 V-2 M-34,-36 H34", **ink),
                 k.circle(-18, 14, 15, fill="none", stroke=k.SEA, stroke_width="6"),
                 k.circle(18, 14, 15, fill="none", stroke=k.SEA, stroke_width="6")],
        # garment cutting: scissors
        lambda: [k.path("M-26,-34 L12,16 M26,-34 L-12,16", **{**ink, "stroke_width": "5"}),
                 k.circle(-18, 25, 10, fill="none", stroke=k.POMEGRANATE, stroke_width="5"),
                 k.circle(18, 25, 10, fill="none", stroke=k.POMEGRANATE, stroke_width="5")],
    ]
    out = []
    for i, one in enumerate(draw):
        cx = 170 + i * 212
        out.append(k.group(one(), transform=f"translate({k.num(cx)} {k.num(y)})"))
        out.append(k.text(f"subject-{i + 1}", cx - 102, y + 50, 204, 62, 26, "sans", 500, k.INK, "center"))
    return out


def teachers():
    w, h = 1400, 1000
    project = k.Projection(20.5, 40.0, 690, 488, 1320)
    box = (44, 200, w - 44, 716)
    out = k.paper(w, h)
    out.append(k.text("title", 112, 64, 1176, 84, 62, "serif", 700, k.INK, "start"))
    out.append(k.text("lead", 112, 144, 1176, 44, 28, "sans", 400, k.INK, "start"))
    out += sea_and_land(project, box, "atlas", range(-20, 71, 10), range(25, 56, 5))
    out += [k.line(44, 200, w - 44, 200, k.BRASS, 1.5), k.line(44, 716, w - 44, 716, k.BRASS, 1.5)]

    for t in json.loads((k.DATA / "schools_map.json").read_text(encoding="utf-8")):
        x, y = project(t["lon"], t["lat"])
        if box[0] + 8 < x < box[2] - 8 and box[1] + 8 < y < box[3] - 8 and t["year"] <= 1913:
            out.append(k.circle(x, y, 4, fill=COAST, fill_opacity="0.55"))

    jerusalem, paris = project(35.2137, 31.7683), project(2.3522, 48.8566)
    aleppo, samokov = project(37.1343, 36.2021), project(23.5528, 42.337)
    galata = project(28.9741, 41.0256)
    legs = [(jerusalem, paris, -150, True), (paris, aleppo, -340, False), (aleppo, samokov, -70, False),
            (samokov, galata, -30, False), (galata, jerusalem, -40, False)]
    for a, b, bulge, outward in legs:
        d, control = arc_between(a, b, bulge)
        colour = k.SEA if outward else k.POMEGRANATE
        out.append(k.path(d, stroke=k.PAPER, stroke_width="9", stroke_opacity="0.75"))
        out.append(k.path(d, stroke=colour, stroke_width="4.5", stroke_linecap="round", stroke_dasharray="2 11" if outward else None))
        out.append(arrow(control, b, colour, back=24 if b is not paris else 22))
    out.append(k.polygon(k.star(*paris, 26, 10, 8), fill=k.BRASS, stroke=k.PAPER, stroke_width="2"))
    for i, (x, y) in enumerate((aleppo, samokov, galata, jerusalem)):
        out += [k.circle(x, y, 21, fill=k.PAPER), k.circle(x, y, 18, fill=k.POMEGRANATE),
                k.text(f"stop-{i + 1}", x - 18, y - 18, 36, 36, 24, "sans", 700, k.PAPER, "center", "middle")]
    out += name_box("paris", paris[0] - 14, paris[1] + 2, "w", 29, 25, 300)
    out += name_box("samokov", samokov[0] - 8, samokov[1], "w", 29, 25, 300)
    out += name_box("galata", galata[0] + 12, galata[1] - 34, "e", 29, 25, 330)
    out += name_box("aleppo", aleppo[0] + 10, aleppo[1], "e", 29, 25, 300)
    out += name_box("jerusalem", jerusalem[0] + 10, jerusalem[1] + 4, "e", 29, 25, 370)
    out.append(k.rect(66, 552, 452, 148, fill=k.PAPER, fill_opacity="0.92", stroke=k.BRASS, stroke_width="1"))
    out.append(k.text("life", 84, 562, 416, 128, 25, "sans", 400, k.INK, "start", "middle"))
    out.append(k.text("course", 90, 730, 1220, 44, 30, "serif", 600, k.SEA, "center", "middle"))
    out += subject_icons(826)
    out.append(k.text("credit", 160, 932, 1080, 28, 19, "sans", 400, k.GREY, "center", "middle"))
    out += k.corners(w, h, k.paris_corner)
    k.write_panel("teachers", k.svg(w, h, out))


if __name__ == "__main__":
    schools_map()
    teachers()
