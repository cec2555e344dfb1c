"""Shapes for the museum's reconstructed objects, and the GLB file that holds them (numpy only).

Lengths are metres, +Y is up, the front faces +Z. A :class:`Shape` is a bag of triangles with texture coordinates; a :class:`Model`
gathers shapes by node and material, splits normals at creases, darkens crevices and writes one self-contained GLB.
"""

from __future__ import annotations

import io
import json
import math
import pathlib
import struct

import numpy as np

import model_shade

WORKS = pathlib.Path(__file__).resolve().parent.parent / "works"
LICENCE = "SPDX-FileCopyrightText: 2026 The Alliance Museum contributors\nSPDX-License-Identifier: CC0-1.0\n"


class Shape:
    """Triangles: positions ``p`` (T,3,3) m, texture coordinates ``uv`` (T,3,2), crease angle per triangle (T,) degrees,
    occlusion flag per triangle (T,): whether its corners take baked occlusion."""

    def __init__(self, p, uv, crease=35.0, occluded=True):
        self.p = np.asarray(p, float).reshape(-1, 3, 3)
        self.uv = np.asarray(uv, float).reshape(-1, 3, 2)
        n = len(self.p)
        self.crease = np.broadcast_to(np.asarray(crease, float), (n,)).copy()
        self.occluded = np.broadcast_to(np.asarray(occluded, bool), (n,)).copy()

    def at(self, x=0.0, y=0.0, z=0.0):
        """The shape moved by a vector."""
        return self._with(self.p + np.array([x, y, z]))

    def scaled(self, sx, sy=None, sz=None):
        """The shape scaled about the origin (all factors positive)."""
        return self._with(self.p * np.array([sx, sx if sy is None else sy, sx if sz is None else sz]))

    def turned(self, axis, deg):
        """The shape turned about an axis through the origin, right-handed."""
        return self._with(self.p @ rotation(axis, deg).T)

    def mapped(self, fn):
        """The shape with every point (N,3) replaced by ``fn`` of it."""
        return self._with(fn(self.p.reshape(-1, 3)).reshape(-1, 3, 3))

    def mirrored(self):
        """The shape mirrored in x."""
        out = self._with((self.p * np.array([-1.0, 1.0, 1.0]))[:, ::-1])
        out.uv = out.uv[:, ::-1].copy()
        return out

    def uv_mapped(self, fn):
        """The shape with texture coordinates ``fn(points (N,3), uv (N,2))``."""
        out = self._with(self.p)
        out.uv = fn(self.p.reshape(-1, 3), self.uv.reshape(-1, 2)).reshape(-1, 3, 2)
        return out

    def _with(self, p):
        return Shape(p, self.uv.copy(), self.crease, self.occluded)


def rotation(axis, deg):
    """3x3 rotation about a named axis ("x", "y", "z") or a vector."""
    v = np.array({"x": (1, 0, 0), "y": (0, 1, 0), "z": (0, 0, 1)}[axis] if isinstance(axis, str) else axis, float)
    v /= np.linalg.norm(v)
    a = math.radians(deg)
    k = np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]])
    return np.eye(3) + math.sin(a) * k + (1 - math.cos(a)) * (k @ k)


def join(shapes):
    """One shape of many."""
    shapes = list(shapes)
    return Shape(np.concatenate([s.p for s in shapes]), np.concatenate([s.uv for s in shapes]),
                 np.concatenate([s.crease for s in shapes]), np.concatenate([s.occluded for s in shapes]))


def grid(points, uv, crease=35.0):
    """A quad grid, points (R,C,3), uv (R,C,2); the front is where columns x rows is. Triangles without area are left out."""
    p, uv = np.asarray(points, float), np.asarray(uv, float)
    def quads(a):
        a00, a01, a10, a11 = a[:-1, :-1], a[:-1, 1:], a[1:, :-1], a[1:, 1:]
        return np.stack([np.stack([a00, a01, a11], 2), np.stack([a00, a11, a10], 2)], 2).reshape(-1, 3, a.shape[-1])
    tp, tuv = quads(p), quads(uv)
    area = np.linalg.norm(np.cross(tp[:, 1] - tp[:, 0], tp[:, 2] - tp[:, 0]), axis=1)
    keep = area > 1e-12
    return Shape(tp[keep], tuv[keep], crease)


def smooth(points, per=8, closed=False):
    """A Catmull-Rom curve through points (N,D): ``per`` samples a span."""
    pts = np.asarray(points, float)
    n = len(pts)
    out = []
    t = np.arange(per) / per
    for i in range(n if closed else n - 1):
        if closed:
            a, b, c, d = pts[(i - 1) % n], pts[i], pts[(i + 1) % n], pts[(i + 2) % n]
        else:
            b, c = pts[i], pts[i + 1]
            a = pts[i - 1] if i > 0 else 2 * b - c
            d = pts[i + 2] if i + 2 < n else 2 * c - b
        for s in t:
            out.append(0.5 * (2 * b + (c - a) * s + (2 * a - 5 * b + 4 * c - d) * s * s + (3 * b - a - 3 * c + d) * s ** 3))
    if not closed:
        out.append(pts[-1])
    return np.array(out)


def lathe(profile, segments=48, u_repeat=1.0, v_per_m=None, crease=52.0, arc=(0.0, 360.0), wobble=None):
    """A turned body. ``profile`` (N,2) of (radius, height) from bottom to top with the outside on the right; ``arc`` in degrees
    from +Z towards +X. ``wobble(angle_rad, row)`` multiplies the radius (lobes, waves)."""
    prof = np.asarray(profile, float)
    a = np.radians(np.linspace(arc[0], arc[1], segments + 1))
    r = np.maximum(prof[:, 0], 0.0)[:, None] * np.ones_like(a)[None]
    if wobble is not None:
        r = r * np.array([[wobble(x, i) for x in a] for i in range(len(prof))])
    if arc[1] - arc[0] >= 360.0:
        a[-1] = a[0]
    p = np.stack([r * np.sin(a), np.broadcast_to(prof[:, 1:2], r.shape), r * np.cos(a)], -1)
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(prof, axis=0), axis=1))])
    v = length / max(length[-1], 1e-9) if v_per_m is None else length * v_per_m
    u = np.linspace(0, u_repeat, segments + 1)
    uv = np.stack([np.broadcast_to(u, r.shape), np.broadcast_to(1 - v[:, None], r.shape)], -1)
    return grid(p, uv, crease)


def tube(path, radius, sides=10, closed=False, caps=True, uv_per_m=20.0, flat=1.0, crease=180.0):
    """A round bar along ``path`` (N,3); ``radius`` m, one or per point; ``flat`` squeezes the section's second axis."""
    pts = np.asarray(path, float)
    n = len(pts)
    rad = np.broadcast_to(np.asarray(radius, float), (n,))
    if closed:
        tan = np.roll(pts, -1, 0) - np.roll(pts, 1, 0)
    else:
        tan = np.gradient(pts, axis=0)
    tan /= np.linalg.norm(tan, axis=1, keepdims=True)
    ref = np.array([0.0, 0, 1]) if abs(tan[0][2]) < 0.9 else np.array([1.0, 0, 0])
    s = np.cross(tan[0], ref)
    sides_v = [s / np.linalg.norm(s)]
    for i in range(1, n):
        s = sides_v[-1] - tan[i] * np.dot(sides_v[-1], tan[i])
        sides_v.append(s / np.linalg.norm(s))
    s = np.array(sides_v)
    twist = np.zeros(n)
    if closed:
        last = s[-1] - tan[0] * np.dot(s[-1], tan[0])
        last /= np.linalg.norm(last)
        ang = math.atan2(np.dot(np.cross(last, s[0]), tan[0]), np.dot(last, s[0]))
        twist = ang * np.arange(n) / n
    b = np.cross(tan, s)
    s, b = s * np.cos(twist)[:, None] + b * np.sin(twist)[:, None], b * np.cos(twist)[:, None] - s * np.sin(twist)[:, None]
    if closed:
        pts, s, b, rad = (np.concatenate([q, q[:1]]) for q in (pts, s, b, rad))
    a = np.linspace(0, 2 * np.pi, sides + 1)
    a[-1] = 0.0
    p = pts[:, None] + rad[:, None, None] * (np.cos(a)[None, :, None] * s[:, None] + flat * np.sin(a)[None, :, None] * b[:, None])
    p[:, -1] = p[:, 0]
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(pts, axis=0), axis=1))])
    mean = max(float(np.mean(rad)), 1e-6)
    uv = np.stack(np.broadcast_arrays((length * uv_per_m)[:, None], np.linspace(0, 2 * np.pi * mean * uv_per_m, sides + 1)[None]), -1)
    out = [grid(p, uv, crease)]
    if caps and not closed:
        for end, flip in ((0, True), (-1, False)):
            c = pts[end]
            ring = p[end]
            tri = np.array([[c, ring[k], ring[k + 1]] for k in range(sides)])
            if flip:
                tri = tri[:, ::-1]
            out.append(Shape(tri, np.zeros((sides, 3, 2)) + 0.5, 30.0))
            out[-1].uv = (tri[..., :2] * uv_per_m).reshape(-1, 3, 2)
    return join(out)


def box(w, h, d, bevel=0.002, grain="x", uv_per_m=2.0, seed=0, cell=0.12, steps=2, cuts=None):
    """A box with rounded edges about the origin. ``grain`` is the axis the wood runs along (texture u); ``seed`` moves the
    texture so that no two pieces look alike; ``cell`` m is the largest patch (corners carry baked occlusion); ``cuts`` maps an axis
    to more grid lines across it."""
    half = np.array([w, h, d]) / 2
    bevel = min(bevel, *(half * 0.95))
    rng = np.random.default_rng(seed)
    shift = rng.random(2)
    g = "xyz".index(grain)
    def lines(k):
        inner = half[k] - bevel
        n = max(1, int(math.ceil(2 * inner / cell)))
        edge = bevel * np.tan(np.radians(np.linspace(45, 0, steps + 1)))[:-1]
        mid = np.linspace(-inner, inner, n + 1)
        if cuts and "xyz"[k] in cuts:
            mid = np.unique(np.concatenate([mid, np.asarray(cuts["xyz"[k]], float)]).round(7))
        return np.concatenate([-inner - edge, mid, inner + edge[::-1]])
    out = []
    for k in range(3):
        i, j = (k + 1) % 3, (k + 2) % 3
        for sign in (1, -1):
            a, b = lines(i), lines(j)
            if sign < 0:
                a = a[::-1]
            q = np.zeros((len(b), len(a), 3))
            q[..., i], q[..., j], q[..., k] = a[None], b[:, None], sign * half[k]
            core = np.clip(q, -(half - bevel), half - bevel)
            away = q - core
            p = core + bevel * away / np.linalg.norm(away, axis=-1, keepdims=True)
            if k == g:
                uv = np.stack([p[..., i] * 0.35, p[..., j]], -1) * uv_per_m
            else:
                other = i if j == g else j
                uv = np.stack([p[..., g], p[..., other]], -1) * uv_per_m
            turn = 1.0 if k != g else 1.7
            out.append(grid(p, uv + shift * turn + k * 0.37 + (0.19 if sign < 0 else 0.0), 50.0))
    return join(out)


def ball(radius, segments=20, rings=12, squash=1.0):
    """A sphere about the origin, flattened in y by ``squash``."""
    t = np.linspace(-np.pi / 2, np.pi / 2, rings + 1)
    prof = np.stack([radius * np.cos(t), radius * squash * np.sin(t)], -1)
    prof[0, 0] = prof[-1, 0] = 0.0
    return lathe(prof, segments, crease=180.0)


def ring(radius, thick, around=28, sides=10, axis="z"):
    """A torus about the origin whose axis is ``axis``."""
    a = np.linspace(0, 2 * np.pi, around, endpoint=False)
    path = np.stack([radius * np.cos(a), radius * np.sin(a), np.zeros_like(a)], -1)
    s = tube(path, thick, sides, closed=True)
    return s.turned("x", 90) if axis == "y" else s.turned("y", 90) if axis == "x" else s


def link(length, width, thick, around=14, sides=6):
    """One chain link in the xy plane, its long side along y; outer measures."""
    straight = max(length - width, 0.0) / 2
    r = width / 2 - thick
    half = around // 2
    a = np.linspace(0, np.pi, half)
    top = np.stack([r * np.cos(a), straight + r * np.sin(a)], -1)
    path = np.concatenate([top, -top])
    return tube(np.column_stack([path, np.zeros(len(path))]), thick, sides, closed=True, caps=False)


def chain(start, end, count, width, thick, sag=0.0, around=12, sides=5):
    """A chain of ``count`` links from start to end (3-vectors), each turned a quarter to the last; ``sag`` m drops the middle."""
    start, end = np.asarray(start, float), np.asarray(end, float)
    t = np.linspace(0, 1, count + 1)
    pts = start + (end - start) * t[:, None]
    pts[:, 1] -= sag * 4 * t * (1 - t)
    out = []
    for i in range(count):
        d = pts[i + 1] - pts[i]
        pitch = np.linalg.norm(d)
        d = d / pitch
        side = np.cross(d, [0.0, 0, 1.0]) if abs(d[2]) < 0.95 else np.cross(d, [1.0, 0, 0])
        side /= np.linalg.norm(side)
        third = np.cross(side, d)
        if i % 2:
            side, third = third, -side
        m = np.stack([side, d, third], 1)
        s = link(pitch + 2 * thick * 1.02, width, thick, around, sides)
        out.append(s.mapped(lambda p, m=m, c=(pts[i] + pts[i + 1]) / 2: p @ m.T + c))
    return join(out)


class Material:
    """A metallic-roughness material. Textures are encoded image bytes; ``factors`` go into the glTF material as they are."""

    def __init__(self, name, base=None, orm=None, normal=None, colour=(1, 1, 1, 1), metallic=1.0, roughness=1.0, normal_scale=1.0, extra=None):
        self.name, self.base, self.orm, self.normal = name, base, orm, normal
        self.colour, self.metallic, self.roughness, self.normal_scale = colour, metallic, roughness, normal_scale
        self.extra = extra or {}


class Node:
    """A rigid part: its shapes by material, where it stands, and its children."""

    def __init__(self, name, translation=(0, 0, 0)):
        self.name, self.translation = name, np.asarray(translation, float)
        self.shapes: dict[str, list[Shape]] = {}
        self.turn_deg = None

    def add(self, material, *shapes):
        """Adds shapes, in the node's own space, made of a material (by name)."""
        self.shapes.setdefault(material, []).extend(shapes)
        return self


class Model:
    """A whole object. ``add`` puts shapes on the root node; ``node`` opens a rigid part of its own."""

    def __init__(self, name):
        self.name = name
        self.materials: dict[str, Material] = {}
        self.nodes = [Node(name)]

    def material(self, mat):
        self.materials[mat.name] = mat
        return self

    def add(self, material, *shapes):
        self.nodes[0].add(material, *shapes)
        return self

    def node(self, name, translation, open_deg=None):
        """A rigid part hinged at ``translation``; ``open_deg`` is its turn about +Y at the end of the clip "open"."""
        n = Node(name, translation)
        n.turn_deg = open_deg
        self.nodes.append(n)
        return n

    def bounds(self):
        """Least and greatest corner, m, in the pose at rest."""
        pts = np.concatenate([s.p.reshape(-1, 3) + n.translation for n in self.nodes for ss in n.shapes.values() for s in ss])
        return pts.min(0), pts.max(0)

    def fitted(self, size_cm, about=(0.0, 0.0, 0.0)):
        """Scales every axis by the little that is missing to the true size (w, h, d in cm) and returns the factors."""
        lo, hi = self.bounds()
        f = np.array(size_cm) / 100.0 / (hi - lo)
        for n in self.nodes:
            n.translation = n.translation * f
            for key, ss in n.shapes.items():
                n.shapes[key] = [s.scaled(*f) for s in ss]
        return f

    def write(self, work, size_cm, occlusion=0.75, reach=0.25):
        """Writes works/<work>/model.glb with its licence. ``occlusion`` 0..1 is how dark crevices become, ``reach`` the share of
        the object's size beyond which nothing shades."""
        meshes = []
        for n in self.nodes:
            for name in sorted(n.shapes):
                s = join(n.shapes[name])
                meshes.append((n, name, *corners(s)))
        soup = np.concatenate([(v[:, :3] + n.translation)[i].reshape(-1, 3, 3) for n, _, v, i, _ in meshes])
        pts = np.concatenate([v[:, :3] + n.translation for n, _, v, _, _ in meshes])
        nrm = np.concatenate([v[:, 3:6] for _, _, v, _, _ in meshes])
        open_sky = model_shade.openness(soup, pts, nrm, reach)
        flags = np.concatenate([f for *_, f in meshes])
        shade = np.where(flags, 1 - occlusion * (1 - open_sky), 1 - occlusion * 0.12)
        data, at = _Buffer(), 0
        doc = {"asset": {"version": "2.0", "generator": "Alliance Museum"}, "scene": 0, "scenes": [{"nodes": []}], "nodes": [],
               "meshes": [], "materials": [], "textures": [], "images": [], "samplers": [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497}]}
        used = sorted({name for _, name, *_ in meshes})
        index = {name: k for k, name in enumerate(used)}
        for name in used:
            doc["materials"].append(_material(doc, data, self.materials[name]))
        triangles = 0
        for n in self.nodes:
            prims = []
            for node, name, v, idx, _ in meshes:
                if node is not n:
                    continue
                dark = shade[at:at + len(v)]
                at += len(v)
                triangles += len(idx)
                prims.append(_primitive(data, v, idx, dark, index[name]))
            entry = {"name": n.name}
            if prims:
                doc["meshes"].append({"name": n.name, "primitives": prims})
                entry["mesh"] = len(doc["meshes"]) - 1
            if np.any(n.translation):
                entry["translation"] = [round(float(x), 6) for x in n.translation]
            doc["nodes"].append(entry)
            doc["scenes"][0]["nodes"].append(len(doc["nodes"]) - 1)
        _animation(doc, data, self.nodes)
        for key in [k for k in doc if doc[k] == []]:
            del doc[key]
        ext = sorted({e for m in doc["materials"] for e in m.get("extensions", {})})
        if ext:
            doc["extensionsUsed"] = ext
        doc.update({"accessors": data.accessors, "bufferViews": data.views, "buffers": [{"byteLength": len(data.bytes)}]})
        folder = WORKS / work
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(doc, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        size = 12 + 8 + len(text) + 8 + len(data.bytes)
        glb = struct.pack("<4sII", b"glTF", 2, size) + struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(data.bytes), b"BIN\0") + data.bytes
        (folder / "model.glb").write_bytes(glb)
        (folder / "model.glb.license").write_text(LICENCE)
        lo, hi = self.bounds()
        print(f"{work}: {triangles} triangles, {len(glb) / 1e6:.2f} MB, {np.round((hi - lo) * 100, 2)} cm (wanted {size_cm}), y from {lo[1]:.4f}")


def corners(shape):
    """Welds a shape: vertices (V,8: position, normal, uv), triangles (T,3), occlusion flag per vertex. Normals are means, weighted by
    corner angle, over the neighbouring faces within the crease angle."""
    p, uv = shape.p, shape.uv
    e1, e2 = p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]
    fn = np.cross(e1, e2)
    area = np.linalg.norm(fn, axis=1)
    edges = [np.linalg.norm(p[:, (k + 1) % 3] - p[:, k], axis=1) for k in range(3)]
    ok = (area > 1e-13) & (np.min(edges, 0) > 2e-7)
    p, uv, fn, crease, occ = p[ok], uv[ok], fn[ok] / area[ok, None], shape.crease[ok], shape.occluded[ok]
    t = len(p)
    key = np.round(p.reshape(-1, 3) / 2e-6).astype(np.int64)
    _, place = np.unique(key, axis=0, return_inverse=True)
    place = place.reshape(-1)
    face = np.repeat(np.arange(t), 3)
    a = p[:, [1, 2, 0]] - p
    b = p[:, [2, 0, 1]] - p
    cosang = np.sum(a * b, -1) / np.maximum(np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1), 1e-20)
    weight = np.arccos(np.clip(cosang, -1, 1)).reshape(-1)
    order = np.argsort(place, kind="stable")
    start = np.searchsorted(place[order], np.arange(place.max() + 1))
    count = np.diff(np.append(start, len(order)))
    normal = fn[face] * weight[:, None]
    limit = np.cos(np.radians(crease))[face]
    for c in np.unique(count):
        if c < 2:
            continue
        rows = order[start[count == c][:, None] + np.arange(c)]
        f = fn[face[rows]]
        near = np.einsum("gik,gjk->gij", f, f) >= np.maximum(limit[rows][:, :, None], limit[rows][:, None, :]) - 1e-6
        normal[rows] = np.einsum("gij,gjk->gik", near.astype(float), f * weight[rows][..., None])
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    normal = np.where(length > 1e-9, normal / np.maximum(length, 1e-12), fn[face])
    full = np.column_stack([p.reshape(-1, 3), normal, uv.reshape(-1, 2), np.repeat(occ, 3)])
    q = np.round(full / np.array([2e-6] * 3 + [8e-3] * 3 + [1e-4] * 2 + [1])).astype(np.int64)
    _, first, inv = np.unique(q, axis=0, return_index=True, return_inverse=True)
    return full[first][:, :8], inv.reshape(-1, 3), full[first][:, 8] > 0.5


class _Buffer:
    def __init__(self):
        self.bytes, self.views, self.accessors = b"", [], []

    def view(self, raw, target=None):
        self.bytes += b"\0" * (-len(self.bytes) % 4)
        v = {"buffer": 0, "byteOffset": len(self.bytes), "byteLength": len(raw)}
        if target:
            v["target"] = target
        self.bytes += raw
        self.bytes += b"\0" * (-len(self.bytes) % 4)
        self.views.append(v)
        return len(self.views) - 1

    def accessor(self, array, kind, component, target=None, bounds=False, normalized=False):
        a = {"bufferView": self.view(np.ascontiguousarray(array).tobytes(), target), "componentType": component, "count": len(array), "type": kind}
        if normalized:
            a["normalized"] = True
        if bounds:
            flat = array.reshape(len(array), -1)
            a["min"], a["max"] = [float(x) for x in flat.min(0)], [float(x) for x in flat.max(0)]
        self.accessors.append(a)
        return len(self.accessors) - 1


def _primitive(data, v, idx, dark, material):
    wide = len(v) > 65535
    colour = np.full((len(v), 4), 255, np.uint8)
    # Crevices also turn a little warmer, as dust and old polish do.
    for k, warm in enumerate((1.0, 1.12, 1.3)):
        colour[:, k] = np.clip(255 * np.power(np.clip(dark, 0.02, 1), warm), 0, 255)
    return {"attributes": {"POSITION": data.accessor(v[:, :3].astype(np.float32), "VEC3", 5126, 34962, bounds=True),
                           "NORMAL": data.accessor(v[:, 3:6].astype(np.float32), "VEC3", 5126, 34962),
                           "TEXCOORD_0": data.accessor(v[:, 6:8].astype(np.float32), "VEC2", 5126, 34962),
                           "COLOR_0": data.accessor(colour, "VEC4", 5121, 34962, normalized=True)},
            "indices": data.accessor(idx.reshape(-1).astype(np.uint32 if wide else np.uint16), "SCALAR", 5125 if wide else 5123, 34963),
            "material": material}


def _material(doc, data, m):
    def texture(raw):
        for k, (seen, _) in enumerate(data.__dict__.setdefault("known", [])):
            if seen == raw:
                return {"index": k}
        mime = "image/png" if raw[:4] == b"\x89PNG" else "image/jpeg"
        doc["images"].append({"bufferView": data.view(raw), "mimeType": mime})
        doc["textures"].append({"sampler": 0, "source": len(doc["images"]) - 1})
        data.known.append((raw, mime))
        return {"index": len(doc["textures"]) - 1}
    pbr = {"baseColorFactor": [float(c) for c in m.colour], "metallicFactor": m.metallic, "roughnessFactor": m.roughness}
    out = {"name": m.name, "pbrMetallicRoughness": pbr, **m.extra}
    if m.base:
        pbr["baseColorTexture"] = texture(m.base)
    if m.orm:
        pbr["metallicRoughnessTexture"] = texture(m.orm)
        out["occlusionTexture"] = texture(m.orm)
    if m.normal:
        out["normalTexture"] = {**texture(m.normal), "scale": m.normal_scale}
    return out


def _animation(doc, data, nodes):
    moving = [(k, n) for k, n in enumerate(nodes) if n.turn_deg is not None]
    if not moving:
        return
    # Key frames along a smooth start and stop; between them rotations are linear.
    steps = 25
    t = np.linspace(0, 1, steps)
    ease = t * t * (3 - 2 * t)
    times = data.accessor((t * 4.0).astype(np.float32), "SCALAR", 5126, bounds=True)
    samplers, channels = [], []
    for k, n in moving:
        half = np.radians(n.turn_deg * ease) / 2
        q = np.stack([np.zeros(steps), np.sin(half), np.zeros(steps), np.cos(half)], -1).astype(np.float32)
        samplers.append({"input": times, "output": data.accessor(q, "VEC4", 5126), "interpolation": "LINEAR"})
        channels.append({"sampler": len(samplers) - 1, "target": {"node": k, "path": "rotation"}})
    doc["animations"] = [{"name": "open", "samplers": samplers, "channels": channels}]


def encoded(rgb, quality=None):
    """Image bytes of an array (H,W,3) 0..1: PNG, or JPEG where ``quality`` is given."""
    from PIL import Image

    img = Image.fromarray((np.clip(rgb, 0, 1) * 255 + 0.5).astype(np.uint8), "RGB")
    out = io.BytesIO()
    if quality is None:
        img.save(out, "PNG", optimize=True)
    else:
        img.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return out.getvalue()
