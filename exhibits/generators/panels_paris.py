"""The panels of the Paris hall that are not maps. Run: ``python3 panels_paris.py``."""

from __future__ import annotations

import math
import random

import panel_kit as k

INK_LINE = {"stroke": k.INK, "stroke_width": "3", "stroke_linecap": "round", "stroke_linejoin": "round"}


def sheet(w=1400, h=1000):
    """Parchment, frame and Paris corners: the ground of every panel here."""
    return k.paper(w, h) + k.corners(w, h, k.paris_corner)


def credit(w=1400, h=1000):
    return k.text("credit", 150, h - 72, w - 300, 26, 19, "sans", 400, k.GREY, "center", "middle")


# ---------------------------------------------------------------- 1 founding


def icon_book():
    return [k.path("M0,-22 Q-22,-36 -44,-26 V24 Q-22,14 0,28 Q22,14 44,24 V-26 Q22,-36 0,-22 Z", fill=k.PAPER, **INK_LINE),
            k.path("M0,-22 V28", **INK_LINE),
            k.path("M-36,-12 Q-22,-18 -8,-10 M-36,0 Q-22,-6 -8,2 M36,-12 Q22,-18 8,-10 M36,0 Q22,-6 8,2",
                   stroke=k.BRASS, stroke_width="3", stroke_linecap="round")]


def icon_newspaper():
    out = [k.rect(-34, -38, 68, 76, fill=k.PAPER, **INK_LINE), k.rect(-26, -29, 52, 11, fill=k.POMEGRANATE)]
    for y in (-8, 2, 12, 22):
        out.append(k.line(-26, y, -3, y, k.INK, 2.4))
    out.append(k.rect(4, -10, 22, 18, fill=k.tint(k.SEA, k.PARCHMENT, 0.45)))
    out += [k.line(4, 15, 26, 15, k.INK, 2.4), k.line(4, 24, 26, 24, k.INK, 2.4)]
    return out


def icon_viaduct():
    d = "M-46,-4 H46 V36 H38 V22 A10,10 0 0 0 18,22 V36 H10 V22 A10,10 0 0 0 -10,22 V36 H-18 V22 A10,10 0 0 0 -38,22 V36 H-46 Z"
    return [k.path(d, fill=k.tint(k.BRASS, k.PARCHMENT, 0.35), **INK_LINE),
            k.path("M-30,-10 V-26 H-6 V-34 H6 V-26 H14 V-36 H20 V-26 Q30,-26 30,-10 Z", fill=k.SEA, stroke=k.INK, stroke_width="2.4", stroke_linejoin="round"),
            k.circle(-18, -9, 5, fill=k.INK), k.circle(0, -9, 5, fill=k.INK), k.circle(18, -9, 5, fill=k.INK)]


def icon_scales():
    out = [k.path("M0,-40 V34 M-20,36 H20 M-36,-26 H36", **INK_LINE), k.circle(0, -40, 5, fill=k.BRASS)]
    for s in (-1, 1):
        out.append(k.path(f"M{s * 36},-26 L{s * 36 - 14},10 M{s * 36},-26 L{s * 36 + 14},10", stroke=k.INK, stroke_width="2"))
        out.append(k.path(f"M{s * 36 - 17},10 A17,14 0 0 0 {s * 36 + 17},10 Z", fill=k.BRASS, stroke=k.INK, stroke_width="2.4"))
    return out


def icon_quill():
    return [k.path("M-14,40 H34 L30,14 Q10,8 -10,14 Z", fill=k.SEA, stroke=k.INK, stroke_width="3", stroke_linejoin="round"),
            k.path("M8,16 Q-2,-18 -40,-42 Q-42,-8 -6,8", fill=k.PAPER, **INK_LINE),
            k.path("M9,20 Q-6,-14 -34,-36", stroke=k.INK, stroke_width="2.4"),
            k.path("M-29,-16 L-20,-17 M-22,-4 L-12,-6", stroke=k.BRASS, stroke_width="2.4")]


def icon_ship():
    return [k.path("M-44,12 H44 L32,34 H-32 Z", fill=k.POMEGRANATE, stroke=k.INK, stroke_width="3", stroke_linejoin="round"),
            k.path("M0,12 V-42", **INK_LINE),
            k.path("M-5,6 V-36 Q-36,-18 -34,6 Z M6,6 V-30 Q32,-14 28,6 Z", fill=k.PAPER, stroke=k.INK, stroke_width="2.4", stroke_linejoin="round"),
            k.path("M-46,42 Q-34,34 -23,42 T0,42 T23,42 T46,42", stroke=k.SEA, stroke_width="3")]


def founding():
    w, h = 1400, 1000
    out = sheet()
    out.append(k.text("title", 150, 66, 1100, 82, 62, "serif", 700, k.INK, "center"))
    cx, cy, r = 700, 318, 142
    xs = [160 + 216 * i for i in range(6)]
    my, mr = 652, 74
    for i, x in enumerate(xs):
        a = math.radians(90 - (i - 2.5) * 19)
        sx, sy = cx + r * math.cos(a), cy + r * math.sin(a)
        bx, by = cx + (r + 90) * math.cos(a), cy + (r + 90) * math.sin(a)
        out.append(k.path(f"M{k.num(sx)},{k.num(sy)} C{k.num(bx)},{k.num(by)} {x},{my - 170} {x},{my - mr}", stroke=k.BRASS, stroke_width="2.2"))
    out += [k.circle(cx, cy, r, fill=k.PAPER, stroke=k.BRASS, stroke_width="2.4"),
            k.circle(cx, cy, r - 9, fill="none", stroke=k.BRASS, stroke_width="0.9")]
    out += k.laurel(cx, cy, r - 26, 100, 250, 10, 32)
    out += k.laurel(cx, cy, r - 26, 80, -70, 10, 32)
    out.append(k.text("year", cx - 110, cy - 66, 220, 104, 82, "serif", 700, k.POMEGRANATE, "center", "middle"))
    out.append(k.text("month", cx - 90, cy + 30, 180, 36, 26, "sans", 500, k.INK, "center", "middle"))
    for x, key in ((104, "before-1"), (936, "before-2")):
        out.append(k.text(f"{key}-year", x, 186, 360, 66, 54, "serif", 700, k.POMEGRANATE, "center"))
        out.append(k.text(f"{key}-text", x, 254, 360, 186, 27, "sans", 400, k.INK, "center"))
    icons = [icon_book, icon_newspaper, icon_viaduct, icon_scales, icon_quill, icon_ship]
    for i, (x, icon) in enumerate(zip(xs, icons)):
        out += [k.circle(x, my, mr, fill=k.tint(k.BRASS, k.PARCHMENT, 0.72), stroke=k.BRASS, stroke_width="2"),
                k.circle(x, my, mr - 7, fill="none", stroke=k.BRASS, stroke_width="0.8"),
                k.group(icon(), transform=f"translate({x} {my})")]
        out.append(k.text(f"founder-{i + 1}", x - 104, my + 84, 208, 72, 28, "serif", 600, k.INK, "center", "middle"))
        out.append(k.text(f"trade-{i + 1}", x - 104, my + 158, 208, 34, 25, "sans", 400, k.SEA, "center"))
    out += k.fleuron(700, 864, 330)
    out.append(k.text("motto", 150, 876, 1100, 48, 32, "serif", 500, k.INK, "center", "middle"))
    out.append(credit())
    k.write_panel("founding-1860", k.svg(w, h, out, mirror=True))


# ---------------------------------------------------------------- 2 three aims


def three_aims():
    w, h = 1400, 1000
    stone, shade = "#E9DCC2", "#CDB98F"
    out = sheet()
    out.append(k.text("title", 150, 62, 1100, 80, 62, "serif", 700, k.INK, "center"))
    # entablature with the Hebrew motto
    out += [k.rect(104, 160, 1192, 14, fill=shade), k.rect(116, 174, 1168, 84, fill=stone),
            k.rect(104, 258, 1192, 12, fill=shade), k.rect(110, 270, 1180, 400, fill=stone)]
    for i in range(44):
        out.append(k.rect(122 + i * 26.4, 160, 12, 7, fill=k.BRASS))
    out.append(k.text("motto-hebrew", 150, 178, 1100, 76, 54, "serif", 700, k.POMEGRANATE, "center", "middle"))
    r, spring, base = 148, 446, 660
    emblems = [emblem_lamp, emblem_hands, emblem_press]
    out.append(
        '<defs><radialGradient id="glow" cx="0.5" cy="0.42" r="0.7">'
        f'<stop offset="0" stop-color="{k.tint(k.SEA, k.PARCHMENT, 0.30)}"/><stop offset="1" stop-color="{k.tint(k.SEA, k.INK, 0.45)}"/>'
        "</radialGradient></defs>")
    for i in range(3):
        cx = 324 + i * 376
        arch = f"M{cx - r},{base} V{spring} A{r},{r} 0 0 1 {cx + r},{spring} V{base} Z"
        rim = r + 18
        out.append(k.path(f"M{cx - rim},{base} V{spring} A{rim},{rim} 0 0 1 {cx + rim},{spring} V{base} Z", fill=shade))
        for n in range(9):
            a = math.radians(180 + 180 * n / 8)
            out.append(k.line(cx + r * math.cos(a), spring + r * math.sin(a), cx + rim * math.cos(a), spring + rim * math.sin(a), stone, 2))
        out.append(k.path(arch, fill="url(#glow)"))
        out.append(k.path(arch, stroke=k.INK, stroke_width="1.6", stroke_opacity="0.5"))
        out.append(k.polygon([(cx - 16, spring - r - 22), (cx + 16, spring - r - 22), (cx + 11, spring - r + 8), (cx - 11, spring - r + 8)],
                             fill=stone, stroke=k.BRASS, stroke_width="1.4"))
        out.append(k.group(emblems[i](), transform=f"translate({cx} 500)"))
        out.append(k.text(f"aim-{i + 1}", cx - 176, 690, 352, 128, 28, "sans", 500, k.INK, "center"))
    for x in (136, 512, 888, 1264):
        out += [k.rect(x - 26, 432, 52, 12, fill=k.BRASS), k.rect(x - 20, 444, 40, 216, fill=k.PAPER), k.rect(x + 8, 444, 12, 216, fill=stone)]
    out += [k.rect(104, 660, 1192, 12, fill=shade)]
    out += k.fleuron(700, 822, 330)
    out.append(k.text("motto", 150, 836, 1100, 44, 31, "serif", 600, k.POMEGRANATE, "center", "middle"))
    out.append(k.text("neutral", 150, 880, 1100, 40, 26, "sans", 400, k.INK, "center", "middle"))
    out.append(credit())
    k.write_panel("three-aims", k.svg(w, h, out, mirror=True))


def emblem_lamp():
    """An oil lamp with a flame and rays."""
    out = []
    for i in range(9):
        a = math.radians(-160 + 17.5 * i)
        out.append(k.line(58 * math.cos(a), -72 + 58 * math.sin(a), 84 * math.cos(a), -72 + 84 * math.sin(a), k.BRASS, 3, stroke_linecap="round"))
    out += [k.path("M0,-112 Q26,-78 14,-58 Q0,-42 -14,-58 Q-26,-78 0,-112 Z", fill="#F0C56B"),
            k.path("M0,-88 Q11,-72 6,-60 Q0,-54 -6,-60 Q-11,-72 0,-88 Z", fill=k.PAPER),
            k.path("M-10,-46 H10 L14,-30 Q62,-22 74,-36 Q70,6 26,22 L30,62 Q46,70 46,84 H-46 Q-46,70 -30,62 L-26,22 Q-70,10 -74,-14 Q-96,-10 -92,12 Q-88,30 -58,22 "
                   "L-54,32 Q-104,44 -104,10 Q-104,-30 -68,-28 L-14,-30 Z", fill=k.BRASS, stroke=k.INK, stroke_width="2")]
    return out


def emblem_hands():
    """Two sleeves and clasped hands, drawn as two interlocking forms."""
    left = "M-120,-34 L-58,-44 Q-30,-52 -4,-36 L34,-10 Q44,-2 36,8 Q28,14 18,8 L-2,-4 Q-4,20 -30,24 L-58,22 L-120,36 Z"
    right = ("M120,-34 L58,-42 Q34,-48 12,-36 Q-6,-26 -24,-12 Q-30,-4 -22,2 Q-14,6 -4,-2 L10,-8 L40,14 Q50,24 42,32 Q36,36 28,30 "
             "Q34,42 24,46 Q18,48 8,40 Q12,52 0,54 Q-10,54 -30,36 L-44,24 Q-26,30 -10,18 L0,8 L16,18 Q34,26 58,26 L120,36 Z")
    return [k.path(right, fill=k.PAPER, stroke=k.INK, stroke_width="3", stroke_linejoin="round"),
            k.path(left, fill="#E8C9A0", stroke=k.INK, stroke_width="3", stroke_linejoin="round"),
            k.rect(-124, -44, 26, 88, fill=k.POMEGRANATE, stroke=k.INK, stroke_width="2.6"),
            k.rect(98, -44, 26, 88, fill=k.BRASS, stroke=k.INK, stroke_width="2.6")]


def emblem_press():
    """An open book on a lectern, its lines of print as bars."""
    out = [k.path("M-14,40 L-22,108 H22 L14,40 Z", fill=k.BRASS, stroke=k.INK, stroke_width="2"),
           k.path("M-50,108 H50 V120 H-50 Z", fill=k.BRASS, stroke=k.INK, stroke_width="2"),
           k.path("M0,-56 Q-46,-80 -100,-60 V36 Q-46,18 0,44 Q46,18 100,36 V-60 Q46,-80 0,-56 Z", fill=k.PAPER, stroke=k.INK, stroke_width="3", stroke_linejoin="round"),
           k.path("M0,-56 V44", stroke=k.INK, stroke_width="2.6")]
    for row in range(5):
        y = -40 + row * 15
        out.append(k.path(f"M-86,{y} Q-48,{y - 12} -14,{y + 4} M86,{y} Q48,{y - 12} 14,{y + 4}", stroke=k.GREY, stroke_width="3"))
    return out


# ---------------------------------------------------------------- 6 numbers


def little_arch(x, y, size, fill):
    """A doorway as high as wide: the unit of the count."""
    s = size * 0.78
    x0, y0 = x + (size - s) / 2, y + (size - s)
    r = s / 2
    return f"M{k.num(x0)},{k.num(y0 + s)}v{k.num(-(s - r))}a{k.num(r)},{k.num(r)} 0 0 1 {k.num(s)},0v{k.num(s - r)}z"


def numbers():
    w, h = 1400, 1000
    out = sheet()
    out.append(k.text("title", 112, 64, 1176, 84, 62, "serif", 700, k.INK, "start"))
    base, size, per_row = 826, 18.6, 6
    boys, girls, both = k.SEA, k.POMEGRANATE, k.BRASS
    columns = [(1880, 34, [(34, both)]), (1890, 54, [(54, both)]), (1899, 94, [(58, boys), (36, girls)]), (1913, 183, [(183, both)])]
    for year, total, parts in columns:
        x0 = 118 + (year - 1880) * 20.2
        n = 0
        for count, colour in parts:
            d = ""
            for _ in range(count):
                d += little_arch(x0 + (n % per_row) * size, base - (n // per_row + 1) * size, size, colour)
                n += 1
            out.append(k.path(d, fill=colour))
        top = base - math.ceil(total / per_row) * size
        out.append(k.text(f"count-{year}", x0 - 40, top - 70, per_row * size + 80, 70, 54, "serif", 700, k.INK, "center", "middle"))
        out.append(k.text(f"year-{year}", x0 - 40, base + 12, per_row * size + 80, 42, 30, "sans", 500, k.INK, "center"))
        if year == 1913:
            out.append(k.text("pupils-1913", x0 - 316, top - 58, 250, 110, 27, "sans", 400, k.INK, "end"))
    out.append(k.line(104, base + 3, 910, base + 3, k.BRASS, 2.4))
    for i, (key, colour) in enumerate((("key-boys", boys), ("key-girls", girls), ("key-both", both))):
        x = 112 + i * 272
        out.append(k.path(little_arch(x, 886, 26, colour), fill=colour))
        out.append(k.text(key, x + 36, 882, 232, 36, 25, "sans", 400, k.INK, "start", "middle"))
    out.append(k.line(956, 190, 956, 900, k.BRASS, 1.2))
    r_big = 138
    r_small = r_big * math.sqrt(0.7)
    for cy, r, colour, key in ((330, r_big, k.SEA, "kiah"), (676, r_small, k.POMEGRANATE, "telem")):
        out += [k.circle(1140, cy, r, fill=colour), k.circle(1140, cy, r - 8, fill="none", stroke=k.PARCHMENT, stroke_width="1.2")]
        out.append(k.text(f"{key}-number", 1140 - r + 16, cy - 48, 2 * r - 32, 54, 44, "serif", 700, k.PAPER, "center", "middle"))
        out.append(k.text(f"{key}-word", 1140 - r + 22, cy + 6, 2 * r - 44, 40, 27, "sans", 500, k.PAPER, "center", "middle"))
        out.append(k.text(f"{key}-source", 984, cy + r + 14, 312, 104, 26, "sans", 400, k.INK, "center"))
    out.append(credit())
    k.write_panel("numbers", k.svg(w, h, out, mirror=True))


# ---------------------------------------------------------------- 7 timeline


def timeline():
    w, h = 1680, 1000
    out = sheet(w, h)
    out.append(k.text("title", 116, 64, 1448, 84, 66, "serif", 700, k.INK, "start"))
    axis = 506
    x_of = lambda year: 130 + (year - 1860) * 11.85
    half = lambda schools: schools * 0.41
    known = [(1860, 0.6), (1862, 1), (1880, 34), (1890, 54), (1899, 94), (1913, 183)]
    out.append(
        '<defs><linearGradient id="fade" x1="0" y1="0" x2="1" y2="0">'
        f'<stop offset="0" stop-color="{k.SEA}" stop-opacity="1"/><stop offset="0.45" stop-color="{k.SEA}" stop-opacity="0.35"/>'
        f'<stop offset="1" stop-color="{k.SEA}" stop-opacity="0"/></linearGradient></defs>')
    above = [(1860, 100), (1867, 336), (1873, 572), (1898, 808), (1943, 1080), (1979, 1344)]
    below = [(1862, 100), (1870, 336), (1872, 572), (1913, 808), (1940, 1080), (1956, 1316)]
    bw = 222
    upper = [(x_of(y), axis - half(s)) for y, s in known]
    lower = [(x_of(y), axis + half(s)) for y, s in reversed(known)]
    out.append(k.path(smooth(upper) + " L" + smooth(lower)[1:] + " Z", fill=k.SEA))
    end = half(183)
    out.append(k.rect(x_of(1913) - 0.5, axis - end, x_of(1950) - x_of(1913), 2 * end, fill="url(#fade)"))
    out.append(k.line(x_of(1913), axis, x_of(1982), axis, k.SEA, 3, stroke_dasharray="3 9", stroke_linecap="round"))
    # one brass curve from each box to its year
    for events, y_box, sign in ((above, 362, -1), (below, 660, 1)):
        for year, bx in events:
            cx, x = bx + bw / 2, x_of(year)
            y0 = y_box + (8 if sign < 0 else -8)
            out.append(k.path(f"M{k.num(cx)},{y0} C{k.num(cx)},{y0 - sign * 70} {k.num(x)},{axis + sign * 90} {k.num(x)},{axis}", stroke=k.BRASS, stroke_width="2.2"))
    for year, schools in known[2:]:
        out.append(k.text(f"schools-{schools}", x_of(min(year, 1898) if year < 1913 else year) - 84, axis - 20, 68, 40, 24 if schools < 60 else 32, "serif", 700, k.PAPER, "end", "middle"))
    for year, _ in above + below:
        out += [k.circle(x_of(year), axis, 8.5, fill=k.PAPER), k.circle(x_of(year), axis, 6, fill=k.POMEGRANATE)]
    out.append(k.text("unknown", 934, 362, 226, 66, 22, "sans", 400, k.GREY, "start"))
    for events, y_box, sign in ((above, 362, -1), (below, 660, 1)):
        for year, bx in events:
            top = 172 if sign < 0 else y_box
            out.append(k.text(f"e-{year}-year", bx, top, bw, 48, 40, "serif", 700, k.POMEGRANATE, "center"))
            out.append(k.text(f"e-{year}-text", bx, top + 50, bw, 142, 26, "sans", 400, k.INK, "center"))
    out.append(k.text("still", 116, 878, 1448, 40, 28, "serif", 600, k.SEA, "center", "middle"))
    out.append(credit(w, h))
    k.write_panel("timeline", k.svg(w, h, out, mirror=True))


def smooth(pts):
    """Path data through ``pts`` with horizontal tangents, as a river widens."""
    d = f"M{k.num(pts[0][0])},{k.num(pts[0][1])}"
    for (ax, ay), (bx, by) in zip(pts, pts[1:]):
        m = (ax + bx) / 2
        d += f" C{k.num(m)},{k.num(ay + (by - ay) * 0.3)} {k.num(m)},{k.num(ay + (by - ay) * 0.7)} {k.num(bx)},{k.num(by)}"
    return d


# ---------------------------------------------------------------- 8 presidents


def presidents():
    w, h = 1400, 1000
    out = sheet()
    out.append(k.text("title", 112, 64, 1176, 84, 62, "serif", 700, k.INK, "start"))
    x_of = lambda year: 470 + (year - 1860) * 6.9
    top, bottom = 212, 846
    # the years our sources leave open
    gap0, gap1 = x_of(1915), x_of(1943)
    out.append(f'<defs><clipPath id="gap">{k.rect(gap0, top, gap1 - gap0, bottom - top)}</clipPath></defs>')
    hatch = [k.line(gap0 - 700 + 26 * i, bottom, gap0 - 700 + 26 * i + (bottom - top), top, k.SAND, 5) for i in range(36)]
    out.append(k.group(hatch, clip_path="url(#gap)"))
    out.append(k.text("gap", gap0 + 6, 222, gap1 - gap0 - 12, 116, 24, "sans", 500, k.GREY, "center"))
    for year in range(1860, 1981, 20):
        out.append(k.line(x_of(year), top, x_of(year), bottom, k.BRASS, 0.9, stroke_opacity="0.7"))
        out.append(k.text(f"tick-{year}", x_of(year) - 50, 170, 100, 34, 25, "sans", 500, k.GREY, "center", "middle"))
    people = [
        ("carvallo", [(1860, 1861)], k.SEA), ("cremieux", [(1863, 1866), (1867, 1880)], k.POMEGRANATE), ("munk", [(1866, 1867)], k.BRASS),
        ("goldschmidt", [(1881, 1898)], k.OLIVE), ("leven", [(1898, 1915)], k.SEA), ("cassin", [(1943, 1976)], k.POMEGRANATE),
    ]
    for i, (key, terms, colour) in enumerate(people):
        y = 266 + i * 105
        out.append(k.text(f"{key}-name", 84, y - 42, 372, 46, 33, "serif", 700, k.INK, "start"))
        out.append(k.text(f"{key}-note", 84, y - 2, 372, 36, 24, "sans", 400, k.GREY, "start"))
        last = 0
        for a, b in terms:
            x0, x1 = x_of(a), max(x_of(b), x_of(a) + 12)
            notch = 14 if x1 - x0 > 40 else 0
            out.append(k.polygon([(x0, y - 24), (x1, y - 24), (x1 - notch, y), (x1, y + 24), (x0, y + 24), (x0 + notch, y)], fill=colour))
            last = x1
        if key == "cassin":
            out.append(k.text(f"{key}-years", x_of(1943) - 220, y - 22, 206, 44, 27, "serif", 600, k.INK, "end", "middle"))
        else:
            out.append(k.text(f"{key}-years", last + 14, y - 22, 400, 44, 26, "serif", 600, k.INK, "start", "middle"))
        if i:
            out.append(k.line(84, y - 54, 1316, y - 54, k.SAND, 1.2))
    out.append(k.text("note", 112, 858, 1176, 62, 25, "sans", 400, k.INK, "center", "middle"))
    out.append(credit())
    k.write_panel("presidents", k.svg(w, h, out, mirror=True))


# ---------------------------------------------------------------- 10 the women write back


def women_write():
    w, h = 1400, 1000
    out = sheet()
    out.append(k.text("title", 150, 62, 1100, 82, 62, "serif", 700, k.INK, "center"))
    top, bottom, fold = 176, 716, 700
    out.append(k.path(f"M96,{top + 22} H1304 V{bottom + 24} H96 Z", fill=k.INK, fill_opacity="0.12"))
    out.append(k.path(f"M88,{top + 8} H1312 V{bottom + 16} H88 Z", fill=k.tint(k.POMEGRANATE, k.INK, 0.35)))
    left = f"M104,{top + 6} Q420,{top - 18} {fold},{top + 22} V{bottom + 6} Q420,{bottom - 34} 104,{bottom - 6} Z"
    right = f"M1296,{top + 6} Q980,{top - 18} {fold},{top + 22} V{bottom + 6} Q980,{bottom - 34} 1296,{bottom - 6} Z"
    out += [k.path(left, fill=k.PAPER, stroke=k.SAND, stroke_width="2"), k.path(right, fill=k.PAPER, stroke=k.SAND, stroke_width="2")]
    for row in range(11):
        y = top + 88 + row * 41
        faint = {"stroke": k.tint(k.SEA, k.PAPER, 0.84), "stroke_width": "1.2"}
        out.append(k.path(f"M110,{y - 6} Q420,{y - 28} {fold - 6},{y + 8}", **faint))
        out.append(k.path(f"M1290,{y - 6} Q980,{y - 28} {fold + 6},{y + 8}", **faint))
    for x, dx in ((162, 0), (1238, 0)):
        out.append(k.line(x, top + 6, x + dx, bottom - 14, k.tint(k.POMEGRANATE, k.PARCHMENT, 0.45), 1.6))
    out.append(
        f'<defs><linearGradient id="fold" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="{k.INK}" stop-opacity="0"/>'
        f'<stop offset="0.5" stop-color="{k.INK}" stop-opacity="0.22"/><stop offset="1" stop-color="{k.INK}" stop-opacity="0"/></linearGradient></defs>')
    out.append(k.path(f"M{fold - 46},{top + 18} L{fold},{top + 22} L{fold + 46},{top + 18} V{bottom + 2} L{fold},{bottom + 6} L{fold - 46},{bottom + 2} Z", fill="url(#fold)"))
    out.append(k.text("paris-head", 184, top + 36, 456, 44, 30, "sans", 600, k.SEA, "start"))
    out.append(k.text("paris-word-1", 184, top + 100, 456, 92, 70, "serif", 700, k.INK, "start"))
    out.append(k.text("paris-word-2", 184, top + 192, 456, 92, 70, "serif", 700, k.INK, "start"))
    out.append(k.text("paris-text", 184, top + 316, 446, 190, 29, "sans", 400, k.INK, "start"))
    out.append(k.text("women-head", 760, top + 36, 456, 44, 30, "sans", 600, k.POMEGRANATE, "start"))
    for i in range(3):
        y = top + 104 + i * 136
        out.append(k.path(f"M762,{y + 18} l9,-9 l9,9 l-9,9 Z", fill=k.POMEGRANATE))
        out.append(k.text(f"women-{i + 1}", 796, y - 4, 424, 122, 32, "serif", 500, k.INK, "start"))
    out += pen(fold, 470)
    for i in range(2):
        x = 112 + i * 604
        out.append(k.text(f"later-{i + 1}-head", x, 762, 572, 38, 28, "serif", 700, k.SEA, "start"))
        out.append(k.text(f"later-{i + 1}", x, 802, 572, 112, 26, "sans", 400, k.INK, "start"))
    out.append(k.line(700, 766, 700, 906, k.BRASS, 1.4))
    out.append(credit())
    k.write_panel("women-write", k.svg(w, h, out, mirror=True))


def pen(cx, cy):
    """A dip pen lying in the fold, 380 units long, nib down."""
    body = [
        k.path("M-7,-190 Q0,-202 7,-190 L9,90 H-9 Z", fill=k.tint(k.POMEGRANATE, k.INK, 0.25)),
        k.path("M2,-186 L4,88", stroke=k.PAPER, stroke_width="1.6", stroke_opacity="0.4"),
        k.rect(-10, 90, 20, 32, rx="3", fill=k.BRASS),
        k.path("M-8,122 H8 L7,150 L0,192 L-7,150 Z", fill=k.GREY),
        k.path("M0,148 V188", stroke=k.PAPER, stroke_width="1.2"), k.circle(0, 147, 2.4, fill=k.PAPER),
    ]
    return [k.group(body, transform=f"translate({cx + 5} {cy + 8}) rotate(4)", opacity="0.22"),
            k.group(body, transform=f"translate({cx} {cy}) rotate(4)")]


# ---------------------------------------------------------------- 11 letters


def letters():
    w, h = 1400, 1000
    rng = random.Random(1860)
    out = sheet()
    out.append(k.text("title", 112, 64, 1176, 84, 62, "serif", 700, k.INK, "start"))
    wood, wood_dark, back = "#8A6238", "#5E4226", "#3A2D20"
    x0, x1, box_h = 112, 868, 150
    tops = [176, 420, 664]
    widths = []
    x = x0 + 26
    while x < x1 - 50:
        bw = rng.choice((30, 34, 38, 44))
        widths.append((x, min(bw, x1 - 26 - x)))
        x += bw + 4
    greys = ["#C9B48A", "#BFA77A", "#D2C09B", "#B79E70"]
    returned = {i: ("liberation" if rng.random() < 0.66 else ("moscow" if rng.random() < 0.62 else None)) for i in range(len(widths))}
    for row, top in enumerate(tops):
        out += [k.rect(x0, top, x1 - x0, box_h + 54, fill=wood), k.rect(x0 + 16, top + 16, x1 - x0 - 32, box_h + 22, fill=back),
                k.rect(x0, top + box_h + 38, x1 - x0, 16, fill=wood_dark), k.rect(x0, top, x1 - x0, 5, fill="#A67A49")]
        floor = top + box_h + 38
        for i, (bx, bw) in enumerate(widths):
            tall = 118 + (i * 37 % 5) * 5
            colour = greys[i % 4]
            if row == 1:
                continue
            if row == 2:
                if returned[i] is None:
                    continue
                colour = greys[i % 4] if returned[i] == "liberation" else k.POMEGRANATE
            out += archive_box(bx, floor - tall, bw, tall, colour)
        if row == 1:
            out += [k.polygon([(640, floor - 34), (700, floor - 44), (712, floor - 6), (650, floor)], fill=k.PAPER, fill_opacity="0.85"),
                    k.path(f"M654,{floor - 28} l44,-8 M657,{floor - 18} l44,-8", stroke=k.GREY, stroke_width="2"),
                    k.polygon([(300, floor - 3), (372, floor - 16), (380, floor - 3)], fill=k.SAND, fill_opacity="0.8")]
        out.append(k.text(f"shelf-{row + 1}-year", 906, top - 2, 392, 56, 44, "serif", 700, k.POMEGRANATE if row == 1 else k.INK, "start"))
        out.append(k.text(f"shelf-{row + 1}-text", 906, top + 56, 392, 158, 27, "sans", 400, k.INK, "start"))
    for i, (key, colour) in enumerate((("key-liberation", greys[0]), ("key-moscow", k.POMEGRANATE))):
        x = 112 + 392 * i
        out.append(k.rect(x, 884, 24, 32, fill=colour, stroke=k.INK, stroke_width="1"))
        out.append(k.text(key, x + 38, 880, 346, 40, 24, "sans", 400, k.INK, "start", "middle"))
    out.append(credit())
    k.write_panel("letters", k.svg(w, h, out, mirror=True))


def archive_box(x, y, w, h, colour):
    """The spine of an archive box: body, edge of light, label and pull."""
    return [k.rect(x, y, w, h, fill=colour), k.rect(x, y, 3, h, fill=k.tint(colour, "#FFFFFF", 0.35)),
            k.rect(x + w - 4, y, 4, h, fill=k.tint(colour, k.INK, 0.35)),
            k.rect(x + 6, y + 20, w - 12, 34, fill=k.PAPER), k.line(x + 9, y + 31, x + w - 10, y + 31, k.GREY, 1.4),
            k.line(x + 9, y + 41, x + w - 13, y + 41, k.GREY, 1.4), k.circle(x + w / 2, y + h - 22, 4.5, fill=k.tint(colour, k.INK, 0.55))]


# ---------------------------------------------------------------- 12 Mikveh Israel


def mikveh():
    w, h = 1400, 1000
    out = sheet()
    out.append(k.text("title", 112, 64, 1176, 80, 58, "serif", 700, k.INK, "start"))
    x0, y0, x1, y1 = 45, 164, 1355, 690
    horizon, vx = 392, 830
    scene = [
        '<defs><linearGradient id="dusk" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#9DB6BC"/>'
        '<stop offset="0.75" stop-color="#F0DDB4"/><stop offset="1" stop-color="#F3CF9A"/></linearGradient>'
        '<radialGradient id="hearth" cx="0.5" cy="0.85" r="0.8"><stop offset="0" stop-color="#F7D58A"/>'
        '<stop offset="0.45" stop-color="#C47A3A"/><stop offset="1" stop-color="#2B211B"/></radialGradient>'
        f'<clipPath id="view">{k.rect(x0, y0, x1 - x0, y1 - y0)}</clipPath></defs>',
        k.rect(x0, y0, x1 - x0, horizon - y0 + 4, fill="url(#dusk)"),
        k.circle(vx + 150, horizon - 36, 46, fill="#FBE8BE"),
        k.path(f"M{x0},{horizon} V{horizon - 22} Q300,{horizon - 60} 560,{horizon - 16} T1000,{horizon - 14} T{x1},{horizon - 30} V{horizon} Z", fill="#A9B5A4"),
        k.rect(x0, horizon, x1 - x0, y1 - horizon, fill="#B98D57"),
    ]
    for i in range(-30, 40):
        xa, xb = vx + i * 62, vx + (i + 0.52) * 62
        scene.append(k.polygon([(vx + i * 3.2, horizon), (vx + (i + 0.52) * 3.2, horizon), (vx + (xb - vx) * 1.25, y1), (vx + (xa - vx) * 1.25, y1)],
                               fill="#8C6238" if i % 2 else "#7A7F4B"))
    for row in range(7):
        t = (row / 6) ** 1.7
        y = horizon + 10 + t * (y1 - horizon - 70)
        s = 0.16 + 0.84 * t
        for side in (0.16, 0.62, 1.16):
            scene += sapling(vx + (140 + 780 * side) * (0.12 + 0.88 * t) - 20 * t, y, s)
    hill = f"M{x0},{y1} V262 Q150,196 300,236 Q430,268 520,372 Q600,452 690,{y1} Z"
    scene += [k.path(hill, fill="#A88B5E"),
              k.path(f"M{x0},{y1} V330 Q160,262 282,300 Q410,340 486,450 Q540,530 580,{y1} Z", fill="#967A50"),
              k.path(f"M{x0},300 Q150,240 292,272 M{x0},380 Q120,330 180,340 M420,372 Q470,420 500,480", stroke="#7D6440", stroke_width="3"),
              k.path(f"M182,{y1} V560 Q186,432 300,426 Q424,432 430,568 L436,{y1} Z", fill="#5F4A31"),
              k.path(f"M204,{y1} V566 Q210,456 300,450 Q396,456 404,572 L410,{y1} Z", fill="url(#hearth)"),
              k.path(f"M244,{y1} L252,640 H356 L364,{y1} Z", fill="#3B2B1E"),
              k.path("M258,636 Q282,622 303,634 Q326,622 350,636 L346,648 Q324,636 303,648 Q282,636 262,648 Z", fill=k.PAPER)]
    for x, y, s in ((120, 318, 0.8), (470, 470, 0.9), (560, 610, 1.2), (96, 520, 1.1), (520, 560, 0.7)):
        for a in (-130, -108, -90, -70, -48):
            scene.append(k.leaf(x, y, a, 44 * s, 7 * s, "#6F7A4A"))
    out.append(k.group(scene, clip_path="url(#view)"))
    out += [k.line(x0, y0, x1, y0, k.BRASS, 2), k.line(x0, y1, x1, y1, k.BRASS, 2)]
    for i in range(4):
        x = 96 + i * 306
        out.append(k.text(f"date-{i + 1}", x, 704, 290, 60, 46, "serif", 700, k.POMEGRANATE, "start"))
        out.append(k.text(f"text-{i + 1}", x, 764, 282, 146, 26, "sans", 400, k.INK, "start"))
        if i:
            out.append(k.line(x - 14, 716, x - 14, 904, k.BRASS, 1))
    out.append(credit())
    k.write_panel("mikveh-israel", k.svg(w, h, out, mirror=True))


def sapling(x, y, s):
    """A young tree of height 120 s standing at (x, y)."""
    out = [k.ellipse(x + 16 * s, y, 44 * s, 8 * s, fill=k.INK, fill_opacity="0.18"),
           k.path(f"M{k.num(x - 3 * s)},{k.num(y)} L{k.num(x - 1.6 * s)},{k.num(y - 66 * s)} H{k.num(x + 1.6 * s)} L{k.num(x + 3 * s)},{k.num(y)} Z", fill="#5B4028")]
    for dx, dy, r, colour in ((-14, -74, 22, "#4F6038"), (14, -76, 22, "#5C6E3F"), (0, -98, 24, "#6A7C48"), (-4, -84, 16, "#76894F")):
        out.append(k.circle(x + dx * s, y + dy * s, r * s, fill=colour))
    return out


if __name__ == "__main__":
    for draw in (founding, three_aims, numbers, timeline, presidents, women_write, letters, mikveh):
        draw()
