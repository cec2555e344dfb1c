"""The four marriage contracts, drawn after their types: ketubah-tetuan, ketubah-mogador, ketubah-isfahan, ketubah-tehran.

    python exhibits/generators/pictures_ketubot.py [work ...]

Frames and figures follow the records a-ket-tet, a-ket-mog, a-ket-isf and a-ket-teh; text areas are ruled bands without letters.
"""

from __future__ import annotations

import sys

import numpy as np

from pictures_kit import Painter, arc, noise, parchment, save, smooth


def rect(x0, y0, x1, y1):
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def frame(p, x0, y0, x1, y1, paints=("red", "gold"), gap=5, width=2.2):
    """A double or triple ruled frame."""
    for k, paint in enumerate(paints):
        g = gap * k
        q = rect(x0 + g, y0 + g, x1 - g, y1 - g)
        p.line(q + [q[0], q[1]], paint, width)


def horseshoe(cx, foot_y, half, radius, spring_y, n=80):
    """Outline of a horseshoe opening, left foot to right foot."""
    close = np.degrees(np.arcsin(min(np.sqrt(max(radius ** 2 - half ** 2, 0)) / radius, 1)))
    a = arc(cx, spring_y, radius, radius, 180 - close, 360 + close, n)
    return np.concatenate([[(cx - half, foot_y)], a, [(cx + half, foot_y)]])


def sprig(paints, size):
    """Leaves by turns on both sides of a vine, a flower every third time."""
    def add(p, at, along, normal, k):
        s = 1 if k % 2 == 0 else -1
        if k % 3 == 1:
            c = at + normal * s * size * 0.95
            p.line([at, c], "deep", 1.6)
            p.leaf(at, at - normal * s * size * 0.9 + along * size * 0.4, size * 0.42, "green")
            if k % 2:
                p.flower(*c, size * 0.56, paints[(k // 3) % len(paints)], 6, "yellow", k)
            else:
                p.tulip(*(c - normal * s * size * 0.4), size * 1.05, np.degrees(np.arctan2(*(normal * s)[::-1])), paints[(k // 3) % len(paints)])
        else:
            p.leaf(at, at + normal * s * size * 1.0 + along * size * 0.55, size * 0.44, "green" if k % 4 else "deep", bend=size * 0.1 * s)
            p.leaf(at, at - normal * s * size * 0.72 + along * size * 0.6, size * 0.34, "green", vein=False)
    return add


def waving(a, b, swing, waves):
    """A path from a to b that waves by ``swing`` pixels."""
    a, b = np.array(a, float), np.array(b, float)
    t = np.linspace(0, 1, 60 * max(1, int(waves)))
    d = b - a
    n = np.array([-d[1], d[0]]) / np.hypot(*d)
    return a + d * t[:, None] + n * (swing * np.sin(2 * np.pi * waves * t))[:, None]


def tetuan():
    w, h = 1346, 1600
    p = Painter(w, h, 11)
    m, band = 58, 148
    frame(p, m, m, w - m, h - m, ("red", "green", "red"), 6, 2.0)
    # Banner of good wishes along the top.
    top = m + 26
    p.fill(rect(m + 24, top, w - m - 24, top + 124), "yellow", "red", 2.4, 0)
    p.fill(rect(m + 38, top + 14, w - m - 38, top + 110), "white", "fine", 1.2, 0)
    for k in range(9):
        x = m + 92 + k * (w - 2 * m - 184) / 8
        if k % 2 == 0:
            p.flower(x, top + 62, 26, "red" if k % 4 == 0 else "orange", 8, "yellow")
        else:
            for s in (-1, 1):
                p.text_lines(x - 62, top + 30, x + 62, top + 94, 32, weight=0.42) if s > 0 else None
    for k in range(58):
        x = m + 44 + k * (w - 2 * m - 88) / 57
        p.dot(x, top + 7, 3.4, "red" if k % 2 else "green").dot(x, top + 117, 3.4, "green" if k % 2 else "red")
    # Flower border down the sides and along the foot.
    y0, y1 = top + 150, h - m - 24
    x0, x1 = m + 24, w - m - 24
    frame(p, x0, y0, x1, y1, ("brown",), 0, 1.6)
    inner = (x0 + band, y0 + 26, x1 - band, y1 - band)
    paints = ("red", "orange", "rose")
    for s, x in ((1, x0 + band / 2), (-1, x1 - band / 2)):
        p.vine(waving((x, y1 - band - 6), (x, y0 + 40), 17 * s, 6), 31, sprig(paints, 33))
    for a, b in (((w / 2 - 20, y1 - band / 2), (x0 + band * 0.9, y1 - band / 2)), ((w / 2 + 20, y1 - band / 2), (x1 - band * 0.9, y1 - band / 2))):
        p.vine(waving(a, b, 15 if a > b else -15, 3), 31, sprig(paints, 33))
    for x in (x0 + band / 2, x1 - band / 2):
        p.fill(arc(x, y1 - band / 2, 62, 62, 0, 352, 50), "yellow", "brown", 1.6)
        p.flower(x, y1 - band / 2, 52, "red", 8, "orange", 0.2)
    p.flower(w / 2, y1 - band / 2, 58, "orange", 10, "red")
    # The horseshoe arch: columns, voussoirs, spandrels.
    cx = w / 2
    ix0, iy0, ix1, iy1 = inner
    p.fill(rect(*inner), "ochre", "brown", 2.0, 0)
    half, radius = (ix1 - ix0) / 2 - 96, (ix1 - ix0) / 2 - 58
    spring = iy0 + 60 + radius + 26
    for sx in (-1, 1):
        for sy, gx, gy, r in ((0, 74, 72, 54), (0, 150, 50, 30), (0, 60, 160, 28), (0, 232, 36, 18), (0, 48, 226, 18)):
            p.rose(cx + sx * ((ix1 - ix0) / 2 - gx), iy0 + gy + sy, r, "rose" if r > 40 else "orange", "red")
        for gx, gy, tx, ty in ((118, 100, 160, 112), (100, 118, 96, 172), (40, 110, 34, 150), (112, 40, 150, 22), (178, 60, 214, 62), (190, 40, 226, 22)):
            bx = cx + sx * ((ix1 - ix0) / 2 - gx)
            p.leaf((bx, iy0 + gy), (cx + sx * ((ix1 - ix0) / 2 - tx), iy0 + ty), 18, "green")
    ring = 46
    outer = horseshoe(cx, iy1 - 30, half + ring, radius + ring, spring)
    p.fill(outer, "white", "brown", 2.0, 0)
    a = np.linspace(166, 374, 42)
    for k in range(41):
        q0, q1 = arc(cx, spring, radius + ring - 3, radius + ring - 3, a[k], a[k + 1], 6), arc(cx, spring, radius + 4, radius + 4, a[k + 1], a[k], 6)
        p.fill(np.concatenate([q0, q1]), ("red", "white", "green", "white")[k % 4], "fine", 1.0, 0.2)
    for s in (-1, 1):
        col = spring + np.sqrt(radius ** 2 - half ** 2)
        x_in, x_out = cx + s * half, cx + s * (half + ring)
        p.fill(rect(min(x_in, x_out), col + 40, max(x_in, x_out), iy1 - 70), "green", "brown", 1.6, 0)
        n = int((iy1 - 110 - col) / 22)
        for k in range(n):
            y = col + 46 + k * 22
            p.fill([(x_in + s * 5, y + 11), (cx + s * (half + ring / 2), y), (x_out - s * 5, y + 11), (cx + s * (half + ring / 2), y + 22)], "yellow" if k % 2 else "orange", "fine", 0.9, 0.2)
        for y, spread in ((col - 2, 16), (col + 18, 8), (iy1 - 70, 8), (iy1 - 48, 18)):
            p.fill(rect(min(x_in, x_out) - spread, y, max(x_in, x_out) + spread, y + 20), "red" if spread > 10 else "yellow", "brown", 1.4, 0.3)
    hole = horseshoe(cx, iy1 - 30, half, radius, spring)
    p.fill(hole, "white", "brown", 2.2, 0)
    p.masks["white"][1].polygon([tuple(q * 2) for q in np.asarray(horseshoe(cx, iy1 - 32, half - 3, radius - 3, spring))], fill=0)
    def edge(y):
        if y < spring:
            r = np.sqrt(max((radius - 40) ** 2 - (y - spring) ** 2, 0))
        else:
            r = min(np.sqrt(max((radius - 40) ** 2 - (y - spring) ** 2, 0)) if y < spring + np.sqrt(radius ** 2 - half ** 2) else half - 34, radius)
        return cx - max(r, 0), cx + max(r, 0)
    p.flower(cx, spring - radius + 58, 26, "red", 8, "yellow")
    for s in (-1, 1):
        p.leaf((cx + s * 26, spring - radius + 60), (cx + s * 74, spring - radius + 74), 20, "green")
    p.text_lines(0, spring - radius + 112, 0, iy1 - 150, 30, edge)
    # Signs at the foot: plain flourishes for the witnesses.
    for k in range(3):
        x = cx + (k - 1) * half * 0.62
        p.line(smooth([(x - 60, iy1 - 92), (x - 30, iy1 - 112), (x, iy1 - 88), (x + 30, iy1 - 112), (x + 60, iy1 - 90)], 8), "grey", 3)
    save("ketubah-tetuan", p.over(parchment(w, h, 21)))


def mogador():
    w, h = 1320, 1700
    p = Painter(w, h, 31)
    corner = 210
    def rounded(g):
        c = corner - g
        return np.concatenate([arc(g + c, g + c, c, c, 180, 270, 30), arc(w - g - c, g + c, c, c, 270, 360, 30), [(w - g, h - g), (g, h - g)]])
    def loop(g, paint, width):
        q = rounded(g)
        p.line(np.concatenate([q, q[:2]]), paint, width)
    loop(40, "gold", 7)
    loop(52, "rose", 2)
    frame(p, 236, 236, w - 236, h - 236, ("gold", "silver"), 10, 4)
    # Rose garland: a ribbon vine all round with roses, buds and leaves.
    mid = rounded(140)
    closed = np.concatenate([mid[-1:], mid, mid[-1:]])
    length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    s = np.linspace(0, length[-1], 900)
    path = np.stack([np.interp(s, length, closed[:, k]) for k in (0, 1)], -1)
    t = np.gradient(path, axis=0)
    t /= np.hypot(*t.T)[:, None]
    n = np.stack([-t[:, 1], t[:, 0]], -1)
    for ph, paint, wd in ((0, "green", 3.2), (np.pi, "deep", 3.0)):
        p.line(path + n * (26 * np.sin(s / length[-1] * 2 * np.pi * 24 + ph))[:, None], paint, wd)
    count = 48
    for k in range(count):
        i = int((k + 0.5) / count * len(s))
        c = path[i]
        for side in (-1, 1):
            for lean in (-0.8, 0.1, 0.9):
                d = n[i] * side + t[i] * lean
                d /= np.hypot(*d)
                p.leaf(c + d * 22, c + d * (62 + 8 * np.cos(k * 1.7 + lean)), 24, "green" if (k + side) % 2 else "deep", bend=3 * side)
        if k % 2 == 0:
            p.rose(*c, 44, "rose", "red")
        else:
            p.rose(*c, 30, "orange" if k % 4 == 1 else "rose", "red")
            for side in (-1, 1):
                b = c + n[i] * side * 50
                p.line([c + n[i] * side * 22, b], "deep", 2)
                p.tulip(*b, 28, np.degrees(np.arctan2(*(n[i] * side)[::-1])), "red", "rose")
    for k in range(150):
        i = int((k + 0.5) / 150 * len(s))
        for r in (-86, 86):
            p.dot(*(path[i] + n[i] * r), 3.2, "gold" if k % 2 else "silver")
    # Head of the text field: a sunburst medallion between flags.
    cx = w / 2
    for k in range(24):
        a = np.radians(15 * k)
        r1 = 92 if k % 2 else 76
        q = [(cx + 50 * np.cos(a - 0.07), 372 + 50 * np.sin(a - 0.07)), (cx + r1 * np.cos(a), 372 + r1 * np.sin(a)), (cx + 50 * np.cos(a + 0.07), 372 + 50 * np.sin(a + 0.07))]
        p.fill(q, "gold", None)
    p.dot(cx, 372, 50, "gold", "fine", 1.2)
    p.rose(cx, 372, 38, "rose", "red")
    # Fancy flags, of no country: a coloured cloth hemmed with gold, a rose on it.
    flags = ((-1, 150, "red"), (-1, 286, "green"), (1, 150, "green"), (1, 286, "red"))
    for side, dx, cloth in flags:
        x, y0, y1 = cx + side * dx, 292, 474
        p.stroke([(x, y1), (x + side * 16, y0)], [5, 4], "gold", "fine")
        p.dot(x + side * 16.5, y0 - 6, 6, "gold", "fine")
        tt = np.linspace(0, 1, 16)
        top = lambda f, reach: np.stack([x + side * (15 - f * 8 + tt * reach), y0 + 6 + f * 84 + 9 * np.sin(tt * 5.2 + 0.4) + tt * 8], -1)
        notch = (top(0.5, 74)[-1:],)
        p.fill(np.concatenate([top(0, 106), *notch, top(1, 106)[::-1]]), "gold", "fine", 1.0, 0)
        p.fill(np.concatenate([top(0.09, 94), top(0.5, 66)[-1:], top(0.91, 94)[::-1]]), cloth, "fine", 1.0, 0)
        c = top(0.5, 38)[-1]
        p.flower(c[0], c[1], 17, "white", 8, "yellow")
    for side in (-1, 1):
        c = np.array([cx + side * 222, 500])
        p.vine(waving(c - [side * 150, 0], c + [side * 130, 0], 8, 2), 26, sprig(("rose", "red"), 20), width=1.6)
    p.text_lines(290, 540, w - 290, 620, 40, weight=0.46)
    p.line([(290, 640), (w - 290, 640)], "gold", 3)
    p.text_lines(290, 660, w - 290, h - 420, 31)
    p.line([(290, h - 402), (w - 290, h - 402)], "gold", 3)
    p.text_lines(290, h - 390, w - 290, h - 330, 30)
    for k in range(2):
        x = cx + (k * 2 - 1) * 190
        p.line(smooth([(x - 90, h - 290), (x - 45, h - 318), (x, h - 284), (x + 45, h - 318), (x + 90, h - 288)], 8), "grey", 3)
    sheet = p.over(parchment(w, h, 41, (236, 222, 192)))
    # The corners are cut: below them lies the mount.
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    g, c = 10, corner - 10
    away = np.hypot(np.maximum(np.maximum(g + c - x, x - (w - g - c)), 0), np.maximum(g + c - y, 0)) - c
    away = np.maximum(away, np.maximum(np.maximum(g - x, x - (w - 1 - g)), np.maximum(g - y, y - (h - 1 - g))))
    inside = np.clip(0.5 - away, 0, 1)[..., None]
    shadow = 1 - 0.35 * np.exp(-np.clip(away - 0, 0, None) / 5)[..., None]
    mount = (np.array([196, 186, 168]) + 3 * noise(h, w, 260, 5, 2)[..., None]) * shadow
    save("ketubah-mogador", sheet * inside + mount * (1 - inside))


def cypress(p, x, foot, top, width):
    p.fill(rect(x - 6, foot - 30, x + 6, foot), "brown")
    t = np.linspace(0, 1, 30)
    half = width / 2 * np.sin(np.pi * np.clip(t, 0, 1) ** 0.62) ** 0.9
    y = foot - 26 + (top - foot + 26) * t
    p.fill(np.concatenate([np.stack([x - half, y], -1), np.stack([x + half, y], -1)[::-1]]), "deep", "ink", 1.4)
    for k in range(2, 27):
        for s in (-1, 0, 1):
            xx = x + s * half[k] * 0.52
            p.line([(xx - 5, y[k] - 3), (xx, y[k] + 6), (xx + 5, y[k] - 3)], "green", 1.6)
    p.line([(x, top), (x, foot - 30)], "green", 1.2)


def sun(p, x, y, r):
    """A rising sun with a face."""
    for k in range(25):
        a = np.radians(180 + 180 * k / 24)
        r1 = r * (1.62 if k % 2 == 0 else 1.40)
        q = [(x + r * 0.98 * np.cos(a - 0.062), y + r * 0.98 * np.sin(a - 0.062)), (x + r1 * np.cos(a), y + r1 * np.sin(a)), (x + r * 0.98 * np.cos(a + 0.062), y + r * 0.98 * np.sin(a + 0.062))]
        p.fill(q, "gold" if k % 2 == 0 else "orange", "fine", 1.0, 0.2)
    p.fill(arc(x, y, r, r, 180, 360, 50), "gold", "ink", 1.6, 0)
    p.fill(arc(x, y, r * 0.84, r * 0.84, 180, 360, 50), "flesh", "fine", 1.2, 0)
    for s in (-1, 1):
        ex, ey = x + s * r * 0.30, y - r * 0.36
        p.line(arc(ex - s * r * 0.01, ey + r * 0.02, r * 0.25, r * 0.17, 200 if s < 0 else 190, 350 if s < 0 else 340, 14), "ink", 3.0)
        p.fill(smooth([(ex - r * 0.15, ey), (ex, ey - r * 0.075), (ex + r * 0.15, ey), (ex, ey + r * 0.055)], 6, True), "white", "ink", 1.3)
        p.dot(ex, ey - r * 0.01, r * 0.055, "ink")
        p.dot(x + s * r * 0.44, y - r * 0.14, r * 0.075, "rose")
        p.line(smooth([(x + s * r * 0.80, y - r * 0.03), (x + s * r * 0.70, y - r * 0.42), (x + s * r * 0.40, y - r * 0.70), (x, y - r * 0.60)], 8), "ink", 2.6)
    p.line(smooth([(x - r * 0.05, y - r * 0.40), (x - r * 0.04, y - r * 0.22), (x - r * 0.07, y - r * 0.16), (x + r * 0.03, y - r * 0.145)], 6), "ink", 1.5)
    p.fill(smooth([(x - r * 0.11, y - r * 0.075), (x - r * 0.04, y - r * 0.095), (x, y - r * 0.08), (x + r * 0.04, y - r * 0.095), (x + r * 0.11, y - r * 0.075), (x, y - r * 0.035)], 6, True), "red", "ink", 1.0)


def lion(p, x, y, size, facing):
    """A walking lion, its feet on y, facing +1 right or -1 left; its face is turned to us."""
    put = lambda q: np.array(q, float) * [facing * size, -size] + [x, y]
    tail = smooth([(-0.86, 0.62), (-1.12, 0.66), (-1.26, 0.88), (-1.12, 1.10), (-0.98, 1.16), (-0.98, 1.32)], 10)
    p.stroke(put(tail), np.linspace(0.085, 0.06, len(tail)) * size, "ochre", "ink", 1.4)
    p.fill(put(smooth([(-0.99, 1.26), (-1.12, 1.40), (-0.98, 1.60), (-0.84, 1.40)], 6, True)), "brown", "ink", 1.4)
    legs = (((-0.50, 0.50), (-0.44, 0.22), (-0.46, 0.03)), ((0.30, 0.50), (0.22, 0.24), (0.20, 0.03)))
    near = (((-0.74, 0.52), (-0.66, 0.28), (-0.80, 0.18), (-0.78, 0.03)), ((0.52, 0.52), (0.58, 0.26), (0.62, 0.03)))
    def leg(pts):
        q = smooth(pts, 8)
        p.stroke(put(q), np.linspace(0.25, 0.12, len(q)) * size, "ochre", "ink", 1.4)
        fx, fy = pts[-1]
        p.fill(put(smooth([(fx - 0.07, fy - 0.03), (fx - 0.06, fy + 0.06), (fx + 0.08, fy + 0.06), (fx + 0.15, fy + 0.0), (fx + 0.13, fy - 0.03)], 5, True)), "ochre", "ink", 1.4)
        for k in (0.04, 0.09):
            p.line(put([(fx + k, fy - 0.02), (fx + k + 0.01, fy + 0.02)]), "ink", 1.0)
    for q in legs:
        leg(q)
    p.fill(put(smooth([(-0.92, 0.62), (-0.74, 0.82), (-0.30, 0.80), (0.10, 0.80), (0.50, 0.90), (0.70, 0.70), (0.62, 0.44), (0.30, 0.40), (-0.10, 0.46), (-0.46, 0.42), (-0.82, 0.42)], 8, True)), "ochre", "ink", 1.6)
    for q in near:
        leg(q)
    p.fill(put(smooth([(-0.86, 0.56), (-0.72, 0.72), (-0.54, 0.62), (-0.58, 0.46), (-0.76, 0.42)], 6, True)), "ochre", None)
    c = np.array([0.72, 0.92])
    for ring, (r, n, paint) in enumerate(((0.46, 15, "brown"), (0.36, 13, "orange"))):
        for k in range(n):
            a = 2 * np.pi * k / n + ring * 0.2
            tip = c + [np.cos(a) * r, np.sin(a) * r]
            b0, b1 = c + np.array([np.cos(a - 0.25), np.sin(a - 0.25)]) * r * 0.66, c + np.array([np.cos(a + 0.25), np.sin(a + 0.25)]) * r * 0.66
            p.fill(put(smooth([c, b0, tip + [0.02, -0.02], b1], 5, True)), paint, "ink", 1.1)
    for s in (-1, 1):
        p.fill(put(smooth([c + [s * 0.12, 0.22], c + [s * 0.22, 0.36], c + [s * 0.28, 0.20]], 5, True)), "ochre", "ink", 1.3)
    p.fill(put(smooth([c + [-0.26, 0.12], c + [0, 0.27], c + [0.26, 0.12], c + [0.22, -0.14], c + [0, -0.28], c + [-0.22, -0.14]], 8, True)), "ochre", "ink", 1.5)
    p.fill(put(smooth([c + [-0.13, -0.06], c + [0.13, -0.06], c + [0.12, -0.20], c + [0, -0.25], c + [-0.12, -0.20]], 6, True)), "flesh", "fine", 1.0)
    for s in (-1, 1):
        e = c + [s * 0.105, 0.06]
        p.fill(put(smooth([e + [-0.055, 0], e + [0, 0.035], e + [0.055, 0], e + [0, -0.025]], 5, True)), "white", "ink", 1.1)
        p.dot(*put([e])[0], max(size * 0.021, 1.5), "ink")
        p.line(put(smooth([c + [s * 0.03, 0.09], c + [s * 0.10, 0.135], c + [s * 0.18, 0.10]], 5)), "ink", 1.6)
        p.line(put(smooth([c + [0, -0.13], c + [s * 0.05, -0.165], c + [s * 0.10, -0.13]], 5)), "ink", 1.3)
        for k in range(3):
            p.line(put([c + [s * 0.08, -0.10 - 0.02 * k], c + [s * 0.19, -0.08 - 0.035 * k]]), "fine", 0.8)
    p.fill(put(smooth([c + [-0.05, -0.045], c + [0.05, -0.045], c + [0, -0.11]], 5, True)), "brown", "ink", 1.0)
    for k in range(4):
        p.line(put(smooth([(-0.30 + 0.17 * k, 0.72), (-0.27 + 0.17 * k, 0.66), (-0.30 + 0.17 * k, 0.60)], 4)), "fine", 1.0)


def isfahan():
    w, h = 1500, 1692
    p = Painter(w, h, 51)
    # Outer border: flowers on a gold ground, then the frame that carries blessings (here plain rhythm bands).
    m = 36
    p.fill(rect(m, m, w - m, h - m), "ochre", "ink", 2, 0)
    p.fill(rect(m + 74, m + 74, w - m - 74, h - m - 74), "white", "ink", 2, 0)
    for a, b, waves in (((m + 37, h - m - 60), (m + 37, m + 60), 12), ((w - m - 37, h - m - 60), (w - m - 37, m + 60), 12), ((m + 60, m + 37), (w - m - 60, m + 37), 11), ((m + 60, h - m - 37), (w - m - 60, h - m - 37), 11)):
        p.vine(waving(a, b, 8, waves), 20, sprig(("red", "rose", "blue"), 17), width=1.8)
    for x in (m + 37, w - m - 37):
        for y in (m + 37, h - m - 37):
            p.fill(rect(x - 36, y - 36, x + 36, y + 36), "red", "ink", 1.6, 0)
            p.flower(x, y, 28, "white", 8, "yellow")
    f0 = m + 86
    p.fill(rect(f0, f0, w - f0, h - f0), "night", "ink", 1.5, 0)
    f1 = f0 + 92
    # Cartouches in the frame: gold bands on blue, without letters.
    def cartouche(x0, y0, x1, y1):
        r = min(x1 - x0, y1 - y0) / 2
        if x1 - x0 > y1 - y0:
            q = np.concatenate([arc(x0 + r * 0.7, (y0 + y1) / 2, r * 0.7, r, 90, 270, 20), arc(x1 - r * 0.7, (y0 + y1) / 2, r * 0.7, r, 270, 450, 20)])
        else:
            q = np.concatenate([arc((x0 + x1) / 2, y0 + r * 0.7, r, r * 0.7, 180, 360, 20), arc((x0 + x1) / 2, y1 - r * 0.7, r, r * 0.7, 0, 180, 20)])
        p.fill(q, "white", "goldline", 3, 0)
        k0 = 0.16
        for k in range(3):
            f = 0.30 + 0.20 * k
            if x1 - x0 > y1 - y0:
                yy = y0 + (y1 - y0) * f
                p.fill(rect(x0 + (x1 - x0) * k0, yy - 3.6, x1 - (x1 - x0) * k0, yy + 3.6), "grey", None, 0, 0)
            else:
                xx = x0 + (x1 - x0) * f
                p.fill(rect(xx - 3.6, y0 + (y1 - y0) * k0, xx + 3.6, y1 - (y1 - y0) * k0), "grey", None, 0, 0)
    n_h, n_v = 4, 5
    span_h, span_v = (w - 2 * f0 - 184) / n_h, (h - 2 * f0 - 184) / n_v
    for k in range(n_h):
        x = f0 + 92 + span_h * k
        for y in (f0 + 14, h - f0 - 78):
            cartouche(x + 26, y, x + span_h - 26, y + 64)
    for k in range(n_v):
        y = f0 + 92 + span_v * k
        for x in (f0 + 14, w - f0 - 78):
            cartouche(x, y + 26, x + 64, y + span_v - 26)
    knots = [(f0 + 92 + span_h * k, y) for k in range(n_h + 1) for y in (f0 + 46, h - f0 - 46)] + [(x, f0 + 92 + span_v * k) for k in range(n_v + 1) for x in (f0 + 46, w - f0 - 46)]
    for x, y in knots:
        p.flower(x, y, 20, "red", 6, "yellow")
    for x in (f0 + 46, w - f0 - 46):
        for y in (f0 + 46, h - f0 - 46):
            p.flower(x, y, 36, "orange", 8, "red")
    p.fill(rect(f1, f1, w - f1, h - f1), "gold", "ink", 1.5, 0)
    p.fill(rect(f1 + 9, f1 + 9, w - f1 - 9, h - f1 - 9), "white", "ink", 1.5, 0)
    ground = (f1 + 9, f1 + 9, w - f1 - 9, h - f1 - 9)
    p.masks["white"][1].rectangle([v * 2 for v in ground], fill=0)
    gx0, gy0, gx1, gy1 = ground
    # The field of the lions.
    base = gy0 + 400
    p.fill(rect(gx0, gy0, gx1, base + 46), "sky", None, 0, 0)
    hills = smooth([(gx0, base - 26), (gx0 + 180, base - 66), (gx0 + 400, base - 30), (w / 2, base - 60), (gx1 - 400, base - 30), (gx1 - 180, base - 66), (gx1, base - 26)], 12)
    p.fill(np.concatenate([hills, [(gx1, base + 46), (gx0, base + 46)]]), "green", "deep", 1.4, 0)
    for s in (-1, 1):
        sun(p, w / 2 + s * 348, base - 156, 112)
        cypress(p, w / 2 + s * 508, base + 26, gy0 + 60, 84)
    cypress(p, w / 2, base + 26, gy0 + 70, 92)
    for s in (-1, 1):
        lion(p, w / 2 + s * 290, base + 22, 196, -s)
        for x, y, r in ((110, 30, 15), (188, 36, 12), (420, 34, 14), (452, 24, 11), (60, 34, 11)):
            bx = w / 2 + s * x
            p.line([(bx, base + 44), (bx, base + y - 20)], "deep", 2)
            p.leaf((bx, base + 36), (bx + 16, base + 18), 8, "deep", False).leaf((bx, base + 38), (bx - 15, base + 20), 8, "deep", False)
            p.flower(bx, base + y - 22, r, "red" if r > 13 else "rose", 6, "yellow")
        p.bird(w / 2 + s * 66, gy0 + 150, 46, s, "blue", "red", "orange")
        p.bird(w / 2 + s * 445, gy0 + 112, 42, -s, "deep", "orange", "rose")
        p.line([(w / 2 + s * 20, gy0 + 156), (w / 2 + s * 84, gy0 + 150)], "brown", 3)
        p.line([(w / 2 + s * 500, gy0 + 118), (w / 2 + s * 420, gy0 + 112)], "brown", 3)
    p.fill(rect(gx0, base + 46, gx1, base + 62), "gold", "ink", 1.4, 0)
    # Below: text between cypresses and birds.
    t0 = base + 62
    side = 152
    for s in (-1, 1):
        xa, xb = (gx0, gx0 + side) if s < 0 else (gx1 - side, gx1)
        p.fill(rect(xa, t0, xb, gy1), "yellow", "ink", 1.5, 0)
        xm = (xa + xb) / 2
        n = 2
        each = (gy1 - t0) / n
        for k in range(n):
            y0, y1 = t0 + each * k, t0 + each * (k + 1)
            cypress(p, xm, y1 - 24, y0 + 66, 66)
            p.bird(xm + s * 34, y0 + 66, 32, -s, "blue", "orange", "red")
            p.bird(xm - s * 40, y1 - 26, 34, s, "rose", "blue", "white")
            for q in range(3):
                p.flower(xm - s * (48 - 8 * q), y0 + 120 + q * 84, 15, ("red", "rose", "orange")[q], 6, "yellow")
                p.flower(xm + s * (48 - 6 * q), y0 + 150 + q * 84, 13, ("rose", "red", "blue")[q], 6, "yellow")
    tx0, tx1 = gx0 + side + 30, gx1 - side - 30
    p.line([(tx0 - 12, t0 + 20), (tx1 + 12, t0 + 20), (tx1 + 12, gy1 - 20), (tx0 - 12, gy1 - 20), (tx0 - 12, t0 + 20)], "red", 2)
    p.line([(tx0 - 6, t0 + 26), (tx1 + 6, t0 + 26), (tx1 + 6, gy1 - 26), (tx0 - 6, gy1 - 26), (tx0 - 6, t0 + 26)], "goldline", 2)
    p.text_lines(tx0 + 10, t0 + 40, tx1 - 10, t0 + 104, 58, weight=0.46)
    p.text_lines(tx0 + 10, t0 + 112, tx1 - 10, gy1 - 40, 27.5)
    save("ketubah-isfahan", p.over(parchment(w, h, 61, (234, 219, 186))))


def tehran():
    w, h = 1150, 1700
    p = Painter(w, h, 71)
    m = 40
    # Margin of flower sprays (gul-u-bulbul), then ruled bands.
    frame(p, m, m, w - m, h - m, ("goldline", "blue", "goldline"), 7, 2.4)
    b0 = m + 22
    band = 112
    p.fill(rect(b0, b0, w - b0, h - b0), "white", "fine", 1, 0)
    p.masks["white"][1].rectangle([(b0 + 1) * 2, (b0 + 1) * 2, (w - b0 - 1) * 2, (h - b0 - 1) * 2], fill=0)
    for s, x in ((1, b0 + band / 2), (-1, w - b0 - band / 2)):
        y = h - b0 - 30
        for k in range(5):
            ya, yb = h - b0 - 24 - k * 308, h - b0 - 24 - (k + 1) * 308 + 26
            p.vine(waving((x, ya), (x + s * 4, yb + 20), 24 * s, 1), 27, sprig(("rose", "red", "orange"), 25), width=2.0)
            p.rose(x, yb + 18, 28, "rose", "red")
            if k in (1, 3):
                p.bird(x + s * 6, ya - 120, 30, s, "brown", "blue", "orange")
        del y
    for sgn in (-1, 1):
        p.vine(waving((w / 2, h - b0 - band / 2), (w / 2 + sgn * (w / 2 - b0 - band), h - b0 - band / 2), 20 * sgn, 2), 27, sprig(("red", "rose", "orange"), 25), width=2.0)
    p.rose(w / 2, h - b0 - band / 2, 34, "rose", "red")
    x0, y0, x1, y1 = b0 + band, b0 + 22, w - b0 - band, h - b0 - band
    for g, paint, wd in ((0, "blue", 2.2), (6, "goldline", 4.5), (13, "red", 1.6), (18, "green", 1.6), (23, "goldline", 2.5)):
        q = rect(x0 + g, y0 + g, x1 - g, y1 - g)
        p.line(q + [q[0], q[1]], paint, wd)
    x0, y0, x1, y1 = x0 + 28, y0 + 28, x1 - 28, y1 - 28
    cx = w / 2
    # The sar-lowh: a crowned heading panel in blue and gold.
    head = 430
    p.fill(rect(x0, y0, x1, y0 + head), "gold", "ink", 1.4, 0)
    half = (x1 - x0) / 2
    crown = np.concatenate([[(x0, y0 + 232)], smooth([(x0, y0 + 200), (x0 + half * 0.22, y0 + 178), (x0 + half * 0.30, y0 + 138), (x0 + half * 0.52, y0 + 118), (x0 + half * 0.70, y0 + 66), (x0 + half * 0.88, y0 + 48), (cx, y0 + 8)], 10)])
    whole = np.concatenate([crown, (np.array([2 * cx, 0]) + crown * [-1, 1])[::-1]])
    def spikes():
        for k in range(25):
            x = x0 + 10 + k * (x1 - x0 - 20) / 24
            yb = np.interp(x if x <= cx else 2 * cx - x, crown[1:, 0], crown[1:, 1])
            p.line([(x, yb), (x, yb - 26 - (10 if k % 2 else 0))], "blue", 1.6)
            p.dot(x, yb - 28 - (10 if k % 2 else 0), 3.2, "blue")
    p.masks["gold"][1].polygon([tuple(np.array(q) * 2) for q in np.concatenate([[(x0 + 2, y0 + 2)], crown, (np.array([2 * cx, 0]) + crown * [-1, 1])[::-1], [(x1 - 2, y0 + 2)]])], fill=0)
    spikes()
    p.fill(whole, "night", "goldline", 4, 0)
    for s in (-1, 1):
        for sx, sy, r in ((0.14, 196, 14), (0.30, 176, 18), (0.50, 160, 20), (0.74, 128, 20)):
            x, y = cx - s * half * (1 - sx), y0 + sy
            p.flower(x, y, r, ("rose", "orange", "red", "rose")[int(r) % 4], 8, "yellow", 0.2)
            for a in (-35, 35, 145, 215):
                q = np.radians(a)
                p.leaf((x + r * np.cos(q), y + r * np.sin(q)), (x + (r + 19) * np.cos(q), y + (r + 19) * np.sin(q)), 9, "goldline", False)
        path = smooth([(cx - s * half * 0.94, y0 + 216), (cx - s * half * 0.70, y0 + 200), (cx - s * half * 0.46, y0 + 196), (cx - s * half * 0.24, y0 + 152), (cx - s * half * 0.05, y0 + 100)], 12)
        p.line(path, "goldline", 2.2)
    p.fill(smooth([(cx, y0 + 52), (cx + 46, y0 + 122), (cx + 22, y0 + 188), (cx, y0 + 214), (cx - 22, y0 + 188), (cx - 46, y0 + 122)], 8, True), "gold", "ink", 1.4)
    p.flower(cx, y0 + 134, 30, "red", 8, "white")
    # Title cartouche: plain bands on gold, where the blessings stand on the original.
    p.fill(rect(x0, y0 + 232, x1, y0 + head), "blue", "goldline", 4, 0)
    for k in range(34):
        x = x0 + 12 + k * (x1 - x0 - 24) / 33
        for y in (y0 + 246, y0 + head - 14):
            p.dot(x, y, 4, "gold" if k % 2 else "white")
    lobed = []
    ccx, ccy, a, b = cx, y0 + 232 + (head - 232) / 2, half - 44, 62
    for t in np.linspace(0, 2 * np.pi, 240, endpoint=False):
        k = (abs(np.cos(t)) ** 3.2 + abs(np.sin(t)) ** 3.2) ** (-1 / 3.2)
        lobed.append((ccx + a * k * np.cos(t) * (1 - 0.02 * np.cos(12 * t)), ccy + b * k * np.sin(t) * (1 - 0.03 * np.cos(12 * t))))
    p.fill(lobed, "gold", "ink", 1.6, 0)
    inner = (np.array(lobed) - [ccx, ccy]) * [0.95, 0.83] + [ccx, ccy]
    p.fill(inner, "white", "red", 1.8, 0)
    for k in range(2):
        yy = ccy - 17 + k * 34
        p.fill(rect(cx - half * 0.62, yy - 6, cx + half * 0.62, yy + 6), "grey", None, 0, 0)
    for s in (-1, 1):
        p.flower(cx + s * half * 0.74, ccy, 20, "red", 8, "yellow")
        for t in (-1, 1):
            p.leaf((cx + s * half * 0.74, ccy + t * 14), (cx + s * half * 0.70, ccy + t * 36), 12, "green", False)
    # Even ruled panels with gilt bands between.
    ty, rows = y0 + head + 18, 15
    pitch = (y1 - ty - 4) / rows
    for k in range(rows):
        ya, yb = ty + k * pitch, ty + (k + 1) * pitch - 9
        large = k in (0, 7)
        p.fill(rect(x0, ya, x1, yb), "yellow" if large else "flesh", "goldline", 3, 0)
        p.line(rect(x0 + 5, ya + 5, x1 - 5, yb - 5) + [(x0 + 5, ya + 5)], "blue", 1.1)
        if large:
            p.fill(rect(x0 + 96, (ya + yb) / 2 - 9, x1 - 96, (ya + yb) / 2 + 9), "grey", None, 0, 0)
            for s, x in ((-1, x0 + 48), (1, x1 - 48)):
                p.flower(x, (ya + yb) / 2, 19, "red", 8, "white")
                p.leaf((x + 18, (ya + yb) / 2), (x + 36, (ya + yb) / 2 - 4), 10, "green", False).leaf((x - 18, (ya + yb) / 2), (x - 36, (ya + yb) / 2 - 4), 10, "green", False)
                del s
        else:
            for j in range(2):
                yy = ya + (yb - ya) * (0.33 + 0.34 * j)
                p.fill(rect(x0 + 20, yy - 4.2, x1 - 20, yy + 4.2), "grey", None, 0, 0)
                for x in (x0 + 10, x1 - 10):
                    p.dot(x, yy, 2.6, "red")
    save("ketubah-tehran", p.over(parchment(w, h, 81, (238, 226, 198))))


if __name__ == "__main__":
    makers = {"ketubah-tetuan": tetuan, "ketubah-mogador": mogador, "ketubah-isfahan": isfahan, "ketubah-tehran": tehran}
    for name in sys.argv[1:] or makers:
        makers[name]()
