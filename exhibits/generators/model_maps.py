"""Surface maps made by arithmetic: wood, metal, velvet, and the baking of a relief into colour, roughness and normals."""

from __future__ import annotations

import numpy as np

from model_kit import encoded


def noise(h, w, cells_y, cells_x, seed, octaves=3):
    """Smooth repeating noise (H,W), mean 0, about -1..1; ``cells`` are the largest bumps per side."""
    rng = np.random.default_rng(seed)
    out = np.zeros((h, w))
    for o in range(octaves):
        ny, nx = cells_y << o, cells_x << o
        if ny > h or nx > w:
            break
        g = rng.standard_normal((ny, nx))
        out += upsampled(g, h, w) / 2 ** o
    return out / max(out.std() * 2.2, 1e-9)


def upsampled(g, h, w):
    """A small repeating grid enlarged with smooth steps."""
    def axis(a, n, k):
        x = (np.arange(n) + 0.5) / n * a.shape[k]
        i = np.floor(x - 0.5).astype(int)
        f = x - 0.5 - i
        f = f * f * f * (f * (f * 6 - 15) + 10)
        shape = [1, 1]
        shape[k] = n
        f = f.reshape(shape)
        m = a.shape[k]
        return np.take(a, i % m, k) * (1 - f) + np.take(a, (i + 1) % m, k) * f
    return axis(axis(g, h, 0), w, 1)


def blurred(a, radius):
    """A repeating Gaussian blur, radius in pixels."""
    fy = np.fft.fftfreq(a.shape[0])[:, None]
    fx = np.fft.rfftfreq(a.shape[1])[None]
    k = np.exp(-2 * (np.pi * radius) ** 2 * (fx * fx + fy * fy))
    return np.fft.irfft2(np.fft.rfft2(a) * k, a.shape)


def dimples(h, w, count, seed, spread=0.6):
    """Hammer marks (H,W) 0..1: overlapping shallow cups, repeating."""
    rng = np.random.default_rng(seed)
    side = int(np.sqrt(count))
    jitter = (np.stack(np.meshgrid(np.arange(side), np.arange(side)), -1).reshape(-1, 2) + 0.5 + (rng.random((side * side, 2)) - 0.5) * spread * 2) / side
    y, x = np.mgrid[0:h, 0:w]
    x, y = x / w, y / h
    best = np.full((h, w), 9.0)
    for px, py in jitter:
        dx, dy = np.abs(x - px % 1), np.abs(y - py % 1)
        dx, dy = np.minimum(dx, 1 - dx), np.minimum(dy, 1 - dy)
        best = np.minimum(best, dx * dx + dy * dy)
    return np.clip(best * side * side * 1.4, 0, 1)


def normals(height, strength, repeat=True):
    """Normal map (H,W,3) 0..1 of a height in pixels (row 0 at the top, green up)."""
    pad = np.pad(height, 1, mode="wrap" if repeat else "edge")
    dx = (pad[1:-1, 2:] - pad[1:-1, :-2]) / 2 * strength
    dy = (pad[2:, 1:-1] - pad[:-2, 1:-1]) / 2 * strength
    n = np.stack([-dx, dy, np.ones_like(dx)], -1)
    return n / np.linalg.norm(n, axis=-1, keepdims=True) * 0.5 + 0.5


def srgb(linear):
    """Linear light to sRGB values."""
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


BRASS = np.array([0.80, 0.56, 0.235])
COPPER = np.array([0.80, 0.42, 0.27])
SILVER = np.array([0.885, 0.865, 0.825])
GILT = np.array([0.92, 0.66, 0.27])
TARNISH = {"brass": np.array([0.19, 0.115, 0.045]), "copper": np.array([0.20, 0.09, 0.05]), "silver": np.array([0.115, 0.105, 0.095])}


def metal(name_seed, colour, tarnish, height, strength, rough=(0.22, 0.6), dirt=2.2, repeat=True, tint=None, quality=88, extra_dark=None, wear=0.5):
    """Base colour, ORM and normal map bytes of worked metal. ``height`` in pixels; hollows take tarnish and are rougher; ``tint``
    (H,W,3), linear, replaces the colour; ``extra_dark`` (H,W) 0..1 blackens (niello)."""
    h, w = height.shape
    hollow = np.clip((blurred(height, 6 * w / 512) - height) * dirt * 0.35 + (blurred(height, 2 * w / 512) - height) * dirt * 0.5, 0, 1)
    cloud = noise(h, w, 4, 4, name_seed, 4)
    fine = noise(h, w, 64, 64, name_seed + 1, 2)
    amount = np.clip(hollow * 0.9 + np.clip(cloud * 0.16 + 0.06, 0, 1) * wear, 0, 0.95)[..., None]
    colour = tint if tint is not None else colour
    base = colour * (1 - amount) + tarnish * amount
    base = base * (1 + 0.03 * fine[..., None])
    r = rough[0] + (rough[1] - rough[0]) * np.clip(amount[..., 0] * 1.1, 0, 1) + 0.035 * cloud + 0.03 * fine
    m = 1.0 - 0.25 * amount[..., 0]
    if extra_dark is not None:
        k = extra_dark[..., None]
        base = base * (1 - k) + np.array([0.018, 0.018, 0.022]) * k
        r = r * (1 - extra_dark) + 0.34 * extra_dark
        m = m * (1 - 0.75 * extra_dark)
    ao = np.clip(1 - hollow * 0.75, 0, 1)
    orm = np.stack([ao, np.clip(r, 0.08, 1), np.clip(m, 0, 1)], -1)
    return encoded(srgb(base), quality), encoded(orm, quality - 8), encoded(normals(height, strength, repeat), 87)


def plain_metal(seed, colour, tarnish, size=256, hammer=0.0, rough=(0.22, 0.55), marks=90):
    """A repeating metal surface: fine polishing scratches, clouds of tarnish and, on wish, hammer marks."""
    scratch = noise(size, size, 128, 4, seed + 7, 1) * 0.10 + noise(size, size, 6, 128, seed + 8, 1) * 0.06
    height = scratch + noise(size, size, 8, 8, seed + 9, 3) * 0.5
    if hammer:
        height = height + dimples(size, size, marks, seed + 10) * hammer
    return metal(seed, colour, tarnish, height, 0.5, rough, 0.25)


def grain(seed, light, dark, shape=(512, 512), rings=9.0, pores=1.0, rough=(0.42, 0.62)):
    """Planks with the grain along u: long wavy year lines, pores, the polish of hands. Colours are linear. Returns base colour
    (H,W,3), roughness (H,W), height in pixels (H,W) and occlusion (H,W)."""
    h, w = shape
    y = (np.arange(h) / h)[:, None]
    bend = noise(h, w, 3, 1, seed, 3) * 0.05 + noise(h, w, 5, 2, seed + 1, 2) * 0.02
    phase = ((y + bend) * rings) % 1.0
    ring = np.clip(phase ** 3 * 1.15, 0, 1) * (1 - np.clip((phase - 0.93) / 0.07, 0, 1))
    fibre = noise(h, w, h // 4, max(w // 128, 2), seed + 2, 2)
    streak = noise(h, w, 40, 2, seed + 3, 2)
    pore = np.clip(noise(h, w, h // 2, w // 32, seed + 4, 1) - 0.75, 0, 1) * (0.4 + ring) * pores
    cloud = noise(h, w, 3, 2, seed + 5, 3)
    t = np.clip(0.30 + 0.42 * ring + 0.10 * fibre + 0.13 * streak + 0.10 * cloud + 0.5 * pore, 0, 1)[..., None]
    base = (light * (1 - t) + dark * t) * (1 - 0.35 * np.clip(pore, 0, 1))[..., None]
    height = -pore * 2.2 - ring * 0.25 + fibre * 0.12
    r = rough[0] + (rough[1] - rough[0]) * np.clip(0.45 + 0.2 * streak + 0.1 * cloud + pore, 0, 1)
    return base, r, height, np.clip(1 - pore * 0.6, 0, 1)


def dull(base, rough, height, occlusion, strength=0.5, metallic=None, quality=86, repeat=True):
    """Base colour, ORM and normal map bytes of a surface given as arrays (colours linear)."""
    m = np.zeros_like(rough) if metallic is None else metallic
    orm = np.stack([occlusion, np.clip(rough, 0.08, 1), m], -1)
    return encoded(srgb(base), quality), encoded(orm, quality), encoded(normals(height, strength, repeat), 91)


def wood(seed, light, dark, size=512, rings=9.0, pores=1.0, rough=(0.42, 0.62)):
    """The maps of :func:`grain`, encoded."""
    return dull(*grain(seed, light, dark, (size, size), rings, pores, rough))


def relief(field, size_px, edge_m=6e-4, lines=(), line_depth=1.0, ground=None):
    """Height map (H,W), pixels, row 0 at the top, of a drawing whose edges are rounded over ``edge_m``; the whole grid of the
    field is stretched over the map. ``lines`` are fields whose inside is engraved."""
    d = sampled(field, size_px)
    x = np.clip(d / edge_m, 0, 1)
    h = np.sqrt(np.clip(1 - (1 - x) ** 2, 0, 1)) * edge_m / pixel(field, size_px) * 0.8
    for f in lines:
        e = sampled(f, size_px)
        h = h - np.clip(e / pixel(field, size_px) + 0.7, 0, 1.6) * line_depth
    return h if ground is None else h + ground


def pixel(field, size_px):
    """Size of a map pixel, m."""
    return (field.ny - 1) * field.step / size_px[0]


def sampled(field, size_px):
    """The field's distances resampled to (H,W), row 0 at the top."""
    h, w = size_px
    y = (1 - (np.arange(h) + 0.5) / h) * (field.ny - 1)
    x = (np.arange(w) + 0.5) / w * (field.nx - 1)
    j, i = np.clip(y.astype(int), 0, field.ny - 2), np.clip(x.astype(int), 0, field.nx - 2)
    fy, fx = (y - j)[:, None], (x - i)[None]
    d = field.d
    a = d[j][:, i] * (1 - fx) + d[j][:, i + 1] * fx
    b = d[j + 1][:, i] * (1 - fx) + d[j + 1][:, i + 1] * fx
    return a * (1 - fy) + b * fy


def face_uv(field):
    """Texture coordinates of plate points: the field's rectangle is the whole map."""
    w, h = (field.nx - 1) * field.step, (field.ny - 1) * field.step
    return lambda p: np.stack([(p[:, 0] - field.x0) / w, 1 - (p[:, 1] - field.y0) / h], -1)
