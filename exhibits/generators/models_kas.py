"""The hanging memorial lamp of the Tetouan hall: work kas-lamp.

    python exhibits/generators/models_kas.py

Type and size after the record a-kas. The origin is the top of the hook. The cup bears no name.
"""

from __future__ import annotations

import numpy as np

import model_maps as maps
from model_kit import Material, Model, ball, chain, join, lathe, ring, smooth, tube
from model_plate import Field, leaf, plate, spiral

TOP_OF_HAND, FOOT_OF_HAND = -0.040, -0.168


def hand_field():
    """The hand, fingers up (x -0.05..0.05, y 0..0.13): palm, three middle fingers and two thumbs curling outwards."""
    f = Field(-0.052, -0.004, 0.052, 0.134, 0.00013)
    lines = Field(-0.052, -0.004, 0.052, 0.134, 0.00013)
    soft = 0.004
    f.polygon(smooth([(-0.0215, 0.012), (0.0215, 0.012), (0.0265, 0.030), (0.0270, 0.052), (0.0225, 0.068), (-0.0225, 0.068), (-0.0270, 0.052), (-0.0265, 0.030)], 8, True))
    f.stroke([(0, 0.060), (0, 0.122)], [0.0080, 0.0060], soft * 0.4)
    for s in (-1, 1):
        f.stroke([(s * 0.0162, 0.058), (s * 0.0172, 0.109)], [0.0076, 0.0056], soft * 0.4)
        thumb = smooth([(s * 0.0235, 0.040), (s * 0.0325, 0.052), (s * 0.0370, 0.068), (s * 0.0400, 0.079), (s * 0.0455, 0.081)], 10)
        f.stroke(thumb, np.linspace(0.0074, 0.0034, len(thumb)), soft)
        f.disc(s * 0.0462, 0.0785, 0.0033, soft=0.001)
    f.stroke([(-0.0195, 0.008), (0.0195, 0.008)], 0.0052, 0.002)
    f.disc(0, 0.1275, 0.0052, soft=0.002)
    solid = f.copy()
    f.disc(0, 0.1280, 0.0026, cut=True)
    # Pierced work in the palm: an eight-leaved rose in a ring, buds in the fingers.
    for k in range(8):
        a = np.radians(22.5 + 45 * k)
        c, s = np.cos(a), np.sin(a)
        f.polygon(leaf((0.0045 * c, 0.041 + 0.0045 * s), (0.0150 * c, 0.041 + 0.0150 * s), 0.0056), cut=True)
        a += np.radians(22.5)
        f.disc(0.0163 * np.cos(a), 0.041 + 0.0163 * np.sin(a), 0.0015, cut=True)
    for x, y0, y1 in ((0, 0.072, 0.112), (0.0167, 0.070, 0.100), (-0.0167, 0.070, 0.100)):
        for k in range(3):
            y = y0 + (y1 - y0) * (k + 0.5) / 3
            f.polygon(leaf((x, y - 0.0050), (x, y + 0.0050), 0.0042), cut=True)
    a = np.linspace(0, 2 * np.pi, 90)
    for r, w in ((0.0187, 0.00028), (0.0200, 0.00018), (0.0031, 0.0003)):
        lines.stroke(np.stack([r * np.cos(a), 0.041 + r * np.sin(a)], -1), w)
    for k in range(32):
        q = 2 * np.pi * k / 32
        lines.disc(0.0217 * np.cos(q), 0.041 + 0.0217 * np.sin(q), 0.0006)
    rim = np.abs(solid.d - 0.0017) < 0.00022
    lines.d[rim] = 0.0003
    for s in (-1, 1):
        lines.stroke(spiral(s * 0.0190, 0.0185, 0.0034, 0.0006, 90, -1.4 * s, 40), 0.00022)
        lines.stroke(spiral(s * 0.0330, 0.0590, 0.0026, 0.0005, 60, 1.3 * s, 30), 0.0002)
        for k in range(-1, 2):
            lines.stroke([(s * 0.0167 - 0.0042, 0.0845 + 0.0098 * k), (s * 0.0167 + 0.0042, 0.0845 + 0.0098 * k)], 0.00018)
    for k in range(-9, 10):
        lines.stroke([(k * 0.0021, 0.0045), (k * 0.0021 + 0.0016, 0.0112)], 0.00022)
    return f, lines


def dome(at_y):
    """The small dome below the hand, pierced along its hem, with five lugs for the chains."""
    prof = [(0.0045, 0.0460), (0.0060, 0.0440), (0.0050, 0.0415), (0.0082, 0.0395), (0.0150, 0.0372), (0.0250, 0.0318), (0.0335, 0.0235), (0.0385, 0.0140),
            (0.0405, 0.0062), (0.0440, 0.0042), (0.0448, 0.0024), (0.0440, 0.0010), (0.0425, 0.0006)]
    outer = smooth(prof, 3)[::-1]
    inner = [(0.0415, 0.0018), (0.0392, 0.0055), (0.0372, 0.0140), (0.0322, 0.0228), (0.0240, 0.0306), (0.0140, 0.0358), (0.0, 0.0375)]
    return lathe(outer, 52, 4, 22).at(0, at_y, 0), lathe(smooth(inner, 2)[::-1], 52, 4, 22).at(0, at_y, 0)


def flipped(s):
    s.p, s.uv = s.p[:, ::-1].copy(), s.uv[:, ::-1].copy()
    return s


def main():
    m = Model("Hanging memorial lamp, Morocco")
    f, lines = hand_field()
    face, walls = plate(f, 0.0034, 0.0007, maps.face_uv(f), 3.5e-5, edge_uv_per_m=25)
    height = maps.relief(f, (860, 648), 0.0022, [lines], 1.2) + maps.noise(860, 648, 40, 30, 3, 3) * 0.3
    base, orm, normal = maps.metal(401, maps.BRASS, maps.TARNISH["brass"], height, 0.75, (0.24, 0.62), 2.0, repeat=False)
    m.material(Material("hand", base, orm, normal))
    base, orm, normal = maps.plain_metal(411, maps.BRASS, maps.TARNISH["brass"], 256, 0.5, (0.25, 0.58))
    m.material(Material("brass", base, orm, normal, normal_scale=0.7))
    base, orm, normal = maps.plain_metal(421, maps.COPPER, maps.TARNISH["copper"], 256, 1.4, (0.26, 0.6))
    m.material(Material("copper", base, orm, normal, normal_scale=0.8))
    glass = {"extensions": {"KHR_materials_transmission": {"transmissionFactor": 0.92}, "KHR_materials_ior": {"ior": 1.5}}, "doubleSided": False}
    m.material(Material("glass", colour=(0.93, 0.96, 0.90, 1), metallic=0.0, roughness=0.05, extra=glass))
    m.material(Material("oil", colour=(0.62, 0.42, 0.08, 1), metallic=0.0, roughness=0.06))
    m.material(Material("wick", colour=(0.62, 0.56, 0.46, 1), metallic=0.0, roughness=0.9))
    brass = []
    # Hook: an open crook, its top at the origin.
    a = np.radians(np.linspace(215, -90, 40))
    crook = np.stack([0.0115 * np.cos(a), -0.0135 + 0.0115 * np.sin(a), 0 * a], -1)
    path = np.concatenate([crook, [(0.0, -0.0275, 0), (0, -0.034, 0)]])
    brass.append(tube(path, np.concatenate([np.linspace(0.0012, 0.0020, 12), np.full(len(path) - 12, 0.0020)]), 14))
    brass.append(ball(0.0018, 12, 8).at(*path[0]))
    brass.append(ring(0.0050, 0.0013, 24, 8, "x").at(0, -0.0385, 0))
    shift = TOP_OF_HAND - 0.1315
    m.add("hand", face.at(0, shift, -0.0017))
    brass.append(walls.at(0, shift, -0.0017))
    foot = shift - 0.001
    # A knop between hand and dome.
    knop = smooth([(0.0, -0.0175), (0.0038, -0.0170), (0.0044, -0.0150), (0.0030, -0.0130), (0.0062, -0.0100), (0.0088, -0.0060), (0.0066, -0.0020), (0.0040, 0.0005), (0.0052, 0.0030), (0.0, 0.0045)], 5)
    brass.append(lathe(knop, 32, 1, 22).at(0, foot, 0))
    dome_y = foot - 0.0175 - 0.045
    outer, inner = dome(dome_y)
    m.add("copper", outer)
    brass.append(flipped(inner))
    # Hem of little leaves.
    hem = Field(-0.004, -0.0105, 0.004, 0.003, 0.0001)
    hem.polygon(leaf((0, 0.002), (0, -0.0095), 0.0066))
    hem.disc(0, -0.0035, 0.0011, cut=True)
    hf, he = plate(hem, 0.0009, 0.0002, lambda p: p * 25, 1.6e-4, back_bevel=False)
    hf.occluded[:] = False
    for k in range(36):
        brass += [s.at(0, dome_y + 0.0012, 0.0425).turned("y", 10 * k) for s in (hf, he)]
    for y, r in ((0.0062, 0.0410), (0.0240, 0.0338)):
        for k in range(56 if y < 0.01 else 44):
            q = 2 * np.pi * k / (56 if y < 0.01 else 44)
            brass.append(ball(0.0010, 6, 4).at(r * np.sin(q), dome_y + y, r * np.cos(q)))
    # Five chains, from lugs at the dome to the ring of the cup.
    cup_rim_y = -0.655
    for k in range(5):
        q = 2 * np.pi * k / 5
        s, c = np.sin(q), np.cos(q)
        brass.append(ring(0.0031, 0.0009, 18, 6, "x").turned("y", 72 * k).at(0.0462 * s, dome_y + 0.0020, 0.0462 * c))
        start, end = (0.0466 * s, dome_y - 0.0012, 0.0466 * c), (0.0800 * s, cup_rim_y + 0.0050, 0.0800 * c)
        brass.append(chain(start, end, 46, 0.0056, 0.00085, 0.0, 8, 4))
        # A bead half way down.
        mid = (np.array(start) + np.array(end)) / 2
        bead = lathe(smooth([(0.0, -0.0080), (0.0030, -0.0074), (0.0022, -0.0058), (0.0052, -0.0030), (0.0060, 0.0), (0.0052, 0.0030), (0.0022, 0.0058), (0.0030, 0.0074), (0.0, 0.0080)], 3), 20, 1, 25)
        brass.append(bead.at(*mid))
        brass.append(ring(0.0034, 0.0010, 18, 6, "x").turned("y", 72 * k).at(0.0812 * s, cup_rim_y + 0.0022, 0.0812 * c))
    # The ring that carries the cup: two hoops with a wave of wire between.
    a = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    for r, y, w in ((0.0788, cup_rim_y, 0.0016), (0.0640, cup_rim_y - 0.0050, 0.0017)):
        brass.append(ring(r, w, 72, 7, "y").at(0, y, 0))
    wave = 0.5 + 0.5 * np.sin(20 * a)
    r, y = 0.0642 + 0.0142 * wave, cup_rim_y - 0.0048 + 0.0048 * wave
    brass.append(tube(np.stack([r * np.sin(a), y, r * np.cos(a)], -1), 0.0009, 5, closed=True))
    for k in range(5):
        q = 2 * np.pi * k / 5
        brass.append(lathe(smooth([(0, -0.006), (0.0022, -0.0045), (0.0030, -0.002), (0.0018, 0.0), (0.0026, 0.002), (0.0, 0.0032)], 3), 16, 1, 25).at(0.0850 * np.sin(q), cup_rim_y, 0.0850 * np.cos(q)))
        brass.append(tube([(0.0795 * np.sin(q), cup_rim_y, 0.0795 * np.cos(q)), (0.0850 * np.sin(q), cup_rim_y, 0.0850 * np.cos(q))], 0.0012, 8))
    # The glass: a flared cup with a foot drop, walls 1.5 mm.
    y0 = cup_rim_y
    out = smooth([(0.0, y0 - 0.1250), (0.0052, y0 - 0.1242), (0.0078, y0 - 0.1195), (0.0060, y0 - 0.1140), (0.0088, y0 - 0.1090), (0.0230, y0 - 0.0980), (0.0400, y0 - 0.0760),
                  (0.0520, y0 - 0.0450), (0.0585, y0 - 0.0130), (0.0622, y0 - 0.0020), (0.0650, y0 + 0.0100)], 3)
    inn = smooth([(0.0632, y0 + 0.0100), (0.0605, y0 - 0.0020), (0.0568, y0 - 0.0130), (0.0502, y0 - 0.0445), (0.0382, y0 - 0.0748), (0.0215, y0 - 0.0962), (0.0, y0 - 0.1010)], 3)
    lip = [(0.0650, y0 + 0.0100), (0.0648, y0 + 0.0107), (0.0641, y0 + 0.0110), (0.0634, y0 + 0.0107), (0.0632, y0 + 0.0100)]
    m.add("glass", lathe(np.concatenate([out, lip[1:-1], inn]), 52))
    level = y0 - 0.0420
    oil = smooth([(0.0, y0 - 0.1006), (0.0213, y0 - 0.0958), (0.0380, y0 - 0.0746), (0.0497, y0 - 0.0448)], 3)
    m.add("oil", lathe(np.concatenate([oil, [(0.0503, level), (0.0490, level - 0.0004), (0.0, level - 0.0004)]]), 64))
    # Float with its wick.
    brass.append(lathe([(0, level - 0.001), (0.0105, level - 0.001), (0.0110, level + 0.0004), (0.0100, level + 0.0012), (0.0030, level + 0.0014), (0.0026, level + 0.0062), (0.0, level + 0.0062)], 32, 1, 25))
    wick = [(0, level + 0.004, 0), (0.0004, level + 0.009, 0.0003), (0.0010, level + 0.0135, 0.0002)]
    m.add("wick", tube(wick, [0.0014, 0.0013, 0.0007], 8, uv_per_m=20))
    m.add("brass", *brass)
    lo, hi = m.bounds()
    print("bounds", np.round(lo, 4), np.round(hi, 4), "scale", np.round(m.fitted((18, 78, 18)), 4))
    lo, hi = m.bounds()
    for ss in m.nodes[0].shapes.values():
        for k, s in enumerate(ss):
            ss[k] = s.at(-(lo[0] + hi[0]) / 2, -hi[1], -(lo[2] + hi[2]) / 2)
    m.write("kas-lamp", (18, 78, 18), occlusion=0.6, reach=0.06)


if __name__ == "__main__":
    main()
