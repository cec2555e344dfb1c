//! Meshes by hand: flat regions, swept profiles, turned bodies, each with smooth normals, tangents and textures in metres.

use std::collections::BTreeMap;

use glam::{Vec2, Vec3};

use super::{frame::Frame, tessellate};
use crate::{
    curation::{material::Finish, product::MeshProduct},
    scene::{Aabb, Mesh, Submesh, TextureKey, Vertex, mesh::oct_encode},
};

/// Profile corners sharper than this are edges, otherwise rounded in the light (cosine of 38 degrees).
const SMOOTH_COS: f32 = 0.788;

/// One corner while building.
#[derive(Clone, Copy, Debug)]
struct Corner {
    position: Vec3,
    normal: Vec3,
    /// Direction of rising u.
    u_axis: Vec3,
    /// Direction of rising v (down the picture).
    v_axis: Vec3,
    /// Texture coordinates in metres.
    uv_m: Vec2,
    color: [u8; 4],
}

#[derive(Clone, Debug, Default)]
struct Surface {
    corners: Vec<Corner>,
    indices: Vec<u32>,
}

/// Collects triangles by finish.
#[derive(Clone, Debug)]
pub struct MeshBuilder {
    surfaces: BTreeMap<Finish, Surface>,
    color: [u8; 4],
}

impl Default for MeshBuilder {
    fn default() -> Self {
        Self { surfaces: BTreeMap::new(), color: [255; 4] }
    }
}

/// A closed or open line in space for sweeping.
#[derive(Clone, Debug)]
pub struct Path {
    /// Points.
    pub points: Vec<Vec3>,
    /// Whether the last joins the first.
    pub closed: bool,
    /// Normal of the plane it lies in; profiles' b runs along it.
    pub up: Vec3,
}

impl MeshBuilder {
    /// Number of triangles so far.
    pub fn triangles(&self) -> usize {
        self.surfaces.values().map(|s| s.indices.len() / 3).sum()
    }

    /// Tint of what is added from now on: linear colour and alpha, multiplied with the finish.
    pub fn tint(&mut self, rgb: [f32; 3], alpha: f32) {
        let q = |v: f32| (v.clamp(0.0, 1.0) * 255.0).round() as u8;
        self.color = [q(rgb[0]), q(rgb[1]), q(rgb[2]), q(alpha)];
    }

    /// Back to no tint.
    pub fn untinted(&mut self) {
        self.color = [255; 4];
    }

    /// A flat region in the frame's xy plane, facing its z. Texture runs along x and down y, from `uv_at`.
    pub fn region(&mut self, finish: Finish, frame: &Frame, polygons: &[Vec<Vec2>], cuts: &[Vec<Vec2>], cell: f32) {
        self.region_turned(finish, frame, polygons, cuts, cell, 0.0);
    }

    /// As [`Self::region`], with the texture turned by `angle` radians.
    pub fn region_turned(&mut self, finish: Finish, frame: &Frame, polygons: &[Vec<Vec2>], cuts: &[Vec<Vec2>], cell: f32, angle: f32) {
        let patch = tessellate::fill(polygons, cuts, cell);
        let (s, c) = angle.sin_cos();
        let (u_axis, up) = (frame.x * c + frame.y * s, frame.y * c - frame.x * s);
        let color = self.color;
        let surface = self.surfaces.entry(finish).or_default();
        let base = surface.corners.len() as u32;
        surface.corners.extend(patch.points.iter().map(|p| Corner {
            position: frame.p(p.x, p.y, 0.0),
            normal: frame.z,
            u_axis,
            v_axis: -up,
            uv_m: Vec2::new(p.x * c + p.y * s, p.x * s - p.y * c),
            color,
        }));
        surface.indices.extend(patch.indices.iter().map(|i| base + i));
    }

    /// A rectangle (x0, y0, x1, y1) facing the frame's z, texture stretched once over it (coordinates 0 to 1 whatever the finish's size).
    pub fn picture(&mut self, finish: Finish, frame: &Frame, [x0, y0, x1, y1]: [f32; 4]) {
        let tile = finish.tile_m();
        let color = self.color;
        let nx = ((x1 - x0) / 0.4).ceil().max(1.0) as u32;
        let ny = ((y1 - y0) / 0.4).ceil().max(1.0) as u32;
        let surface = self.surfaces.entry(finish).or_default();
        let base = surface.corners.len() as u32;
        for j in 0..=ny {
            for i in 0..=nx {
                let (s, t) = (i as f32 / nx as f32, j as f32 / ny as f32);
                surface.corners.push(Corner {
                    position: frame.p(x0 + (x1 - x0) * s, y0 + (y1 - y0) * t, 0.0),
                    normal: frame.z,
                    u_axis: frame.x,
                    v_axis: -frame.y,
                    uv_m: Vec2::new(s, 1.0 - t) * tile,
                    color,
                });
            }
        }
        grid_indices(surface, base, nx, ny, false);
    }

    /// A box in the frame; `faces` chooses -x, +x, -y, +y, -z, +z.
    pub fn cuboid(&mut self, finish: Finish, frame: &Frame, min: Vec3, max: Vec3, faces: [bool; 6]) {
        let f = frame;
        let (a, b) = (min, max);
        let sides = [
            (Frame { o: f.p(a.x, 0.0, 0.0), x: f.z, y: f.y, z: -f.x }, a.z, a.y, b.z, b.y),
            (Frame { o: f.p(b.x, 0.0, 0.0), x: -f.z, y: f.y, z: f.x }, -b.z, a.y, -a.z, b.y),
            (Frame { o: f.p(0.0, a.y, 0.0), x: f.x, y: f.z, z: -f.y }, a.x, a.z, b.x, b.z),
            (Frame { o: f.p(0.0, b.y, 0.0), x: f.x, y: -f.z, z: f.y }, a.x, -b.z, b.x, -a.z),
            (Frame { o: f.p(0.0, 0.0, a.z), x: -f.x, y: f.y, z: -f.z }, -b.x, a.y, -a.x, b.y),
            (Frame { o: f.p(0.0, 0.0, b.z), x: f.x, y: f.y, z: f.z }, a.x, a.y, b.x, b.y),
        ];
        for (k, (fr, x0, y0, x1, y1)) in sides.into_iter().enumerate() {
            if faces[k] && x1 - x0 > 1e-5 && y1 - y0 > 1e-5 {
                // Long faces run their grain along the longer side.
                let along_y = (y1 - y0) > 1.6 * (x1 - x0) && finish.has_grain();
                let turn = if along_y { std::f32::consts::FRAC_PI_2 } else { 0.0 };
                let cell = if (x1 - x0).max(y1 - y0) > 0.9 { 0.45 } else { 2.0 };
                self.region_turned(finish, &fr, &[super::frame::rect(x0, y0, x1, y1)], &[], cell, turn);
            }
        }
    }

    /// All six faces of a box.
    pub fn block(&mut self, finish: Finish, frame: &Frame, min: [f32; 3], max: [f32; 3]) {
        self.cuboid(finish, frame, Vec3::from(min), Vec3::from(max), [true; 6]);
    }

    /// The side of a prism: `outline` in the frame's xy plane, from z0 to z1. It faces outward for a counter-clockwise
    /// outline, inward when `inward`. Open outlines leave out the last side.
    pub fn band(&mut self, finish: Finish, frame: &Frame, outline: &[Vec2], closed: bool, z0: f32, z1: f32, inward: bool) {
        let n = outline.len();
        let segments = if closed { n } else { n - 1 };
        let depth_steps = ((z1 - z0).abs() / 0.45).ceil().max(1.0) as u32;
        let seg_normal = |i: usize| {
            let d = (outline[(i + 1) % n] - outline[i]).normalize_or_zero();
            let out = Vec2::new(d.y, -d.x);
            if inward { -out } else { out }
        };
        let mut run = 0.0;
        for i in 0..segments {
            let (a, b) = (outline[i], outline[(i + 1) % n]);
            let own = seg_normal(i);
            let join = |other: Option<usize>| match other.map(seg_normal) {
                Some(o) if o.dot(own) > SMOOTH_COS => (o + own).normalize_or(own),
                _ => own,
            };
            let prev = if i > 0 { Some(i - 1) } else { closed.then(|| n - 1) };
            let next = if i + 1 < segments { Some(i + 1) } else { closed.then_some(0) };
            let (na, nb) = (join(prev), join(next));
            let length = a.distance(b);
            if length < 1e-6 {
                continue;
            }
            let steps = (length / 0.45).ceil().max(1.0) as u32;
            let d = (b - a) / length;
            let u_axis = frame.x * d.x + frame.y * d.y;
            let color = self.color;
            let surface = self.surfaces.entry(finish).or_default();
            let base = surface.corners.len() as u32;
            for j in 0..=depth_steps {
                let z = z0 + (z1 - z0) * j as f32 / depth_steps as f32;
                for k in 0..=steps {
                    let t = k as f32 / steps as f32;
                    let p = a.lerp(b, t);
                    let nn = na.lerp(nb, t).normalize_or(own);
                    surface.corners.push(Corner {
                        position: frame.p(p.x, p.y, z),
                        normal: frame.x * nn.x + frame.y * nn.y,
                        u_axis,
                        v_axis: -frame.z,
                        uv_m: Vec2::new(run + length * t, -z),
                        color,
                    });
                }
            }
            grid_indices(surface, base, steps, depth_steps, inward != (z1 < z0));
            run += length;
        }
    }

    /// Sweeps a profile along a path in a plane. Profile points are (a, b): a towards the left of travel as seen with the
    /// path's `up` towards the onlooker, b along `up`. A profile that climbs (+b) faces +a. Corners are mitred.
    pub fn sweep(&mut self, finish: Finish, path: &Path, profile: &[Vec2], step: f32) {
        let n = path.points.len();
        if n < 2 || profile.len() < 2 {
            return;
        }
        let segments = if path.closed { n } else { n - 1 };
        let dir = |i: usize| (path.points[(i + 1) % n] - path.points[i]).normalize_or_zero();
        let side = |i: usize| path.up.cross(dir(i)).normalize_or_zero();
        let miter = |i: usize, j: usize| {
            let (a, b) = (side(i), side(j));
            let m = (a + b).normalize_or(a);
            m / m.dot(a).max(0.25)
        };
        // Normals and running length of the profile.
        let seg = |k: usize| (profile[k + 1] - profile[k]).normalize_or_zero();
        let face = |k: usize| {
            let s = seg(k);
            Vec2::new(s.y, -s.x)
        };
        let mut v_run = vec![0.0f32; profile.len()];
        for k in 1..profile.len() {
            v_run[k] = v_run[k - 1] + profile[k].distance(profile[k - 1]);
        }
        let mut u_run = 0.0;
        for i in 0..segments {
            let (p0, p1) = (path.points[i], path.points[(i + 1) % n]);
            let length = p0.distance(p1);
            if length < 1e-6 {
                continue;
            }
            let m0 = if i > 0 {
                miter(i - 1, i)
            } else if path.closed {
                miter(n - 1, i)
            } else {
                side(i)
            };
            let m1 = if i + 1 < segments {
                miter(i, i + 1)
            } else if path.closed {
                miter(i, 0)
            } else {
                side(i)
            };
            // On curves the light runs round; on corners it breaks.
            let blend = |other: Option<usize>| match other {
                Some(o) if dir(o).dot(dir(i)) > SMOOTH_COS => (side(o) + side(i)).normalize_or(side(i)),
                _ => side(i),
            };
            let prev = if i > 0 { Some(i - 1) } else { path.closed.then(|| n - 1) };
            let next = if i + 1 < segments { Some(i + 1) } else { path.closed.then_some(0) };
            let (s0, s1) = (blend(prev), blend(next));
            let steps = (length / step).ceil().max(1.0) as u32;
            let d = dir(i);
            let color = self.color;
            let surface = self.surfaces.entry(finish).or_default();
            for k in 0..profile.len() - 1 {
                let own = face(k);
                let soft = |other: Option<usize>| match other.map(face) {
                    Some(o) if o.dot(own) > SMOOTH_COS => (o + own).normalize_or(own),
                    _ => own,
                };
                let (na, nb) = (soft(k.checked_sub(1)), soft((k + 2 < profile.len()).then_some(k + 1)));
                let base = surface.corners.len() as u32;
                for (q, nn) in [(k, na), (k + 1, nb)] {
                    for j in 0..=steps {
                        let t = j as f32 / steps as f32;
                        let at = p0.lerp(p1, t) + m0.lerp(m1, t) * profile[q].x + path.up * profile[q].y;
                        let sd = s0.lerp(s1, t).normalize_or(side(i));
                        let slope = (sd * seg(k).x + path.up * seg(k).y).normalize_or(path.up);
                        surface.corners.push(Corner {
                            position: at,
                            normal: (sd * nn.x + path.up * nn.y).normalize_or(sd),
                            u_axis: d,
                            v_axis: slope,
                            uv_m: Vec2::new(u_run + length * t, v_run[q]),
                            color,
                        });
                    }
                }
                grid_indices(surface, base, steps, 1, true);
            }
            u_run += length;
        }
    }

    /// Turns a profile of (radius, height) about the frame's y. A rising profile faces outward.
    pub fn lathe(&mut self, finish: Finish, frame: &Frame, profile: &[Vec2], segments: u32) {
        if profile.len() < 2 {
            return;
        }
        let seg = |k: usize| (profile[k + 1] - profile[k]).normalize_or_zero();
        let face = |k: usize| {
            let s = seg(k);
            Vec2::new(s.y, -s.x)
        };
        let color = self.color;
        let surface = self.surfaces.entry(finish).or_default();
        let mut v_run = 0.0;
        let around = profile.iter().map(|p| p.x).fold(0.0, f32::max) * std::f32::consts::TAU;
        for k in 0..profile.len() - 1 {
            let own = face(k);
            let soft = |other: Option<usize>| match other.map(face) {
                Some(o) if o.dot(own) > SMOOTH_COS => (o + own).normalize_or(own),
                _ => own,
            };
            let ends = [(k, soft(k.checked_sub(1))), (k + 1, soft((k + 2 < profile.len()).then_some(k + 1)))];
            let length = profile[k].distance(profile[k + 1]);
            let base = surface.corners.len() as u32;
            for (e, (q, nn)) in ends.into_iter().enumerate() {
                for j in 0..=segments {
                    let t = std::f32::consts::TAU * j as f32 / segments as f32;
                    let (s, c) = t.sin_cos();
                    let radial = frame.z * c + frame.x * s;
                    surface.corners.push(Corner {
                        position: frame.o + radial * profile[q].x + frame.y * profile[q].y,
                        normal: (radial * nn.x + frame.y * nn.y).normalize_or(frame.y),
                        u_axis: frame.x * c - frame.z * s,
                        v_axis: (radial * seg(k).x + frame.y * seg(k).y).normalize_or(frame.y),
                        uv_m: Vec2::new(around * j as f32 / segments as f32, v_run + length * e as f32),
                        color,
                    });
                }
            }
            grid_indices(surface, base, segments, 1, false);
            v_run += length;
        }
    }

    /// A round bar along points.
    pub fn tube(&mut self, finish: Finish, points: &[Vec3], radius: f32, sides: u32) {
        if points.len() < 2 {
            return;
        }
        let n = points.len();
        let tangent = |i: usize| (points[(i + 1).min(n - 1)] - points[i.saturating_sub(1)]).normalize_or(Vec3::Y);
        let mut side = tangent(0).any_orthonormal_vector();
        let color = self.color;
        let surface = self.surfaces.entry(finish).or_default();
        let base = surface.corners.len() as u32;
        let mut run = 0.0;
        for i in 0..n {
            let t = tangent(i);
            side = (side - t * side.dot(t)).normalize_or(t.any_orthonormal_vector());
            let other = t.cross(side);
            if i > 0 {
                run += points[i].distance(points[i - 1]);
            }
            for j in 0..=sides {
                let (s, c) = (std::f32::consts::TAU * j as f32 / sides as f32).sin_cos();
                let normal = side * c + other * s;
                surface.corners.push(Corner {
                    position: points[i] + normal * radius,
                    normal,
                    u_axis: other * c - side * s,
                    v_axis: t,
                    uv_m: Vec2::new(radius * std::f32::consts::TAU * j as f32 / sides as f32, run),
                    color,
                });
            }
        }
        grid_indices(surface, base, sides, n as u32 - 1, false);
    }

    /// A grid of points from a function of (i, j); normals are taken from neighbours, rows run up.
    pub fn sheet(&mut self, finish: Finish, nx: u32, ny: u32, point: impl Fn(u32, u32) -> Vec3, flip: bool) {
        let color = self.color;
        let surface = self.surfaces.entry(finish).or_default();
        let base = surface.corners.len() as u32;
        let mut v = vec![0.0f32; nx as usize + 1];
        for j in 0..=ny {
            let mut u = 0.0;
            for i in 0..=nx {
                let p = point(i, j);
                let du = point((i + 1).min(nx), j) - point(i.saturating_sub(1), j);
                let dv = point(i, (j + 1).min(ny)) - point(i, j.saturating_sub(1));
                let mut normal = du.cross(dv).normalize_or(Vec3::Y);
                if flip {
                    normal = -normal;
                }
                if i > 0 {
                    u += p.distance(point(i - 1, j));
                }
                if j > 0 {
                    v[i as usize] += p.distance(point(i, j - 1));
                }
                surface.corners.push(Corner {
                    position: p,
                    normal,
                    u_axis: du.normalize_or(Vec3::X),
                    v_axis: -dv.normalize_or(Vec3::Y),
                    uv_m: Vec2::new(u, -v[i as usize]),
                    color,
                });
            }
        }
        grid_indices(surface, base, nx, ny, flip);
    }

    /// A grid with texture coordinates of its own: `point(s, t)` for 0..1 gives the place and the coordinates 0..1.
    pub fn backdrop(&mut self, finish: Finish, nx: u32, ny: u32, toward: Vec3, point: impl Fn(f32, f32) -> (Vec3, Vec2)) {
        let color = self.color;
        let surface = self.surfaces.entry(finish).or_default();
        let base = surface.corners.len() as u32;
        for j in 0..=ny {
            for i in 0..=nx {
                let (position, uv) = point(i as f32 / nx as f32, j as f32 / ny as f32);
                let normal = (toward - position).normalize_or(Vec3::Y);
                let u_axis = normal.any_orthonormal_vector();
                surface.corners.push(Corner { position, normal, u_axis, v_axis: -normal.cross(u_axis), uv_m: uv, color });
            }
        }
        // Whichever way round faces the onlooker.
        let middle = (nx / 2 + (ny / 2) * (nx + 1)) as usize + base as usize;
        let c = |k: usize| surface.corners[k].position;
        let facing = (c(middle + 1) - c(middle)).cross(c(middle + nx as usize + 1) - c(middle)).dot(toward - c(middle)) > 0.0;
        grid_indices(surface, base, nx, ny, !facing);
    }

    /// Makes the draw-ready mesh. Baked light is zero until the bake fills it.
    pub fn finish(self) -> MeshProduct {
        let mut mesh = Mesh { baked_light: true, ..Mesh::default() };
        let mut textures = Vec::new();
        for (finish, s) in self.surfaces {
            if s.indices.is_empty() {
                continue;
            }
            let base = mesh.vertices.len() as u32;
            let first_index = mesh.indices.len() as u32;
            let tile = finish.tile_m();
            mesh.vertices.extend(s.corners.iter().map(|c| vertex(c, tile)));
            mesh.indices.extend(s.indices.iter().map(|i| base + i));
            let bounds = Aabb::of_points(s.corners.iter().map(|c| c.position));
            let pictures = finish.textures();
            let key = textures.len() as u64;
            let material = finish.material(&pictures.iter().enumerate().map(|(i, t)| (t.usage, TextureKey(key + i as u64))).collect::<Vec<_>>());
            textures.extend(pictures);
            mesh.submeshes.push(Submesh { first_index, index_count: s.indices.len() as u32, material: mesh.materials.len() as u32, bounds });
            mesh.materials.push(material);
            mesh.bounds = mesh.bounds.union(bounds);
        }
        MeshProduct { mesh, textures }
    }
}

fn grid_indices(surface: &mut Surface, base: u32, nx: u32, ny: u32, flip: bool) {
    let row = nx + 1;
    for j in 0..ny {
        for i in 0..nx {
            let a = base + j * row + i;
            let quad = [a, a + 1, a + row + 1, a + row];
            for [p, q, r] in [[quad[0], quad[1], quad[2]], [quad[0], quad[2], quad[3]]] {
                let c = |k: u32| surface.corners[k as usize].position;
                if (c(q) - c(p)).cross(c(r) - c(p)).length_squared() > 1e-14 {
                    surface.indices.extend(if flip { [p, r, q] } else { [p, q, r] });
                }
            }
        }
    }
}

fn vertex(c: &Corner, tile: Vec2) -> Vertex {
    let t = (c.u_axis - c.normal * c.u_axis.dot(c.normal)).normalize_or(c.normal.any_orthonormal_vector());
    // In pictures v runs down, in normal maps y runs up: the bitangent points against v.
    let sign = if c.normal.cross(t).dot(-c.v_axis) < 0.0 { -1.0 } else { 1.0 };
    let q = |v: f32| (v * 127.0).round() as i8;
    Vertex {
        position: c.position.to_array(),
        normal_oct: oct_encode(c.normal),
        tangent: [q(t.x), q(t.y), q(t.z), q(sign)],
        uv0: (c.uv_m / tile).to_array(),
        color: c.color,
        uv1_or_light: [0; 2],
    }
}
