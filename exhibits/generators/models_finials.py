"""The pair of Torah finials of the Tehran hall: work finials.

    python exhibits/generators/models_finials.py

Height and type after the record a-finials; the width is assumed. The hands bear ornament, no words.
"""

from __future__ import annotations

import numpy as np

import model_maps as maps
from model_kit import Material, Model, ball, lathe, smooth, tube
from model_plate import Field, leaf, plate, spiral
from models_tik import relief_material, tiled


def foliage(w=0.0300, h=0.0560, step=0.00011):
    """Two leaves that mirror one another about a stem with a bud; one repeat round the bulb."""
    f = Field(0, 0, w - step, h - step, step)
    lines = Field(0, 0, w - step, h - step, step)
    for dx in (-w, 0, w):
        c = dx + w / 2
        f.stroke([(c, 0.003), (c, h - 0.006)], 0.0008)
        for s in (-1, 1):
            big = leaf((c + s * 0.0012, 0.006), (c + s * 0.0100, 0.0330), 0.0105, -0.0030 * s)
            f.polygon(big)
            mid = smooth([(c + s * 0.0014, 0.008), (c + s * 0.0075, 0.018), (c + s * 0.0096, 0.0310)], 10)
            lines.stroke(mid, 0.00035)
            for k in range(3, 17, 3):
                q = mid[k]
                for t in (-1, 1):
                    lines.stroke([q, q + np.array([t * 0.0026 + s * 0.0006, 0.0028])], 0.00022)
            f.stroke(spiral(c + s * 0.0072, 0.0410, 0.0046, 0.0010, 270, 1.4 * s, 50), np.linspace(0.0010, 0.0006, 50))
            f.polygon(leaf((c + s * 0.001, 0.0380), (c + s * 0.0042, 0.0500), 0.0036))
        f.polygon(leaf((c, 0.0330), (c, 0.0480), 0.0072))
        lines.stroke([(c, 0.035), (c, 0.046)], 0.0003)
        for k in range(9):
            f.disc(dx, 0.004 + k * (h - 0.008) / 8, 0.0011)
    return f, lines


def lozenges(w=0.0240, h=0.0240, step=0.0001):
    """A net of lozenges with a four-leaved flower in each."""
    lines = Field(0, 0, w - step, h - step, step)
    def draw(f, dx, dy):
        for a, b in (((0, h / 2), (w / 2, h)), ((w / 2, h), (w, h / 2)), ((w, h / 2), (w / 2, 0)), ((w / 2, 0), (0, h / 2))):
            f.stroke(np.array([a, b]) + [dx, dy], 0.0011)
        for cx, cy in ((w / 2, h / 2), (0, 0)):
            c = np.array([cx + dx, cy + dy])
            for k in range(4):
                q = np.radians(90 * k)
                v = np.array([np.cos(q), np.sin(q)])
                f.polygon(leaf(c + v * 0.0008, c + v * 0.0066, 0.0036))
                lines.stroke([c + v * 0.0018, c + v * 0.0052], 0.00024)
                q += np.pi / 4
                f.disc(c[0] + 0.0044 * np.cos(q), c[1] + 0.0044 * np.sin(q), 0.0008)
            f.disc(*c, 0.0012)
    return tiled(w, h, step, draw), lines


def hamsa():
    """The small open hand, 0.034 by 0.056 m, with engraving in place of words."""
    f = Field(-0.0200, -0.004, 0.0200, 0.0575, 0.00008)
    lines = Field(-0.0200, -0.004, 0.0200, 0.0575, 0.00008)
    f.polygon(smooth([(-0.0085, 0.004), (0.0085, 0.004), (0.0112, 0.0120), (0.0118, 0.0220), (0.0100, 0.0290), (-0.0100, 0.0290), (-0.0118, 0.0220), (-0.0112, 0.0120)], 8, True))
    f.stroke([(0, 0.024), (0, 0.0520)], [0.0034, 0.0027], 0.0004)
    for s in (-1, 1):
        f.stroke([(s * 0.0072, 0.024), (s * 0.0080, 0.0465)], [0.0034, 0.0026], 0.0004)
        p = smooth([(s * 0.0105, 0.0140), (s * 0.0142, 0.0200), (s * 0.0160, 0.0270), (s * 0.0172, 0.0325)], 8)
        f.stroke(p, np.linspace(0.0032, 0.0020, len(p)), 0.0012)
    f.polygon([(-0.0055, -0.003), (0.0055, -0.003), (0.0075, 0.006), (-0.0075, 0.006)], 0.001)
    rim = np.abs(f.d - 0.0009) < 0.00012
    lines.d[rim] = 0.0002
    for k in range(8):
        q = np.radians(45 * k)
        v = np.array([np.cos(q), np.sin(q)])
        lines.polygon(leaf(np.array([0, 0.0175]) + v * 0.0012, np.array([0, 0.0175]) + v * 0.0056, 0.0022))
    a = np.linspace(0, 2 * np.pi, 60)
    lines.stroke(np.stack([0.0068 * np.cos(a), 0.0175 + 0.0068 * np.sin(a)], -1), 0.00014)
    for k in range(20):
        q = 2 * np.pi * k / 20
        lines.disc(0.0080 * np.cos(q), 0.0175 + 0.0080 * np.sin(q), 0.0003)
    for x, top in ((0.0, 0.0500), (0.0077, 0.0450), (-0.0077, 0.0450)):
        for k in range(3):
            y = 0.0305 + k * (top - 0.033) / 3
            lines.polygon(leaf((x, y), (x, y + 0.0048), 0.0021))
        lines.stroke([(x - 0.0018, top - 0.0010), (x, top + 0.0004), (x + 0.0018, top - 0.0010)], 0.00014)
    return f, lines


PROFILE = {
    "foot": [(0.0, 0.0), (0.0125, 0.0), (0.0150, 0.0), (0.0168, 0.0012), (0.0172, 0.0034), (0.0160, 0.0056), (0.0142, 0.0066), (0.0134, 0.0080)],
    "stem": [(0.0134, 0.0080), (0.0126, 0.0300), (0.0122, 0.0520)],
    "knop": [(0.0122, 0.0520), (0.0150, 0.0532), (0.0186, 0.0562), (0.0200, 0.0600), (0.0186, 0.0638), (0.0150, 0.0666), (0.0118, 0.0680), (0.0112, 0.0700)],
    "bulb": [(0.0112, 0.0720), (0.0170, 0.0742), (0.0270, 0.0800), (0.0352, 0.0890), (0.0390, 0.1000), (0.0384, 0.1110), (0.0330, 0.1210), (0.0245, 0.1280), (0.0170, 0.1320)],
    "band": [(0.0158, 0.1350), (0.0156, 0.1540)],
    "upper": [(0.0150, 0.1570), (0.0200, 0.1592), (0.0255, 0.1650), (0.0268, 0.1720), (0.0240, 0.1790), (0.0180, 0.1840), (0.0120, 0.1865)],
    "tip": [(0.0118, 0.1870), (0.0096, 0.1890), (0.0072, 0.1915), (0.0064, 0.1935), (0.0088, 0.1955), (0.0104, 0.1982), (0.0090, 0.2010), (0.0064, 0.2028), (0.0056, 0.2048), (0.0, 0.2060)],
}


def beads(y, r, size, count):
    return [ball(size, 6, 3).at(r * np.sin(q), y, r * np.cos(q)) for q in 2 * np.pi * np.arange(count) / count]


def collar(y, r, t):
    a = np.radians(np.linspace(-90, 90, 6))
    return lathe(np.stack([r - 0.003 + (0.003 + t) * np.cos(a) ** 0.8, y + t * np.sin(a)], -1), 44, 4, 30)


def finial():
    """One finial about x = 0, as (material, shape) pairs."""
    curve = {k: smooth(v, 3) for k, v in PROFILE.items() if k not in ("stem", "band")}
    lobes = lambda a, i: 1 + 0.018 * np.cos(8 * a)
    out = [("gilt", lathe(curve["foot"], 44, 4, 30)), ("lozenge", lathe(PROFILE["stem"], 44, 4, 1 / 0.0240)),
           ("gilt", lathe(curve["knop"], 64, 4, 30, wobble=lambda a, i: 1 + 0.035 * np.cos(16 * a) * np.sin(np.pi * min(i / 21, 1)))),
           ("foliage", lathe(curve["bulb"], 64, 8, wobble=lobes)), ("lozenge", lathe(PROFILE["band"], 44, 4, 1 / 0.0240)),
           ("foliage", lathe(curve["upper"], 54, 6, wobble=lambda a, i: 1 + 0.018 * np.cos(6 * a))), ("gilt", lathe(curve["tip"], 32, 3, 30))]
    out += [("gilt", collar(y, r, t)) for y, r, t in ((0.0520, 0.0130, 0.0016), (0.0708, 0.0126, 0.0016), (0.1334, 0.0172, 0.0018), (0.1555, 0.0166, 0.0018), (0.1866, 0.0122, 0.0012), (0.0085, 0.0142, 0.0014))]
    for y, r, size, n in ((0.0600, 0.0200, 0.0013, 40), (0.1005, 0.0395, 0.0014, 72), (0.1376, 0.0162, 0.0011, 40), (0.1514, 0.0161, 0.0011, 40), (0.1722, 0.0272, 0.0012, 56), (0.0034, 0.0174, 0.0011, 44), (0.1984, 0.0105, 0.0010, 26)):
        out += [("gilt", s) for s in beads(y, r, size, n)]
    return out


def main():
    m = Model("Pair of Torah finials")
    gilt = 0.82 * maps.GILT + 0.18 * maps.SILVER
    dirt = np.array([0.16, 0.095, 0.045])
    m.material(relief_material("foliage", foliage(), 601, gilt, dirt, (768, 411), 0.0022, rough=(0.19, 0.55)))
    m.material(relief_material("lozenge", lozenges(), 611, gilt, dirt, (384, 384), 0.0011, rough=(0.19, 0.55)))
    m.material(Material("gilt", *maps.plain_metal(621, gilt, dirt, 256, 0.2, (0.18, 0.48)), normal_scale=0.6))
    f, lines = hamsa()
    face, walls = plate(f, 0.0026, 0.0006, maps.face_uv(f), 4e-5, edge_uv_per_m=30, back_bevel=False)
    height = maps.relief(f, (768, 500), 0.0014, [lines], 1.2)
    m.material(Material("hand", *maps.metal(631, gilt, dirt, height, 0.7, (0.2, 0.55), 2.0, repeat=False)))
    for x in (-0.060, 0.060):
        for mat, s in finial():
            m.add(mat, s.turned("y", 7 if x < 0 else -7).at(x, 0, 0))
        m.add("hand", face.at(x, 0.2040, -0.0013))
        m.add("gilt", walls.at(x, 0.2040, -0.0013))
    lo, hi = m.bounds()
    print("bounds", np.round(lo, 4), np.round(hi, 4), "scale", np.round(m.fitted((20, 26, 8)), 4))
    m.write("finials", (20, 26, 8), occlusion=0.65, reach=0.12)


if __name__ == "__main__":
    main()
