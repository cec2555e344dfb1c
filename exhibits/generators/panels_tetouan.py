"""Draw the panels of the Tetouan hall: ``python3 panels_tetouan.py``.

Writes works/<id>/panel.svg with its licence; the words are in panel.<lang>.toml beside it.
Lengths that stand for time or for numbers are drawn to scale, and the scale is named where
it is used. Sources of every statement: the fact ids in works/<id>/work.toml.
"""

from __future__ import annotations

import panel_kit as kit
from moorish import (DARK_BRASS, GLOW, NIGHT, PALE_BRASS, door, flame, horseshoe, sheet,
                     voussoirs, zellige_field)
from panel_kit import (BRASS, GREY, INK, PAPER, PARCHMENT, POMEGRANATE, SAND, SEA, circle,
                       group, line, num, path, polygon, rect, text, tint)
from panels_tetouan_dress import great_dress
from panels_tetouan_map import haketia

W, H = 1400, 1000


def stop(offset, colour, opacity=1.0) -> str:
    return kit.element("stop", offset=num(offset), stop_color=colour, stop_opacity=num(opacity))


def glow(gradient_id, colour=GLOW, strength=0.85) -> str:
    """A round light that fades to nothing, as a gradient definition."""
    return (f'<defs><radialGradient id="{gradient_id}" cx="0.5" cy="0.5" r="0.5">'
            f'{stop(0, colour, strength)}{stop(0.45, colour, strength * 0.35)}{stop(1, colour, 0)}</radialGradient></defs>')


def source_line(y=906, x=110, w=1180) -> str:
    return text("source", x, y, w, 30, 22, fill=GREY)


# ---------------------------------------------------------------- the first school


def first_school() -> str:
    """A doorway with the seven lights of the seventh day, and three years to scale."""
    cx, base, half, high = 336, 640, 118, 484
    out = sheet(W, H) + [glow("light")]
    # The wall around the door: an alfiz of plaster on a dado of zellige.
    out += [rect(106, 96, 460, 544, fill=PAPER, stroke=BRASS, stroke_width="2"),
            rect(122, 112, 428, 528, fill="none", stroke=PALE_BRASS, stroke_width="1.2")]
    out += zellige_field(122, 466, 2, 4, 43.5) + zellige_field(463, 466, 2, 4, 43.5)
    out += voussoirs(cx, base, half + 9, high + 9, 42, 25)
    out.append(path(horseshoe(cx, base, half + 9, high + 9), fill=PAPER, stroke=BRASS, stroke_width="2"))
    inside = path(horseshoe(cx, base, half, high), fill=NIGHT)
    out += [inside, f'<defs><clipPath id="door">{inside}</clipPath></defs>']
    for sx in (-1, 1):
        out.append(polygon(kit.khatam(cx + sx * 180, 148, 22), fill="none", stroke=BRASS, stroke_width="2"))
        out.append(polygon(kit.khatam(cx + sx * 180, 148, 13), fill=POMEGRANATE))
    # Eight lights on a rod, seven of them burning; the ninth, above, lights the others.
    out.append(group([circle(cx, 424, 210, fill="url(#light)")], clip_path="url(#door)"))
    out.append(line(cx, 376, cx, 500, BRASS, 5))
    out.append(line(cx - 98, 452, cx + 98, 452, BRASS, 6, stroke_linecap="round"))
    for i in range(8):
        x = cx - 91 + 26 * i
        out.append(path(f"M{num(x - 10)},436 Q{num(x)},456 {num(x + 10)},436 Z", fill=BRASS))
        if 0 < i < 7:
            out += flame(x, 437, 48)
    # Lights are laid from the right, so the last one still waits at the left; the Hebrew
    # sheet is mirrored, and its two ends are exchanged to keep that true.
    for lang in ("he", "es", "fr", "en"):
        waiting, burning = (7, 0) if lang == "he" else (0, 7)
        out.append(group(flame(cx - 91 + 26 * waiting, 437, 48, lit=False) + flame(cx - 91 + 26 * burning, 437, 48), data_lang=lang))
    out.append(path(f"M{cx - 11},374 Q{cx},394 {cx + 11},374 Z", fill=BRASS))
    out += flame(cx, 375, 56)
    out += [path(f"M{cx - 36},500 L{cx + 36},500 L{cx + 54},516 L{cx - 54},516 Z", fill=BRASS),
            rect(cx - half, 626, 2 * half, 14, fill=tint(NIGHT, BRASS, 0.35))]

    out += [
        text("title", 640, 92, 650, 88, 68, "serif", 600),
        line(640, 196, 1290, 196, BRASS, 1.2),
        text("day", 640, 210, 190, 190, 150, "serif", 600, POMEGRANATE, valign="middle"),
        text("month", 830, 230, 460, 150, 58, "serif", 500, POMEGRANATE, valign="middle"),
        text("hebrew_date", 640, 396, 650, 84, 31, "sans", 600, DARK_BRASS),
        text("nahon", 640, 492, 650, 84, 30),
        text("bengualid", 640, 586, 650, 46, 30),
    ]

    # Three years to scale: 32 units a month, January 1860 at x = 124.
    x0, month, y = 124, 32.0, 772
    def at(months):
        return x0 + month * months
    war, alliance, leave, opening = at(1.2), at(4.5), at(28.2), at(35.74)
    out.append(line(x0, y, at(36), y, INK, 2))
    for i in range(37):
        out.append(line(at(i), y, at(i), y + (16 if i % 12 == 0 else 7), INK, 2 if i % 12 == 0 else 1))
    out += [
        rect(war, y - 20, leave - war, 20, fill=tint(POMEGRANATE, PARCHMENT, 0.22)),
        text("occupation", alliance + 28, y - 62, leave - alliance - 60, 38, 26, weight=600, fill=POMEGRANATE),
        text("y1860", war + 14, y + 8, 90, 32, 24, fill=GREY),
        text("y1861", at(12) + 10, y + 8, 90, 32, 24, fill=GREY),
        text("y1862", at(24) + 10, y + 8, 90, 32, 24, fill=GREY),
        circle(war, y, 8, fill=POMEGRANATE),
        circle(alliance, y - 10, 9, fill=PAPER, stroke=SEA, stroke_width="4"),
        line(alliance, y - 19, alliance, y - 62, SEA, 1.6),
        line(war, y, war, y + 46, POMEGRANATE, 1.6),
        text("alliance", x0, y - 100, 700, 36, 26, weight=600, fill=SEA),
        text("war", war - 8, y + 48, 640, 74, 26),
        line(opening, y, opening, y + 46, BRASS, 1.6),
        polygon(kit.khatam(opening, y, 20), fill=BRASS),
        polygon(kit.khatam(opening, y, 9), fill=PAPER),
        text("opening", opening - 440, y + 48, 450, 74, 26, weight=600, align="end"),
        source_line(),
    ]
    return kit.svg(W, H, out, mirror=True)


# ---------------------------------------------------------------- how long the girls waited


def boys_door(x, base) -> list[str]:
    return door(x, base, 13, 46, SEA, BRASS, 2)


def girls_door(x, base) -> list[str]:
    """A door standing open: light inside."""
    return door(x, base, 17, 60, POMEGRANATE, BRASS, 2.4) + [path(horseshoe(x, base, 11, 48), fill=GLOW)]


def girls_school() -> str:
    """Three waits on one scale: 28.5 units a year, 1861 at x = 150."""
    x0, year = 150, 28.5
    def at(y):
        return x0 + year * (y - 1861)
    out = sheet(W, H)
    out += [
        text("title", 110, 88, 1180, 86, 68, "serif", 600),
        text("lead", 110, 178, 880, 84, 30),
    ]
    rows = [(390, 1862.98, 1864.51), (552, 1864.0, 1883.0), (714, 1883.0, 1899.0)]
    for y in range(1865, 1900, 5):
        out.append(line(at(y), 286, at(y), 724, PALE_BRASS, 0.9, stroke_dasharray="2 7"))
    for y in (1870, 1880, 1890):
        out.append(text(f"y{y}", at(y) - 45, 722, 90, 32, 24, fill=GREY, align="center"))
    for base, boys, girls in rows:
        a, b = at(boys), at(girls)
        out.append(line(110, base, 1290, base, BRASS, 1.2))
        # One stroke for every month that passed.
        months = round((girls - boys) * 12)
        for i in range(1, months):
            x = a + (b - a) * i / months
            year_mark = i % 12 == 0
            out.append(line(x, base, x, base - (34 if year_mark else 20), POMEGRANATE, 1.9 if year_mark else 1.1))
        out += boys_door(a, base) + girls_door(b, base)
    b = at(1864.51)
    out += [
        text("tetouan", b + 40, 296, 190, 46, 36, "serif", 600),
        text("tetouan_wait", b + 220, 278, 400, 70, 54, "serif", 600, POMEGRANATE),
        text("tetouan_years", b + 40, 346, 720, 38, 27),
    ]
    a, b = at(1864), at(1883)
    out += [
        text("tangier", a + 30, 456, 180, 46, 36, "serif", 600),
        text("tangier_wait", a + 204, 438, 300, 70, 54, "serif", 600, POMEGRANATE),
        text("tangier_years", b + 44, 464, 500, 76, 27),
    ]
    a = at(1883)
    out += [
        text("fez", a + 30, 618, 140, 46, 36, "serif", 600),
        text("fez_wait", a + 146, 600, 280, 70, 54, "serif", 600, POMEGRANATE),
        text("fez_years", 110, 626, a - 170, 76, 27),
    ]
    out += boys_door(1046, 232) + [text("key_boys", 1082, 188, 210, 42, 27, valign="middle")]
    out += girls_door(1046, 310) + [text("key_girls", 1082, 264, 210, 42, 27, valign="middle")]
    out += [text("teachers", 110, 778, 1180, 104, 32, "serif", 500, INK, valign="middle"), source_line()]
    return kit.svg(W, H, out, mirror=True)


# ---------------------------------------------------------------- a photograph without a date


def photo_corner(x, y, sx, sy, size=58) -> str:
    """A paper photo corner whose right angle is at (x, y)."""
    return group([
        polygon([(0, 0), (size, 0), (0, size)], fill=BRASS),
        polygon([(6, 6), (size - 18, 6), (6, size - 18)], fill=tint(BRASS, PAPER, 0.28)),
    ], transform=f"translate({num(x)} {num(y)}) scale({sx} {sy})")


def hanukkah_photo() -> str:
    """An empty place in an album, and the line of years that gives the answer."""
    out = sheet(W, H)
    px, py, pw, ph = 676, 116, 590, 430
    page = tint(INK, SEA, 0.25)
    out += [
        rect(px - 40, py - 24, pw + 64, ph + 56, fill=page),
        rect(px - 32, py - 16, pw + 48, ph + 40, fill="none", stroke=PALE_BRASS, stroke_width="1"),
        rect(px, py, pw - 16, ph, fill=tint(page, PARCHMENT, 0.12)),
        rect(px + 6, py + 6, pw - 28, ph - 12, fill="none", stroke=tint(page, PARCHMENT, 0.35), stroke_width="1.4", stroke_dasharray="8 8"),
        photo_corner(px - 6, py - 6, 1, 1), photo_corner(px + pw - 10, py - 6, -1, 1),
        photo_corner(px - 6, py + ph + 6, 1, -1), photo_corner(px + pw - 10, py + ph + 6, -1, -1),
        text("empty", px + 60, py + 60, pw - 136, ph - 120, 34, "serif", 400, PARCHMENT, "center", "middle"),
        text("title", 110, 92, 500, 176, 66, "serif", 600),
        text("claim", 110, 290, 490, 120, 30),
        text("answer", 110, 420, 490, 160, 30, weight=600),
    ]
    # 1850 to 1960 to scale: 10.4 units a year, 1850 at x = 128.
    x0, year, y = 128, 10.4, 738
    def at(v):
        return x0 + year * (v - 1850)
    out.append(line(at(1850), y, at(1960), y, INK, 2))
    for v in range(1850, 1961):
        tall = 18 if v % 10 == 0 else 7
        out.append(line(at(v), y, at(v), y + tall, INK, 2 if v % 10 == 0 else 1))
    for v in (1880, 1900, 1920, 1940):
        out.append(text(f"y{v}", at(v) - 45, y + 22, 90, 32, 24, fill=GREY, align="center"))
    # The years claimed, struck out.
    a, b = at(1855), at(1860)
    out += [
        rect(a, y - 58, b - a, 58, fill=tint(POMEGRANATE, PARCHMENT, 0.55)),
        line(a - 10, y - 4, b + 10, y - 54, POMEGRANATE, 4), line(a - 10, y - 54, b + 10, y - 4, POMEGRANATE, 4),
        text("claimed", 110, y - 114, 520, 40, 27, weight=600, fill=POMEGRANATE),
    ]
    # The years reported elsewhere.
    a, b = at(1950), at(1960)
    out += [
        rect(a, y - 58, b - a, 58, fill=BRASS),
        polygon(kit.khatam((a + b) / 2, y - 29, 22), fill=PAPER),
        polygon(kit.khatam((a + b) / 2, y - 29, 12), fill=POMEGRANATE),
        text("reported", 640, y - 114, at(1960) - 640, 40, 27, weight=600, align="end", fill=DARK_BRASS),
    ]
    out += [
        circle(at(1860.4), y, 9, fill=SEA),
        line(at(1860.4), y, at(1860.4), y + 62, SEA, 1.6),
        text("founded", 110, y + 64, 440, 38, 27, fill=SEA, weight=600),
        circle(at(1862.98), y, 9, fill=BRASS),
        line(at(1862.98), y, at(1862.98), y - 66, DARK_BRASS, 1.6),
        text("school", at(1862.98) + 12, y - 76, 470, 38, 27, fill=INK, weight=600),
        text("appeal", 640, y + 62, 632, 88, 31, "serif", 500, POMEGRANATE, "end"),
        source_line(),
    ]
    return kit.svg(W, H, out, mirror=True)


# ---------------------------------------------------------------- Tangier, 1887


def tangier_quarrel() -> str:
    """Two hundred stars, one for each pupil, and the five that stayed."""
    out = sheet(W, H)
    columns, rows, step = 25, 8, 47.0
    x0, y0 = 700 - columns * step / 2, 244
    out += [text("title", 110, 88, 1180, 84, 66, "serif", 600),
            text("lead", 110, 174, 1180, 46, 31)]
    for j in range(rows):
        for i in range(columns):
            cx, cy = x0 + (i + 0.5) * step, y0 + (j + 0.5) * step
            if j == rows - 1 and i >= columns - 5:
                out += [polygon(kit.khatam(cx, cy, 23), fill=POMEGRANATE),
                        polygon(kit.khatam(cx, cy, 12), fill=GLOW)]
            else:
                out += [polygon(kit.khatam(cx, cy, 20.5), fill=PAPER, stroke=tint(BRASS, PARCHMENT, 0.3), stroke_width="1.2"),
                        polygon(kit.khatam(cx, cy, 9), fill=SAND)]
    y = y0 + rows * step
    out += [
        line(x0 + 4, y + 16, x0 + 20 * step - 6, y + 16, BRASS, 1.6),
        line(x0 + 20 * step + 4, y + 16, x0 + 25 * step - 4, y + 16, POMEGRANATE, 2.4),
        text("before", x0, y + 22, 640, 40, 27, weight=600, fill=DARK_BRASS),
        text("after", x0 + 25 * step - 520, y + 22, 520, 40, 27, weight=600, align="end", fill=POMEGRANATE),
    ]
    y += 78
    for i, key in enumerate(("fears", "mission", "rival")):
        x = 110 + i * 402
        out += [polygon(kit.khatam(x + 12, y + 22, 12), fill=(SEA, POMEGRANATE, BRASS)[i]),
                text(f"{key}_head", x + 36, y, 330, 44, 31, "serif", 600),
                text(key, x, y + 48, 370, 136, 26)]
    out.append(source_line())
    return kit.svg(W, H, out, mirror=True)


# ---------------------------------------------------------------- Morocco, then and today


PUPILS_PER_TILE = 1000


def tiles(cx, base, pupils, colour, size=54) -> list[str]:
    """A wall of zellige, three tiles wide, laid from the floor: one tile for every
    ``PUPILS_PER_TILE`` pupils."""
    out = []
    for i in range(pupils // PUPILS_PER_TILE):
        x, y = cx + (i % 3 - 1) * size, base - (i // 3 + 0.5) * size
        out += [rect(x - size / 2 + 1, y - size / 2 + 1, size - 2, size - 2, fill=colour),
                polygon(kit.khatam(x, y, size * 0.46), fill=PAPER),
                polygon(kit.khatam(x, y, size * 0.38), fill=tint(colour, PARCHMENT, 0.25)),
                polygon(kit.khatam(x, y, size * 0.2), fill=PAPER),
                polygon(kit.khatam(x, y, size * 0.12), fill=BRASS)]
    return out


def morocco_today() -> str:
    """Pupils as tiles of zellige; beside them three doors still open."""
    out = sheet(W, H)
    out.append('<defs><linearGradient id="lamp" x1="0" y1="0" x2="0" y2="1">'
               f'{stop(0, tint(BRASS, POMEGRANATE, 0.25))}{stop(0.4, GLOW)}{stop(1, "#FFF4D6")}</linearGradient></defs>')
    base = 654
    out += [text("title", 110, 88, 1180, 86, 68, "serif", 600)]
    for key, cx, pupils, colour in (("1912", 200, 5000, SEA), ("1937", 400, 19000, SEA), ("1951", 600, 7000, POMEGRANATE)):
        top = base - 54 * -(-pupils // (3 * PUPILS_PER_TILE))
        out += tiles(cx, base, pupils, colour)
        out += [text(f"n{key}", cx - 97, top - 58, 194, 50, 33, "serif", 600, colour, "center", "middle"),
                text(f"t{key}", cx - 92, base + 12, 184, 76, 26, align="center")]
    out.append(line(110, base, 690, base, INK, 2))
    # Three doors, lit.
    for i in range(3):
        cx = 844 + i * 180
        out += [path(horseshoe(cx, base, 58, 288), fill=PAPER, stroke=BRASS, stroke_width="2.4")]
        out += voussoirs(cx, base, 58, 288, 18, 17, (SEA, PAPER))
        out += [path(horseshoe(cx, base, 49, 272), fill="url(#lamp)", stroke=BRASS, stroke_width="1.2"),
                polygon([(cx - 49, base), (cx + 49, base), (cx + 72, base + 32), (cx - 72, base + 32)], fill=tint(GLOW, PARCHMENT, 0.5))]
    out += [line(758, base, 1290, base, INK, 2),
            text("today", 750, 190, 548, 126, 30, "serif", 500, align="center", valign="middle"),
            text("today_place", 758, base + 40, 532, 44, 31, "serif", 600, POMEGRANATE, "center")]
    # Who counted how many.
    out += [line(110, 768, 1290, 768, BRASS, 1.2),
            text("community", 110, 784, 262, 100, 26, weight=600)]
    for i, key in enumerate(("c1900", "c1939", "c1948", "c1956")):
        x = 396 + i * 226
        out += [text(key, x, 780, 210, 42, 28, "serif", 600, SEA), text(f"{key}_who", x, 822, 216, 64, 23, fill=GREY)]
    out.append(source_line())
    return kit.svg(W, H, out, mirror=True)


def main() -> None:
    for work_id, draw in (("first-school", first_school), ("girls-school", girls_school),
                          ("hanukkah-photo", hanukkah_photo), ("tangier-quarrel", tangier_quarrel),
                          ("morocco-today", morocco_today), ("haketia", haketia), ("great-dress", great_dress)):
        kit.write_panel(work_id, draw())


if __name__ == "__main__":
    main()
