//! From what is visible to sorted lists of draws, and what each draw wants of its textures.

use super::globals::Globals;
use super::gpu::Gpu;
use super::materials::{Coverage, Materials};
use super::meshes::Meshes;
use super::passes::surfaces::{SurfaceKey, SurfacePipelines};
use super::scene_gpu::SceneOnGpu;
use super::textures::Textures;
use crate::scene::visible::Visibility;
use crate::scene::{Camera, MeshKey, Scene};

/// Nearer than this a surface does not ask for finer textures, metres.
const NEAREST: f32 = 0.002;

/// One draw of one run of one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Draw {
    pub key: SurfaceKey,
    pub cell: usize,
    pub instance: usize,
    pub mesh: MeshKey,
    pub submesh: usize,
    /// Place of the thing in the buffer of things.
    pub slot: u32,
    /// From the eye to the nearest point (covering) or the centre (blended) of the run's bounds, metres.
    pub distance: f32,
}

/// The draws of a frame. Kept between frames so that its buffers are reused.
#[derive(Default)]
pub(super) struct Draws {
    /// Nearest first within a pipeline.
    pub covering: Vec<Draw>,
    /// Farthest first.
    pub blended: Vec<Draw>,
}

/// How this frame's pictures are lit.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub fast: bool,
    pub samples: u32,
    /// Height of the scene's picture, pixels.
    pub height_px: u32,
    /// Mip bias of the samplers (0 or negative).
    pub mip_bias: f32,
}

impl Draws {
    /// Lists the draws of everything visible that is on the device.
    pub fn collect(&mut self, scene: &Scene, visibility: &Visibility, camera: &Camera, things: &SceneOnGpu, meshes: &Meshes, style: Style) {
        self.covering.clear();
        self.blended.clear();
        let eye = camera.eye();
        for seen in &visibility.seen {
            let Some(thing) = scene.cells.get(seen.cell).and_then(|c| c.instances.get(seen.instance)) else { continue };
            let Some(mesh) = meshes.get(thing.key) else { continue };
            let mirrored = thing.world_from_mesh.matrix3.determinant() < 0.0;
            let one = mesh.submeshes.len() == 1;
            for (index, submesh) in mesh.submeshes.iter().enumerate() {
                let Some(material) = mesh.materials.get(submesh.material) else { continue };
                let bounds = if one { thing.world_bounds } else { submesh.bounds.transformed(&thing.world_from_mesh) };
                if bounds.is_empty() || (!one && !visibility.touches(seen.cell, &bounds)) {
                    continue;
                }
                let key = SurfaceKey { coverage: material.coverage, fast: style.fast, double_sided: material.double_sided, mirrored, samples: style.samples };
                let blended = material.coverage == Coverage::Blend;
                let point = if blended { bounds.center() } else { eye.clamp(bounds.min, bounds.max) };
                let draw = Draw {
                    key,
                    cell: seen.cell,
                    instance: seen.instance,
                    mesh: thing.key,
                    submesh: index,
                    slot: things.slot(seen.cell, seen.instance),
                    distance: (point - eye).length(),
                };
                if blended { self.blended.push(draw) } else { self.covering.push(draw) }
            }
        }
        // The place in the scene breaks ties, so that the order never depends on when a thing was made or uploaded.
        let place = |d: &Draw| (d.cell, d.instance, d.submesh);
        self.covering.sort_by(|a, b| a.key.cmp(&b.key).then(a.distance.total_cmp(&b.distance)).then(place(a).cmp(&place(b))));
        self.blended.sort_by(|a, b| b.distance.total_cmp(&a.distance).then(place(a).cmp(&place(b))));
    }

    /// Tells the textures how finely they are seen.
    pub fn want_textures(&self, scene: &Scene, camera: &Camera, meshes: &Meshes, textures: &mut Textures, style: Style, frame: u64) {
        let metres_per_pixel_at_one = 2.0 * (camera.fov_y * 0.5).tan() / style.height_px.max(1) as f32;
        let finer = style.mip_bias.exp2();
        let eye = camera.eye();
        for draw in self.covering.iter().chain(&self.blended) {
            let Some(mesh) = meshes.get(draw.mesh) else { continue };
            let Some(submesh) = mesh.submeshes.get(draw.submesh) else { continue };
            let Some(material) = mesh.materials.get(submesh.material) else { continue };
            let Some(thing) = scene.cells.get(draw.cell).and_then(|c| c.instances.get(draw.instance)) else { continue };
            let bounds = submesh.bounds.transformed(&thing.world_from_mesh);
            let distance = (eye.clamp(bounds.min, bounds.max) - eye).length().max(NEAREST);
            let size = thing.world_from_mesh.matrix3.determinant().abs().cbrt().max(1e-4);
            let metres_per_pixel = metres_per_pixel_at_one * distance;
            let units_per_pixel = submesh.uv_per_metre * material.uv_scale() / size * metres_per_pixel * finer;
            let priority = bounds.radius() / distance;
            let slots = if style.fast { 1 } else { 5 };
            for slot in material.slots.iter().take(slots).flatten() {
                textures.want(slot.key, units_per_pixel, priority, frame);
            }
        }
    }

    /// Makes pipelines and bind groups that the draws need.
    pub fn prepare(&self, gpu: &Gpu, globals: &Globals, pipelines: &mut SurfacePipelines, makers: &Materials, meshes: &mut Meshes, textures: &Textures) {
        for draw in self.covering.iter().chain(&self.blended) {
            pipelines.prepare(gpu, draw.key);
            if let Some(mesh) = meshes.get_mut(draw.mesh)
                && let Some(material) = mesh.submeshes.get(draw.submesh).map(|s| s.material)
                && let Some(material) = mesh.materials.get_mut(material)
            {
                makers.bind(gpu, globals, textures, material);
            }
        }
    }
}
