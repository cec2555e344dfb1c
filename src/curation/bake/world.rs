//! The hall as rays see it.

use std::collections::BTreeMap;

use glam::{Vec2, Vec3};
use rayon::prelude::*;

use super::{BakeLight, arriving};
use crate::{
    curation::{
        hall::{Frame, Progress, SkyPortal},
        product::{MeshProduct, RawTexture},
    },
    scene::{
        Aabb, AlphaMode, Bvh, LightKind, Material, Probe, Ray, Sh9, TextureKey,
        mesh::{oct_decode, rgb9e5_encode},
    },
};

/// Rays per vertex for light from other walls.
const GATHER_RAYS: usize = 72;
/// Bounces after the first arrival of light.
const BOUNCES: usize = 4;
/// Rays per probe.
const PROBE_RAYS: usize = 768;
/// Luminance of what is seen through open doors, cd/m2: the next hall, lit like this one.
const BEYOND_DOORS: Vec3 = Vec3::new(3.4, 2.5, 1.7);
/// A place that sees more backs than this part of its rays lies inside something.
const BURIED: f32 = 0.30;
/// Most that a lamp's globe shows in the image light, cd/m2: its light is already a lamp's.
const GLOBE_IN_CUBE: f32 = 60.0;

/// Something that throws shadows but is not part of the hall: a box in a frame.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// Its place.
    pub frame: Frame,
    /// Least corner in the frame.
    pub min: Vec3,
    /// Greatest corner.
    pub max: Vec3,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Opaque,
    Glass,
    Sky,
    Lamp,
}

struct Surface {
    kind: Kind,
    /// Mean reflectance (or transmittance of glass).
    albedo: Vec3,
    emissive: Vec3,
    sky: Option<RawTexture>,
}

/// A place with a direction, shared by the vertices that meet there.
#[derive(Clone, Copy)]
struct Site {
    position: Vec3,
    normal: Vec3,
    /// A little off the surface and towards its triangles.
    eye: Vec3,
}

#[derive(Clone, Copy)]
struct Seen {
    triangle: u32,
    u: f32,
    v: f32,
}

/// Marks for rays that meet nothing that reflects.
const DOOR: u32 = u32::MAX;
const DARK: u32 = u32::MAX - 1;

/// The hall for rays, with the light of its vertices once gathered.
pub struct World {
    surfaces: Vec<Surface>,
    uv: Vec<Vec2>,
    color: Vec<Vec3>,
    site_of: Vec<u32>,
    sites: Vec<Site>,
    neighbours: Vec<Vec<u32>>,
    /// Corners of every triangle (global vertex numbers) and its surface.
    triangles: Vec<([u32; 3], u32)>,
    opaque: Bvh,
    opaque_ids: Vec<u32>,
    glass: Bvh,
    glass_ids: Vec<u32>,
    indirect: Vec<Vec3>,
    direct: Vec<Vec3>,
}

fn srgb_to_linear(v: u8) -> f32 {
    let v = f32::from(v) / 255.0;
    if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

fn texture(product: &MeshProduct, key: Option<TextureKey>) -> Option<&RawTexture> {
    product.textures.get(usize::try_from(key?.0).ok()?)
}

fn surface(product: &MeshProduct, m: &Material) -> Surface {
    let base = Vec3::new(m.base_color[0], m.base_color[1], m.base_color[2]);
    let mut mean = Vec3::ONE;
    if let Some(t) = texture(product, m.base_color_texture.map(|t| t.key)) {
        let step = (t.rgba.len() / 4 / 4096).max(1) * 4 + 4;
        let mut sum = Vec3::ZERO;
        let mut n = 0.0;
        for p in t.rgba.chunks_exact(4).step_by(step / 4) {
            sum += Vec3::new(srgb_to_linear(p[0]), srgb_to_linear(p[1]), srgb_to_linear(p[2]));
            n += 1.0;
        }
        mean = sum / f32::max(n, 1.0);
    }
    let emissive = Vec3::from(m.emissive);
    let kind = if m.alpha_mode == AlphaMode::Blend || m.transmission > 0.0 {
        Kind::Glass
    } else if m.emissive_texture.is_some() {
        Kind::Sky
    } else if emissive.max_element() > 0.0 {
        Kind::Lamp
    } else {
        Kind::Opaque
    };
    let albedo = match kind {
        Kind::Glass if m.base_color[3] < 0.99 => base * (1.0 - m.base_color[3]),
        // Metals reflect as well as they colour, but to one side; their share of the room's light is smaller.
        _ => base * mean * if m.metallic > 0.5 && m.metallic_roughness_texture.is_none() { 0.7 } else { 1.0 },
    };
    Surface { kind, albedo: albedo.min(Vec3::splat(0.92)), emissive, sky: texture(product, m.emissive_texture.map(|t| t.key)).cloned() }
}

impl World {
    /// Sees the meshes and bodies.
    pub fn new(meshes: &[MeshProduct], bodies: &[Body]) -> Self {
        let mut surfaces = Vec::new();
        let (mut positions, mut normals, mut uv, mut color) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut triangles: Vec<([u32; 3], u32)> = Vec::new();
        for p in meshes {
            let first_surface = surfaces.len() as u32;
            surfaces.extend(p.mesh.materials.iter().map(|m| surface(p, m)));
            let base = positions.len() as u32;
            for v in &p.mesh.vertices {
                positions.push(Vec3::from(v.position));
                normals.push(oct_decode(v.normal_oct));
                uv.push(Vec2::from(v.uv0));
                color.push(Vec3::new(f32::from(v.color[0]), f32::from(v.color[1]), f32::from(v.color[2])) / 255.0);
            }
            for s in &p.mesh.submeshes {
                let range = s.first_index as usize..(s.first_index + s.index_count) as usize;
                triangles.extend(p.mesh.indices[range].chunks_exact(3).map(|t| ([base + t[0], base + t[1], base + t[2]], first_surface + s.material)));
            }
        }
        let own_vertices = positions.len();
        if !bodies.is_empty() {
            surfaces.push(Surface { kind: Kind::Opaque, albedo: Vec3::new(0.25, 0.18, 0.11), emissive: Vec3::ZERO, sky: None });
        }
        for b in bodies {
            let base = positions.len() as u32;
            for k in 0..8u32 {
                let pick = |bit: u32, lo: f32, hi: f32| if k & bit == 0 { lo } else { hi };
                positions.push(b.frame.p(pick(1, b.min.x, b.max.x), pick(2, b.min.y, b.max.y), pick(4, b.min.z, b.max.z)));
                normals.push(Vec3::Y);
                uv.push(Vec2::ZERO);
                color.push(Vec3::ONE);
            }
            for q in [[0, 4, 6, 2], [1, 3, 7, 5], [0, 1, 5, 4], [2, 6, 7, 3], [0, 2, 3, 1], [4, 5, 7, 6]] {
                for t in [[q[0], q[1], q[2]], [q[0], q[2], q[3]]] {
                    triangles.push((t.map(|i| base + i), surfaces.len() as u32 - 1));
                }
            }
        }
        let pick = |want_glass: bool| -> (Bvh, Vec<u32>) {
            let ids: Vec<u32> =
                (0..triangles.len() as u32).filter(|&i| (surfaces[triangles[i as usize].1 as usize].kind == Kind::Glass) == want_glass).collect();
            let indices: Vec<u32> = ids.iter().flat_map(|&i| triangles[i as usize].0).collect();
            (Bvh::build(&positions, &indices), ids)
        };
        let (opaque, opaque_ids) = pick(false);
        let (glass, glass_ids) = pick(true);

        // Sites: vertices at one place that face one way.
        let mut inward = vec![Vec3::ZERO; positions.len()];
        let mut reach = vec![f32::INFINITY; positions.len()];
        for (t, _) in &triangles {
            let c = (positions[t[0] as usize] + positions[t[1] as usize] + positions[t[2] as usize]) / 3.0;
            for &i in t {
                let d = c - positions[i as usize];
                inward[i as usize] += d.normalize_or_zero();
                reach[i as usize] = reach[i as usize].min(d.length());
            }
        }
        let mut map = BTreeMap::new();
        let mut sites: Vec<Site> = Vec::new();
        let mut site_of = Vec::with_capacity(positions.len());
        let mut pull: Vec<Vec3> = Vec::new();
        let mut near: Vec<f32> = Vec::new();
        for i in 0..positions.len() {
            let q = (positions[i] * 500.0).round().as_ivec3();
            let n = (normals[i] * 8.0).round().as_ivec3();
            let id = *map.entry((q.to_array(), n.to_array(), i >= own_vertices)).or_insert_with(|| {
                sites.push(Site { position: positions[i], normal: normals[i], eye: positions[i] });
                pull.push(Vec3::ZERO);
                near.push(0.0);
                sites.len() as u32 - 1
            });
            pull[id as usize] += inward[i];
            near[id as usize] = f32::max(near[id as usize], if reach[i].is_finite() { reach[i] } else { 0.0 });
            site_of.push(id);
        }
        for (k, s) in sites.iter_mut().enumerate() {
            let d = pull[k] - s.normal * pull[k].dot(s.normal);
            s.eye = s.position + d.normalize_or_zero() * (near[k] * 0.3).min(0.03) + s.normal * 0.004;
        }
        let mut edges: Vec<(u32, u32)> = Vec::new();
        for (t, _) in &triangles {
            for k in 0..3 {
                let (a, b) = (site_of[t[k] as usize], site_of[t[(k + 1) % 3] as usize]);
                if a != b && sites[a as usize].normal.dot(sites[b as usize].normal) > 0.8 {
                    edges.push((a.min(b), a.max(b)));
                }
            }
        }
        edges.sort_unstable();
        edges.dedup();
        let mut neighbours = vec![Vec::new(); sites.len()];
        for (a, b) in edges {
            neighbours[a as usize].push(b);
            neighbours[b as usize].push(a);
        }
        let n = sites.len();
        Self {
            surfaces,
            uv,
            color,
            site_of,
            sites,
            neighbours,
            triangles,
            opaque,
            opaque_ids,
            glass,
            glass_ids,
            indirect: vec![Vec3::ZERO; n],
            direct: vec![Vec3::ZERO; n],
        }
    }

    /// Colour of light after the panes on a segment.
    fn through_glass(&self, from: Vec3, to: Vec3) -> Vec3 {
        let mut tint = Vec3::ONE;
        if self.glass.is_empty() {
            return tint;
        }
        let mut ray = Ray::between(from, to);
        for _ in 0..6 {
            let Some(h) = self.glass.closest(&ray) else { break };
            let (corners, surface) = self.triangles[self.glass_ids[h.triangle as usize] as usize];
            tint *= self.surfaces[surface as usize].albedo * self.color[corners[0] as usize];
            let start = ray.at(h.t) + (to - from).normalize_or_zero() * 1e-3;
            ray = Ray::between(start, to);
            if ray.direction.dot(to - from) <= 0.0 {
                break;
            }
        }
        tint
    }

    fn sky_at(&self, surface: &Surface, corners: [u32; 3], u: f32, v: f32) -> Vec3 {
        let Some(t) = &surface.sky else { return surface.emissive };
        let [a, b, c] = corners.map(|i| self.uv[i as usize]);
        let p = a * (1.0 - u - v) + b * u + c * v;
        let x = ((p.x.rem_euclid(1.0) * t.width as f32) as u32).min(t.width - 1);
        let y = ((p.y.rem_euclid(1.0) * t.height as f32) as u32).min(t.height - 1);
        let i = ((y * t.width + x) * 4) as usize;
        Vec3::new(srgb_to_linear(t.rgba[i]), srgb_to_linear(t.rgba[i + 1]), srgb_to_linear(t.rgba[i + 2])) * surface.emissive
    }

    /// Light of the sky along a ray, if the sky is what it meets.
    fn sky_along(&self, from: Vec3, direction: Vec3) -> Option<Vec3> {
        let ray = Ray::new(from, direction);
        let h = self.opaque.closest(&ray)?;
        let (corners, s) = self.triangles[self.opaque_ids[h.triangle as usize] as usize];
        let surface = &self.surfaces[s as usize];
        (surface.kind == Kind::Sky).then(|| self.sky_at(surface, corners, h.u, h.v) * self.through_glass(from, ray.at(h.t)))
    }

    fn lamp_share(&self, l: &BakeLight, at: Vec3, seed: u32) -> f32 {
        let samples = if l.light.source_radius > 0.05 { 4 } else { 1 };
        let mut open = 0;
        for k in 0..samples {
            let mut target = l.light.position;
            if samples > 1 {
                target += sphere(k, samples, random(seed, k as u32)) * l.light.source_radius * 0.8;
            }
            let d = target - at;
            let length = d.length();
            if length <= l.clearance {
                open += 1;
                continue;
            }
            let ray = Ray { origin: at, direction: d / length, t_max: length - l.clearance };
            open += usize::from(!self.opaque.any(&ray));
        }
        open as f32 / samples as f32
    }

    /// Gathers all light.
    pub fn gather(&mut self, lights: &[BakeLight], portals: &[SkyPortal], progress: Progress) {
        let this = &*self;
        let lit: Vec<(Vec3, Vec3)> =
            this.sites.par_iter().enumerate().map(|(i, s)| (this.lamps_at(s, i as u32, lights), this.sky_at_site(s, i as u32, portals))).collect();
        progress(0.45);
        let rays: Vec<(Vec<Seen>, bool)> = this.sites.par_iter().enumerate().map(|(i, s)| this.look_around(s, i as u32)).collect();
        progress(0.85);
        let (mut direct, mut sky): (Vec<Vec3>, Vec<Vec3>) = lit.into_iter().unzip();
        let buried: Vec<bool> = rays.iter().map(|r| r.1).collect();
        this.fill_buried(&mut direct, &buried);
        this.fill_buried(&mut sky, &buried);
        let mut bounce = vec![Vec3::ZERO; this.sites.len()];
        for _ in 0..BOUNCES {
            let light: Vec<Vec3> = (0..bounce.len()).map(|i| direct[i] + sky[i] + bounce[i]).collect();
            bounce = rays.par_iter().map(|(seen, _)| seen.iter().map(|h| this.reflected(h, &light)).sum::<Vec3>() / seen.len().max(1) as f32).collect();
            this.fill_buried(&mut bounce, &buried);
            this.smooth(&mut bounce, 2);
        }
        this.smooth(&mut sky, 1);
        self.indirect = (0..bounce.len()).map(|i| sky[i] + bounce[i]).collect();
        self.direct = direct;
    }

    fn lamps_at(&self, s: &Site, seed: u32, lights: &[BakeLight]) -> Vec3 {
        let mut sum = Vec3::ZERO;
        for (k, l) in lights.iter().enumerate() {
            if let Some((to, e)) = arriving(&l.light, s.position) {
                let cos = s.normal.dot(to);
                if cos > 0.0 && e.max_element() * cos > 0.02 {
                    sum += e * cos * std::f32::consts::FRAC_1_PI * self.lamp_share(l, s.eye, seed.wrapping_mul(31).wrapping_add(k as u32));
                }
            }
        }
        sum
    }

    fn sky_at_site(&self, s: &Site, seed: u32, portals: &[SkyPortal]) -> Vec3 {
        let mut sum = Vec3::ZERO;
        for (k, p) in portals.iter().enumerate() {
            let area = 4.0 * p.half_x.length() * p.half_y.length();
            let normal = p.half_x.cross(p.half_y).normalize_or_zero();
            let d = p.center - s.eye;
            let size = p.half_x.length() + p.half_y.length();
            if s.normal.dot(d) < -size {
                continue;
            }
            let solid = area / (d.length_squared() + area * 0.25);
            let grid = ((solid * 30.0).sqrt().ceil() as u32).clamp(2, 5);
            let piece = area / (grid * grid) as f32;
            for j in 0..grid {
                for i in 0..grid {
                    let n = seed.wrapping_mul(97).wrapping_add((k as u32 * 64) + j * grid + i);
                    let x = (i as f32 + random(n, 1)) / grid as f32 * 2.0 - 1.0;
                    let y = (j as f32 + random(n, 2)) / grid as f32 * 2.0 - 1.0;
                    let to = p.center + p.half_x * x + p.half_y * y - s.eye;
                    let distance2 = to.length_squared().max(0.04);
                    let dir = to / distance2.sqrt();
                    let cos = s.normal.dot(dir);
                    if cos <= 0.0 {
                        continue;
                    }
                    if let Some(l) = self.sky_along(s.eye, dir) {
                        sum += l * cos * dir.dot(normal).abs() * piece / distance2 * std::f32::consts::FRAC_1_PI;
                    }
                }
            }
        }
        sum
    }

    /// Cosine-spread rays; what each meets, and whether the place lies inside something.
    fn look_around(&self, s: &Site, seed: u32) -> (Vec<Seen>, bool) {
        let (t, b) = s.normal.any_orthonormal_pair();
        let (turn, lift) = (random(seed, 11), random(seed, 12));
        let mut backs = 0;
        let seen = (0..GATHER_RAYS)
            .map(|k| {
                let r2 = ((k as f32 + lift) / GATHER_RAYS as f32).clamp(0.0, 0.999);
                let a = std::f32::consts::TAU * (k as f32 * 0.618_034 + turn);
                let r = r2.sqrt();
                let d = t * (r * a.cos()) + b * (r * a.sin()) + s.normal * (1.0 - r2).sqrt();
                match self.opaque.closest(&Ray::new(s.eye, d)) {
                    None => Seen { triangle: DOOR, u: 0.0, v: 0.0 },
                    Some(h) => {
                        let id = self.opaque_ids[h.triangle as usize];
                        let kind = self.surfaces[self.triangles[id as usize].1 as usize].kind;
                        if h.back && kind == Kind::Opaque {
                            backs += 1;
                        }
                        if kind != Kind::Opaque || h.back { Seen { triangle: DARK, u: 0.0, v: 0.0 } } else { Seen { triangle: id, u: h.u, v: h.v } }
                    }
                }
            })
            .collect();
        (seen, backs as f32 > BURIED * GATHER_RAYS as f32)
    }

    fn reflected(&self, h: &Seen, light: &[Vec3]) -> Vec3 {
        match h.triangle {
            DOOR => BEYOND_DOORS,
            DARK => Vec3::ZERO,
            id => {
                let (corners, s) = self.triangles[id as usize];
                let [a, b, c] = corners.map(|i| light[self.site_of[i as usize] as usize]);
                let tint = self.color[corners[0] as usize];
                self.surfaces[s as usize].albedo * tint * (a * (1.0 - h.u - h.v) + b * h.u + c * h.v)
            }
        }
    }

    /// Places inside something take the light of their neighbours.
    fn fill_buried(&self, light: &mut [Vec3], buried: &[bool]) {
        let mut known: Vec<bool> = buried.iter().map(|b| !b).collect();
        for _ in 0..6 {
            let mut found = Vec::new();
            for i in 0..light.len() {
                if !known[i] {
                    let from: Vec<Vec3> = self.neighbours[i].iter().filter(|&&k| known[k as usize]).map(|&k| light[k as usize]).collect();
                    if !from.is_empty() {
                        found.push((i, from.iter().sum::<Vec3>() / from.len() as f32));
                    }
                }
            }
            if found.is_empty() {
                break;
            }
            for (i, v) in found {
                light[i] = v;
                known[i] = true;
            }
        }
    }

    fn smooth(&self, light: &mut Vec<Vec3>, times: usize) {
        for _ in 0..times {
            *light = (0..light.len())
                .into_par_iter()
                .map(|i| {
                    let n = &self.neighbours[i];
                    if n.is_empty() {
                        return light[i];
                    }
                    let mean = n.iter().map(|&k| light[k as usize]).sum::<Vec3>() / n.len() as f32;
                    light[i] * 0.45 + mean * 0.55
                })
                .collect();
        }
    }

    /// Writes the light into the vertices of the meshes the world was made of.
    pub fn store(&self, meshes: &mut [MeshProduct]) {
        let mut i = 0;
        for p in meshes {
            for v in &mut p.mesh.vertices {
                let site = self.site_of[i] as usize;
                v.uv1_or_light = [rgb9e5_encode(self.indirect[site]), rgb9e5_encode(self.direct[site])];
                i += 1;
            }
        }
    }

    /// Radiance along a ray: reflected light, the sky, globes held back. `with_lamps` adds light that comes from lamps.
    fn radiance(&self, from: Vec3, direction: Vec3, with_globes: bool) -> Vec3 {
        let ray = Ray::new(from, direction);
        let Some(h) = self.opaque.closest(&ray) else { return BEYOND_DOORS };
        let (corners, s) = self.triangles[self.opaque_ids[h.triangle as usize] as usize];
        let surface = &self.surfaces[s as usize];
        let tint = self.through_glass(from, ray.at(h.t));
        let light = match surface.kind {
            Kind::Sky => self.sky_at(surface, corners, h.u, h.v),
            Kind::Lamp if with_globes => surface.emissive.min(Vec3::splat(GLOBE_IN_CUBE)),
            Kind::Lamp | Kind::Glass => Vec3::ZERO,
            Kind::Opaque => {
                let [a, b, c] = corners.map(|i| {
                    let site = self.site_of[i as usize] as usize;
                    self.indirect[site] + self.direct[site]
                });
                surface.albedo * self.color[corners[0] as usize] * (a * (1.0 - h.u - h.v) + b * h.u + c * h.v)
            }
        };
        light * tint
    }

    /// A cube of radiance about a point, faces as Vulkan lays them out, rows from the top.
    pub fn cube(&self, center: Vec3, px: u32) -> [Vec<Vec3>; 6] {
        let axes = [
            (Vec3::X, Vec3::NEG_Z, Vec3::NEG_Y),
            (Vec3::NEG_X, Vec3::Z, Vec3::NEG_Y),
            (Vec3::Y, Vec3::X, Vec3::Z),
            (Vec3::NEG_Y, Vec3::X, Vec3::NEG_Z),
            (Vec3::Z, Vec3::X, Vec3::NEG_Y),
            (Vec3::NEG_Z, Vec3::NEG_X, Vec3::NEG_Y),
        ];
        axes.map(|(forward, right, down)| {
            (0..px * px)
                .into_par_iter()
                .map(|i| {
                    let mut sum = Vec3::ZERO;
                    for k in 0..4u32 {
                        let s = ((i % px) as f32 + 0.25 + 0.5 * (k % 2) as f32) / px as f32 * 2.0 - 1.0;
                        let t = ((i / px) as f32 + 0.25 + 0.5 * (k / 2) as f32) / px as f32 * 2.0 - 1.0;
                        sum += self.radiance(center, (forward + right * s + down * t).normalize(), true);
                    }
                    sum * 0.25
                })
                .collect()
        })
    }

    /// Light where a thing stands; rays begin `radius` from its middle.
    pub fn probe(&self, center: Vec3, radius: f32, lights: &[BakeLight]) -> Probe {
        // Cosine lobe in spherical harmonics, over pi (Ramamoorthi & Hanrahan 2001).
        let lobe = |i: usize| {
            if i == 0 {
                1.0
            } else if i < 4 {
                2.0 / 3.0
            } else {
                0.25
            }
        };
        let mut probe = Probe::default();
        let weight = 4.0 * std::f32::consts::PI / PROBE_RAYS as f32;
        for k in 0..PROBE_RAYS {
            let d = sphere(k, PROBE_RAYS, 0.5);
            // What is indirect about the radiance of walls is all of it: their own lamps' light has bounced.
            let l = self.radiance(center + d * radius, d, false);
            for (i, y) in Sh9::basis(d).into_iter().enumerate() {
                probe.indirect.0[i] += l * (y * weight * lobe(i));
            }
        }
        for (k, l) in lights.iter().enumerate() {
            if let LightKind::Directional = l.light.kind {
                continue;
            }
            if let Some((to, e)) = arriving(&l.light, center) {
                let e = e * self.lamp_share(l, center + to * radius, k as u32);
                for (i, y) in Sh9::basis(to).into_iter().enumerate() {
                    probe.direct.0[i] += e * (y * lobe(i));
                }
            }
        }
        probe
    }

    /// Whether a ray escapes everything; for tests of tightness.
    pub fn escapes(&self, from: Vec3, direction: Vec3) -> bool {
        !self.opaque.any(&Ray::new(from, direction))
    }

    /// Bounds of all sites.
    pub fn bounds(&self) -> Aabb {
        Aabb::of_points(self.sites.iter().map(|s| s.position))
    }
}

/// Point `k` of `n` on the unit sphere (golden spiral), turned by `shift`.
fn sphere(k: usize, n: usize, shift: f32) -> Vec3 {
    let z = 1.0 - (2.0 * k as f32 + 1.0) / n as f32;
    let r = (1.0 - z * z).max(0.0).sqrt();
    let a = std::f32::consts::TAU * (k as f32 * 0.618_034 + shift);
    Vec3::new(r * a.cos(), z, r * a.sin())
}

/// Uniform 0..1 from two numbers (PCG hash, O'Neill 2014).
fn random(a: u32, b: u32) -> f32 {
    let mut h = a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA77);
    h = h.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
    let w = ((h >> ((h >> 28) + 4)) ^ h).wrapping_mul(277_803_737);
    (((w >> 22) ^ w) >> 8) as f32 / 16_777_216.0
}
