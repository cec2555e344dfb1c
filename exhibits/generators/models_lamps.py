"""The three Hanukkah lamps of the Tetouan hall: works lamp-tetuan, lamp-demnate and lamp-meknes.

    python exhibits/generators/models_lamps.py [lamp-tetuan|lamp-demnate|lamp-meknes]

Types and sizes after the records a-lamp-tetuan, a-lamp-demnate and a-lamp-meknes. Bands that carry verses on the originals carry plain
ornament here.
"""

from __future__ import annotations

import sys

import numpy as np

import model_maps as maps
from model_kit import Material, Model, ball, box, grid, join, lathe, ring, smooth, tube
from model_plate import Field, leaf, plate, spiral

BIRD = [(1.0, 0.60), (0.86, 0.76), (0.66, 0.83), (0.48, 0.70), (0.18, 0.50), (-0.30, 0.42), (-0.80, 0.62), (-1.0, 0.50),
        (-0.80, 0.22), (-0.42, 0.08), (-0.02, -0.08), (0.40, -0.02), (0.64, 0.24), (0.78, 0.48)]


def zigzag(path, amplitude, pitch):
    """A zigzag along a path (N,2): what a graver rocked from side to side leaves (wrigglework)."""
    path = np.asarray(path, float)
    seg = np.hypot(*np.diff(path, axis=0).T)
    length = np.concatenate([[0], np.cumsum(seg)])
    n = max(int(length[-1] / pitch), 2)
    s = np.linspace(0, length[-1], n)
    p = np.stack([np.interp(s, length, path[:, k]) for k in (0, 1)], -1)
    t = np.gradient(p, axis=0)
    t /= np.maximum(np.hypot(*t.T)[:, None], 1e-12)
    side = np.where(np.arange(n) % 2 == 0, 1.0, -1.0)[:, None]
    return p + np.stack([-t[:, 1], t[:, 0]], -1) * amplitude * side


def shifted(path, by):
    """A path moved sideways to its left by ``by`` m."""
    t = np.gradient(path, axis=0)
    t /= np.maximum(np.hypot(*t.T)[:, None], 1e-12)
    return path + np.stack([-t[:, 1], t[:, 0]], -1) * by


def bird(cx, cy, size, facing=1):
    """Outline of a bird (N,2), its beak towards ``facing`` x."""
    p = smooth(BIRD, 6, closed=True) * size
    return p * [facing, 1] + [cx, cy]


def both(path):
    """A path and its mirror image in x."""
    path = np.asarray(path, float)
    return [path, path * [-1, 1]]


def dish(outline, height, thick, foot=0.8, floor=0.0015, uv_per_m=20.0):
    """An open pan with real walls: ``outline`` (N,2) of (x, z), counter-clockwise seen from above with z down; its base is smaller
    by ``foot``. The floor lies ``floor`` m above the base at y = 0."""
    o = np.asarray(outline, float)
    centre = o.mean(0)
    o = o - centre
    r = np.hypot(*o.T)[:, None]
    inner = o * (r - thick) / r
    def row(p, y):
        return np.column_stack([p[:, 0] + centre[0], np.full(len(p), y), p[:, 1] + centre[1]])
    lip = min(thick * 0.35, 0.0006)
    rows = [row(o * 0.0, 0), row(o * foot * 0.97, 0), row(o * foot, lip), row(o, height - lip), row(o * (r - lip * 0.6) / r, height),
            row(inner * 1.01, height), row(inner, height - lip), row(inner * foot * 1.04, floor + 2 * lip), row(inner * foot * 0.94, floor), row(o * 0.0, floor)]
    p = np.array(rows)
    p = np.concatenate([p, p[:, :1]], axis=1)
    length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(np.concatenate([o, o[:1]]), axis=0).T))]) * uv_per_m
    depth = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=2).mean(1))]) * uv_per_m
    uv = np.stack(np.broadcast_arrays(length[None], depth[:, None]), -1)
    return grid(p, uv, 38.0)


def pan_outline(w, d, spouts, reach, width, n=56):
    """A rounded square pan (x, z) with ``spouts`` lips along its front (+z), points evenly spaced."""
    a = np.linspace(0, 2 * np.pi, 1200, endpoint=False)
    c, s = np.cos(a), np.sin(a)
    k = (np.abs(c) ** 5 + np.abs(s) ** 5) ** (-1 / 5)
    p = np.stack([w / 2 * k * c, -d / 2 * k * s], -1)
    for x in spouts:
        t = np.clip(np.abs(p[:, 0] - x) / width, 0, 1)
        p[:, 1] += reach * (0.5 + 0.5 * np.cos(np.pi * t)) ** 0.85 * (p[:, 1] > 0)
    q = np.concatenate([p, p[:1]])
    length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(q, axis=0).T))])
    s = np.linspace(0, length[-1], n, endpoint=False)
    return np.stack([np.interp(s, length, q[:, i]) for i in (0, 1)], -1)


def upward(shape):
    """The shape turned inside out where its first faces point down into it (a pan drawn the wrong way round)."""
    q = shape.p
    n = np.cross(q[:, 1] - q[:, 0], q[:, 2] - q[:, 0])
    volume = np.einsum("td,td->", q.mean(1) - q.reshape(-1, 3).mean(0), n)
    if volume < 0:
        shape.p, shape.uv = q[:, ::-1].copy(), shape.uv[:, ::-1].copy()
    return shape


def oil_pan(w, d, height, spouts, reach, width, thick=0.0011):
    return upward(dish(pan_outline(w, d, spouts, reach, width), height, thick))


def finish(model, work, field, height, size_px, seed, colour, tarnish, face, edge, z, rough, plain_rough, dark=None, tint=None, hammer=0.0, quality=87):
    """Adds the plate with its baked map and the plain metal of everything else."""
    base, orm, normal = maps.metal(seed, colour, tarnish, height, 0.75, rough, 2.0, repeat=False, extra_dark=dark, tint=tint, quality=quality)
    model.material(Material("plate", base, orm, normal))
    base, orm, normal = maps.plain_metal(seed + 90, colour, tarnish, 256, hammer, plain_rough)
    model.material(Material("metal", base, orm, normal, normal_scale=0.7))
    model.add("plate", face.at(0, 0, z)).add("metal", edge.at(0, 0, z))


# ---------------------------------------------------------------------------------------------------------------- Tetouan


def tetuan():
    alloy = 0.72 * maps.BRASS + 0.28 * maps.COPPER
    f = Field(-0.130, 0.0, 0.130, 0.310, 0.00022)
    half = smooth([(0.118, 0.200), (0.109, 0.214), (0.100, 0.222), (0.092, 0.236), (0.074, 0.252), (0.050, 0.262), (0.030, 0.270), (0.014, 0.281), (0.0, 0.290)], 8)
    f.polygon(np.concatenate([[(0.118, 0.014)], half, (half * [-1, 1])[::-1], [(-0.118, 0.014)]]), grow=0.001)
    for s in (-1, 1):
        f.disc(s * 0.112, 0.2185, 0.0075, soft=0.003)
        f.disc(s * 0.112, 0.2185, 0.0028, cut=True)
        f.stroke([(s * 0.112, 0.224), (s * 0.112, 0.236)], [0.0026, 0.0006], soft=0.002)
        f.disc(s * 0.0965, 0.2365, 0.0045, soft=0.003)
        f.disc(s * 0.070, 0.2575, 0.0045, soft=0.003)
        f.disc(s * 0.040, 0.2690, 0.0042, soft=0.003)
    f.disc(0, 0.2945, 0.0125, soft=0.004)
    f.disc(0, 0.2948, 0.0073, cut=True)
    solid = f.copy()
    # What stays whole: the border, the band of the verses, and the ground under menorah and vases.
    keep = Field(-0.130, 0.0, 0.130, 0.310, 0.00022)
    arms = []
    for r in (0.018, 0.036, 0.054):
        a = np.radians(np.linspace(180, 360, 44))
        arc = np.stack([r * np.cos(a), 0.206 + r * np.sin(a)], -1)
        arc = np.concatenate([[(-r, 0.217)], arc, [(r, 0.217)]])
        arms.append(arc)
        keep.stroke(arc, 0.0052)
    keep.stroke([(0, 0.120), (0, 0.222)], 0.0055)
    keep.polygon([(-0.023, 0.112), (0.023, 0.112), (0.009, 0.134), (-0.009, 0.134)], grow=0.004)
    for x in (-0.054, -0.036, -0.018, 0, 0.018, 0.036, 0.054):
        keep.stroke([(x, 0.217), (x, 0.236)], 0.0062)
    vase = [(0.0105, 0.0), (0.0105, 0.002), (0.0055, 0.006), (0.0065, 0.0085), (0.013, 0.016), (0.0165, 0.026), (0.015, 0.034), (0.0088, 0.042),
            (0.0062, 0.048), (0.0072, 0.053), (0.0105, 0.0565), (0.011, 0.0585)]
    outline = np.array(vase)
    vase_x, vase_y = 0.084, 0.1165
    for s in (-1, 1):
        keep.polygon(np.concatenate([outline, (outline * [-1, 1])[::-1]]) + [s * vase_x, vase_y], grow=0.0036)
        for dx, top in ((-0.013, 0.083), (0.0, 0.0915), (0.013, 0.083)):
            keep.stroke([(s * vase_x, vase_y + 0.056), (s * vase_x + dx, vase_y + top - 0.004)], 0.0030)
            keep.disc(s * vase_x + dx, vase_y + top, 0.0078)
    frame = Field(-0.130, 0.0, 0.130, 0.310, 0.00022)
    frame.d = solid.d - 0.0095
    holes = Field(-0.130, 0.0, 0.130, 0.310, 0.00022)
    # The pierced ground: a net of four-petalled flowers.
    pitch = 0.0128
    for j in range(0, 15):
        for i in range(-10, 11):
            x, y = (i + (j % 2) * 0.5) * pitch, 0.1200 + j * pitch * 0.5 * 1.9
            if y > 0.285:
                continue
            for k in range(4):
                a = np.radians(45 + 90 * k)
                holes.disc(x + 0.0026 * np.cos(a), y + 0.0026 * np.sin(a), 0.0027, squash=0.60, turn_deg=45 + 90 * k)
    whole = [frame.d - 0.0, -keep.d]
    grid_y = holes.y0 + np.arange(holes.ny) * holes.step
    above = np.broadcast_to((grid_y - 0.1145)[:, None], holes.d.shape)
    holes.d = np.minimum.reduce([holes.d, *whole, above])
    # Behind the lights: an arcade of horseshoe arches.
    arcade = Field(-0.130, 0.0, 0.130, 0.310, 0.00022)
    for i in range(8):
        x = (i - 3.5) * 0.0275
        arcade.disc(x, 0.0685, 0.0078)
        arcade.polygon([(x - 0.0062, 0.045), (x + 0.0062, 0.045), (x + 0.0062, 0.066), (x - 0.0062, 0.066)])
        arcade.stroke([(x, 0.072), (x, 0.0785)], [0.0042, 0.0004], soft=0.002)
    open_ = holes.copy()
    open_.d = np.maximum(holes.d, arcade.d)
    # Specks of holes left by the border are not pierced.
    f.d = np.minimum(f.d, -(open_.d - 0.00012))
    face, edge = plate(f, 0.0016, 0.00035, maps.face_uv(f), 1.2e-4, edge_uv_per_m=20, back_bevel=False)
    # Tracing and punching.
    lines = Field(-0.130, 0.0, 0.130, 0.310, 0.00022)
    fine = 0.00022
    for y in (0.0835, 0.1095):
        lines.stroke([(-0.114, y), (0.114, y)], 0.0003)
        lines.stroke([(-0.114, y + (0.0014 if y < 0.1 else -0.0014)), (0.114, y + (0.0014 if y < 0.1 else -0.0014))], 0.0002)
    x = np.linspace(-0.110, 0.110, 520)
    for ph in (0, np.pi):
        lines.stroke(np.stack([x, 0.0965 + 0.0062 * np.sin(x / 0.011 * np.pi + ph)], -1), 0.00042)
    for i in range(-10, 11):
        cx = i * 0.011
        lines.disc(cx + 0.0055, 0.0965, 0.0016)
        for s in (-1, 1):
            lines.polygon(leaf((cx, 0.0965), (cx, 0.0965 + s * 0.0042), 0.0022))
            lines.disc(cx + 0.0055, 0.0965 + s * 0.0100, 0.0007)
    ring_d = solid.d
    beads = np.abs(ring_d - 0.0060) < 0.0024
    lines.d[np.abs(ring_d - 0.0026) < 0.00035] = 0.0003
    lines.d[(np.abs(ring_d - 0.0088) < 0.00025)] = 0.0003
    yy, xx = np.mgrid[0:f.ny, 0:f.nx]
    px, py = f.x0 + xx * f.step, f.y0 + yy * f.step
    tick = np.sin(px / 0.0022 * np.pi) * np.sin(py / 0.0022 * np.pi)
    lines.d[beads & (np.abs(ring_d - 0.0056) < 0.0017) & (tick > 0.35)] = 0.0003
    for i in range(8):
        cx = (i - 3.5) * 0.0275
        a = np.radians(np.linspace(-38, 218, 40))
        lines.stroke(np.stack([cx + 0.0098 * np.cos(a), 0.0685 + 0.0098 * np.sin(a)], -1), fine)
        a = np.radians(np.linspace(-30, 210, 17))
        for q in a:
            lines.disc(cx + 0.0112 * np.cos(q), 0.0685 + 0.0112 * np.sin(q), 0.00055)
    height = maps.relief(f, (1024, 860), 0.0009, [lines], 1.1)
    height += maps.dimples(1024, 860, 900, 4) * 0.5
    m = Model("Hanukkah lamp, Tetouan type")
    finish(m, "lamp-tetuan", f, height, None, 101, alloy, maps.TARNISH["brass"], face, edge, 0.0, (0.24, 0.62), (0.24, 0.55), hammer=0.6)
    metal = []
    # The menorah, raised in the round.
    z = 0.0022
    lift = lambda p, dz=z: np.column_stack([p, np.full(len(p), dz)])
    for arc in arms:
        metal.append(tube(lift(smooth(np.concatenate([arc[:-1:4], arc[-1:]]), 3)), 0.0021, 8, flat=0.85))
        r = arc[-1][0]
        for a in (200, 230, 310, 340):
            q = np.radians(a)
            metal.append(ball(0.0031, 12, 7).at(r * np.cos(q), 0.206 + r * np.sin(q), z + 0.0004))
    stem = [(0.0024, 0.130), (0.0022, 0.146), (0.0040, 0.1475), (0.0040, 0.1495), (0.0022, 0.151), (0.0022, 0.165), (0.0038, 0.1665), (0.0038, 0.1690),
            (0.0022, 0.1705), (0.0022, 0.183), (0.0036, 0.1845), (0.0036, 0.1872), (0.0022, 0.189), (0.0021, 0.219)]
    foot = [(0.0, 0.1125), (0.0215, 0.1125), (0.0222, 0.1138), (0.0205, 0.1158), (0.0160, 0.1168), (0.0145, 0.1182), (0.0150, 0.1198), (0.0105, 0.1218),
            (0.0068, 0.1252), (0.0045, 0.1292), (0.0050, 0.1305), (0.0024, 0.1318)]
    for prof, squash in ((stem, 0.9), (foot, 0.24)):
        metal.append(lathe(prof, 28, 2, 20).scaled(1, 1, squash).at(0, 0, z))
    cup = [(0.0, 0.2165), (0.0016, 0.2168), (0.0024, 0.2185), (0.0022, 0.2195), (0.0040, 0.2215), (0.0054, 0.2250), (0.0056, 0.2258), (0.0046, 0.2254), (0.0030, 0.2242), (0.0, 0.2238)]
    flame = [(0.0, 0.2236), (0.0012, 0.2240), (0.0026, 0.2268), (0.0024, 0.2290), (0.0012, 0.2325), (0.0, 0.2362)]
    for x in (-0.054, -0.036, -0.018, 0, 0.018, 0.036, 0.054):
        metal += [lathe(cup, 16, 1, 20).scaled(1, 1, 0.7).at(x, 0, z), lathe(flame, 10, 1, 20).scaled(1, 1, 0.7).at(x, 0, z)]
    # The vases with three flowers each.
    prof = smooth(vase, 3)
    prof = np.concatenate([[(0, 0)], prof, [(0.0085, 0.0580), (0.0, 0.0545)]])
    for s in (-1, 1):
        lobed = lathe(prof, 40, 3, 20, wobble=lambda a, i: 1 + 0.05 * np.cos(10 * a) * float(8 < i < 24)).scaled(1, 1, 0.42)
        metal.append(lobed.at(s * vase_x, vase_y, z - 0.0006))
        for side in (-1, 1):
            handle = smooth([(0.0125 * side, 0.018), (0.020 * side, 0.024), (0.0205 * side, 0.036), (0.013 * side, 0.046), (0.0075 * side, 0.0465)], 6)
            metal.append(tube(lift(handle + [s * vase_x, vase_y]), 0.0011, 8))
        for dx, top in ((-0.013, 0.083), (0.0, 0.0915), (0.013, 0.083)):
            path = smooth([(s * vase_x + dx * 0.2, vase_y + 0.055), (s * vase_x + dx * 0.55, vase_y + 0.068), (s * vase_x + dx, vase_y + top)], 8)
            metal.append(tube(lift(path), 0.0010, 8))
            for k in range(6):
                a = np.radians(60 * k + 30)
                metal.append(ball(0.0027, 10, 5, 1.0).scaled(1, 1, 0.55).at(s * vase_x + dx + 0.0044 * np.cos(a), vase_y + top + 0.0044 * np.sin(a), z))
            metal.append(ball(0.0025, 14, 8).at(s * vase_x + dx, vase_y + top, z + 0.0008))
    # The shelf of eight lights.
    depth = 0.0655
    metal.append(box(0.236, 0.0022, depth, 0.0006, "x", 20, cell=0.03).at(0, 0.0150, depth / 2 + 0.0016))
    rail = Field(-0.128, -0.002, 0.128, 0.016, 0.00018)
    rail.polygon([(-0.1182, 0.0), (0.1182, 0.0), (0.1182, 0.0095), (-0.1182, 0.0095)])
    for i in range(-8, 9):
        rail.disc(i * 0.01375, 0.0095, 0.0052)
    for i in range(-8, 8):
        rail.disc((i + 0.5) * 0.01375, 0.0052, 0.0024, cut=True)
    for i in range(-8, 9):
        rail.disc(i * 0.01375, 0.0098, 0.0020, cut=True)
    rf, re = plate(rail, 0.0014, 0.0003, lambda p: p * 20, 1.5e-4, back_bevel=False)
    rf.occluded[:] = False
    metal += [s.at(0, 0.0141, depth + 0.0002) for s in (rf, re)]
    side = Field(-0.002, -0.002, depth + 0.002, 0.016, 0.00018)
    side.polygon([(0.0, 0.0), (depth, 0.0), (depth, 0.0095), (0.0, 0.0095)])
    for i in range(5):
        side.disc(0.0066 + i * 0.0131, 0.0095, 0.0050)
        side.disc(0.0066 + i * 0.0131, 0.0094, 0.0020, cut=True)
    sf, se = plate(side, 0.0014, 0.0003, lambda p: p * 20, 1.5e-4, back_bevel=False)
    for x in (-0.1182, 0.1168):
        metal += [s.turned("y", -90).at(x + 0.0014, 0.0141, 0.0016) for s in (sf, se)]
    for i in range(8):
        x = (i - 3.5) * 0.0275
        metal.append(oil_pan(0.0225, 0.030, 0.0135, [0.0], 0.0155, 0.0068).at(x, 0.0162, 0.0265))
    for x in (-0.098, 0.098):
        for zz in (0.012, 0.052):
            metal.append(lathe([(0, 0), (0.0046, 0), (0.0052, 0.0016), (0.0038, 0.0042), (0.0028, 0.0085), (0.0046, 0.0122), (0.0050, 0.0141)], 24, 1, 20).at(x, 0, zz))
    for x in (-0.107, 0.107):
        for y in (0.030, 0.112):
            metal.append(ball(0.0026, 14, 8).scaled(1, 1, 0.6).at(x, y, 0.0017))
    m.add("metal", *[s.at(0, 0, -0.035) for s in metal])
    m.nodes[0].shapes["plate"] = [s.at(0, 0, -0.035) for s in m.nodes[0].shapes["plate"]]
    m.nodes[0].shapes["metal"][0] = m.nodes[0].shapes["metal"][0].at(0, 0, -0.035)
    settle(m, (25.4, 30.7, 7.0))
    m.write("lamp-tetuan", (25.4, 30.7, 7.0), occlusion=0.7, reach=0.12)


def settle(m, size_cm):
    """Puts the model's base centre on the origin and brings it to its true size."""
    lo, hi = m.bounds()
    move = np.array([-(lo[0] + hi[0]) / 2, -lo[1], -(lo[2] + hi[2]) / 2])
    for n in m.nodes[:1]:
        for key, ss in n.shapes.items():
            n.shapes[key] = [s.at(*move) for s in ss]
    print("scale", np.round(m.fitted(size_cm), 4))


# ---------------------------------------------------------------------------------------------------------------- Demnate


def demnate():
    f = Field(-0.072, 0.0, 0.072, 0.196, 0.00013)
    lines = Field(-0.072, 0.0, 0.072, 0.196, 0.00013)
    soft = 0.0016
    apex, base_y = 0.150, 0.050
    f.polygon([(-0.0655, 0.016), (0.0655, 0.016), (0.0655, 0.0475), (-0.0655, 0.0475)], grow=0.0015)
    edge = np.array([(0.0625, base_y), (0.054, 0.068), (0.040, 0.094), (0.024, 0.124), (0.008, apex)])
    edge = smooth(edge, 12)
    for e in both(edge):
        f.stroke(e, 0.0021, soft)
    # Loops along the slopes, a row of little rings.
    t = np.linspace(0.06, 0.93, 9)
    length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(edge, axis=0).T))])
    for k, s in enumerate(t * length[-1]):
        q = np.array([np.interp(s, length, edge[:, k]) for k in (0, 1)])
        d = np.array([np.interp(s + 1e-4, length, edge[:, k]) for k in (0, 1)]) - q
        n = np.array([d[1], -d[0]]) / np.hypot(*d)
        c = q + n * 0.0046
        for p in both([c]):
            f.disc(*p[0], 0.0043, soft=0.001)
            lines.stroke(np.stack([p[0][0] + 0.0032 * np.cos(np.linspace(0, 6.3, 30)), p[0][1] + 0.0032 * np.sin(np.linspace(0, 6.3, 30))], -1), 0.00018)
    holes = []
    for k, s in enumerate(np.linspace(0.06, 0.93, 9) * length[-1]):
        q = np.array([np.interp(s, length, edge[:, k]) for k in (0, 1)])
        d = np.array([np.interp(s + 1e-4, length, edge[:, k]) for k in (0, 1)]) - q
        n = np.array([d[1], -d[0]]) / np.hypot(*d)
        holes.append(q + n * 0.0048)
    # Tendrils.
    vines = [spiral(0.0155, 0.0665, 0.0145, 0.0030, 250, -1.55), spiral(0.0480, 0.0600, 0.0098, 0.0022, 255, 1.35),
             spiral(0.0355, 0.0850, 0.0085, 0.0018, 210, -1.4), spiral(0.0235, 0.1030, 0.0050, 0.0013, 330, 1.3), spiral(0.0068, 0.1010, 0.0058, 0.0015, 100, 1.4),
             spiral(0.0140, 0.1120, 0.0090, 0.0022, 215, 1.45), spiral(0.0090, 0.1265, 0.0078, 0.0020, 200, -1.30),
             spiral(0.0465, 0.0735, 0.0045, 0.0012, 60, 1.3)]
    for v in vines:
        for p in both(v):
            f.stroke(p, np.linspace(0.00175, 0.00105, len(p)), soft)
            f.disc(*p[-1], 0.0023, soft=0.001)
            lines.stroke(p[4:-6], 0.00022)
    # The middle stem with two crossing loops.
    f.stroke([(0, 0.046), (0, 0.152)], 0.0016, soft)
    a = np.linspace(0, 2 * np.pi, 60)
    for cy, rx, ry in ((0.0885, 0.0062, 0.0095), (0.1165, 0.0048, 0.0078), (0.1385, 0.0040, 0.0070)):
        f.stroke(np.stack([rx * np.sin(a), cy + ry * np.cos(a)], -1), 0.0013, 0.0008)
    # Leaves thrown off by the tendrils.
    for b, tip, w, bend in (((0.0295, 0.0615), (0.0385, 0.0515), 0.0052, 0.001), ((0.0050, 0.0800), (0.0018, 0.0790), 0.003, 0.0),
                            ((0.0230, 0.1110), (0.0275, 0.1085), 0.0035, 0.0), ((0.0035, 0.0515), (0.0085, 0.0570), 0.0035, 0.0005),
                            ((0.0430, 0.0705), (0.0395, 0.0800), 0.0045, 0.0006)):
        for p in both(leaf(b, tip, w, bend)):
            f.polygon(p, 0.0012)
    # Birds: a pair facing on the lower scrolls, a pair above looking out.
    for s in (1, -1):
        big = bird(-s * 0.0300, 0.0672, 0.0118, s)
        f.polygon(big, 0.0008)
        small = bird(-s * 0.0215, 0.1180, 0.0070, -s)
        f.polygon(small, 0.0008)
        for cx, cy, size, face_ in ((-s * 0.0300, 0.0672, 0.0118, s), (-s * 0.0215, 0.1180, 0.0070, -s)):
            tr = lambda q: np.array(q) * size * [face_, 1] + [cx, cy]
            lines.disc(*tr((0.72, 0.64)), 0.0007 * size / 0.0118 + 0.0001)
            lines.stroke(tr(smooth([(0.42, 0.42), (0.05, 0.36), (-0.35, 0.26), (-0.02, 0.10), (0.32, 0.16), (0.42, 0.42)], 8)), 0.00024)
            for k in range(3):
                lines.stroke(tr([(-0.50 - 0.1 * k, 0.26 + 0.05 * k), (-0.92, 0.42 + 0.06 * k)]), 0.0002)
                lines.stroke(tr([(0.22 - 0.2 * k, 0.34 - 0.02 * k), (0.16 - 0.2 * k, 0.14)]), 0.0002)
            lines.stroke(tr([(0.50, 0.62), (0.66, 0.38)]), 0.0002)
        f.stroke([(s * 0.0300, 0.0685), (s * 0.0270, 0.0570), (s * 0.0262, 0.0490)], 0.0011, 0.001)
        f.stroke([(s * 0.0340, 0.0680), (s * 0.0350, 0.0570), (s * 0.0360, 0.0490)], 0.0011, 0.001)
        f.stroke([(s * 0.0215, 0.1185), (s * 0.0215, 0.1100)], 0.0009, 0.001)
    f.tie(0.0011, 0.0012)
    for q in holes:
        for p in both([q]):
            f.disc(*p[0], 0.0019, cut=True)
    # Lily and ring.
    f.polygon(leaf((0, 0.146), (0, 0.1795), 0.0105), 0.001)
    for p in both(smooth([(0.0015, 0.1535), (0.0065, 0.1590), (0.0115, 0.1640), (0.0135, 0.1580), (0.0105, 0.1535), (0.0082, 0.1560)], 8)):
        f.stroke(p, np.linspace(0.0022, 0.0013, len(p)), 0.001)
    f.stroke([(-0.0070, 0.1535), (0.0070, 0.1535)], 0.0018, 0.0012)
    lines.stroke([(0, 0.158), (0, 0.175)], 0.0003)
    lines.stroke([(-0.0062, 0.1535), (0.0062, 0.1535)], 0.0002)
    f.disc(0, 0.1852, 0.0084, soft=0.0015)
    f.disc(0, 0.1855, 0.0053, cut=True)
    # Engraving of the base plate: paired lines and a running wave with leaves.
    for y in (0.0185, 0.0202, 0.0430, 0.0447):
        lines.stroke([(-0.0635, y), (0.0635, y)], 0.0002)
    x = np.linspace(-0.0605, 0.0605, 420)
    wave = np.stack([x, 0.0316 + 0.0058 * np.sin(x / 0.0101 * np.pi)], -1)
    lines.stroke(wave, 0.00032)
    for i in range(-6, 6):
        cx = (i + 0.5) * 0.0101
        s = 1 if i % 2 == 0 else -1
        cy = 0.0316
        lines.stroke(spiral(cx, cy - s * 0.0012, 0.0040, 0.0007, 90 * s, 1.25 * s, 40), 0.00024)
        lines.disc(cx, cy - s * 0.0012, 0.0007)
        lines.disc(cx, cy + s * 0.0088, 0.00062)
    lines.stroke(zigzag(edge, 0.0009, 0.0011), 0.00014)
    lines.stroke(zigzag(edge * [-1, 1], 0.0009, 0.0011), 0.00014)
    face, walls = plate(f, 0.0030, 0.0006, maps.face_uv(f), 4e-5, edge_uv_per_m=30)
    height = maps.relief(f, (1024, 752), 0.0015, [lines], 1.2)
    height += maps.noise(1024, 752, 48, 36, 6, 3) * 0.35
    m = Model("Hanukkah lamp, Demnate type")
    finish(m, "lamp-demnate", f, height, None, 211, maps.BRASS, maps.TARNISH["brass"], face, walls, 0.0, (0.25, 0.65), (0.26, 0.6))
    metal = []
    for i in range(4):
        x = (i - 1.5) * 0.0322
        metal.append(oil_pan(0.0300, 0.0285, 0.0155, [-0.0076, 0.0076], 0.0105, 0.0058, 0.0014).at(x, 0.0, 0.0215))
        metal.append(box(0.0285, 0.0015, 0.010, 0.0004, uv_per_m=20).at(x, 0.0150, 0.0045))
        metal.append(tube([(x - 0.0115, 0.0172, 0.0044), (x + 0.0115, 0.0172, 0.0044)], 0.0014, 10))
        for k in (-1, 1):
            metal.append(ball(0.0019, 12, 8).at(x + k * 0.0120, 0.0172, 0.0044))
            metal.append(ring(0.0024, 0.0008, 16, 6, "x").at(x + k * 0.0070, 0.0172, 0.0044))
    for x in (-0.060, 0.060):
        metal.append(ball(0.0022, 14, 8).scaled(1, 1, 0.6).at(x, 0.0316, 0.0030))
    m.add("metal", *metal)
    settle(m, (13.5, 19.4, 5.0))
    m.write("lamp-demnate", (13.5, 19.4, 5.0), occlusion=0.7, reach=0.15)


# ----------------------------------------------------------------------------------------------------------------- Meknes


def meknes():
    step = 0.00018
    new = lambda: Field(-0.104, 0.0, 0.104, 0.260, step)
    half = smooth([(0.0985, 0.0225), (0.0990, 0.060), (0.0965, 0.088), (0.0880, 0.104), (0.0900, 0.118), (0.0960, 0.134), (0.0910, 0.156), (0.0740, 0.174),
                   (0.0520, 0.186), (0.0370, 0.198), (0.0280, 0.214), (0.0190, 0.228), (0.0085, 0.240), (0.0, 0.2560)], 10)
    shape = np.concatenate([half, (half * [-1, 1])[::-1][1:]])
    solid = new().polygon(shape)
    f, lines = new(), new()
    f.d = solid.d.copy()
    frame = 0.0062
    inner = new()
    inner.d = solid.d - frame
    scroll = new()
    soft = 0.0014
    vines = []
    def curl(cx, cy, r0, start, turns, w0=0.0027, w1=0.0016, r1=None):
        p = spiral(cx, cy, r0, r0 * 0.17 if r1 is None else r1, start, turns, 80)
        for q in both(p):
            scroll.stroke(q, np.linspace(w0, w1, len(q)), soft)
            scroll.disc(*q[-1], 0.0032, soft=soft)
            vines.append(q)
        # Small leaves along the outside of the curl.
        for k in (10, 22, 34):
            d = p[k] - [cx, cy]
            out = d / np.hypot(*d)
            tan = p[k + 1] - p[k]
            tan /= np.hypot(*tan)
            for q in both(leaf(p[k] + out * 0.0008, p[k] + out * (0.0068 - 0.0012 * k / 12) + tan * 0.0042, 0.0042)):
                scroll.polygon(q, 0.0008)
    curl(0.0300, 0.0560, 0.0245, 265, -1.75)
    curl(0.0735, 0.0520, 0.0195, 250, 1.7)
    curl(0.0560, 0.0935, 0.0190, 255, 1.6)
    curl(0.0195, 0.1060, 0.0185, 200, -1.6)
    curl(0.0700, 0.1370, 0.0195, 230, 1.65)
    curl(0.0310, 0.1480, 0.0205, 245, 1.65)
    curl(0.0130, 0.1830, 0.0125, 215, -1.5, 0.0019, 0.0011)
    curl(0.0085, 0.2130, 0.0082, 200, 1.4, 0.0016, 0.0010)
    curl(0.0500, 0.1670, 0.0095, 300, -1.4, 0.0017, 0.0011)
    curl(0.0835, 0.0850, 0.0090, 280, 1.4, 0.0017, 0.0011)
    curl(0.0845, 0.1150, 0.0065, 240, 1.3, 0.0017, 0.0012)
    curl(0.0105, 0.0680, 0.0085, 120, -1.3, 0.0018, 0.0012)
    curl(0.0450, 0.1220, 0.0085, 120, 1.3, 0.0018, 0.0012)
    curl(0.0500, 0.0400, 0.0085, 20, -1.35, 0.0018, 0.0012)
    curl(0.0130, 0.1620, 0.0085, 60, 1.3, 0.0017, 0.0012)
    curl(0.0700, 0.1060, 0.0070, 330, 1.3, 0.0016, 0.0011)
    curl(0.0890, 0.0375, 0.0060, 20, 1.3, 0.0016, 0.0011)
    curl(0.0250, 0.2000, 0.0075, 300, -1.3, 0.0016, 0.0011)
    curl(0.0860, 0.0690, 0.0055, 200, -1.2, 0.0016, 0.0011)
    stem = [(0.0, 0.0), (0.0, 0.245)]
    scroll.stroke(stem, 0.0022, soft)
    vines.append(np.array([(0.0, 0.030), (0.0, 0.236)]))
    for y, r in ((0.084, 0.0085), (0.1305, 0.0100), (0.1690, 0.0065)):
        scroll.disc(0, y, r, soft=soft)
        for k in range(8):
            a = np.radians(22.5 + 45 * k)
            lines.polygon(leaf((0.2 * r * np.cos(a), y + 0.2 * r * np.sin(a)), (0.86 * r * np.cos(a), y + 0.86 * r * np.sin(a)), r * 0.42))
        lines.disc(0, y, r * 0.17)
    band = 0.0300
    open_ = new()
    grid_y = (open_.y0 + np.arange(open_.ny) * step)[:, None]
    scroll.d = np.maximum(scroll.d, -inner.d)
    scroll.tie(0.0017, 0.001)
    open_.d = np.minimum.reduce([inner.d, -scroll.d, np.broadcast_to(grid_y - band, inner.d.shape)])
    f.d = np.minimum(f.d, -open_.d)
    f.disc(0, 0.2455, 0.0018, cut=True)
    # Wrigglework: zigzags on every scroll, on the border and the foot band.
    for v in vines:
        lines.stroke(zigzag(v, 0.00085, 0.00105), 0.00013)
    for by, amp in ((0.0016, 0.0007), (0.0032, 0.0007), (0.0048, 0.0007)):
        lines.stroke(zigzag(shifted(half[::-1], -by)[3:-1], amp, 0.0011), 0.00014)
        lines.stroke(zigzag(shifted((half * [-1, 1])[::-1], by)[3:-1], amp, 0.0011), 0.00014)
    for y in (0.0245, 0.0282):
        lines.stroke(zigzag([(-0.095, y), (0.095, y)], 0.0008, 0.0012), 0.00015)
    face, walls = plate(f, 0.0011, 0.00028, maps.face_uv(f), 6e-5, edge_uv_per_m=20, back_bevel=False)
    height = maps.relief(f, (1024, 820), 0.0007, [lines], 1.3)
    m = Model("Silver Hanukkah lamp, Meknes or Essaouira type")
    finish(m, "lamp-meknes", f, height, None, 307, maps.SILVER, maps.TARNISH["silver"], face, walls, 0.0032, (0.19, 0.55), (0.16, 0.42))
    # The backing takes the shadow of the scrolls that stand before it.
    cover = np.clip(maps.sampled(f, (512, 410)) / maps.pixel(f, (512, 410)) + 0.5, 0, 1)
    near = np.clip(1.25 * maps.blurred(cover, 4.0) + 0.25 * maps.blurred(cover, 10) - 0.12, 0, 1)[..., None]
    sheet = maps.SILVER * 1.02 * (1 - 0.86 * near) + maps.TARNISH["silver"] * 0.25 * near
    base, orm, normal = maps.metal(377, maps.SILVER, maps.TARNISH["silver"], maps.noise(512, 410, 9, 7, 5, 3) * 1.4 + maps.dimples(512, 410, 600, 8) * 0.5, 0.5, (0.12, 0.35), 0.25, tint=sheet)
    m.material(Material("backing", base, orm, normal, normal_scale=0.6))
    back = new()
    back.d = solid.d - 0.0004
    bf, be = plate(back, 0.0012, 0.0003, maps.face_uv(back), 6e-5)
    metal_edge = be
    m.add("backing", bf).add("metal", metal_edge)
    metal = []
    for q in ((-0.090, 0.045), (0.090, 0.045), (-0.088, 0.128), (0.088, 0.128), (0.0, 0.232)):
        metal.append(lathe([(0, 0), (0.0016, 0), (0.0016, 0.0030), (0.0027, 0.0033), (0.0024, 0.0046), (0.0, 0.0054)], 16, 1, 20).turned("x", 90).at(q[0], q[1], 0.0011))
    # The tray, deep and open, with eight long spouted lights in a fan.
    w, d = 0.196, 0.150
    a = np.linspace(0, 1, 40)
    front = np.stack([w / 2 * np.sin((a - 0.5) * np.pi), np.zeros(40)], -1)
    outline = [(-w / 2, 0.001), (-w / 2, d * 0.62)] + [(x, d * (0.62 + 0.38 * np.sqrt(max(1 - (x / (w / 2)) ** 2, 0)) ** 1.1)) for x in front[1:-1, 0]] + [(w / 2, d * 0.62), (w / 2, 0.001)]
    o = np.array(outline)
    fine = []
    for p, q in zip(o, np.roll(o, -1, 0)):
        n = max(1, int(np.hypot(*(q - p)) / 0.006))
        fine += [p + (q - p) * k / n for k in range(n)]
    tray = upward(dish(np.array(fine), 0.0140, 0.0012, 0.93, 0.0016))
    metal.append(tray.at(0, 0.008, 0.0045))
    rim = np.array([(x, 0.0220, z + 0.0045) for x, z in fine])
    n_front = int(np.argmax([z > 0.003 for _, z in fine]))
    rim = rim[n_front:][[z > 0.003 for _, z in fine[n_front:]]]
    metal.append(tube(smooth(rim[::2], 2), 0.0016, 8))
    for i in range(8):
        x = (i - 3.5) * 0.0226
        yaw = (i - 3.5) * 3.2
        pan = oil_pan(0.0192, 0.046, 0.0125, [0.0], 0.030, 0.0058).at(0, 0, 0.030)
        metal.append(pan.turned("y", yaw).at(x, 0.0170, 0.010))
        metal.append(lathe([(0.0, 0), (0.0052, 0), (0.0048, 0.0014), (0.0026, 0.0030), (0.0034, 0.0075)], 18, 1, 20).turned("y", yaw).at(x + 0.022 * np.sin(np.radians(yaw)), 0.0098, 0.040))
    for x, z in ((-0.082, 0.022), (0.082, 0.022), (-0.052, 0.118), (0.052, 0.118)):
        metal.append(lathe([(0, 0), (0.004, 0.0), (0.0062, 0.0018), (0.0064, 0.0044), (0.0040, 0.0072), (0.0034, 0.0092)], 24, 1, 20).at(x, 0, z))
    m.add("metal", *metal)
    settle(m, (20.3, 25.7, 15.9))
    m.write("lamp-meknes", (20.3, 25.7, 15.9), occlusion=0.7, reach=0.12)


if __name__ == "__main__":
    makers = {"lamp-tetuan": tetuan, "lamp-demnate": demnate, "lamp-meknes": meknes}
    for name in sys.argv[1:] or makers:
        makers[name]()
