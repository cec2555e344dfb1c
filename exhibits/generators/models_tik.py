"""The Torah case of the Tehran hall: work tik, with the clip "open".

    python exhibits/generators/models_tik.py

Type and size after the records a-tik-1847 and a-tik-parts. Two rigid halves turn about hinges at the back; a scroll stands inside. Bands
that carry inscriptions on the originals carry plain ornament here.
"""

from __future__ import annotations

import numpy as np

import model_maps as maps
from model_kit import Material, Model, ball, box, chain, grid, join, lathe, ring, smooth, tube
from model_plate import Field, leaf, plate, spiral

R = 0.1275  # outside of the body, m
INSIDE = 0.1115
HINGE_Z = -0.1325
OPEN_DEG = 82.0


def tiled(w, h, step, draw):
    """A repeating drawing w x h m: ``draw(field, dx, dy)`` is called for the tile and its eight neighbours."""
    f = Field(0, 0, w - step, h - step, step)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            draw(f, i * w, j * h)
    return f


def leaf_net(w=0.0668, h=0.0960, step=0.00014):
    """The net of pointed leaves: (relief, engraved lines) of one repeat."""
    lines = Field(0, 0, w - step, h - step, step)
    def draw(f, dx, dy):
        corners = [(0, 0), (w / 2, h / 2)]
        for cx, cy in corners:
            c = np.array([cx + dx, cy + dy])
            for sx in (-1, 1):
                for sy in (-1, 1):
                    d = np.array([sx * w / 2, sy * h / 2])
                    a, b = c + d * 0.10, c + d * 0.52
                    f.polygon(leaf(a, b, 0.0105, 0.0012 * sx * sy))
                    lines.stroke([a + (b - a) * 0.1, a + (b - a) * 0.92], 0.0004)
                    u = (b - a) / np.hypot(*(b - a))
                    n = np.array([-u[1], u[0]])
                    for k in (0.3, 0.5, 0.68):
                        q = a + (b - a) * k
                        for s in (-1, 1):
                            lines.stroke([q, q + u * 0.0026 + n * s * 0.0032], 0.00026)
            f.disc(*c, 0.0026)
        for cx, cy in ((w / 2, 0), (0, h / 2)):
            c = np.array([cx + dx, cy + dy])
            for k in range(8):
                q = np.radians(45 * k + 22.5)
                v = np.array([np.cos(q), np.sin(q) * 1.15])
                f.polygon(leaf(c + v * 0.0030, c + v * 0.0125, 0.0062))
                lines.stroke([c + v * 0.0045, c + v * 0.0105], 0.0003)
            f.disc(*c, 0.0030)
            for k in range(16):
                q = np.radians(22.5 * k)
                f.disc(c[0] + 0.0150 * np.cos(q), c[1] + 0.0172 * np.sin(q), 0.0009)
            for s in (-1, 1):
                f.polygon(leaf(c + [0, s * 0.0195], c + [0, s * 0.0285], 0.0050))
    f = tiled(w, h, step, draw)
    return f, lines


def frieze(w=0.0668, h=0.0500, step=0.00012):
    """A band of scrolls with palmettes between two rows of beads; repeats in u, the whole band is one tile in v."""
    lines = Field(0, 0, w - step, h - step, step)
    f = Field(0, 0, w - step, h - step, step)
    for i in (-1, 0, 1):
        dx = i * w
        x = np.linspace(0, w, 80)
        wave = np.stack([x + dx, h / 2 + 0.0085 * np.sin(2 * np.pi * x / w)], -1)
        f.stroke(wave, 0.0014)
        for cx, s in ((w / 4, -1), (3 * w / 4, 1)):
            c = np.array([cx + dx, h / 2 + s * 0.0022])
            f.stroke(spiral(*c, 0.0098, 0.0022, 90 * s + 180, 1.4 * s, 60), np.linspace(0.0014, 0.0009, 60))
            for k in range(5):
                q = np.radians(72 * k)
                f.disc(c[0] + 0.0024 * np.cos(q), c[1] + 0.0024 * np.sin(q), 0.0016)
            for k in (-1, 0, 1):
                q = np.radians(90 * -s + 30 * k)
                t = np.array([cx + dx, h / 2 - s * 0.0060])
                f.polygon(leaf(t, t + 0.0085 * np.array([np.cos(q), np.sin(q)]), 0.0034))
        for k in range(14):
            for y in (0.0052, h - 0.0052):
                f.disc(dx + (k + 0.5) * w / 14, y, 0.0017)
        for y in (0.0018, 0.0086, h - 0.0086, h - 0.0018):
            f.stroke([(dx - 0.001, y), (dx + w + 0.001, y)], 0.0007)
    return f, lines


def gores(w=0.0560, h=0.2100, step=0.0003):
    """One gore of the crown: a tall leaf with veins between beaded ribs."""
    f = Field(0, 0, w - step, h - step, step)
    lines = Field(0, 0, w - step, h - step, step)
    for dx in (-w, 0, w):
        c = dx + w / 2
        f.polygon(leaf((c, 0.008), (c, 0.180), 0.036))
        lines.stroke([(c, 0.016), (c, 0.168)], 0.0008)
        for k in range(12):
            y = 0.024 + k * 0.0115
            for s in (-1, 1):
                lines.stroke(smooth([(c, y), (c + s * 0.006, y + 0.005), (c + s * 0.0125, y + 0.014)], 5), 0.0005)
        for k in range(40):
            f.disc(dx, (k + 0.5) * h / 40, 0.0022)
        for s in (-1, 1):
            f.stroke([(dx + s * 0.0042, 0), (dx + s * 0.0042, h)], 0.0008)
            f.stroke(spiral(c + s * 0.0185, 0.0205, 0.0062, 0.0014, 90, -1.4 * s, 40), 0.0011)
    return f, lines


def relief_material(name, drawing, seed, colour, tarnish, size, edge, depth=1.0, rough=(0.2, 0.55)):
    """A repeating worked surface from a drawing and its engraved lines."""
    f, lines = drawing
    h = maps.relief(f, size, edge, [lines], 1.2 * depth)
    h = h + maps.noise(*size, 24, 24, seed, 3) * 0.35 + maps.dimples(size[0], size[1], 500, seed + 1) * 0.35
    base, orm, normal = maps.metal(seed, colour, tarnish, h, 0.7, rough, 1.7, quality=85)
    return Material(name, base, orm, normal)


def velvet():
    """Lining: red silk with a small woven sprig."""
    n = 256
    y, x = np.mgrid[0:n, 0:n] / n
    twill = np.sin((x + y) * 2 * np.pi * 64) * 0.5
    sprig = np.zeros((n, n))
    for cx, cy in ((0.25, 0.25), (0.75, 0.75)):
        for k in range(6):
            q = np.radians(60 * k)
            sprig = np.maximum(sprig, np.clip(1.4 - np.hypot(x - cx - 0.055 * np.cos(q), y - cy - 0.055 * np.sin(q)) / 0.028, 0, 1))
        sprig = np.maximum(sprig, np.clip(1.4 - np.hypot(x - cx, y - cy) / 0.022, 0, 1))
    cloud = maps.noise(n, n, 4, 4, 9, 4)
    base = np.array([0.27, 0.018, 0.030]) * (1 + 0.12 * cloud + 0.10 * twill)[..., None] * (1 - sprig[..., None]) + np.array([0.55, 0.36, 0.12]) * sprig[..., None]
    return maps.dull(base, 0.82 - 0.35 * sprig, twill * 0.5 + sprig * 1.2, 0.9 + 0.1 * sprig, 0.5)


def parchment():
    """The scroll: parchment with pale ruled lines in columns, no letters."""
    h, w = 512, 256
    y, x = np.mgrid[0:h, 0:w]
    cloud = maps.noise(h, w, 5, 3, 19, 4)
    grain = maps.noise(h, w, 120, 60, 20, 2)
    base = np.array([0.66, 0.52, 0.34]) * (1 + 0.06 * cloud + 0.03 * grain)[..., None]
    u, v = x / w, y / h
    line = ((v * 46) % 1.0 < 0.32) & (v > 0.09) & (v < 0.91) & ((u % 0.5) > 0.05) & ((u % 0.5) < 0.45)
    base = base * (1 - 0.40 * line[..., None])
    return maps.dull(base, 0.72 + 0.05 * grain, grain * 0.4, np.ones((h, w)), 0.4)


def mirror_plate():
    """Painted glass: gold leafwork and a star on night blue, drawn on a field 0.096 by 0.150 m."""
    f = Field(-0.048, 0, 0.048, 0.150, 0.0002)
    for s in (-1, 1):
        for cx, cy, r, st, tu in ((0.017, 0.034, 0.0135, 265, -1.5), (0.022, 0.108, 0.0110, 95, 1.5), (0.034, 0.072, 0.0070, 200, 1.3)):
            p = spiral(cx, cy, r, r * 0.16, st, tu, 60) * [s, 1]
            f.stroke(p, np.linspace(0.0010, 0.0006, 60))
            for k in (8, 20, 32):
                d = p[k] - np.array([cx * s, cy])
                f.polygon(leaf(p[k], p[k] + d / np.hypot(*d) * 0.0060, 0.0030))
            f.disc(*p[-1], 0.0014)
    for k in range(12):
        q = np.radians(30 * k)
        v = np.array([np.cos(q), np.sin(q)])
        f.polygon(leaf(np.array([0, 0.071]) + v * 0.004, np.array([0, 0.071]) + v * 0.0150, 0.0046))
    f.stroke([(0, 0.010), (0, 0.056)], 0.0007)
    f.stroke([(0, 0.087), (0, 0.128)], 0.0007)
    size = (384, 246)
    d = np.clip(maps.sampled(f, size) / maps.pixel(f, size) + 0.5, 0, 1)[..., None]
    cloud = maps.noise(*size, 8, 6, 31, 3)[..., None]
    base = np.array([0.020, 0.040, 0.085]) * (1 + 0.1 * cloud) * (1 - d) + maps.GILT * 0.9 * d
    rough = 0.07 + 0.15 * d[..., 0]
    return (*maps.dull(base, rough, d[..., 0] * 0.6, np.ones(size), 0.5, metallic=0.55 + 0.45 * d[..., 0], repeat=False), f)


def section(outer, inner, angle_deg):
    """The flat cut through a wall at one angle: between two profiles (N,2) of (radius, height) with the same number of points."""
    a = np.radians(angle_deg)
    def row(p):
        return np.stack([p[:, 0] * np.sin(a), p[:, 1], p[:, 0] * np.cos(a)], -1)
    p = np.stack([row(inner), row(outer)], 1)
    if angle_deg < 90:
        p = p[:, ::-1]
    uv = np.stack([np.stack([inner[:, 1], inner[:, 0]], -1), np.stack([outer[:, 1], outer[:, 0]], -1)], 1) * 3.0
    return grid(p[:, ::-1] if angle_deg >= 90 else p[:, ::-1], uv[:, ::-1], 30)


def inwards(s):
    """The same surface seen from its other side."""
    s.p, s.uv = s.p[:, ::-1].copy(), s.uv[:, ::-1].copy()
    return s


CROWN = smooth([(0.1120, 0.690), (0.1060, 0.706), (0.1030, 0.722), (0.1075, 0.748), (0.1165, 0.782), (0.1205, 0.818), (0.1175, 0.852), (0.1065, 0.884), (0.0860, 0.914),
                (0.0600, 0.938), (0.0370, 0.954), (0.0240, 0.966), (0.0190, 0.976)], 2)


def half():
    """The right half (x > 0), as (material, shape) pairs in the space of the whole."""
    arc = (0.03, 179.97)
    out = []
    add = lambda mat, *ss: out.extend((mat, s) for s in ss)
    turn = lambda prof, seg=36, u=6.0, **kw: lathe(prof, seg, u, arc=arc, **kw)
    # Foot, mouldings and friezes.
    foot = [(0.0, 0.0), (0.1320, 0.0), (0.1345, 0.0022), (0.1345, 0.0080), (0.1330, 0.0098), (0.1362, 0.0120), (0.1375, 0.0160), (0.1362, 0.0200), (0.1330, 0.0222), (0.1318, 0.0250), (0.1285, 0.0300)]
    add("silver", turn(foot, v_per_m=16))
    def roll(y, r, t=0.0042):
        a = np.radians(np.linspace(-90, 90, 5))
        return np.stack([r - 0.001 + t * np.cos(a), y + t * np.sin(a)], -1)
    for y in (0.0345, 0.0905, 0.5705, 0.6420):
        add("gilt-plain", turn(roll(y, R), 40, 6, v_per_m=16))
    add("frieze", turn([(R + 0.0006, 0.0385), (R + 0.0006, 0.0865)]))
    add("net", turn(np.column_stack([np.full(5, R), np.linspace(0.0945, 0.5665, 5)]), v_per_m=1 / 0.0960))
    add("frieze-gilt", turn([(R + 0.0010, 0.5747), (R + 0.0010, 0.6380)]))
    cornice = smooth([(0.1282, 0.6460), (0.1300, 0.6500), (0.1285, 0.6560), (0.1330, 0.6620), (0.1362, 0.6680), (0.1372, 0.6740), (0.1350, 0.6800), (0.1290, 0.6830), (0.1240, 0.6880), (0.1150, 0.6905)], 2)
    add("silver", turn(cornice, v_per_m=16))
    # Beads along the mouldings.
    for y, r, n, size, mat in ((0.0285, 0.1318, 72, 0.0027, "silver"), (0.6490, 0.1305, 72, 0.0027, "silver"), (0.6862, 0.1290, 64, 0.0028, "gilt-plain")):
        for k in range(n // 2):
            q = np.pi * (k + 0.5) / (n // 2)
            add(mat, ball(size, 6, 3).at(r * np.sin(q), y, r * np.cos(q)))
    # Coral in collets, on the gilt band and at the foot.
    for y, count, size in ((0.6063, 12, 0.0066), (0.0625, 12, 0.0050)):
        for k in range(count // 2):
            deg = (k + 0.5) * 360 / count
            collet = lathe([(size + 0.0022, 0), (size + 0.0020, 0.0012), (size + 0.0004, 0.0026), (size - 0.0004, 0.0034)], 14, 1, 16)
            stone = lathe(smooth([(size, 0.0018), (size * 0.95, 0.0038), (size * 0.68, 0.0056), (size * 0.3, 0.0065), (0, 0.0067)], 1), 14)
            for mat, s in (("gilt-plain", collet), ("coral", stone)):
                add(mat, s.turned("x", 90).at(0, 0, R + 0.0004).turned("y", deg).at(0, y, 0))
    # Cresting of lilies, leaning a little outwards.
    lily = Field(-0.020, -0.004, 0.020, 0.062, 0.0002)
    lily.polygon(leaf((0, 0.006), (0, 0.055), 0.0150), 0.001)
    for s in (-1, 1):
        p = smooth([(0.002, 0.010), (0.0075, 0.020), (0.0130, 0.030), (0.0158, 0.0345), (0.0168, 0.0300), (0.0145, 0.0268)], 8) * [s, 1]
        lily.stroke(p, np.linspace(0.0034, 0.0018, len(p)), 0.002)
        lily.stroke([(s * 0.0152, 0.0), (s * 0.0152, 0.006)], 0.0018, 0.002)
    lily.polygon([(-0.0166, 0.0), (0.0166, 0.0), (0.0166, 0.0075), (-0.0166, 0.0075)], 0.001)
    lily.polygon(leaf((0, 0.018), (0, 0.043), 0.0060), cut=True)
    for s in (-1, 1):
        lily.disc(s * 0.0082, 0.0125, 0.0019, cut=True)
    lf, le = plate(lily, 0.0016, 0.0004, lambda p: p * 16, 3.6e-4, back_bevel=False)
    lf.occluded[:] = True
    for k in range(11):
        deg = (k + 0.5) * 180 / 11
        add("gilt-plain", *[s.turned("x", 5).at(0, 0.6865, 0.1185).turned("y", deg) for s in (lf, le)])
    # The onion crown.
    add("crown", turn(CROWN, 48, 7, v_per_m=None))
    # Undulating crest round the shoulder of the crown.
    q = np.radians(np.linspace(1.0, 179.0, 85))
    for dy, w in ((0.0, 0.0021), (0.0058, 0.0013)):
        y = 0.900 + dy + 0.0085 * np.cos(q * 14)
        r = np.interp(y, CROWN[:, 1], CROWN[:, 0]) + 0.0012
        add("gilt-plain", tube(np.stack([r * np.sin(q), y, r * np.cos(q)], -1), w, 5))
    for k in range(7):
        deg = (k + 0.5) * 180 / 7
        r = np.interp(0.8985, CROWN[:, 1], CROWN[:, 0])
        stone = ball(0.0052, 12, 6)
        s, c = np.sin(np.radians(deg)), np.cos(np.radians(deg))
        add("coral", stone.at((r + 0.0006) * s, 0.8985 + 0.004, (r + 0.0006) * c))
    # The bud at the tip.
    bud = smooth([(0.0190, 0.974), (0.0235, 0.9775), (0.0240, 0.9815), (0.0195, 0.9850), (0.0130, 0.9885), (0.0115, 0.9930), (0.0150, 0.9985), (0.0190, 1.0070), (0.0185, 1.0160), (0.0135, 1.0260),
                  (0.0070, 1.0350), (0.0025, 1.0420), (0.0, 1.0450)], 3)
    add("gilt-plain", turn(bud, 20, 2, v_per_m=16, wobble=lambda a, i: 1 + (0.06 * np.cos(8 * a) if 16 < i < 33 else 0)))
    # Mount for a finial.
    post = [(0.0, 0.0), (0.0120, 0.0), (0.0125, 0.0020), (0.0085, 0.0060), (0.0078, 0.0140), (0.0105, 0.0165), (0.0105, 0.0190), (0.0072, 0.0215), (0.0066, 0.0420), (0.0080, 0.0440), (0.0070, 0.0462),
            (0.0045, 0.0480), (0.0040, 0.0560), (0.0, 0.0590)]
    add("silver", lathe(post, 28, 2, 16).turned("z", -14).at(0.0680, 0.9230, 0.0))
    # Five chains with bells, from brackets on the bulge.
    bell = smooth([(0.0, 0.0), (0.0022, -0.0004), (0.0032, -0.0030), (0.0046, -0.0075), (0.0062, -0.0120), (0.0080, -0.0150), (0.0086, -0.0162)], 3)[::-1]
    mouth = smooth([(0.0080, -0.0160), (0.0054, -0.0118), (0.0038, -0.0070), (0.0, -0.0030)], 3)
    for k in range(5):
        deg = (k + 0.5) * 36
        r0 = np.interp(0.842, CROWN[:, 1], CROWN[:, 0])
        arm = smooth([(0, 0.842, r0 - 0.002), (0, 0.850, r0 + 0.004), (0, 0.851, r0 + 0.0095), (0, 0.845, r0 + 0.0125), (0, 0.8405, r0 + 0.0105)], 3)
        top = (0, 0.8402, r0 + 0.0112)
        low = (0, 0.7900, r0 + 0.0112)
        parts = [("gilt-plain", tube(arm, 0.0014, 6)), ("silver", chain(top, low, 9, 0.0056, 0.0009, 0.0, 7, 4)),
                 ("silver", lathe(bell[::2], 16, 1, 16).at(0, low[1] - 0.0036, low[2])), ("silver", inwards(lathe(mouth[::-1][::3], 16, 1, 16)).at(0, low[1] - 0.0036, low[2])),
                 ("silver", ring(0.0026, 0.0008, 14, 6, "z").at(0, low[1] - 0.0022, low[2])),
                 ("silver", ball(0.0026, 8, 5).at(0, low[1] - 0.0200, low[2])), ("silver", tube([(0, low[1] - 0.008, low[2]), (0, low[1] - 0.018, low[2])], 0.0007, 6)),
                 ("gilt-plain", lathe([(0, -0.001), (0.006, 0.0), (0.0064, 0.0012), (0.0048, 0.0022), (0, 0.003)], 18, 1, 16).turned("x", 90).at(0, 0.842, r0 - 0.0015))]
        for mat, s in parts:
            add(mat, s.turned("y", deg))
    # Wooden core: inner wall, cut faces, floor; silk lining.
    lining = np.column_stack([np.full(4, INSIDE), np.linspace(0.024, 0.684, 4)])
    add("silk", inwards(turn(lining, 40, 4, v_per_m=12)))
    dome_in = np.column_stack([np.maximum(CROWN[:, 0] - 0.0080, 0.0), CROWN[:, 1]])
    add("silk", inwards(turn(dome_in[::3], 32, 4, v_per_m=12)))
    add("wood", inwards(turn([(0.0, 0.024), (INSIDE, 0.024)], 40, 1)))
    add("wood", inwards(turn([(INSIDE, 0.684), (0.104, 0.684)], 40, 1)))
    for deg in arc:
        body_out = np.array([(R, 0.003), (R, 0.2), (R, 0.45), (R, 0.688)])
        body_in = np.array([(INSIDE, 0.003), (INSIDE, 0.2), (INSIDE, 0.45), (INSIDE, 0.688)])
        add("wood", section(body_out, body_in, deg), section(CROWN, dome_in, deg))
        floor = np.array([(INSIDE, 0.003), (INSIDE, 0.024)])
        add("wood", section(floor, floor * [0, 1], deg))
        tip = bud[4:] if len(bud) > 4 else bud
        add("gilt-plain", section(tip, tip * [0, 1], deg))
    # Silver edge mouldings along the seam.
    for deg in (1.35, 178.65):
        q = np.radians(deg)
        pts = np.array([((R + 0.0012) * np.sin(q), y, (R + 0.0012) * np.cos(q)) for y in (0.0310, 0.2, 0.4, 0.6450)])
        add("silver", tube(pts, 0.0030, 10, uv_per_m=16))
    # The dedication plate inside: glass in a silver frame.
    add("glass-plate", box(0.096, 0.150, 0.003, 0.0008).uv_mapped(lambda p, uv: np.stack([p[:, 0] / 0.096 + 0.5, 0.5 - p[:, 1] / 0.150], -1)).turned("y", -90).at(0.0985, 0.545, 0))
    for dy, length, axis in ((0.0, 0.158, "y"), (1, 0.104, "z")):
        for s in (-1, 1):
            b = box(0.0065, length, 0.0065, 0.0022, "y", uv_per_m=16) if axis == "y" else box(0.0065, 0.0065, length, 0.0022, "z", uv_per_m=16)
            add("silver", b.at(0.0965, 0.545 + (0 if axis == "y" else s * 0.0765), s * 0.0495 if axis == "y" else 0))
    return out


def clasp(y):
    """A hook and its eye across the seam, (right part, left part)."""
    z = R + 0.0052
    hook = smooth([(0.030, y, z), (0.018, y + 0.001, z + 0.0022), (0.004, y + 0.001, z + 0.0032), (-0.0105, y, z + 0.0026), (-0.0150, y - 0.0045, z + 0.0016), (-0.0115, y - 0.0085, z + 0.0016), (-0.0065, y - 0.0070, z + 0.0016)], 6)
    rose = lambda r: lathe(smooth([(0, -0.002), (r, -0.002), (r, 0.0006), (r * 0.8, 0.0020), (r * 0.45, 0.0026), (r * 0.3, 0.0040), (0, 0.0046)], 2), 24, 2, 16, wobble=lambda a, i: 1 + 0.07 * np.cos(8 * a))
    right = [tube(hook, np.linspace(0.0027, 0.0017, len(hook)), 10), rose(0.0115).turned("x", 90).at(0.030, y, z - 0.0030), ball(0.0034, 16, 10).at(0.030, y, z + 0.0018)]
    left = [rose(0.0100).turned("x", 90).at(-0.0150, y - 0.001, z - 0.0034), tube([(-0.0108, y - 0.0030, z - 0.004), (-0.0108, y - 0.0030, z + 0.0048)], 0.0018, 10), ball(0.0030, 14, 8).at(-0.0108, y - 0.0030, z + 0.0056)]
    return right, left


def scroll():
    """The scroll that stands inside: two rolls on staves with a stretch of parchment between."""
    parts = []
    for s in (-1, 1):
        x = s * 0.0430
        stave = smooth([(0.0, 0.028), (0.0080, 0.029), (0.0092, 0.034), (0.0078, 0.040), (0.0078, 0.060)], 3)
        head = smooth([(0.0078, 0.540), (0.0078, 0.585), (0.0100, 0.592), (0.0100, 0.598), (0.0066, 0.606), (0.0090, 0.618), (0.0086, 0.630), (0.0040, 0.640), (0.0, 0.642)], 3)
        parts += [("wood", lathe(np.concatenate([stave, head]), 16, 1, 3).at(x, 0, 0))]
        for y in (0.070, 0.545):
            parts.append(("wood", lathe([(0.0, y - 0.004), (0.0365, y - 0.004), (0.0375, y - 0.002), (0.0375, y + 0.002), (0.0365, y + 0.004), (0.0, y + 0.004)], 40, 1, 3).at(x, 0, 0)))
        roll = lathe([(0.020, 0.0755), (0.0325, 0.0755), (0.0330, 0.0762), (0.0330, 0.5388), (0.0325, 0.5395), (0.020, 0.5395)], 56, 2.0)
        parts.append(("parchment", roll.uv_mapped(lambda p, uv: np.stack([uv[:, 0], 1 - (p[:, 1] - 0.0755) / 0.464], -1)).at(x, 0, 0)))
    x = np.linspace(-0.0430, 0.0430, 13)
    z = 0.0330 - 0.0025 * (1 - (x / 0.043) ** 2)
    front = np.stack([np.stack([x, np.full(13, y), z], -1) for y in (0.0765, 0.5385)])
    uv = np.stack([np.stack([np.linspace(0, 1, 13), np.full(13, v)], -1) for v in (1.0, 0.0)])
    sheet = grid(front, uv)
    parts += [("parchment", sheet), ("parchment", inwards(grid(front - [0, 0, 0.0006], uv)))]
    return parts


def main():
    m = Model("Torah case, Baghdad type")
    tarnish = maps.TARNISH["silver"]
    m.material(relief_material("net", leaf_net(), 501, maps.SILVER, tarnish, (736, 512), 0.0030))
    m.material(relief_material("frieze", frieze(), 511, maps.SILVER, tarnish, (384, 512), 0.0016))
    m.material(relief_material("frieze-gilt", frieze(), 521, maps.GILT, maps.TARNISH["brass"], (384, 512), 0.0016))
    m.material(relief_material("crown", gores(), 531, maps.SILVER, tarnish, (768, 256), 0.0050))
    for name, seed, colour, dirt in (("silver", 541, maps.SILVER, tarnish), ("gilt-plain", 551, maps.GILT, maps.TARNISH["brass"])):
        m.material(Material(name, *maps.plain_metal(seed, colour, dirt, 256, 0.3, (0.2, 0.5)), normal_scale=0.6))
    m.material(Material("coral", colour=(0.58, 0.075, 0.045, 1), metallic=0.0, roughness=0.26))
    m.material(Material("silk", *velvet()))
    m.material(Material("wood", *maps.wood(561, np.array([0.30, 0.17, 0.085]), np.array([0.15, 0.07, 0.03]), 256)))
    m.material(Material("parchment", *parchment()))
    base, orm, normal, _ = mirror_plate()
    m.material(Material("glass-plate", base, orm, normal))
    right = m.node("right half", (0, 0, HINGE_Z), OPEN_DEG)
    left = m.node("left half", (0, 0, HINGE_Z), -OPEN_DEG)
    for mat, s in half():
        right.add(mat, s.at(0, 0, -HINGE_Z))
        left.add(mat, s.mirrored().at(0, 0, -HINGE_Z))
    for y in (0.6200, 0.1300):
        a, b = clasp(y)
        right.add("gilt-plain", *[s.at(0, 0, -HINGE_Z) for s in a])
        left.add("gilt-plain", *[s.at(0, 0, -HINGE_Z) for s in b])
    for mat, s in scroll():
        m.add(mat, s)
    for y in (0.120, 0.345, 0.600):
        knuckle = [(0, -0.026), (0.0030, -0.0255), (0.0046, -0.0225), (0.0046, -0.0075), (0.0040, -0.0072), (0.0046, -0.0069), (0.0046, 0.0069), (0.0040, 0.0072), (0.0046, 0.0075), (0.0046, 0.0225), (0.0030, 0.0255), (0, 0.026)]
        m.add("silver", lathe(knuckle, 20, 1, 16).at(0, y, HINGE_Z))
    lo, hi = m.bounds()
    print("bounds", np.round(lo, 4), np.round(hi, 4), "scale", np.round(m.fitted((27.5, 104.5, 27.5)), 4))
    lo, hi = m.bounds()
    shift = -(lo[2] + hi[2]) / 2
    for n in m.nodes:
        if n.turn_deg is None:
            n.shapes = {k: [s.at(0, 0, shift) for s in ss] for k, ss in n.shapes.items()}
        else:
            n.translation = n.translation + [0, 0, shift]
    m.write("tik", (27.5, 104.5, 27.5), occlusion=0.7, reach=0.07)


if __name__ == "__main__":
    main()
