"""Watercolour, ink and gold on parchment or paper, by arithmetic (numpy and Pillow): the ground of the document pictures.

Coordinates are picture pixels. A :class:`Painter` keeps one mask per paint; later shapes cover earlier ones.
"""

from __future__ import annotations

import pathlib

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WORKS = pathlib.Path(__file__).resolve().parent.parent / "works"
LICENCE = "SPDX-FileCopyrightText: 2026 The Alliance Museum contributors\nSPDX-License-Identifier: CC0-1.0\n"
SCALE = 2  # masks are drawn at twice the picture's size

PAINTS = {
    "red": (172, 52, 42), "rose": (200, 104, 104), "orange": (212, 122, 52), "yellow": (222, 182, 84), "green": (92, 124, 72), "deep": (50, 86, 62), "brown": (116, 76, 46),
    "blue": (52, 82, 128), "night": (34, 52, 92), "sky": (140, 168, 178), "flesh": (232, 196, 158), "white": (244, 236, 218), "ochre": (204, 152, 74), "ink": (58, 40, 30), "grey": (118, 100, 82), "fine": (112, 66, 46),
}


def noise(h, w, cells, seed, octaves=4):
    """Smooth noise (H,W), mean 0, deviation about 0.45; ``cells`` bumps along the longer side."""
    rng = np.random.default_rng(seed)
    out = np.zeros((h, w), np.float32)
    for o in range(octaves):
        n = cells << o
        shape = (max(2, int(n * h / max(h, w))), max(2, int(n * w / max(h, w))))
        small = Image.fromarray(rng.standard_normal(shape).astype(np.float32), "F")
        out += np.asarray(small.resize((w, h), Image.BICUBIC)) / 2 ** o
    return out / (out.std() * 2.2)


def blur(a, radius):
    return np.asarray(Image.fromarray((np.clip(a, 0, 1) * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255


def smooth(points, per=8, closed=False):
    """A Catmull-Rom curve through points (N,2)."""
    p = np.asarray(points, float)
    n = len(p)
    out = []
    for i in range(n if closed else n - 1):
        b, c = p[i], p[(i + 1) % n]
        a = p[(i - 1) % n] if closed or i > 0 else 2 * b - c
        d = p[(i + 2) % n] if closed or i + 2 < n else 2 * c - b
        for s in np.arange(per) / per:
            out.append(0.5 * (2 * b + (c - a) * s + (2 * a - 5 * b + 4 * c - d) * s * s + (3 * b - a - 3 * c + d) * s ** 3))
    if not closed:
        out.append(p[-1])
    return np.array(out)


def arc(cx, cy, rx, ry, a0, a1, n=40):
    """Points of an elliptic arc, degrees, y down."""
    a = np.radians(np.linspace(a0, a1, n))
    return np.stack([cx + rx * np.cos(a), cy + ry * np.sin(a)], -1)


class Painter:
    """Masks by paint. Order of laying down: washes, then gold and silver, then ink."""

    def __init__(self, width, height, seed=1):
        self.w, self.h, self.seed = width, height, seed
        self.masks = {}
        self.rng = np.random.default_rng(seed)

    def _draw(self, name):
        if name not in self.masks:
            img = Image.new("L", (self.w * SCALE, self.h * SCALE), 0)
            self.masks[name] = (img, ImageDraw.Draw(img))
        return self.masks[name][1]

    def _wobbly(self, pts, amount):
        pts = np.asarray(pts, float)
        if amount <= 0:
            return pts
        return pts + self.rng.normal(0, amount, (1, 2)) + self.rng.normal(0, amount * 0.35, pts.shape)

    def fill(self, pts, paint, line="fine", width=1.0, wobble=0.5):
        """A closed shape in a paint, outlined thinly (``line`` None: no outline); it hides what lies below."""
        q = [tuple(p) for p in self._wobbly(pts, wobble) * SCALE]
        self._draw(paint)
        for name, (_, d) in self.masks.items():
            d.polygon(q, fill=255 if name == paint else 0)
        if line:
            self._draw(line).line(q + [q[0], q[1]], fill=255, width=max(1, int(round(width * SCALE))), joint="curve")
        return self

    def line(self, pts, paint, width=1.5, wobble=0.0):
        """A brush line."""
        q = [tuple(p) for p in self._wobbly(pts, wobble) * SCALE]
        self._draw(paint).line(q, fill=255, width=max(1, int(round(width * SCALE))), joint="curve")
        return self

    def dot(self, x, y, r, paint, line=None, width=0.8):
        return self.fill(arc(x, y, r, r, 0, 345, 20), paint, line, width, 0.2)

    def stroke(self, pts, widths, paint, line="fine", width=0.9):
        """A brush stroke that swells: outline of a curve with a width per point."""
        p = np.asarray(pts, float)
        t = np.gradient(p, axis=0)
        t /= np.maximum(np.hypot(*t.T)[:, None], 1e-9)
        n = np.stack([-t[:, 1], t[:, 0]], -1) * (np.broadcast_to(np.asarray(widths, float), (len(p),)) / 2)[:, None]
        return self.fill(np.concatenate([p + n, (p - n)[::-1]]), paint, line, width, 0)

    # Ornament -------------------------------------------------------------------------------------------------

    def leaf(self, base, tip, width, paint="green", vein=True, bend=0.0):
        base, tip = np.asarray(base, float), np.asarray(tip, float)
        d = tip - base
        side = np.array([-d[1], d[0]]) / max(np.hypot(*d), 1e-9)
        t = np.linspace(0, 1, 12)
        mid = base + d * t[:, None] + side * (bend * 4 * t * (1 - t))[:, None]
        w = width / 2 * np.sin(np.pi * t ** 0.85)
        self.fill(np.concatenate([mid + side * w[:, None], (mid - side * w[:, None])[::-1]]), paint)
        if vein:
            self.line(mid[1:-2], "fine", 0.7)
        return self

    def flower(self, x, y, r, paint="red", petals=6, heart="yellow", turn=0.0):
        """A flower from above: round petals with a stroke in each."""
        for k in range(petals):
            a = 2 * np.pi * k / petals + turn
            c, s = np.cos(a), np.sin(a)
            half = r * np.sin(np.pi / petals) * 0.95
            q = arc(0, 0, r * 0.36, half, -180, 165, 18) + [r * 0.64, 0]
            q = np.concatenate([[(0.15 * r, 0)], q[1:]])
            self.fill(q @ np.array([[c, s], [-s, c]]) + [x, y], paint)
            self.line([(x + c * r * 0.35, y + s * r * 0.35), (x + c * r * 0.72, y + s * r * 0.72)], "fine", 0.7)
        return self.dot(x, y, r * 0.27, heart, "fine")

    def rose(self, x, y, r, paint="rose", inner="red"):
        """A full rose: three rings of petals turning inwards."""
        for ring, (rr, n, p) in enumerate(((1.0, 7, paint), (0.70, 6, paint), (0.44, 5, inner))):
            for k in range(n):
                a = 360 * k / n + ring * 31 + self.rng.normal(0, 4)
                c = np.radians(a)
                self.fill(arc(x + r * rr * 0.58 * np.cos(c), y + r * rr * 0.58 * np.sin(c), r * rr * 0.46, r * rr * 0.46, a - 125, a + 125, 16), p)
        self.dot(x, y, r * 0.17, inner, "fine")
        self.line(arc(x, y, r * 0.10, r * 0.10, 20, 250, 12), "ink", 0.9)
        return self

    def tulip(self, x, y, size, angle_deg, paint="red", inner="orange"):
        """A tulip seen from the side, opening towards ``angle_deg`` (0 right, 90 down)."""
        a = np.radians(angle_deg)
        m = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
        put = lambda q: (np.array(q) * size) @ m + [x, y]
        self.fill(put(smooth([(0, 0), (0.35, -0.22), (1.0, 0), (0.35, 0.22)], 6, True)), inner)
        for s in (-1, 1):
            self.fill(put(smooth([(0, 0), (0.14, 0.34 * s), (0.62, 0.36 * s), (1.08, 0.42 * s), (0.78, 0.14 * s), (0.35, 0.06 * s)], 6, True)), paint)
        return self

    def bird(self, x, y, size, facing=1, body="blue", wing="red", breast="orange"):
        """A small bird standing on (x, y)."""
        put = lambda q: np.array(q) * [facing * size, -size] + [x, y]
        self.line(put([(0.05, 0.0), (0.02, 0.22)]), "ink", 1.4).line(put([(-0.12, 0.0), (-0.08, 0.22)]), "ink", 1.4)
        for k in range(3):
            self.fill(put(smooth([(-0.45, 0.42), (-1.15, 0.30 + 0.13 * k), (-1.22, 0.40 + 0.14 * k), (-0.45, 0.52)], 5, True)), wing if k % 2 else body)
        self.fill(put(smooth([(0.80, 0.92), (0.62, 1.03), (0.42, 0.98), (0.26, 0.80), (-0.10, 0.70), (-0.52, 0.50), (-0.30, 0.24), (0.12, 0.16), (0.44, 0.34), (0.56, 0.66), (0.64, 0.82)], 6, True)), body)
        self.fill(put(smooth([(0.50, 0.62), (0.42, 0.34), (0.12, 0.18), (0.14, 0.36), (0.34, 0.56)], 6, True)), breast)
        self.fill(put(smooth([(0.24, 0.66), (-0.20, 0.58), (-0.66, 0.40), (-0.20, 0.34), (0.16, 0.44)], 6, True)), wing)
        for k in range(3):
            self.line(put([(0.10 - 0.16 * k, 0.56 - 0.03 * k), (-0.16 - 0.16 * k, 0.42 - 0.01 * k)]), "fine", 0.9)
        self.fill(put([(0.60, 0.99), (0.98, 0.87), (0.70, 0.84)]), "ochre")
        return self.dot(*put([(0.56, 0.91)])[0], max(size * 0.035, 1.2), "ink")

    def vine(self, path, step, side_fn, paint="deep", width=2.2):
        """A vine along a path (N,2); ``side_fn(painter, point, along, normal, index)`` adds leaves and flowers every ``step`` pixels."""
        path = np.asarray(path, float)
        length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
        self.line(path, paint, width)
        for k, s in enumerate(np.arange(step * 0.5, length[-1], step)):
            p = np.array([np.interp(s, length, path[:, i]) for i in (0, 1)])
            q = np.array([np.interp(s + 1, length, path[:, i]) for i in (0, 1)]) - p
            q /= max(np.hypot(*q), 1e-9)
            side_fn(self, p, q, np.array([-q[1], q[0]]), k)
        return self

    def text_lines(self, x0, y0, x1, y1, pitch, edge=None, weight=0.26):
        """A text area as plain ruled bands, no letters. ``edge(y) -> (left, right)`` shapes it."""
        y, k = y0, 0
        while y + pitch <= y1 + 1:
            a, b = (x0, x1) if edge is None else edge(y + pitch * 0.5)
            if b - a > 20:
                t = pitch * weight
                b2 = b if k % 7 else b - (b - a) * 0.02
                self.fill([(a, y + pitch * 0.5 - t / 2), (b2, y + pitch * 0.5 - t / 2), (b2, y + pitch * 0.5 + t / 2), (a, y + pitch * 0.5 + t / 2)], "grey", None, 0, 0)
                self.line([(a - 3, y + pitch * 0.5 + t / 2 + pitch * 0.13), (b + 3, y + pitch * 0.5 + t / 2 + pitch * 0.13)], "rule", 0.5)
            y += pitch
            k += 1
        return self

    # Laying down ---------------------------------------------------------------------------------------------

    def _mask(self, name):
        return np.asarray(self.masks[name][0].resize((self.w, self.h), Image.BOX), np.float32) / 255

    def over(self, ground):
        """The ground (H,W,3), 0..255, with everything painted on it."""
        out = ground.astype(np.float32) / 255
        grain = noise(self.h, self.w, 300, self.seed + 50, 2)
        cloud = noise(self.h, self.w, 26, self.seed + 51, 4)
        metals = [n for n in self.masks if n in ("gold", "silver", "goldline")]
        inks = [n for n in self.masks if n in ("ink", "fine")]
        dry = [n for n in self.masks if n in ("grey", "rule")]
        for k, name in enumerate([n for n in self.masks if n not in metals + inks + dry]):
            m = self._mask(name)
            colour = np.array(PAINTS[name], np.float32) / 255
            rim = np.clip(m - blur(m, 3.2), 0, 1)
            body = name in ("white", "night")
            load = m * np.clip(0.80 + 0.16 * np.roll(cloud, 97 * k, 1) + 0.07 * grain + (0.12 if body else 0.0), 0.3, 1) + 0.55 * rim
            load = np.clip(load, 0, 1)[..., None]
            if body:
                out = out * (1 - load * 0.92) + colour * load * 0.92
            else:
                out = out * (1 - load * 0.93) + (colour * (0.30 + 0.70 * out)) * load * 0.93
        for name in dry:
            m = self._mask(name)
            load = m * np.clip(0.40 + 0.05 * noise(self.h, self.w, 200, self.seed + 70, 2) + 0.05 * cloud, 0.15, 0.8)
            load = (load if name == "grey" else m * 0.45)[..., None]
            out = out * (1 - load) + np.array([0.36, 0.29, 0.225], np.float32) * load
        for name in metals:
            m = self._mask(name)
            hue = {"gold": (0.80, 0.60, 0.24), "goldline": (0.78, 0.57, 0.22), "silver": (0.66, 0.65, 0.62)}[name]
            yy, xx = np.mgrid[0:self.h, 0:self.w]
            sheen = 0.5 + 0.5 * np.sin((xx * 0.6 + yy) / self.h * 7.0 + cloud * 1.2)
            light = (0.84 + 0.26 * sheen + 0.09 * grain + 0.06 * cloud)[..., None]
            rim = np.clip(m - blur(m, 2.0), 0, 1)[..., None]
            metal = np.array(hue, np.float32) * light * (1 - 0.35 * rim) + np.array([0.12, 0.11, 0.07], np.float32) * np.clip(sheen - 0.82, 0, 1)[..., None] * 3
            out = out * (1 - m[..., None] * 0.96) + metal * m[..., None] * 0.96
        for name in inks:
            m = self._mask(name) * np.clip(0.86 + 0.14 * cloud, 0.4, 1)
            m = (m * (0.92 if name == "ink" else 0.72))[..., None]
            out = out * (1 - m) + np.array(PAINTS[name], np.float32) / 255 * m
        return np.clip(out, 0, 1) * 255


def parchment(w, h, seed, colour=(232, 214, 178)):
    """Parchment: warm, clouded, with hair side speckle, browner at the edges and faint folds."""
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    edge = np.minimum(np.minimum(x, w - x), np.minimum(y, h - y))
    ragged = noise(h, w, 14, seed + 1, 4)
    out = np.array(colour, np.float32)[None, None] * np.ones((h, w, 1), np.float32)
    shade = 1 + 0.045 * noise(h, w, 5, seed, 4) + 0.016 * noise(h, w, 220, seed + 2, 2)
    shade -= 0.20 * np.exp(-edge / (0.020 * w) + 0.6 * ragged) + 0.05 * np.exp(-edge / (0.09 * w))
    for k in (1, 2, 3):
        shade -= 0.030 * np.exp(-((y - h * k / 4 + 2 * ragged) / 2.2) ** 2) - 0.018 * np.exp(-((y - h * k / 4 - 4) / 2.5) ** 2)
    shade -= 0.034 * np.exp(-((x - w / 2 + 2 * ragged) / 2.2) ** 2) - 0.018 * np.exp(-((x - w / 2 - 4) / 2.5) ** 2)
    speck = np.clip(noise(h, w, 420, seed + 3, 1) - 1.25, 0, 1)
    tint = np.stack([np.ones_like(shade), 1 - 0.10 * (1 - shade), 1 - 0.35 * (1 - shade)], -1)
    return np.clip(out * shade[..., None] * tint * (1 - 0.16 * speck)[..., None], 0, 255)


def save(work, rgb, colours=224):
    """Writes works/<work>/picture.png, indexed, with its licence."""
    folder = WORKS / work
    folder.mkdir(parents=True, exist_ok=True)
    img = Image.fromarray(np.clip(rgb, 0, 255).astype(np.uint8), "RGB")
    img = img.quantize(colours, method=Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE)
    img.save(folder / "picture.png", optimize=True)
    (folder / "picture.png.license").write_text(LICENCE)
    print(f"{work}: {img.size}, {(folder / 'picture.png').stat().st_size / 1e6:.2f} MB")
