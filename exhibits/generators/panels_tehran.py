"""Draw the panels of the Tehran hall: ``python3 panels_tehran.py`` writes every
``works/<id>/panel.svg`` of the hall (standard library only, no randomness).

All panels are 1400 x 1000 units and share the heading of :mod:`tehran_ornament`.
"""

from __future__ import annotations

from panel_kit import (
    BRASS, GREY, INK, PAPER, PARCHMENT, POMEGRANATE, SAND, SEA, circle, ellipse, group, khatam,
    line, num, path, polygon, rect, rosette, star, svg, text, tint, write_panel,
)
from tehran_map import iran_schools_map
from tehran_ornament import (
    GOLD, H, LAPIS, NIGHT, W, arch_d, flower, frame, lozenge, star_field,
)

BRICK = "#B9825A"
WOOD = "#7A4B2E"


def coin(cx, cy, r=26) -> list[str]:
    """A coin lying flat, seen from the side of a stack."""
    return [
        path(f"M{num(cx - r)},{num(cy)} v7 a{r},{num(r * 0.32)} 0 0 0 {2 * r},0 v-7", fill=tint(BRASS, INK, 0.3)),
        ellipse(cx, cy, r, r * 0.32, fill=BRASS, stroke=tint(BRASS, INK, 0.4), stroke_width="1"),
        ellipse(cx, cy, r * 0.66, r * 0.19, fill="none", stroke=PAPER, stroke_width="1"),
    ]


def coins(cx, base, heights, r=26) -> list[str]:
    """Stacks of coins side by side on one base line; ``heights`` counts the coins."""
    out = []
    for k, count in enumerate(heights):
        x = cx + (k - (len(heights) - 1) / 2) * (2 * r + 8)
        for i in range(count):
            out += coin(x, base - 8 - 8 * i, r)
    return out


def book(x, y, w, h, cover, clasp=BRASS) -> list[str]:
    """A closed book lying on its side, spine to the left, top-left corner (x, y)."""
    return [
        rect(x, y, w, h, rx="4", fill=cover),
        rect(x + 12, y + h * 0.2, w - 14, h * 0.6, fill=PAPER),
        line(x + 12, y + h * 0.4, x + w - 2, y + h * 0.4, SAND, 1),
        line(x + 12, y + h * 0.6, x + w - 2, y + h * 0.6, SAND, 1),
        line(x + 6, y + 2, x + 6, y + h - 2, clasp, 1.6),
    ]


# ---------------------------------------------------------------- Tehran, April 1898


def door_leaf(x, y, w, h, lean) -> list[str]:
    """One leaf of a wooden door turned a little inward: ``lean`` shifts its free edge."""
    top = y + abs(lean) * 0.35
    near, far = (x, x + w) if lean > 0 else (x + w, x)
    out = [polygon([(near, y), (far, top), (far, y + h), (near, y + h)], fill=WOOD, stroke=INK, stroke_width="1.2")]
    for k in range(3):
        a, b = 0.06 + 0.31 * k, 0.31 + 0.31 * k
        x0, x1 = x + w * 0.2, x + w * 0.8
        out.append(rect(x0, y + h * a + 12, x1 - x0, h * (b - a) - 6, fill=tint(WOOD, INK, 0.25), stroke=GOLD, stroke_width="1"))
        out.append(polygon(khatam((x0 + x1) / 2, y + h * (a + b) / 2 + 9, min(w, h * 0.3) * 0.24), fill="none", stroke=GOLD, stroke_width="1.2"))
    ring_x = far - (10 if lean > 0 else -10)
    out.append(circle(ring_x, y + h * 0.52, 7, fill="none", stroke=BRASS, stroke_width="2.6"))
    return out


def portal(x, y, w, h) -> list[str]:
    """A Persian gate: a framed front, starred spandrels, a pointed niche, open door leaves."""
    band = 34
    ix, iy, iw = x + band, y + band, w - 2 * band
    ih = h - band
    ax, ay, aw, ah, rise = ix + 44, iy + 40, iw - 88, ih - 40, 250
    arch = arch_d(ax, ay, aw, ah, rise)
    spandrel = f"M{num(ix)},{num(iy)} h{num(iw)} v{num(rise + 150)} h{num(-iw)} Z " + arch + " Z"
    out = [
        rect(x, y, w, h, fill=BRICK),
    ]
    courses = []
    for k, yy in enumerate(range(int(y), int(y + h), 14)):
        courses.append(f"M{num(x)},{yy} h{num(w)}")
        for i in range(int(w / 34) + 1):
            bx = x + i * 34 + (17 if k % 2 else 0)
            if bx < x + w:
                courses.append(f"M{num(bx)},{yy} v14")
    out.append(path("".join(courses), stroke=tint(BRICK, PARCHMENT, 0.35), stroke_width="0.9"))
    out.append(rect(ix, iy, iw, rise + 150, fill=NIGHT))
    out.append(star_field("portal-stars", spandrel, (ix, iy, iw, rise + 150), 44, GOLD, 1.4,
                          66.0, LAPIS, tint(BRASS, NIGHT, 0.1)))
    out.append(rect(ix, iy, iw, rise + 150, fill="none", stroke=BRASS, stroke_width="3"))
    out.append(rect(x, y, w, h, fill="none", stroke=tint(BRICK, INK, 0.45), stroke_width="2"))
    out.append(
        '<linearGradient id="portal-light" x1="0" y1="0" x2="0" y2="1">'
        f'<stop offset="0" stop-color="{PAPER}"/><stop offset="0.55" stop-color="#FBEBC6"/>'
        '<stop offset="1" stop-color="#F0CE8B"/></linearGradient>')
    out.append(path(arch + " Z", fill="url(#portal-light)"))
    out.append(path(arch, stroke=BRASS, stroke_width="7"))
    inner = arch_d(ax + 15, ay + 20, aw - 30, ah - 20, rise - 12)
    out.append(path(inner, stroke=BRASS, stroke_width="1.4"))
    base = y + h
    dh, dw = 232, 92
    for lean in (1, -1):
        lx = x + w / 2 - 150 if lean > 0 else x + w / 2 + 150 - dw
        out += door_leaf(lx, base - dh, dw, dh, 46 * lean)
    out.append(path(
        f"M{num(x + w / 2 - 58)},{num(base)} L{num(x + w / 2 + 58)},{num(base)} L{num(x + w / 2 + 96)},{num(base + 22)} "
        f"L{num(x + w / 2 - 96)},{num(base + 22)} Z", fill="#F0CE8B"))
    out.append(line(x - 60, base, x + w / 2 - 58, base, INK, 2))
    out.append(line(x + w / 2 + 58, base, x + w + 60, base, INK, 2))
    return out


def tehran_1898() -> str:
    out = frame()
    px, pw, py, ph = 460, 480, 226, 656
    out += portal(px, py, pw, ph)
    out.append(text("month", px + 100, py + 236, pw - 200, 50, 42, "serif", 400, INK, "center", "middle"))
    out.append(text("year", px + 70, py + 272, pw - 140, 160, 124, "serif", 600, POMEGRANATE, "center", "middle"))
    for side, (x, big, small, size) in enumerate(((84, "promise_year", "promise", 88), (1000, "families", "money", 46))):
        w, cx = 316, x + 158
        if side == 0:
            out += scroll_paper(cx, 300)
        else:
            out += coins(cx, 338, (3, 6, 4))
        out.append(text(big, x, 352, w, 116, size, "serif", 500, SEA, "center", "middle"))
        out.append(line(cx - 60, 482, cx + 60, 482, BRASS, 2))
        out.append(text(small, x, 500, w, 136, 28, "sans", 400, INK, "center"))
    for i in range(25):
        cx = 242 + (i % 5 - 2) * 34
        cy = 668 + (i // 5) * 24
        out.append(lozenge(cx, cy, 8, fill="none", stroke=BRASS, stroke_width="1.6"))
    out.append(text("waiting", 84, 794, 316, 76, 28, "sans", 600, POMEGRANATE, "center"))
    out.append(text("dates_title", 1000, 650, 316, 50, 38, "serif", 500, POMEGRANATE, "center", "middle"))
    out.append(text("dates", 1000, 704, 316, 170, 26, "sans", 400, INK, "center"))
    return svg(W, H, out, mirror=True)


def scroll_paper(cx, cy) -> list[str]:
    """An unrolled paper with a seal and no writing."""
    return [
        rect(cx - 62, cy - 34, 124, 62, fill=PAPER, stroke=BRASS, stroke_width="1.4"),
        *[line(cx - 46, cy - 18 + 13 * k, cx + (46 if k < 2 else 6), cy - 18 + 13 * k, SAND, 2) for k in range(3)],
        rect(cx - 70, cy - 40, 140, 10, rx="5", fill=BRASS),
        rect(cx - 70, cy + 24, 140, 10, rx="5", fill=BRASS),
        polygon(star(cx + 34, cy + 16, 15, 12, 12), fill=POMEGRANATE),
        circle(cx + 34, cy + 16, 7, fill="none", stroke=PAPER, stroke_width="1.2"),
    ]


# ---------------------------------------------------------------- the Shah in Paris, 1873


def pan(cx, beam_y, pan_y, half=150) -> list[str]:
    """One pan of the scales, hung from (cx, beam_y)."""
    out = []
    for dx in (-half + 6, 0, half - 6):
        out.append(line(cx, beam_y + 12, cx + dx, pan_y, BRASS, 1.6))
    out.append(circle(cx, beam_y + 8, 7, fill="none", stroke=BRASS, stroke_width="3"))
    out.append(path(
        f"M{num(cx - half)},{num(pan_y)} H{num(cx + half)} C{num(cx + half * 0.72)},{num(pan_y + 44)} "
        f"{num(cx - half * 0.72)},{num(pan_y + 44)} {num(cx - half)},{num(pan_y)} Z", fill=BRASS))
    out.append(path(
        f"M{num(cx - half * 0.86)},{num(pan_y + 10)} C{num(cx - half * 0.5)},{num(pan_y + 34)} "
        f"{num(cx + half * 0.5)},{num(pan_y + 34)} {num(cx + half * 0.86)},{num(pan_y + 10)}",
        stroke=PARCHMENT, stroke_width="1.4"))
    out.append(line(cx - half - 8, pan_y, cx + half + 8, pan_y, tint(BRASS, INK, 0.4), 4, stroke_linecap="round"))
    return out


def little_house(cx, base) -> list[str]:
    """A courtyard house front with three pointed openings."""
    out = [rect(cx - 62, base - 76, 124, 76, fill=BRICK, stroke=tint(BRICK, INK, 0.4), stroke_width="1.4"),
           rect(cx - 68, base - 86, 136, 12, fill=tint(BRICK, INK, 0.25))]
    for dx, w, h in ((-40, 26, 44), (0, 32, 60), (40, 26, 44)):
        out.append(path(arch_d(cx + dx - w / 2, base - h, w, h, w * 0.6) + " Z", fill=NIGHT, stroke=GOLD, stroke_width="1.2"))
    return out


def shah_paris_1873() -> str:
    out = frame()
    mid, beam, pans = 700, 330, 560
    left, right = 302, 1098
    # A faint arch holds the whole, as a niche holds a lamp.
    niche = (524, 216, 352, 482)
    arch = arch_d(*niche, 220)
    out.append(path(arch + " Z", fill=PAPER))
    out.append(star_field("niche-stars", arch + " Z", niche, 50, tint(BRASS, PAPER, 0.5), 1.3,
                          66.0, tint(BRASS, PAPER, 0.86), tint(BRASS, PAPER, 0.66)))
    out.append(path(arch, stroke=BRASS, stroke_width="3"))
    out.append(path(arch_d(512, 202, 376, 496, 232), stroke=BRASS, stroke_width="1"))
    out.append(path(
        f"M{mid - 8},{beam} L{mid - 13},676 H{mid + 13} L{mid + 8},{beam} Z", fill=SEA))
    for yy, r in ((beam + 64, 15), (beam + 190, 17), (660, 19)):
        out.append(ellipse(mid, yy, r, 7, fill=NIGHT))
    out.append(path(f"M{mid - 74},698 C{mid - 56},676 {mid - 30},674 {mid},674 C{mid + 30},674 {mid + 56},676 {mid + 74},698 Z", fill=SEA))
    out.append(path(
        f"M{left},{beam + 2} C{left + 150},{beam - 26} {mid - 120},{beam - 8} {mid},{beam - 12} "
        f"C{mid + 120},{beam - 8} {right - 150},{beam - 26} {right},{beam + 2} "
        f"C{right - 150},{beam - 8} {mid + 120},{beam + 12} {mid},{beam + 12} "
        f"C{mid - 120},{beam + 12} {left + 150},{beam - 8} {left},{beam + 2} Z", fill=SEA))
    out.append(circle(mid, beam, 20, fill=NIGHT, stroke=GOLD, stroke_width="2"))
    out += flower(mid, beam, 12, PAPER, POMEGRANATE)
    out += pan(left, beam, pans)
    out += pan(right, beam, pans)
    # Left: teachers (books) and the cost (coins). Right: premises and Persian teachers.
    for k, (w, cover) in enumerate(((120, SEA), (104, POMEGRANATE), (112, tint(BRASS, INK, 0.35)))):
        out += book(left - 118 + (120 - w) / 2, pans - 30 * (k + 1), w, 27, cover)
    out += coins(left + 76, pans - 2, (5, 8), 24)
    out += little_house(right - 52, pans - 2)
    for k, (w, cover) in enumerate(((92, SEA), (80, POMEGRANATE))):
        out += book(right + 36 + (92 - w) / 2, pans - 30 * (k + 1), w, 27, cover)
    out.append(text("date", 500, 712, 400, 58, 40, "serif", 500, POMEGRANATE, "center", "middle"))
    for cx, head, body in ((left, "alliance", "alliance_gives"), (right, "iran", "iran_gives")):
        x = cx - 195
        out.append(text(head, x, 622, 390, 52, 38, "serif", 500, SEA, "center", "middle"))
        out.append(text(body, x, 678, 390, 110, 28, "sans", 400, INK, "center"))
    y, x0, x1 = 826, 190, 1210
    out.append(line(x0, y, x1, y, BRASS, 1.2))
    for i in range(26):
        cx = x0 + (x1 - x0) * i / 25
        if i == 25:
            out.append(polygon(khatam(cx, y, 21), fill=POMEGRANATE))
            out.append(polygon(khatam(cx, y, 9), fill=PARCHMENT))
        elif i == 0:
            out.append(polygon(khatam(cx, y, 16), fill=SEA))
        else:
            out.append(lozenge(cx, y, 8, fill=PARCHMENT, stroke=BRASS, stroke_width="1.5"))
    out.append(text("from", 100, 850, 180, 52, 34, "serif", 500, SEA, "center", "middle"))
    out.append(text("to", 1120, 850, 180, 52, 34, "serif", 500, POMEGRANATE, "center", "middle"))
    out.append(text("nothing", 300, 848, 800, 56, 28, "sans", 400, INK, "center", "middle"))
    return svg(W, H, out, mirror=True)


# ---------------------------------------------------------------- letters one could read


def tablet(x, y, w, h) -> list[str]:
    """A wooden writing tablet with a pierced handle at the top."""
    cx = x + w / 2
    return [
        path(
            f"M{num(cx - 44)},{num(y)} C{num(cx - 50)},{num(y - 46)} {num(cx + 50)},{num(y - 46)} {num(cx + 44)},{num(y)} Z",
            fill=WOOD),
        circle(cx, y - 15, 8, fill=PARCHMENT),
        rect(x, y - 2, w, h, rx="14", fill=WOOD),
        rect(x + 14, y + 12, w - 28, h - 28, rx="8", fill=PAPER, stroke=GOLD, stroke_width="2"),
    ]


def hollow(d, wide=19, inside=PAPER, edge=BRASS) -> list[str]:
    """A letter in outline only: a broad stroke with a narrower one of the ground on it."""
    common = {"stroke_linecap": "round", "stroke_linejoin": "round"}
    return [path(d, stroke=edge, stroke_width=num(wide), **common),
            path(d, stroke=inside, stroke_width=num(wide - 5), **common)]


def persian_letters(x, y) -> list[str]:
    """Alef, be, pe and te, written from right to left, in outline. (x, y) is the left end
    of the line they stand on; the row is 400 units long."""
    out = []

    def bowl(left, width):
        right, top, low = left + width, y - 30, y + 4
        return (
            f"M{num(right)},{num(top)} C{num(right + 6)},{num(top + 22)} {num(right - width * 0.12)},{num(low)} "
            f"{num(left + width * 0.52)},{num(low)} C{num(left + width * 0.12)},{num(low)} {num(left - 8)},{num(y - 2)} "
            f"{num(left + 4)},{num(top - 8)}")

    def dot(cx, cy):
        return lozenge(cx, cy, 10.5, fill=PAPER, stroke=BRASS, stroke_width="2.6")

    out += hollow(f"M{num(x + 378)},{num(y - 102)} C{num(x + 374)},{num(y - 66)} {num(x + 376)},{num(y - 30)} {num(x + 380)},{num(y + 2)}")
    for k, left in enumerate((x + 256, x + 132, x + 8)):
        out += hollow(bowl(left, 90))
        cx = left + 48
        if k == 0:
            out.append(dot(cx, y + 38))
        elif k == 1:
            out += [dot(cx - 15, y + 36), dot(cx + 15, y + 36), dot(cx, y + 60)]
        else:
            out += [dot(cx - 15, y - 46), dot(cx + 15, y - 46)]
    return out


def shelf(cx, base, spines) -> list[str]:
    """Upright books on a shelf, centred on ``cx``; ``spines`` is (width, height, colour)."""
    total = sum(w for w, _, _ in spines) + 3 * (len(spines) - 1)
    x = cx - total / 2
    out = [rect(cx - total / 2 - 26, base, total + 52, 5, fill=WOOD)]
    for w, h, colour in spines:
        out.append(rect(x, base - h, w, h, rx="2", fill=colour))
        for share in (0.16, 0.8):
            out.append(line(x + 2, base - h * share, x + w - 2, base - h * share, GOLD, 1.8))
        x += w + 3
    return out


def maktab() -> str:
    out = frame()
    y, w, h = 254, 500, 232
    left, right = 130, 770
    for x in (left, right):
        out += tablet(x, y, w, h)
    out.append(text("letters", left + 30, y + 16, w - 60, h - 36, 140, "serif", 500, INK, "center", "middle"))
    # In Hebrew the sheet is mirrored, but letters must not be: that copy is turned beforehand.
    persian = "\n".join(persian_letters(right + 56, y + 134))
    middle = right + w / 2
    for language in ("es", "fr", "en"):
        out.append(group(persian, data_lang=language))
    out.append(group(persian, data_lang="he", transform=f"translate({num(2 * middle)} 0) scale(-1 1)"))
    out.append(text("hebrew", left - 20, 494, w + 40, 54, 30, "sans", 600, SEA, "center", "middle"))
    out.append(text("persian", right - 20, 494, w + 40, 54, 30, "sans", 600, POMEGRANATE, "center", "middle"))
    out.append(text("who_says", 150, 548, 1100, 40, 26, "sans", 400, GREY, "center", "middle"))
    top = 608
    out.append(line(100, top, 1300, top, BRASS, 1.4))
    out.append(polygon(khatam(700, top, 15), fill=PARCHMENT, stroke=BRASS, stroke_width="1.6"))
    out.append(line(430, top + 30, 430, 826, BRASS, 1))
    out.append(text("maktab_head", 100, top + 16, 310, 46, 34, "serif", 500, INK, "center", "middle"))
    out.append(text("school_head", 450, top + 16, 860, 46, 34, "serif", 500, INK, "center", "middle"))
    brown, dim = tint(BRASS, INK, 0.3), tint(SEA, PARCHMENT, 0.25)
    out += shelf(255, 744, [(34, 64, POMEGRANATE)])
    out += shelf(880, 744, [(34, 64, POMEGRANATE), (28, 58, SEA), (32, 66, brown), (24, 56, NIGHT), (30, 62, dim),
                            (36, 54, POMEGRANATE), (26, 66, SEA), (32, 60, brown), (28, 57, NIGHT)])
    out.append(text("maktab_list", 100, 756, 310, 78, 28, "sans", 400, INK, "center"))
    out.append(text("school_list", 510, 756, 740, 78, 28, "sans", 400, INK, "center"))
    out.append(text("critics", 100, 840, 1200, 74, 28, "serif", 400, POMEGRANATE, "center", "middle"))
    return svg(W, H, out, mirror=True)


# ---------------------------------------------------------------- letters from Isfahan


def empty_letter(cx, cy, w, h) -> list[str]:
    """A folded letter with ruled lines, a seal and no words."""
    x, y = -w / 2, -h / 2
    parts = [
        rect(x + 9, y + 11, w, h, fill=tint(INK, PARCHMENT, 0.72)),
        rect(x, y, w, h, fill=PAPER, stroke=BRASS, stroke_width="1.4"),
    ]
    for k in (1, 2):
        yy = y + h * k / 3
        parts.append(rect(x, yy - 9, w, 9, fill=tint(SAND, PAPER, 0.45)))
        parts.append(line(x, yy, x + w, yy, SAND, 1.6))
    parts.append(line(x + w / 2, y, x + w / 2, y + h, tint(SAND, PAPER, 0.3), 1.4))
    for k in range(12):
        yy = y + 64 + k * (h - 120) / 12
        parts.append(line(x + 46, yy, x + w - (46 if k != 11 else 210), yy, tint(SEA, PAPER, 0.7), 1.3))
    parts.append(polygon(star(x + w - 74, y + h - 58, 37, 32, 16), fill=POMEGRANATE))
    parts.append(circle(x + w - 74, y + h - 58, 25, fill="none", stroke=tint(POMEGRANATE, PAPER, 0.4), stroke_width="1.6"))
    parts.append(polygon(khatam(x + w - 74, y + h - 58, 15), fill=tint(POMEGRANATE, PAPER, 0.3)))
    return [group(parts, transform=f"translate({num(cx)} {num(cy)}) rotate(-3.5)")]


def reed_pen(x, y, length, angle) -> list[str]:
    """A cut reed pen whose nib is at (x, y)."""
    parts = [
        path(f"M0,0 L34,-8 L{num(length)},-8 L{num(length)},8 L34,8 Z", fill=BRICK),
        path("M0,0 L34,-8 L34,8 Z", fill=INK),
        line(34, -2, length, -2, tint(BRICK, PAPER, 0.45), 2),
    ]
    for k in (0.4, 0.72):
        parts.append(line(length * k, -8, length * k, 8, tint(BRICK, INK, 0.4), 2))
    return [group(parts, transform=f"translate({num(x)} {num(y)}) rotate({num(angle)})")]


def roundel(cx, cy, r, glyph) -> list[str]:
    """A medallion with a ring of petals and a simple sign inside."""
    out = [circle(cx, cy, r + 22, fill="none", stroke=BRASS, stroke_width="1")]
    out += rosette(cx, cy, r + 20, 20, tint(BRASS, PARCHMENT, 0.2))
    out.append(circle(cx, cy, r, fill=NIGHT, stroke=GOLD, stroke_width="2"))
    if glyph == "pen":
        out += [path(f"M{num(cx - 24)},{num(cy + 26)} L{num(cx - 14)},{num(cy + 4)} L{num(cx + 18)},{num(cy - 28)} "
                     f"L{num(cx + 28)},{num(cy - 18)} L{num(cx - 4)},{num(cy + 14)} Z", fill=PAPER),
                line(cx - 24, cy + 26, cx - 6, cy + 8, NIGHT, 2)]
    elif glyph == "eye":
        out += [path(f"M{num(cx - 34)},{num(cy)} Q{num(cx)},{num(cy - 34)} {num(cx + 34)},{num(cy)} "
                     f"Q{num(cx)},{num(cy + 34)} {num(cx - 34)},{num(cy)} Z", fill=PAPER),
                circle(cx, cy, 12.5, fill=SEA), circle(cx, cy, 5, fill=INK)]
    else:
        for dx in (-20, 0, 20):
            top = -12 if dx else -20
            out += [circle(cx + dx, cy + top, 9, fill=PAPER),
                    path(f"M{num(cx + dx - 14)},{num(cy + 26)} C{num(cx + dx - 14)},{num(cy + top + 6)} "
                         f"{num(cx + dx + 14)},{num(cy + top + 6)} {num(cx + dx + 14)},{num(cy + 26)} Z", fill=PAPER,
                         stroke=NIGHT, stroke_width="2")]
    return out


def isfahan_letters() -> str:
    out = frame()
    cx, cy = 700, 462
    for x in (242, 1158):
        out.append(line(x, 300, cx, 300, BRASS, 1.2, stroke_dasharray="2 6", stroke_linecap="round"))
    out += empty_letter(cx, cy, 410, 440)
    out += reed_pen(560, 640, 250, -38)
    for x, glyph, head, body in ((84, "pen", "writer", "writer_is"), (1000, "eye", "reader", "reader_is")):
        out += roundel(x + 158, 300, 52, glyph)
        out.append(text(head, x, 380, 316, 56, 40, "serif", 500, SEA, "center", "middle"))
        out.append(text(body, x, 440, 316, 210, 28, "sans", 400, INK, "center"))
    out += roundel(206, 786, 52, "people")
    out.append(text("people", 296, 712, 460, 56, 40, "serif", 500, POMEGRANATE, "start", "middle"))
    out.append(text("people_are", 296, 770, 460, 130, 28, "sans", 400, INK, "start"))
    out.append(line(792, 724, 792, 892, BRASS, 1.2))
    out.append(text("study", 828, 720, 486, 180, 30, "serif", 500, INK, "start", "middle"))
    return svg(W, H, out, mirror=True)


# ---------------------------------------------------------------- how many schools?


def school_door(x, base, w, h, fill, edge) -> str:
    """A pointed doorway standing on ``base``."""
    return path(arch_d(x, base - h, w, h, w * 0.62) + " Z", fill=fill, stroke=edge, stroke_width="1.5")


def how_many() -> str:
    out = frame()
    x0 = 350
    out.append(text("diarna", 84, 250, 240, 46, 36, "serif", 500, SEA, "start", "middle"))
    out.append(text("diarna_says", 84, 298, 240, 110, 26, "sans", 400, INK, "start"))
    for i in range(17):
        out.append(school_door(x0 + i * 40, 338, 30, 78, SEA, NIGHT))
    for i in range(24):
        share = 0.5 + 0.5 * i / 24
        out.append(school_door(x0 + i * 28, 400, 19, 42, "none", tint(SEA, PARCHMENT, share)))
    out.append(line(x0 - 8, 339, x0 + 680, 339, BRASS, 1.4))
    out.append(text("diarna_n", 1050, 254, 110, 90, 84, "serif", 600, SEA, "center", "middle"))
    out.append(text("diarna_city", 1160, 268, 156, 66, 26, "sans", 400, INK, "start", "middle"))
    out.append(text("diarna_rest", 1050, 352, 266, 56, 26, "sans", 400, INK, "start", "middle"))
    out.append(line(84, 424, 1316, 424, BRASS, 1))
    out.append(text("press", 84, 440, 240, 46, 36, "serif", 500, POMEGRANATE, "start", "middle"))
    out.append(text("press_says", 84, 488, 240, 120, 26, "sans", 400, INK, "start"))
    for i in range(7):
        out.append(school_door(x0 + i * 40, 530, 30, 78, POMEGRANATE, tint(POMEGRANATE, INK, 0.4)))
    for i in range(27):
        out.append(school_door(x0 + i * 25, 594, 18, 42, tint(POMEGRANATE, PARCHMENT, 0.45), POMEGRANATE))
    out.append(line(x0 - 8, 531, x0 + 680, 531, BRASS, 1.4))
    out.append(line(x0 - 8, 595, x0 + 680, 595, BRASS, 1.4))
    out.append(text("press_n", 1050, 446, 110, 90, 84, "serif", 600, POMEGRANATE, "center", "middle"))
    out.append(text("press_city", 1160, 458, 156, 70, 26, "sans", 400, INK, "start", "middle"))
    out.append(text("press_rest", 1050, 548, 266, 56, 26, "sans", 400, INK, "start", "middle"))
    out.append(rect(84, 626, 1232, 62, fill=tint(SAND, PARCHMENT, 0.3)))
    out.append(text("readings", 104, 630, 1192, 54, 27, "serif", 500, INK, "center", "middle"))
    out.append(text("hamadan", 84, 706, 860, 48, 34, "serif", 500, INK, "start", "middle"))
    per = 1.36
    for key, y, total, free, colour in (("boys", 766, 475, 159, SEA), ("girls", 830, 259, 75, BRASS)):
        out.append(text(key, 84, y, 150, 46, 28, "sans", 600, INK, "start", "middle"))
        out.append(rect(250, y + 4, total * per, 38, fill=tint(colour, PARCHMENT, 0.45)))
        out.append(rect(250, y + 4, free * per, 38, fill=colour))
        out.append(text(f"{key}_n", 250 + total * per + 18, y, 110, 46, 40, "serif", 600, INK, "start", "middle"))
    out.append(line(250, 760, 250, 882, INK, 1.4))
    out.append(rect(1034, 770, 24, 24, fill=SEA))
    out.append(rect(1062, 770, 24, 24, fill=BRASS))
    out.append(text("free", 1100, 762, 216, 130, 26, "sans", 400, INK, "start"))
    return svg(W, H, out, mirror=True)


# ---------------------------------------------------------------- after 1979


def after_1979() -> str:
    out = frame()
    first, last, turn = 1898, 1979, 1925
    x0, step, base, height = 118, 12.6, 636, 250
    for year in range(first, last + 1):
        x = x0 + (year - first) * step
        if year < turn:
            colour = SEA
        else:
            colour = tint(POMEGRANATE, BRASS, 0.85 * (1 - (year - turn) / (last - turn)))
        top = base - height
        if year == last:
            top = base - height * 0.34
        out.append(line(x, base, x, top, colour, 5, stroke_linecap="round"))
        if year in (first, turn, 1977, last):
            out.append(polygon(khatam(x, top - 16, 11), fill=colour))
    end = x0 + (last - first) * step
    out.append(line(x0 - 14, base + 12, end + 10, base + 12, INK, 1.6))
    out.append(line(end + 10, base + 12, 1300, base + 12, BRASS, 1.2, stroke_dasharray="2 8", stroke_linecap="round"))
    turn_x = x0 + (turn - first) * step
    out.append(text("french", x0 - 10, 262, turn_x - x0 - 10, 84, 60, "serif", 500, SEA, "start", "middle"))
    out.append(text("persian", turn_x + 4, 262, 520, 84, 60, "serif", 500, tint(POMEGRANATE, INK, 0.1), "start", "middle"))
    marks = (
        ("y1898", "m1898", x0, 290, SEA),
        ("y1925", "m1925", turn_x, 400, tint(BRASS, INK, 0.4)),
        ("y1977", "m1977", 880, 236, POMEGRANATE),
        ("y1979", "m1979", 1142, 172, POMEGRANATE),
    )
    for year_key, body, x, w, colour in marks:
        side = "end" if year_key == "y1977" else "start"
        out.append(text(year_key, x - 8, base + 24, w, 50, 42, "serif", 600, colour, side, "middle"))
        out.append(text(body, x - 8, base + 78, w, 136, 26, "sans", 400, INK, side))
    out.append(line(110, 858, 1290, 858, BRASS, 1))
    out.append(text("family", 110, 864, 1180, 52, 27, "serif", 500, INK, "center", "middle"))
    return svg(W, H, out, mirror=True)


PANELS = {
    "tehran-1898": tehran_1898,
    "shah-paris-1873": shah_paris_1873,
    "iran-schools-map": iran_schools_map,
    "maktab": maktab,
    "isfahan-letters": isfahan_letters,
    "how-many": how_many,
    "after-1979": after_1979,
}


def main() -> None:
    for work_id, draw in PANELS.items():
        write_panel(work_id, draw())


if __name__ == "__main__":
    main()
