//! Small pictures of models for lists: a ray tracer over the model's triangles, without a graphics card.

use glam::{Vec2, Vec3};

use super::product::{MeshProduct, RawTexture, TextureUse};
use crate::scene::mesh::oct_decode;
use crate::scene::{Bvh, Mesh, Ray};

/// Rays of one texel along each edge.
const RAYS: u32 = 3;
/// Direction from which a model is seen: a little from the side and above.
const FROM: Vec3 = Vec3::new(0.42, 0.30, 1.0);
/// Tangent of half the field of view.
const TAN: f32 = 0.20;

/// Draws a model on a clear ground, `side` texels square. `None` for a model without triangles.
pub fn draw(model: &MeshProduct, side: u32) -> Option<RawTexture> {
    let mesh = &model.mesh;
    let side = side.clamp(8, 1024);
    if mesh.bounds.is_empty() || mesh.indices.is_empty() {
        return None;
    }
    let positions: Vec<Vec3> = mesh.vertices.iter().map(|v| v.position.into()).collect();
    let tree = Bvh::build(&positions, &mesh.indices);
    let materials = triangle_materials(mesh);
    let eye = Eye::before(mesh);
    let scene = Scene { model, tree, materials, radius: mesh.bounds.radius().max(1e-4), eye };
    let mut rgba = vec![0; (side * side * 4) as usize];
    use rayon::prelude::*;
    rgba.par_chunks_mut(side as usize * 4).enumerate().for_each(|(y, row)| {
        for (x, out) in row.chunks_exact_mut(4).enumerate() {
            let (mut sum, mut cover) = (Vec3::ZERO, 0.0);
            for i in 0..RAYS * RAYS {
                let within = Vec2::new((i % RAYS) as f32 + 0.5, (i / RAYS) as f32 + 0.5) / RAYS as f32;
                let at = (Vec2::new(x as f32, y as f32) + within) / side as f32;
                if let Some(color) = scene.look(at) {
                    sum += color;
                    cover += 1.0;
                }
            }
            if cover > 0.0 {
                let color = sum / cover;
                for (o, c) in out.iter_mut().zip(color.to_array()) {
                    *o = (srgb(c / (1.0 + c * 0.25)) * 255.0 + 0.5) as u8;
                }
                out[3] = (cover / (RAYS * RAYS) as f32 * 255.0 + 0.5) as u8;
            }
        }
    });
    Some(RawTexture { name: "portrait".into(), width: side, height: side, rgba, usage: TextureUse::Color })
}

fn srgb(linear: f32) -> f32 {
    let v = linear.clamp(0.0, 1.0);
    if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
}

fn linear(srgb: u8) -> f32 {
    let v = f32::from(srgb) / 255.0;
    if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

fn triangle_materials(mesh: &Mesh) -> Vec<u32> {
    let mut of = vec![0; mesh.indices.len() / 3];
    for run in &mesh.submeshes {
        let from = run.first_index as usize / 3;
        of.iter_mut().skip(from).take(run.index_count as usize / 3).for_each(|m| *m = run.material);
    }
    of
}

struct Eye {
    at: Vec3,
    right: Vec3,
    up: Vec3,
    forward: Vec3,
}

impl Eye {
    fn before(mesh: &Mesh) -> Self {
        let forward = -FROM.normalize();
        let right = forward.cross(Vec3::Y).normalize();
        let up = right.cross(forward);
        let center = mesh.bounds.center();
        // Far enough for every vertex, seen from the centre's direction.
        let reach = mesh
            .vertices
            .iter()
            .map(|v| Vec3::from(v.position) - center)
            .map(|p| p.dot(right).abs().max(p.dot(up).abs()) / TAN - p.dot(forward))
            .fold(0.0, f32::max);
        Self { at: center - forward * (reach * 1.06 + 1e-4), right, up, forward }
    }
}

struct Scene<'a> {
    model: &'a MeshProduct,
    tree: Bvh,
    materials: Vec<u32>,
    radius: f32,
    eye: Eye,
}

impl Scene<'_> {
    fn look(&self, at: Vec2) -> Option<Vec3> {
        let e = &self.eye;
        let direction = (e.forward + e.right * ((at.x * 2.0 - 1.0) * TAN) + e.up * ((1.0 - at.y * 2.0) * TAN)).normalize();
        let ray = Ray::new(e.at, direction);
        let hit = self.tree.closest(&ray)?;
        let mesh = &self.model.mesh;
        let corners = mesh.indices.get(hit.triangle as usize * 3..hit.triangle as usize * 3 + 3)?;
        let [a, b, c] = [0, 1, 2].map(|i| mesh.vertices[corners[i] as usize]);
        let weights = [1.0 - hit.u - hit.v, hit.u, hit.v];
        let mix3 = |f: &dyn Fn(&crate::scene::Vertex) -> Vec3| f(&a) * weights[0] + f(&b) * weights[1] + f(&c) * weights[2];
        let mut normal = mix3(&|v| oct_decode(v.normal_oct)).normalize_or(-direction);
        if normal.dot(direction) > 0.0 {
            normal = -normal;
        }
        let uv = [a, b, c].iter().zip(weights).map(|(v, w)| Vec2::from(v.uv0) * w).sum::<Vec2>();
        let material = mesh.materials.get(*self.materials.get(hit.triangle as usize)? as usize)?;
        let vertex_color = mix3(&|v| Vec3::new(f32::from(v.color[0]), f32::from(v.color[1]), f32::from(v.color[2])) / 255.0);
        let sample = |slot: &Option<crate::scene::TextureRef>| slot.as_ref().and_then(|t| self.model.textures.get(t.key.0 as usize)).map(|t| texel(t, uv));
        let base = sample(&material.base_color_texture).map_or(Vec3::ONE, |t| Vec3::new(linear(t[0]), linear(t[1]), linear(t[2])));
        let base = base * Vec3::from_slice(&material.base_color[..3]) * vertex_color;
        let data = sample(&material.metallic_roughness_texture).map_or(Vec2::ONE, |t| Vec2::new(f32::from(t[1]), f32::from(t[2])) / 255.0);
        let (roughness, metallic) = ((material.roughness * data.x).clamp(0.08, 1.0), material.metallic * data.y);
        let point = ray.at(hit.t);
        Some(self.shade(point, normal, direction, base, roughness, metallic))
    }

    /// A soft key from the upper left with a shadow, a fill, and a bright-above-dark-below room to mirror.
    fn shade(&self, point: Vec3, normal: Vec3, direction: Vec3, base: Vec3, roughness: f32, metallic: f32) -> Vec3 {
        let key = Vec3::new(-0.55, 0.8, 0.75).normalize();
        let fill = Vec3::new(0.9, 0.2, 0.5).normalize();
        let start = point + normal * (self.radius * 2e-3);
        let lit = if self.tree.any(&Ray::new(start, key)) { 0.12 } else { 1.0 };
        let room = |d: Vec3, blur: f32| {
            let sky = 0.5 + 0.5 * d.y;
            let window = ((d.dot(Vec3::new(-0.5, 0.7, 0.6).normalize()) - 0.55 + blur * 0.3) / (0.45 - blur * 0.1)).clamp(0.0, 1.0);
            Vec3::new(1.0, 0.95, 0.88) * (0.22 + 0.35 * sky) + Vec3::splat(window * window * (2.6 - 1.8 * blur))
        };
        let diffuse = base * (1.0 - metallic);
        let f0 = Vec3::splat(0.04).lerp(base, metallic);
        let light =
            Vec3::new(1.0, 0.94, 0.85) * (normal.dot(key).max(0.0) * lit * 1.7) + Vec3::splat(normal.dot(fill).max(0.0) * 0.35) + room(normal, 1.0) * 0.45;
        let mirrored = direction - normal * (2.0 * direction.dot(normal));
        let facing = (1.0 - normal.dot(-direction).clamp(0.0, 1.0)).powi(5);
        let fresnel = f0 + (Vec3::ONE - f0) * facing * (1.0 - roughness);
        let blocked = if self.tree.any(&Ray::new(start, mirrored)) { 0.35 } else { 1.0 };
        let half = (key - direction).normalize();
        let shine = 2.0 / (roughness * roughness) - 2.0;
        let highlight = normal.dot(half).max(0.0).powf(shine.clamp(1.0, 800.0)) * (shine + 8.0).min(120.0) / 25.0 * lit;
        diffuse * light + fresnel * (room(mirrored, roughness) * blocked + Vec3::splat(highlight * 0.6))
    }
}

fn texel(texture: &RawTexture, uv: Vec2) -> [u8; 4] {
    let wrap = |v: f32, n: u32| ((v - v.floor()) * n as f32) as u32 % n.max(1);
    let at = (wrap(uv.y, texture.height) * texture.width + wrap(uv.x, texture.width)) as usize * 4;
    texture.rgba.get(at..at + 4).and_then(|t| t.try_into().ok()).unwrap_or([255; 4])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::mesh::oct_encode;
    use crate::scene::{Aabb, Material, Submesh, Vertex};

    #[test]
    fn a_square_fills_the_middle_and_leaves_the_corners_clear() {
        let corner = |x: f32, y: f32| Vertex { position: [x, y, 0.0], normal_oct: oct_encode(Vec3::Z), color: [255; 4], ..Vertex::default() };
        let vertices = vec![corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)];
        let bounds = Aabb::of_points(vertices.iter().map(|v| Vec3::from(v.position)));
        let mesh = Mesh {
            vertices,
            indices: vec![0, 1, 2, 0, 2, 3],
            submeshes: vec![Submesh { first_index: 0, index_count: 6, material: 0, bounds }],
            materials: vec![Material { base_color: [0.8, 0.1, 0.1, 1.0], metallic: 0.0, ..Material::default() }],
            baked_light: false,
            bounds,
        };
        let picture = draw(&MeshProduct { mesh, textures: vec![] }, 64).expect("a picture");
        let at = |x: usize, y: usize| &picture.rgba[(y * 64 + x) * 4..][..4];
        assert_eq!(at(0, 0)[3], 0);
        let middle = at(32, 32);
        assert!(middle[3] == 255 && middle[0] > middle[1].saturating_mul(2), "{middle:?}");
        assert!(draw(&MeshProduct::default(), 64).is_none());
    }
}
