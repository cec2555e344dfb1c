"""The silver amulet of the Tehran hall: work amulet-silver, 3.5 cm across.

    python exhibits/generators/models_amulet.py

Design after the record a-amulet-iran. Where the original writes a psalm, niello braids and bands of ornament stand here; no letters.
"""

from __future__ import annotations

import numpy as np

import model_maps as maps
from model_kit import Material, Model, ball, lathe, ring, smooth, tube
from model_plate import Field, leaf, plate, spiral

C = 0.0175  # centre height, m


def disc_field():
    f = Field(-0.0168, C - 0.0168, 0.0168, C + 0.0168, 0.00004)
    f.disc(0, C, 0.0163)
    f.disc(0, C + 0.0126, 0.00125, cut=True)
    return f


def blank(f):
    g = f.copy()
    g.d[:] = -1.0
    return g


def circle(r, cx=0.0, cy=C, n=180):
    a = np.linspace(0, 2 * np.pi, n)
    return np.stack([cx + r * np.cos(a), cy + r * np.sin(a)], -1)


def offset(path, by):
    t = np.gradient(path, axis=0)
    t /= np.maximum(np.hypot(*t.T)[:, None], 1e-12)
    return path + np.stack([-t[:, 1], t[:, 0]], -1) * by


def braid(niello, path, width, pitch):
    """Two strands that cross along a path, a dot in every eye."""
    length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    n = max(int(round(length[-1] / pitch)), 1)
    s = np.linspace(0, length[-1], n * 14 + 1)
    p = np.stack([np.interp(s, length, path[:, k]) for k in (0, 1)], -1)
    w = width * np.sin(np.pi * np.arange(len(s)) / 14)[:, None]
    t = np.gradient(p, axis=0)
    t /= np.maximum(np.hypot(*t.T)[:, None], 1e-12)
    side = np.stack([-t[:, 1], t[:, 0]], -1)
    niello.stroke(p + side * w, 0.000085)
    niello.stroke(p - side * w, 0.000085)
    for k in range(n):
        niello.disc(*p[k * 14 + 7], 0.000125)


def front(f):
    """The menorah: (niello, fine engraving)."""
    niello, fine = blank(f), blank(f)
    for r, w in ((0.01520, 0.00012), (0.01330, 0.00012)):
        niello.stroke(circle(r, n=260), w)
    braid(niello, circle(0.01425, n=400), 0.00052, 2 * np.pi * 0.01425 / 44)
    for r in (0.01545, 0.01305):
        fine.stroke(circle(r, n=260), 0.00006)
    # Branches: three arcs and a stem, each a braid between two lines.
    top = C + 0.0042
    arcs = []
    for r in (0.0029, 0.0058, 0.0087):
        a = np.radians(np.linspace(180, 360, 90))
        arc = np.stack([r * np.cos(a), top - 0.0002 + r * np.sin(a)], -1)
        arcs.append(arc)
    stem = np.stack([np.zeros(80), np.linspace(C - 0.0082, top, 80)], -1)
    for p in arcs + [stem]:
        for s in (-1, 1):
            niello.stroke(offset(p, s * 0.00062), 0.000105)
        braid(niello, p, 0.00036, 0.00105)
    # Cups and flames.
    for x in (-0.0087, -0.0058, -0.0029, 0, 0.0029, 0.0058, 0.0087):
        y = top
        niello.polygon([(x - 0.00095, y + 0.00085), (x + 0.00095, y + 0.00085), (x + 0.00055, y + 0.0001), (x - 0.00055, y + 0.0001)])
        niello.stroke([(x - 0.0011, y + 0.00098), (x + 0.0011, y + 0.00098)], 0.0001)
        if abs(x) < 0.008:
            niello.polygon(leaf((x, y + 0.00125), (x, y + 0.0034), 0.00095))
        else:
            niello.polygon(leaf((x, y + 0.00125), (x * 0.985, y + 0.0029), 0.00085))
    # Knops on the stem; foot in three steps.
    for y in (C - 0.0057, C - 0.0027, C + 0.0002):
        niello.disc(0, y, 0.00062)
    for k, (w, y) in enumerate(((0.0016, C - 0.0084), (0.0028, C - 0.0092), (0.0042, C - 0.0100))):
        niello.stroke([(-w, y), (w, y)], 0.00016)
        for j in range(-2 - k, 3 + k):
            niello.disc(j * w / (2.6 + k), y - 0.00042, 0.0001)
    niello.stroke(smooth([(-0.0046, C - 0.01085), (-0.0022, C - 0.0104), (0.0022, C - 0.0104), (0.0046, C - 0.01085)], 8), 0.00014)
    # Beside the foot: two cypresses and small roses; in the bowl of the arcs: leaf sprays.
    for s in (-1, 1):
        c = np.array([s * 0.0071, C - 0.0084])
        fine.polygon(leaf(c, c + [0, 0.0056], 0.0017))
        niello.stroke(np.concatenate([leaf(c, c + [0, 0.0056], 0.0019), [c]]), 0.00008)
        niello.stroke([c - [0, 0.0009], c], 0.00014)
        for k in range(4):
            niello.stroke([c + [-0.0004, 0.0012 + 0.0009 * k], c + [0, 0.0017 + 0.0009 * k], c + [0.0004, 0.0012 + 0.0009 * k]], 0.00007)
        for cx, cy, r, st, tu in ((0.0040, -0.0072, 0.0013, 90, 1.5), (0.0106, -0.0048, 0.0014, 200, -1.4), (0.0113, 0.0008, 0.0012, 250, 1.4)):
            p = spiral(s * cx, C + cy, r, r * 0.2, st if s > 0 else 180 - st, tu * s, 40)
            niello.stroke(p, np.linspace(0.0001, 0.00006, 40))
            for k in (5, 13, 21):
                d = p[k] - [s * cx, C + cy]
                niello.polygon(leaf(p[k], p[k] + d / np.hypot(*d) * 0.0007, 0.00036))
        for r, a0 in ((0.00435, 232), (0.00725, 222), (0.00725, 246)):
            q = np.radians(a0 if s < 0 else 540 - a0)
            p = np.array([r * np.cos(q), top + r * np.sin(q)])
            for k in range(6):
                v = np.array([np.cos(k * np.pi / 3), np.sin(k * np.pi / 3)]) * 0.00036
                fine.disc(*(p + v), 0.00018)
            niello.disc(*p, 0.00015)
    fine.stroke(circle(0.0019, 0, C + 0.0126, 50), 0.00008)
    niello.d[circle_mask(f, 0, C + 0.0126, 0.0021)] = -1
    return niello, fine


def circle_mask(f, cx, cy, r):
    y = f.y0 + np.arange(f.ny)[:, None] * f.step
    x = f.x0 + np.arange(f.nx)[None] * f.step
    return np.hypot(x - cx, y - cy) < r


def back(f):
    """A twelve-pointed rose inside a wavy wreath."""
    niello, fine = blank(f), blank(f)
    for r, w in ((0.01520, 0.00012), (0.01390, 0.00009), (0.0062, 0.0001)):
        niello.stroke(circle(r, n=260), w)
    for k in range(12):
        q = np.radians(30 * k)
        v, u = np.array([np.cos(q), np.sin(q)]), np.array([np.cos(q + np.pi / 12), np.sin(q + np.pi / 12)])
        c = np.array([0, C])
        niello.polygon(leaf(c + v * 0.0012, c + v * 0.0056, 0.0013))
        outline = leaf(c + u * 0.0066, c + u * 0.0128, 0.0028)
        niello.stroke(np.concatenate([outline, outline[:1]]), 0.0001)
        fine.stroke([c + u * 0.0075, c + u * 0.0122], 0.00008)
        for t in (0.0086, 0.0098, 0.0109):
            for s in (-1, 1):
                n = np.array([-u[1], u[0]]) * s
                fine.stroke([c + u * t, c + u * (t + 0.0006) + n * 0.0006], 0.00006)
        niello.disc(*(c + v * 0.0118), 0.0004)
        niello.stroke([c + v * 0.0072, c + v * 0.0108], 0.00008)
    a = np.linspace(0, 2 * np.pi, 700)
    r = 0.01455 + 0.00034 * np.sin(48 * a)
    niello.stroke(np.stack([r * np.cos(a), C + r * np.sin(a)], -1), 0.00008)
    niello.disc(0, C, 0.0009)
    niello.d[circle_mask(f, 0, C + 0.0126, 0.0019)] = -1
    return niello, fine


def side_map(f, drawing, size, seed):
    niello, fine = drawing
    px = maps.pixel(f, (size, size))
    black = np.clip(maps.sampled(niello, (size, size)) / px + 0.5, 0, 1)
    cut = np.clip(maps.sampled(fine, (size, size)) / px + 0.5, 0, 1)
    rng = np.random.default_rng(seed)
    height = -black * 0.9 - cut * 1.5 + maps.noise(size, size, 10, 10, seed, 3) * 0.9
    # Fine wear from being carried: hair scratches in all directions.
    scratch = np.zeros((size, size))
    for _ in range(420):
        y, x, a, n = rng.random() * size, rng.random() * size, rng.random() * np.pi, int(20 + rng.random() * size * 0.16)
        t = np.arange(n)
        yy, xx = (y + np.sin(a) * t).astype(int) % size, (x + np.cos(a) * t).astype(int) % size
        scratch[yy, xx] = np.maximum(scratch[yy, xx], rng.random() * np.sin(np.pi * t / n))
    height -= scratch * 0.35
    worn = black * np.clip(0.96 - 0.12 * np.clip(maps.noise(size, size, 20, 20, seed + 5, 3), 0, 1) - scratch * 0.35, 0, 1)
    return maps.metal(seed, maps.SILVER, maps.TARNISH["silver"], height, 0.6, (0.17, 0.5), 1.3, repeat=False, extra_dark=worn, quality=88)


def main():
    m = Model("Silver amulet, Iran")
    f = disc_field()
    face, walls = plate(f, 0.0012, 0.00015, maps.face_uv(f), 8e-6, edge_uv_per_m=120)
    is_front = face.p[..., 2].mean(1) > 0.0006
    m.material(Material("front", *side_map(f, front(f), 1024, 701)))
    m.material(Material("back", *side_map(f, back(f), 512, 711)))
    m.material(Material("silver", *maps.plain_metal(721, maps.SILVER, maps.TARNISH["silver"], 256, 0.2, (0.18, 0.45)), normal_scale=0.6))
    for name, pick in (("front", is_front), ("back", ~is_front)):
        s = face.at(0, 0, -0.0006)
        part = type(s)(s.p[pick], s.uv[pick], s.crease[pick], s.occluded[pick])
        m.add(name, part)
    m.add("silver", walls.at(0, 0, -0.0006))
    # The rim: a smooth wire outside, a twisted pair and a row of grains within, on both faces.
    m.add("silver", ring(0.0164, 0.0011, 128, 10).scaled(1, 1, 1.36).at(0, C, 0))
    a = np.linspace(0, 2 * np.pi, 666, endpoint=False)
    for face_z in (1,):
        for phase in (0, np.pi):
            tw = 74 * a + phase
            r = 0.01600 - 0.00045 + 0.00022 * np.cos(tw)
            z = face_z * (0.00072 + 0.00022 * np.sin(tw))
            m.add("silver", tube(np.stack([r * np.cos(a), C + r * np.sin(a), z], -1), 0.00023, 4, closed=True, uv_per_m=120))
    for k in range(110):
        q = 2 * np.pi * (k + 0.5) / 110
        m.add("silver", ball(0.00036, 7, 4).at(0.01635 * np.cos(q), C + 0.01635 * np.sin(q), 0.00118))
    m.add("silver", ring(0.00150, 0.00032, 36, 8).at(0, C + 0.0126, 0.0006), ring(0.00150, 0.00030, 30, 8).at(0, C + 0.0126, -0.0006))
    lo, hi = m.bounds()
    print("bounds", np.round(lo, 5), np.round(hi, 5), "scale", np.round(m.fitted((3.5, 3.5, 0.3)), 4))
    lo, hi = m.bounds()
    for key, ss in m.nodes[0].shapes.items():
        m.nodes[0].shapes[key] = [s.at(-(lo[0] + hi[0]) / 2, -lo[1], -(lo[2] + hi[2]) / 2) for s in ss]
    m.write("amulet-silver", (3.5, 3.5, 0.3), occlusion=0.6, reach=0.05)


if __name__ == "__main__":
    main()
