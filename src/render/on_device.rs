//! What the renderer keeps on the device, and what it is told for one picture.

use super::error::FrameError;
use super::globals::{self, Globals, ViewUniform};
use super::gpu::Gpu;
use super::input::{Background, FrameInput};
use super::lights::{Lamps, cluster_params};
use super::materials::Materials;
use super::meshes::Meshes;
use super::passes::accumulate::AccumulatePass;
use super::passes::background::BackgroundPass;
use super::passes::present::PresentPass;
use super::passes::resolve::ResolvePass;
use super::passes::surfaces::{SurfacePipelines, shadow_pipeline};
use super::passes::tonemap::{self, TonemapPass};
use super::scene_gpu::SceneOnGpu;
use super::shadows::Shadows;
use super::targets::{FastTargets, FullTargets, Readers};
use super::textures::Textures;

/// Sharper than the sampler would choose: sixteen jittered pictures average it away.
pub(super) const REST_MIP_BIAS: f32 = -0.5;

/// What lives on the device.
pub(super) struct OnDevice {
    pub globals: Globals,
    pub makers: Materials,
    pub meshes: Meshes,
    pub textures: Textures,
    pub things: SceneOnGpu,
    pub lamps: Lamps,
    pub shadows: Shadows,
    pub surfaces: SurfacePipelines,
    pub background: BackgroundPass,
    pub resolve: ResolvePass,
    pub accumulate: AccumulatePass,
    pub tonemap: TonemapPass,
    pub present: PresentPass,
    pub view_group: Option<wgpu::BindGroup>,
    pub full: Option<FullTargets>,
    pub fast: Option<FastTargets>,
    pub offscreen: Option<(wgpu::Texture, wgpu::TextureView)>,
    /// Which targets hold the last picture of the scene.
    pub shown: Shown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Nothing,
    Full,
    Fast,
}

/// What this frame does about the scene.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    /// The scene is drawn; else its last picture is shown again.
    pub scene: bool,
    pub fast: bool,
    pub samples: u32,
    pub scale: f32,
    pub size_px: [u32; 2],
    pub viewport_px: [u32; 4],
}

impl OnDevice {
    pub fn new(gpu: &Gpu) -> Result<Self, FrameError> {
        let globals = Globals::new(gpu);
        Ok(Self {
            makers: Materials::new(gpu, &globals),
            meshes: Meshes::default(),
            textures: Textures::default(),
            things: SceneOnGpu::new(gpu),
            lamps: Lamps::new(gpu),
            shadows: Shadows::new(gpu, shadow_pipeline(gpu, &globals)?),
            surfaces: SurfacePipelines::new(gpu, &globals)?,
            background: BackgroundPass::new(gpu, &globals)?,
            resolve: ResolvePass::new(gpu)?,
            accumulate: AccumulatePass::new(gpu)?,
            tonemap: TonemapPass::new(gpu)?,
            present: PresentPass::new(gpu, &globals)?,
            globals,
            view_group: None,
            full: None,
            fast: None,
            offscreen: None,
            shown: Shown::Nothing,
        })
    }

    /// The targets of a plan, kept while their size fits.
    pub fn ensure_targets(&mut self, gpu: &Gpu, plan: Plan) {
        let readers = Readers { resolve: &self.resolve, accumulate: &self.accumulate, tonemap: &self.tonemap, present: &self.present };
        if plan.fast {
            if self.fast.as_ref().is_none_or(|f| f.size_px != plan.size_px) {
                self.fast = Some(FastTargets::new(gpu, &readers, plan.size_px));
            }
        } else if self.full.as_ref().is_none_or(|f| f.size_px != plan.size_px || f.samples != plan.samples) {
            // The old ones go first: on a software rasteriser they are resident memory.
            self.full = None;
            self.full = Some(FullTargets::new(gpu, &readers, plan.size_px, plan.samples));
        }
    }
}

/// Width over height of the scene's picture.
pub(super) fn aspect(plan: Plan) -> f32 {
    plan.viewport_px[2].max(1) as f32 / plan.viewport_px[3].max(1) as f32
}

/// Linear value of an sRGB-encoded one.
pub(super) fn srgb_decode(c: f32) -> f32 {
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// `View` of this picture.
pub(super) fn view_uniform(input: &FrameInput<'_>, plan: Plan, sample: u32) -> ViewUniform {
    let camera = &input.camera;
    let [w, h] = plan.size_px.map(|e| e as f32);
    let aspect = aspect(plan);
    let jitter = globals::jitter(sample);
    let clip_from_world = globals::jittered(camera.clip_from_world(aspect), jitter, plan.size_px);
    let m = camera.world_from_view.matrix3;
    let tan_y = (camera.fov_y * 0.5).tan();
    let (right, up, forward) = (m.x_axis * (tan_y * aspect), m.y_axis * tan_y, -m.z_axis);
    let cell = input.scene.cells.get(input.scene.eye_cell);
    let exposure = globals::exposure_scale(cell.map_or(0.0, |c| c.exposure_ev100));
    let levels = cell.map_or(1, |c| c.environment.mip_count.max(1));
    let (background, kind) = match input.background {
        Background::Environment { blur } => ([0.0, 0.0, 0.0, blur.clamp(0.0, 1.0) * (levels - 1) as f32], 1.0),
        Background::Color([r, g, b]) => ([r, g, b, 0.0], 0.0),
        Background::None => ([0.0; 4], 0.0),
    };
    let mip_bias = if input.moving { 0.0 } else { REST_MIP_BIAS };
    // The golden section spreads any number of turns evenly, and the square root any number of radii over the disc (Vogel's spiral).
    let turn = (sample as f32 * 0.618_034).fract() * std::f32::consts::TAU;
    let ring = (sample as f32 / input.tier.rest_samples() as f32).sqrt();
    ViewUniform {
        clip_from_world: clip_from_world.to_cols_array_2d(),
        ray_right: right.extend(ring).to_array(),
        ray_up: up.extend(0.0).to_array(),
        ray_forward: forward.extend(0.0).to_array(),
        eye_exposure: camera.eye().extend(exposure).to_array(),
        viewport: [w, h, 1.0 / w, 1.0 / h],
        cluster: cluster_params(plan.size_px),
        background,
        params: [mip_bias, tonemap::number(input.tone_map), turn, kind],
    }
}
