"""The panel of the great dress: a garment without a wearer, its parts named.

The cut follows the parts listed by the fact record ``a-dress-parts``; no measured scale is
claimed. The skirt has twenty-two gold bands because popular texts count them so.
"""

from __future__ import annotations

import math

import panel_kit as kit
from moorish import DARK_BRASS, sheet
from panel_kit import BRASS, GREY, INK, PAPER, PARCHMENT, POMEGRANATE, circle, group, line, num, path, polygon, text, tint

W, H = 1000, 1400
CX = 500.0
VELVET = tint(POMEGRANATE, INK, 0.55)
VELVET_LIGHT = tint(POMEGRANATE, INK, 0.3)
GOLD = "#D2A95C"
GOLD_LIGHT = "#EBCF8E"
MUSLIN = "#FFFDF6"
WAIST_Y, HEM_Y = 606.0, 1096.0
BANDS = 22


def half_width(t: float) -> float:
    """Half the skirt's width at ``t`` (0 at the waist, 1 at the hem)."""
    return 66 + 150 * t + 34 * math.sin(t * math.pi / 2)


def skirt_y(t: float) -> float:
    return WAIST_Y + (HEM_Y - WAIST_Y) * t


def sag(t: float) -> float:
    """How far a line around the skirt dips in the middle, seen from the front."""
    return 6 + 30 * t


def skirt_line(t: float, inset: float = 0.0) -> str:
    """Path data of one line around the skirt, from left edge to right edge."""
    w, y, s = half_width(t) - inset, skirt_y(t), sag(t)
    return f"M{num(CX - w)},{num(y)} Q{num(CX)},{num(y + 2 * s)} {num(CX + w)},{num(y)}"


def scroll(x, y, size, turn=1, start_deg=0.0, stroke=GOLD, width=3.0) -> str:
    """A gold spiral, as couched thread lies on the velvet."""
    pts = []
    for i in range(30):
        a = math.radians(start_deg) + turn * i * 0.34
        r = size * (1 - i / 32)
        pts.append((x + r * math.cos(a), y + r * math.sin(a)))
    return kit.polyline(pts, stroke=stroke, stroke_width=num(width), stroke_linecap="round")


def button(x, y, r=5.0) -> list[str]:
    return [circle(x, y, r, fill=GOLD_LIGHT, stroke=BRASS, stroke_width="1"),
            circle(x, y, r * 0.4, fill=BRASS)]


def skirt() -> list[str]:
    left = [(CX - half_width(i / 20), skirt_y(i / 20)) for i in range(21)]
    right = [(CX + half_width(i / 20), skirt_y(i / 20)) for i in range(20, -1, -1)]
    outline = ("M" + kit.points(left) + f" Q{num(CX)},{num(HEM_Y + 2 * sag(1))} {num(right[0][0])},{num(right[0][1])} "
               + "L" + kit.points(right[1:]) + " Z")
    out = [
        '<defs><linearGradient id="velvet" x1="0" y1="0" x2="1" y2="0">'
        f'<stop offset="0" stop-color="{VELVET}"/><stop offset="0.3" stop-color="{VELVET_LIGHT}"/>'
        f'<stop offset="0.62" stop-color="{VELVET}"/><stop offset="1" stop-color="{tint(VELVET, INK, 0.5)}"/>'
        "</linearGradient></defs>",
        path(outline, fill="url(#velvet)"),
    ]
    # Folds fall from the belt.
    for k in (-0.72, -0.4, 0.16, 0.82):
        out.append(path(f"M{num(CX + 58 * k)},{num(WAIST_Y + 6)} Q{num(CX + 120 * k)},{num(WAIST_Y + 180)} "
                        f"{num(CX + half_width(1) * k)},{num(HEM_Y + sag(1) * (1 - k * k))}",
                        stroke=tint(VELVET, INK, 0.45), stroke_width="3", opacity="0.6"))
    for i in range(BANDS):
        t = 0.33 + 0.655 * i / (BANDS - 1)
        wide = i % 3 == 0
        out.append(path(skirt_line(t, 1), stroke=GOLD if wide else GOLD_LIGHT, stroke_width="6.4" if wide else "3.4"))
    # The wrap: the front edge of the skirt, its braid, and the embroidered corner.
    top, foot = CX + 26, CX + 128
    corner_y = skirt_y(1) + sag(1) * 0.78
    edge = f"M{num(top)},{num(WAIST_Y)} C{num(top + 8)},{num(WAIST_Y + 190)} {num(foot - 46)},{num(corner_y - 190)} {num(foot)},{num(corner_y)}"
    wedge = edge + f" L{num(foot - 128)},{num(corner_y + 8)} C{num(foot - 116)},{num(corner_y - 150)} {num(top - 22)},{num(corner_y - 250)} {num(top + 16)},{num(WAIST_Y + 176)} Z"
    out.append(path(wedge, fill=VELVET, stroke=GOLD, stroke_width="2.4"))
    for x, y, r, turn, a in ((530, 856, 17, 1, 40), (535, 906, 23, -1, 160), (524, 958, 18, 1, 200), (564, 964, 17, -1, 20),
                             (527, 1008, 20, -1, 90), (574, 1012, 20, 1, 210), (529, 1066, 25, 1, 130), (586, 1070, 22, -1, 30)):
        out.append(scroll(x, y, r, turn, a, GOLD_LIGHT, 3.2))
    out.append(path(edge, stroke=GOLD, stroke_width="9"))
    out.append(path(edge, stroke=GOLD_LIGHT, stroke_width="2.4", stroke_dasharray="3 5"))
    # Small stars of gold thread between belt and bands.
    for x, y in ((454, 650), (428, 700), (472, 706), (402, 742), (446, 748), (566, 690), (584, 740), (552, 744)):
        out.append(polygon(kit.khatam(x, y, 7), fill=GOLD))
    return out


def sleeve(side: int) -> list[str]:
    """One wide muslin sleeve, hanging from the elbow-length sleeve of the bolero."""
    def x(v):
        return num(CX + side * v)
    outline = (f"M{x(96)},402 C{x(150)},470 {x(214)},600 {x(226)},742 Q{x(212)},774 {x(190)},764 Q{x(170)},792 {x(148)},772 "
               f"Q{x(126)},790 {x(112)},756 C{x(112)},650 {x(92)},540 {x(74)},470 Z")
    out = [path(outline, fill=MUSLIN, stroke=tint(BRASS, PARCHMENT, 0.25), stroke_width="1.6", fill_opacity="0.93")]
    for a, b, c in ((102, 168, 204), (96, 150, 180), (90, 132, 152), (84, 114, 128)):
        out.append(path(f"M{x(a)},430 C{x(a + 20)},520 {x(b)},620 {x(c)},758", stroke=tint(BRASS, PARCHMENT, 0.5), stroke_width="1.1"))
    return out


def bolero(side: int) -> list[str]:
    def x(v):
        return num(CX + side * v)
    body = (f"M{x(34)},334 Q{x(64)},340 {x(94)},354 C{x(118)},378 {x(128)},412 {x(132)},446 L{x(92)},468 "
            f"C{x(80)},446 {x(78)},440 {x(76)},434 C{x(78)},490 {x(74)},530 {x(68)},566 L{x(30)},570 C{x(44)},500 {x(44)},410 {x(34)},334 Z")
    out = [path(body, fill=VELVET, stroke=GOLD, stroke_width="3.4", stroke_linejoin="round")]
    out += [scroll(CX + side * 62, 388, 20, side, 20, GOLD_LIGHT, 3), scroll(CX + side * 96, 400, 16, -side, 200, GOLD_LIGHT, 2.6),
            scroll(CX + side * 60, 444, 15, -side, 80, GOLD_LIGHT, 2.6), scroll(CX + side * 58, 496, 16, side, 260, GOLD_LIGHT, 2.6),
            scroll(CX + side * 54, 538, 12, -side, 60, GOLD_LIGHT, 2.4)]
    out.append(path(f"M{x(130)},438 L{x(92)},459", stroke=GOLD, stroke_width="8"))
    for i in range(6):
        out += button(CX + side * (41 - 0.35 * (i - 2) ** 2 + 3), 378 + i * 33, 5)
    return out


def breastplate() -> list[str]:
    out = [path("M464,352 Q500,378 536,352 L546,584 L454,584 Z", fill=tint(VELVET, INK, 0.25), stroke=GOLD, stroke_width="3")]
    for i in range(5):
        y = 400 + i * 36
        out += [polygon([(500, y - 15), (516, y), (500, y + 15), (484, y)], fill=GOLD),
                polygon([(500, y - 7), (507, y), (500, y + 7), (493, y)], fill=VELVET)]
        if i < 4:
            out += [circle(481, y + 18, 4.4, fill=GOLD_LIGHT), circle(519, y + 18, 4.4, fill=GOLD_LIGHT)]
    return out


def belt() -> list[str]:
    out = [path("M428,560 Q500,582 572,560 L576,606 Q500,630 424,606 Z", fill=GOLD, stroke=DARK_BRASS, stroke_width="1.6")]
    for i in range(9):
        x = 440 + i * 15
        dip = 11 * (1 - ((x - 500) / 74) ** 2)
        out.append(polygon([(x, 570 + dip), (x + 7, 584 + dip), (x, 598 + dip), (x - 7, 584 + dip)],
                           fill=POMEGRANATE if i % 2 else tint(POMEGRANATE, INK, 0.4)))
    for t in (0.12, 0.88):
        y = 560 + 46 * t
        out.append(path(f"M{num(428 - 4 * t)},{num(y)} Q500,{num(y + 23)} {num(572 + 4 * t)},{num(y)}", stroke=DARK_BRASS, stroke_width="1.2"))
    return out


def headdress() -> list[str]:
    """A band of velvet and gold with a low crest, as an open crown."""
    out = [path("M424,286 C430,226 462,208 500,206 C538,208 570,226 576,286 Q500,258 424,286 Z", fill=VELVET, stroke=GOLD, stroke_width="3"),
           path("M420,290 Q500,260 580,290 L578,310 Q500,282 422,310 Z", fill=GOLD, stroke=DARK_BRASS, stroke_width="1.2")]
    for i in range(9):
        x = 432 + i * 17
        y = 298 - 13 * (1 - ((x - 500) / 80) ** 2)
        out.append(circle(x, y, 4.6, fill=POMEGRANATE if i % 2 else PAPER))
    for dx, y, r in ((0, 236, 15), (-38, 250, 11), (38, 250, 11)):
        out += [polygon(kit.khatam(CX + dx, y, r), fill=GOLD_LIGHT), circle(CX + dx, y, r * 0.3, fill=POMEGRANATE)]
    return out


def slipper(side: int) -> list[str]:
    def x(v):
        return num(CX + side * v)
    return [
        path(f"M{x(18)},1176 C{x(20)},1156 {x(60)},1150 {x(92)},1162 C{x(124)},1172 {x(140)},1178 {x(150)},1168 "
             f"C{x(152)},1188 {x(128)},1198 {x(96)},1196 L{x(30)},1196 Q{x(16)},1194 {x(18)},1176 Z",
             fill=VELVET, stroke=GOLD, stroke_width="2.4"),
        path(f"M{x(64)},1158 Q{x(76)},1176 {x(70)},1192", stroke=GOLD, stroke_width="2.4"),
        scroll(CX + side * 100, 1180, 11, side, 30, GOLD_LIGHT, 2.4),
    ]


def leader(x1, y1, x2, y2) -> list[str]:
    return [line(x1, y1, x2, y2, PAPER, 4), line(x1, y1, x2, y2, DARK_BRASS, 1.5), circle(x2, y2, 5.5, fill=PAPER, stroke=DARK_BRASS, stroke_width="2")]


def placed(x, y) -> tuple[float, float]:
    """Where a point of the dress lands on the sheet (the dress is drawn at 0.955)."""
    return CX + (x - CX) * 0.955, 206 + (y - 206) * 0.955


def great_dress() -> str:
    """The whole panel, portrait, 1000 x 1400."""
    out = sheet(W, H)
    out.append(polygon(kit.khatam(CX, 680, 420), fill=tint(PARCHMENT, PAPER, 0.6)))
    dress = [kit.ellipse(CX, 1196, 240, 16, fill=tint(PARCHMENT, INK, 0.16))]
    dress += slipper(-1) + slipper(1) + skirt() + breastplate()
    dress += sleeve(-1) + sleeve(1) + bolero(-1) + bolero(1) + belt() + headdress()
    out.append(group(dress, transform=f"translate({num(CX * 0.045)} {num(206 * 0.045)}) scale(0.955)"))
    labels = [
        ("ktef", 74, 372, "right", (268, 398), (490, 470)),
        ("kmam", 74, 556, "right", (268, 582), (318, 660)),
        ("zeltita", 74, 776, "right", (268, 802), (352, 872)),
        ("headdress", 726, 226, "left", (718, 252), (566, 262)),
        ("gombaiz", 726, 372, "left", (718, 398), (596, 392)),
        ("hzam", 726, 556, "left", (718, 582), (566, 592)),
        ("slippers", 760, 1064, "left", (752, 1090), (628, 1172)),
    ]
    for key, x, y, align, a, b in labels:
        bx, by = placed(*b)
        out += leader(a[0], a[1], bx, by)
        out += [text(key, x, y, min(188, 926 - x), 46, 34, "serif", 600, POMEGRANATE, align),
                text(f"{key}_what", x, y + 46, min(188, 926 - x), 110, 25, align=align)]
    out += [
        text("title", 80, 74, 840, 82, 66, "serif", 600, align="center", valign="middle"),
        text("names", 80, 154, 840, 44, 30, "serif", 500, DARK_BRASS, "center"),
        line(80, 1184, 920, 1184, BRASS, 1.2),
        text("night", 80, 1196, 404, 104, 26),
        text("bands", 516, 1196, 404, 104, 26),
        text("source", 80, 1316, 840, 28, 20, fill=GREY, align="center"),
    ]
    return kit.svg(W, H, out)
