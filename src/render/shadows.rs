//! Shadow maps of spots and directional lamps: drawn once, and again only when the lamp or what stands in its light has changed.
//!
//! Redrawing one map per frame doubled the frame on a software rasteriser (490 ms against 219 for 200 models); a museum's lamps rest.

use std::hash::{DefaultHasher, Hash, Hasher};

use bytemuck::{Pod, Zeroable};
use glam::{Mat4, Vec3, Vec4};

use super::globals::{Globals, entry};
use super::gpu::Gpu;
use super::lights::{LampId, Lamps, bounding_sphere, reach};
use super::materials::Coverage;
use super::meshes::Meshes;
use super::scene_gpu::SceneOnGpu;
use crate::scene::{Aabb, Instance, Light, LightKind, Scene};

/// 16 bits over ten metres with the near plane at 0.1 m resolve 0.4 mm at five metres.
pub(super) const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Depth16Unorm;
/// Nearest shadow caster, metres from the lamp.
const NEAR: f32 = 0.1;
/// Maps drawn in one frame at most while moving.
const MAPS_PER_FRAME: usize = 4;

/// `ShadowView` of shadow.wgsl.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub(super) struct ShadowUniform {
    pub clip_from_world: [[f32; 4]; 4],
}

/// A lamp's shadow map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ShadowOf {
    pub layer: u32,
    pub clip_from_world: Mat4,
    /// World width of a texel: per metre of distance for spots, as it is for directional lamps.
    pub texel_world: f32,
}

struct Slot {
    id: LampId,
    shadow: ShadowOf,
    /// What the map was drawn from; `None` when it must be drawn.
    drawn: Option<u64>,
    used_in_frame: u64,
}

/// All shadow maps.
pub(super) struct Shadows {
    texture: wgpu::Texture,
    view: wgpu::TextureView,
    layers: Vec<wgpu::TextureView>,
    uniforms: Vec<(wgpu::Buffer, wgpu::BindGroup)>,
    slots: Vec<Slot>,
    pipeline: wgpu::RenderPipeline,
    edge_px: u32,
    /// The scene that the hashes were taken of.
    hashed: Option<u64>,
}

/// What both steps of a frame's shadows work on.
#[derive(Clone, Copy)]
pub(super) struct ShadowWork<'a> {
    pub gpu: &'a Gpu,
    pub scene: &'a Scene,
    pub things: &'a SceneOnGpu,
    pub frame: u64,
}

/// What drawing the shadow maps came to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ShadowsDrawn {
    pub maps: usize,
    pub draws: u32,
    pub triangles: u64,
    pub pending: bool,
}

impl Shadows {
    pub fn new(gpu: &Gpu, pipeline: wgpu::RenderPipeline) -> Self {
        // One layer until a lamp asks; grown by doubling.
        let (texture, view, layers) = maps(gpu, 1);
        Self { texture, view, layers, uniforms: Vec::new(), slots: Vec::new(), pipeline, edge_px: gpu.caps.shadow_px, hashed: None }
    }

    /// Edge of a map, texels.
    pub fn edge_px(&self) -> u32 {
        self.edge_px
    }

    /// Widest kernel, texels.
    pub fn widest_kernel(&self) -> f32 {
        self.edge_px as f32 / 170.0
    }

    /// The view of all maps.
    pub fn view(&self) -> &wgpu::TextureView {
        &self.view
    }

    /// A lamp's map that is ready to be read.
    pub fn of(&self, id: LampId) -> Option<ShadowOf> {
        self.slots.iter().find(|s| s.id == id && s.drawn.is_some()).map(|s| s.shadow)
    }

    /// Gives maps to the strongest lamps in view that throw shadows. Returns whether the texture of the maps is another one.
    pub fn assign(&mut self, work: ShadowWork<'_>, globals: &Globals, lamps: &Lamps, things_changed: bool) -> bool {
        let ShadowWork { gpu, scene, things, frame } = work;
        if things_changed {
            self.uniforms.clear();
        }
        let wanted = lamps.ids.iter().filter(|(id, _)| light(scene, *id).is_some_and(casts)).take(gpu.caps.max_shadows as usize);
        let mut count = 0;
        let mut new = Vec::new();
        for (id, _) in wanted {
            count += 1;
            match self.slots.iter_mut().find(|s| s.id == *id) {
                Some(slot) => slot.used_in_frame = frame,
                None => new.push(*id),
            }
        }
        let needed = (count as u32).max(1);
        let mut replaced = false;
        if needed > self.texture.depth_or_array_layers() {
            let layers = needed.next_power_of_two().min(gpu.caps.max_shadows);
            (self.texture, self.view, self.layers) = maps(gpu, layers);
            self.slots.iter_mut().for_each(|s| s.drawn = None);
            replaced = true;
        }
        let most = self.layers.len() as u32;
        for id in new {
            let free = (0..most).find(|l| self.slots.iter().all(|s| s.shadow.layer != *l));
            let layer = free.or_else(|| {
                let oldest = self.slots.iter().enumerate().filter(|(_, s)| s.used_in_frame < frame).min_by_key(|(_, s)| (s.used_in_frame, s.id))?;
                let at = oldest.0;
                Some(self.slots.remove(at).shadow.layer)
            });
            let (Some(layer), Some(l)) = (layer, light(scene, id)) else { continue };
            let (clip_from_world, texel_world) = projection(l, scene.cells.get(id.cell).map_or(Aabb::EMPTY, |c| c.bounds), self.edge_px);
            self.slots.push(Slot { id, shadow: ShadowOf { layer, clip_from_world, texel_world }, drawn: None, used_in_frame: frame });
        }
        if self.hashed != Some(scene.revision) {
            self.hashed = Some(scene.revision);
            let edge_px = self.edge_px;
            self.slots.retain_mut(|slot| {
                let Some(l) = light(scene, slot.id).filter(|l| casts(l)) else { return false };
                let (clip, texel) = projection(l, scene.cells.get(slot.id.cell).map_or(Aabb::EMPTY, |c| c.bounds), edge_px);
                slot.shadow.clip_from_world = clip;
                slot.shadow.texel_world = texel;
                if slot.drawn.is_some_and(|d| d != fingerprint(scene, slot.id, l)) {
                    slot.drawn = None;
                }
                true
            });
        }
        while self.uniforms.len() < self.layers.len() {
            let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("shadow view"),
                size: size_of::<ShadowUniform>() as u64,
                usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            });
            let group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
                label: Some("shadow view"),
                layout: &globals.layouts.shadow,
                entries: &[entry(0, buffer.as_entire_binding()), entry(1, things.buffer.as_entire_binding())],
            });
            self.uniforms.push((buffer, group));
        }
        replaced
    }

    /// Draws the maps that are out of date: a few per frame while moving, all at rest.
    pub fn draw(&mut self, work: ShadowWork<'_>, encoder: &mut wgpu::CommandEncoder, meshes: &Meshes, all: bool) -> ShadowsDrawn {
        let ShadowWork { gpu, scene, things, frame } = work;
        let mut out = ShadowsDrawn::default();
        for slot in self.slots.iter_mut().filter(|s| s.drawn.is_none() && s.used_in_frame == frame) {
            if !all && out.maps >= MAPS_PER_FRAME {
                out.pending = true;
                break;
            }
            let Some(l) = light(scene, slot.id) else { continue };
            let Some(cell) = scene.cells.get(slot.id.cell) else { continue };
            // What is still on its way to the device would be missing from the map for ever.
            let ready = cell.instances.iter().filter(|i| reaches(l, i)).all(|i| meshes.get(i.key).is_some());
            let layer = slot.shadow.layer as usize;
            let (Some(view), Some((buffer, group)), true) = (self.layers.get(layer), self.uniforms.get(layer), ready) else {
                out.pending = true;
                continue;
            };
            let uniform = ShadowUniform { clip_from_world: slot.shadow.clip_from_world.to_cols_array_2d() };
            gpu.queue.write_buffer(buffer, 0, bytemuck::bytes_of(&uniform));
            let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some("shadow"),
                depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                    view,
                    depth_ops: Some(wgpu::Operations { load: wgpu::LoadOp::Clear(1.0), store: wgpu::StoreOp::Store }),
                    stencil_ops: None,
                }),
                ..Default::default()
            });
            pass.set_pipeline(&self.pipeline);
            pass.set_bind_group(0, group, &[]);
            for (index, instance) in cell.instances.iter().enumerate().filter(|(_, i)| reaches(l, i)) {
                let Some(mesh) = meshes.get(instance.key) else { continue };
                let Some((vertices, indices)) = meshes.buffers(mesh.page) else { continue };
                pass.set_vertex_buffer(0, vertices.slice(..));
                pass.set_index_buffer(indices.slice(..), wgpu::IndexFormat::Uint32);
                let slot = things.slot(slot.id.cell, index);
                for s in &mesh.submeshes {
                    // Glass throws no shadow.
                    if mesh.materials.get(s.material).is_none_or(|m| m.coverage == Coverage::Blend) {
                        continue;
                    }
                    pass.draw_indexed(s.first_index..s.first_index + s.index_count, mesh.base_vertex as i32, slot..slot + 1);
                    out.draws += 1;
                    out.triangles += u64::from(s.index_count / 3);
                }
            }
            drop(pass);
            slot.drawn = Some(fingerprint(scene, slot.id, l));
            out.maps += 1;
        }
        out
    }
}

fn light(scene: &Scene, id: LampId) -> Option<&Light> {
    scene.cells.get(id.cell).and_then(|c| c.lights.get(id.light))
}

fn casts(l: &Light) -> bool {
    l.casts_shadow && !matches!(l.kind, LightKind::Point)
}

fn reaches(l: &Light, i: &Instance) -> bool {
    if !i.casts_shadow || i.world_bounds.is_empty() {
        return false;
    }
    match bounding_sphere(l) {
        None => true,
        Some((center, radius)) => (center.clamp(i.world_bounds.min, i.world_bounds.max) - center).length_squared() <= radius * radius,
    }
}

/// Everything a map depends on, as one number.
fn fingerprint(scene: &Scene, id: LampId, l: &Light) -> u64 {
    let mut h = DefaultHasher::new();
    let mut float = |v: f32| v.to_bits().hash(&mut h);
    l.position.to_array().into_iter().chain(l.direction.to_array()).for_each(&mut float);
    float(reach(l));
    if let LightKind::Spot { outer_angle, .. } = l.kind {
        float(outer_angle);
    }
    if let Some(cell) = scene.cells.get(id.cell) {
        cell.id.hash(&mut h);
        for i in cell.instances.iter().filter(|i| reaches(l, i)) {
            i.key.hash(&mut h);
            i.world_from_mesh.to_cols_array().map(f32::to_bits).hash(&mut h);
        }
    }
    h.finish()
}

/// Clip from world of a lamp (depth 0 near .. 1 far) and the world width of a texel.
fn projection(l: &Light, bounds: Aabb, edge_px: u32) -> (Mat4, f32) {
    let direction = l.direction.normalize_or(Vec3::NEG_Y);
    let side = if direction.y.abs() > 0.99 { Vec3::X } else { Vec3::Y };
    let right = direction.cross(side).normalize();
    let up = right.cross(direction);
    match l.kind {
        LightKind::Spot { outer_angle, .. } => {
            let tan = outer_angle.clamp(0.02, 1.45).tan() * 1.03;
            let far = reach(l).max(NEAR * 2.0);
            let (a, b) = (far / (far - NEAR), -far * NEAR / (far - NEAR));
            // Rows of the view, then x/tan, y/tan, a z + b over z.
            let row = |axis: Vec3| axis.extend(-axis.dot(l.position));
            let (x, y, z) = (row(right) / tan, row(up) / tan, row(direction));
            let m = Mat4::from_cols(x, y, z * a + Vec4::new(0.0, 0.0, 0.0, b), z).transpose();
            (m, 2.0 * tan / edge_px as f32)
        }
        _ => {
            // A box around the cell, seen along the light.
            let (c, h) = if bounds.is_empty() { (Vec3::ZERO, Vec3::splat(10.0)) } else { (bounds.center(), bounds.half_extent()) };
            let extent = |axis: Vec3| axis.abs().dot(h).max(0.1);
            let half = extent(right).max(extent(up));
            let depth = extent(direction);
            let row = |axis: Vec3, scale: f32, offset: f32| (axis * scale).extend(-axis.dot(c) * scale + offset);
            let m = Mat4::from_cols(row(right, 1.0 / half, 0.0), row(up, 1.0 / half, 0.0), row(direction, 0.5 / depth, 0.5), Vec4::W).transpose();
            (m, 2.0 * half / edge_px as f32)
        }
    }
}

fn maps(gpu: &Gpu, layers: u32) -> (wgpu::Texture, wgpu::TextureView, Vec<wgpu::TextureView>) {
    let edge = gpu.caps.shadow_px;
    let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("shadow maps"),
        size: wgpu::Extent3d { width: edge, height: edge, depth_or_array_layers: layers },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: FORMAT,
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING,
        view_formats: &[],
    });
    let view = texture.create_view(&wgpu::TextureViewDescriptor { dimension: Some(wgpu::TextureViewDimension::D2Array), ..Default::default() });
    let single = (0..layers)
        .map(|base_array_layer| {
            texture.create_view(&wgpu::TextureViewDescriptor {
                dimension: Some(wgpu::TextureViewDimension::D2),
                base_array_layer,
                array_layer_count: Some(1),
                ..Default::default()
            })
        })
        .collect();
    (texture, view, single)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lamp(kind: LightKind) -> Light {
        Light {
            kind,
            position: Vec3::new(1.0, 3.0, 2.0),
            direction: Vec3::new(0.2, -1.0, -0.3).normalize(),
            color: Vec3::ONE,
            intensity: 100.0,
            range: 6.0,
            casts_shadow: true,
            source_radius: 0.02,
        }
    }

    #[test]
    fn a_spot_sees_its_cone_from_near_to_range() {
        let l = lamp(LightKind::Spot { inner_angle: 0.3, outer_angle: 0.6 });
        let (m, texel) = projection(&l, Aabb::EMPTY, 512);
        let at = |p: Vec3| m.project_point3(p);
        let axis = at(l.position + l.direction * 3.0);
        assert!(axis.x.abs() < 1e-4 && axis.y.abs() < 1e-4 && axis.z > 0.0 && axis.z < 1.0);
        assert!(at(l.position + l.direction * NEAR).z.abs() < 1e-3);
        assert!((at(l.position + l.direction * 6.0).z - 1.0).abs() < 1e-3);
        let side = l.direction.any_orthonormal_vector();
        let edge = at(l.position + (l.direction * 0.6_f32.cos() + side * 0.6_f32.sin()) * 3.0);
        assert!(edge.truncate().length() < 1.0 && edge.truncate().length() > 0.9, "{edge}");
        assert!((texel - 2.0 * 0.6_f32.tan() * 1.03 / 512.0).abs() < 1e-5);
    }

    #[test]
    fn a_directional_lamp_sees_the_whole_cell() {
        let bounds = Aabb { min: Vec3::new(-4.0, 0.0, -3.0), max: Vec3::new(5.0, 4.0, 6.0) };
        let (m, _) = projection(&lamp(LightKind::Directional), bounds, 512);
        for i in 0..8 {
            let pick = |b: usize, lo: f32, hi: f32| if i >> b & 1 == 0 { lo } else { hi };
            let p = Vec3::new(pick(0, bounds.min.x, bounds.max.x), pick(1, bounds.min.y, bounds.max.y), pick(2, bounds.min.z, bounds.max.z));
            let c = m.project_point3(p);
            assert!(c.x.abs() <= 1.001 && c.y.abs() <= 1.001 && c.z >= -0.001 && c.z <= 1.001, "{c}");
        }
    }
}
