"""The two school desks of the Paris hall: works desk (about 1890) and desk-green (about 1900).

    python exhibits/generators/models_desks.py

Sizes after Musée national de l'Éducation, Rouen, 1978.06157 and 1978.06095 (records a-desk and a-desk2).
"""

from __future__ import annotations

import numpy as np

import model_maps as maps
from model_kit import Material, Model, box, join, lathe, tube
from model_plate import Field, plate

OAK = (np.array([0.37, 0.225, 0.105]), np.array([0.17, 0.088, 0.036]))
BEECH = (np.array([0.52, 0.325, 0.175]), np.array([0.36, 0.205, 0.10]))
PINE = (np.array([0.58, 0.375, 0.17]), np.array([0.40, 0.215, 0.075]))
IRON = np.array([0.23, 0.215, 0.20])
GROOVE_M = (0.0085, 0.0065)  # half width and depth of the pen groove


def add_materials(model, *names):
    colours = {"oak": (11, OAK, 9.0), "beech": (23, BEECH, 14.0), "pine": (37, PINE, 6.0)}
    for name in names:
        seed, (light, dark), rings = colours[name]
        base, orm, normal = maps.wood(seed, light, dark, rings=rings, pores=1.0 if name == "oak" else 0.5)
        model.material(Material(name, base, orm, normal, normal_scale=0.8))
    base, orm, normal = maps.plain_metal(51, IRON, np.array([0.09, 0.05, 0.03]), 256, hammer=1.2, rough=(0.42, 0.75))
    model.material(Material("iron", base, orm, normal))


def scratches(shape, seed, count, length):
    """Thin straight scratches (H,W) 0..1 in the worn direction of writing."""
    h, w = shape
    rng = np.random.default_rng(seed)
    out = np.zeros(shape)
    for _ in range(count):
        y, x = rng.random(2) * [h, w]
        a, n = rng.normal(0.35, 0.5), int(length * w * (0.2 + rng.random()))
        t = np.linspace(0, 1, max(n, 2))
        yy = (y + np.sin(a) * t * n + (t - 0.5) ** 2 * rng.normal(0, 8)).astype(int) % h
        xx = (x + np.cos(a) * t * n).astype(int) % w
        out[yy, xx] = np.maximum(out[yy, xx], rng.random() * np.sin(np.pi * t))
    return out


def blots(shape, seed, spots):
    """Old ink (H,W) 0..1: ``spots`` of (u, v, radius as a share of the width), ragged, with dried rims."""
    h, w = shape
    y, x = np.mgrid[0:h, 0:w]
    ragged = maps.noise(h, w, 24, 48, seed, 3)
    out = np.zeros(shape)
    for u, v, r in spots:
        d = np.hypot(x / w - u, (y / h - v) * 0.4) / r + ragged * 0.22
        out = np.maximum(out, np.clip((1.05 - d) * 4, 0, 1) * (0.65 + 0.35 * np.clip((d - 0.6) * 3, 0, 1)))
    return out


def oak_top():
    """The writing board's own map, 1.10 m by 0.38 m: oak, worn pale where arms lay, with ink."""
    shape = (512, 1024)
    base, rough, height, occ = maps.grain(11, *OAK, shape, rings=13.0)
    y, x = np.mgrid[0:shape[0], 0:shape[1]]
    u, v = x / shape[1], y / shape[0]
    arms = sum(np.exp(-(((u - c) / 0.15) ** 2 + ((v - 0.66) / 0.26) ** 2)) for c in (0.26, 0.74))
    cut = scratches(shape, 5, 260, 0.06)
    ink = np.zeros(shape)
    rng = np.random.default_rng(8)
    spots = [(0.255 + rng.normal(0, 0.025), 0.13 + abs(rng.normal(0, 0.07)), 0.002 + 0.006 * rng.random() ** 2) for _ in range(12)]
    spots += [(0.745 + rng.normal(0, 0.03), 0.13 + abs(rng.normal(0, 0.08)), 0.002 + 0.007 * rng.random() ** 2) for _ in range(15)]
    spots += [(rng.random(), 0.2 + 0.7 * rng.random(), 0.0012 + 0.003 * rng.random() ** 3) for _ in range(22)]
    ink = blots(shape, 3, spots)
    edge = np.exp(-np.minimum(np.minimum(u, 1 - u) * 1.1, np.minimum(v, 1 - v) * 0.38) / 0.012)
    base = base * (1 + 0.28 * arms - 0.30 * edge + 0.05)[..., None]
    base = base * (1 - 0.45 * cut[..., None])
    base = base * (1 - 0.88 * ink[..., None]) + np.array([0.012, 0.011, 0.022]) * 0.88 * ink[..., None]
    rough = rough - 0.13 * arms + 0.15 * cut - 0.06 * ink
    return maps.dull(base, rough, height - cut * 1.6, occ, 0.55, repeat=False)


def groove(shape, half_length, z):
    """Presses the pen groove into a board's upper face (y up) along x at depth position ``z``."""
    w, depth = GROOVE_M
    top = shape.p[..., 1].max()

    def press(p):
        d = np.hypot(np.maximum(np.abs(p[:, 0]) - half_length, 0), p[:, 2] - z) / w
        drop = depth * np.sqrt(np.clip(1 - d * d, 0, 1))
        return p - np.column_stack([0 * drop, np.where(p[:, 1] > top - 1e-4, drop, 0), 0 * drop])

    return shape.mapped(press)


def groove_cuts(half_length, z, width):
    w = GROOVE_M[0]
    across = z + w * np.sin(np.radians(np.linspace(-90, 90, 13)))
    ends = half_length + w * np.sin(np.radians(np.linspace(0, 90, 7)))
    return {"z": across, "x": np.concatenate([ends, -ends])}


def bolt(x, y, z, side):
    """A dome-headed iron bolt on a washer; ``side`` +1 or -1 along x."""
    prof = [(0.0125, 0), (0.0125, 0.0012), (0.0118, 0.0018), (0.0085, 0.0018), (0.0083, 0.003), (0.0068, 0.0056), (0.004, 0.0071), (0, 0.0076)]
    return lathe(prof, 20, v_per_m=40).turned("z", -90 * side).at(x, y, z)


def bar(a, b, w, t, seed, bevel=0.003):
    """A squared bar from a to b in the yz plane (x is its thickness ``t``), ``w`` wide."""
    a, b = np.array(a), np.array(b)
    d = b - a
    length = np.hypot(*d)
    s = box(t, w, length, bevel, "z", seed=seed, cell=0.07)
    ang = -np.degrees(np.arctan2(d[0], d[1]))
    return s.turned("x", ang).at(0, *(a + b) / 2)


def desk():
    m = Model("School desk for two, about 1890")
    add_materials(m, "oak", "beech", "pine")
    base, orm, normal = oak_top()
    m.material(Material("oak-top", base, orm, normal, normal_scale=0.8))
    # The writing surface, built level, then inclined by 11 degrees about its rear upper edge.
    board_d, strip_d, thick = 0.292, 0.088, 0.022
    z_groove = -board_d / 2 + 0.026
    board = box(1.10, thick, board_d, 0.004, "x", cell=0.09, cuts=groove_cuts(0.43, z_groove, 1.1), steps=3)
    board = groove(board, 0.43, z_groove)
    top = np.abs(board.p[..., 1] - thick / 2).max(1) < 0.012
    board = board.uv_mapped(lambda p, uv: np.stack([p[:, 0] / 1.10 + 0.5, 0.24 + 0.76 * (p[:, 2] / board_d + 0.5)], -1))
    board = board.at(0, -thick / 2, strip_d + 0.0008 + board_d / 2)
    strip = Field(-0.56, -0.01, 0.56, strip_d + 0.01, 0.0009)
    strip.polygon([(-0.548, 0.002), (0.548, 0.002), (0.548, strip_d - 0.002), (-0.548, strip_d - 0.002)], grow=0.002)
    for x in (-0.27, 0.27):
        strip.disc(x, 0.046, 0.0195, cut=True)
    face, edge = plate(strip, thick, 0.0025, lambda p: np.stack([p[:, 0] / 1.10 + 0.5, 0.235 * (1 - p[:, 1] / strip_d)], -1), 3e-5, edge_uv_per_m=2.0)
    lay = lambda s: s.turned("x", -90).at(0, -thick, strip_d)
    face.occluded[:] = False
    edge = edge.uv_mapped(lambda p, uv: np.stack([p[:, 0] / 1.10 + 0.5, 0.1 + p[:, 2] * 2], -1))
    def incline(s):
        return s.turned("x", 11).at(0, 0.700, -0.350)
    m.add("oak-top", incline(board), incline(lay(face)), incline(lay(edge)))
    del top
    # A low ledge behind, so that nothing rolls off; battens below.
    # Side frames: runner, desk post, bench post, bearer under the top, brace.
    for k, side in enumerate((-1, 1)):
        x = side * 0.475
        s = 40 * k
        m.add("beech",
              box(0.055, 0.045, 0.70, 0.005, "z", seed=1 + s, cell=0.07).at(x, 0.0225, 0.0),
              bar((0.04, -0.215), (0.648, -0.215), 0.085, 0.034, 2 + s).at(x),
              bar((0.04, 0.245), (0.368, 0.245), 0.075, 0.034, 3 + s).at(x),
              bar((0.055, 0.175), (0.40, -0.18), 0.045, 0.028, 4 + s).at(x + side * 0.002),
              box(0.034, 0.03, 0.215, 0.004, "z", seed=5 + s).at(x, 0.357, 0.24))
        m.add("beech", box(0.034, 0.055, 0.35, 0.004, "z", seed=6 + s).at(0, -0.022 - 0.0285, 0.19).turned("x", 11).at(x, 0.70, -0.35))
        for y, z in ((0.10, -0.215), (0.55, -0.23), (0.55, -0.198), (0.09, 0.245), (0.335, 0.245)):
            m.add("iron", bolt(x + side * 0.017, y, z, side))
        m.add("iron", bolt(x + side * 0.016, 0.232, 0.0, side))
    # Pine: shelf for books, its back, the foot board; beech rails.
    m.add("pine", box(0.918, 0.014, 0.27, 0.002, "x", seed=11).at(0, 0.515, -0.175),
          box(0.918, 0.135, 0.014, 0.002, "x", seed=12).at(0, 0.572, -0.303),
          box(0.014, 0.09, 0.255, 0.002, "z", seed=13).at(0, 0.5665, -0.178),
          box(0.918, 0.016, 0.11, 0.004, "x", seed=14).turned("x", 18).at(0, 0.125, -0.165))
    m.add("beech", box(0.916, 0.05, 0.026, 0.003, "x", seed=15).at(0, 0.30, -0.215),
          box(0.916, 0.05, 0.026, 0.003, "x", seed=16).at(0, 0.30, 0.245),
          box(0.916, 0.045, 0.030, 0.003, "x", seed=17).at(0, 0.075, 0.245))
    # The bench: one oak plank with a rounded front, set on the bearers.
    m.add("oak", box(1.10, 0.026, 0.225, 0.009, "x", seed=18, steps=4, cell=0.08).at(0, 0.377, 0.2375))
    m.fitted((110, 70, 70))
    m.write("desk", (110, 70, 70))


def green_board(shape, seed, size_m):
    """Dark green oil paint over beech: brush marks, rubbed through at the edges and where arms lay."""
    h, w = shape
    base, rough, height, occ = maps.grain(29, *BEECH, shape, rings=12.0, pores=0.5)
    y, x = np.mgrid[0:h, 0:w]
    u, v = x / w, y / h
    brush = maps.noise(h, w, h // 3, 3, seed, 2)
    cloud = maps.noise(h, w, 6, 10, seed + 1, 4)
    chip = maps.noise(h, w, 40, 80, seed + 2, 3)
    edge = np.exp(-np.minimum(np.minimum(u, 1 - u) * size_m[0], np.minimum(v, (1 - v) * 1.5) * size_m[1]) / 0.0075)
    front = np.exp(-(1 - v) * size_m[1] / 0.03)
    arms = sum(np.exp(-(((u - c) / 0.13) ** 2 + ((v - 0.72) / 0.2) ** 2)) for c in (0.26, 0.74))
    cut = scratches(shape, seed + 3, 420, 0.05)
    bare = np.clip((edge * 1.25 + front * 0.5 + 0.16 * arms + chip * 0.42 + cloud * 0.18 - 0.92) * 6, 0, 1)
    bare = np.maximum(bare, np.clip(cut * 1.2 - 0.62, 0, 1) * 1.6).clip(0, 1)
    paint = np.array([0.030, 0.072, 0.048]) * (1 + 0.10 * brush + 0.18 * cloud + 0.25 * arms)[..., None]
    paint = paint * (1 - 0.3 * cut)[..., None]
    b = bare[..., None]
    base = paint * (1 - b) + base * 0.72 * b
    rough = (0.36 + 0.04 * brush + 0.06 * cloud - 0.10 * arms + 0.12 * cut) * (1 - bare) + rough * bare
    height = (brush * 0.28 + 0.8 - cut * 0.9) * (1 - bare) + height * bare
    return maps.dull(base, rough, maps.blurred(height, 0.6), occ, 0.7, repeat=False)


def desk_green():
    m = Model("School desk for two with a green top, about 1900")
    add_materials(m, "beech", "pine")
    base, orm, normal = green_board((512, 1024), 71, (1.21, 0.48))
    m.material(Material("green-paint", base, orm, normal, normal_scale=0.8))
    tilt, thick, deep = 8, 0.026, 0.48
    incline = lambda s: s.turned("x", tilt).at(0, 0.80, -0.405)
    board = box(1.21, thick, deep, 0.005, "x", cell=0.08, steps=3)
    board = board.uv_mapped(lambda p, uv: np.stack([p[:, 0] / 1.21 + 0.5, p[:, 2] / deep + 0.5 + np.where(p[:, 1] < 0, 0.0, 0)], -1))
    m.add("green-paint", incline(board.at(0, -thick / 2, deep / 2)))
    m.add("green-paint", incline(box(1.21, 0.016, 0.016, 0.004, "x", seed=3, uv_per_m=0.5).at(0, 0.004, 0.008)))
    for k, side in enumerate((-1, 1)):
        x, s = side * 0.545, 50 * k
        m.add("beech", box(0.062, 0.052, 0.79, 0.006, "z", seed=1 + s, cell=0.07).at(x, 0.026, 0.0),
              box(0.052, 0.70, 0.052, 0.004, "y", seed=2 + s, cell=0.07).at(x, 0.395, -0.345),
              box(0.052, 0.665, 0.052, 0.004, "y", seed=3 + s, cell=0.07).at(x, 0.378, 0.005),
              box(0.048, 0.07, 0.40, 0.004, "z", seed=4 + s, cell=0.07).at(0, -thick - 0.036, 0.235).turned("x", tilt).at(x, 0.80, -0.405),
              box(0.036, 0.055, 0.30, 0.004, "z", seed=5 + s).at(x, 0.30, -0.17),
              box(0.036, 0.055, 0.345, 0.004, "z", seed=6 + s).at(x, 0.40, 0.195),
              box(0.036, 0.050, 0.33, 0.004, "z", seed=7 + s).at(x, 0.20, 0.175))
        # The rear post leans back above the seat.
        m.add("beech", bar((0.04, 0.335), (0.44, 0.335), 0.052, 0.052, 8 + s).at(x),
              bar((0.425, 0.336), (0.836, 0.378), 0.046, 0.046, 9 + s, 0.006).at(x))
        for y, z in ((0.30, -0.345), (0.30, 0.005), (0.40, 0.335), (0.20, 0.005), (0.20, 0.335), (0.70, -0.345), (0.665, 0.005), (0.40, 0.005)):
            m.add("iron", bolt(x + side * 0.0262, y, z, side))
    m.add("pine", box(1.038, 0.016, 0.33, 0.002, "x", seed=21).at(0, 0.585, -0.185),
          box(1.038, 0.14, 0.016, 0.002, "x", seed=22).at(0, 0.655, -0.355),
          box(0.016, 0.11, 0.32, 0.002, "z", seed=23).at(0, 0.648, -0.19))
    m.add("beech", box(1.038, 0.075, 0.024, 0.003, "x", seed=24).at(0, 0.30, -0.345),
          box(1.038, 0.034, 0.060, 0.006, "x", seed=25).at(0, 0.145, -0.17),
          box(1.038, 0.055, 0.026, 0.003, "x", seed=26).at(0, 0.20, 0.335))
    m.add("beech", *[box(0.03, 0.10, 0.03, 0.003, "y", seed=27 + k).at(s * 0.545, 0.095, -0.17) for k, s in enumerate((-1, 1))])
    # Three seat slats and two back rails.
    for k in range(3):
        m.add("beech", box(1.19, 0.024, 0.082, 0.007, "x", seed=31 + k, steps=3, cell=0.08).at(0, 0.4385, 0.125 + 0.0915 * k))
    for k, y in enumerate((0.615, 0.765)):
        z = 0.336 + (y - 0.425) / 0.411 * 0.042 - 0.030
        m.add("beech", box(1.19, 0.085, 0.020, 0.007, "x", seed=41 + k, steps=3, cell=0.08).turned("x", 5.8).at(0, y, z))
    m.fitted((121, 84, 81))
    m.write("desk-green", (121, 84, 81))


if __name__ == "__main__":
    desk()
    desk_green()
