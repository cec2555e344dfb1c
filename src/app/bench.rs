//! The frame loop without a window, timed.

use std::time::Instant;

use serde::Serialize;

use super::AppError;
use super::headless::{Studio, go_to, load_model};
use super::museum::CatalogueTextures;
use super::show::Show;
use super::target::{CameraSpec, Target};
use crate::catalogue::CatalogueFile;
use crate::language::Lang;
use crate::render::{AdapterChoice, Background, FrameInput, FrameReport, TextureSource, Tier, ToneMap};
use crate::scene::{Camera, Scene};

/// Minimum, median and 99th percentile, milliseconds.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Spread {
    /// Least.
    pub min: f64,
    /// Half are below.
    pub median: f64,
    /// 99 of 100 are below.
    pub p99: f64,
}

impl Spread {
    /// Of some figures.
    pub fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let at = |q: f64| figures.get(((figures.len().saturating_sub(1)) as f64 * q).round() as usize).copied().unwrap_or(0.0);
        Self { min: at(0.0), median: at(0.5), p99: at(0.99) }
    }
}

/// What `museum bench` prints (DESIGN section 5).
#[derive(Debug, Serialize)]
pub struct BenchReport {
    /// What was drawn.
    pub scene: String,
    /// Width and height, pixels.
    pub size: [u32; 2],
    /// Frames timed.
    pub frames: u32,
    /// Tier drawn in, and whether as while walking.
    pub tier: String,
    /// From the call to the scene in memory, milliseconds.
    pub load_ms: f64,
    /// From the call to the first complete picture, milliseconds.
    pub first_frame_ms: f64,
    /// CPU part of a frame (update, cull, prepare, record, submit), milliseconds.
    pub cpu_ms: Spread,
    /// Whole frame, GPU work included, milliseconds.
    pub frame_ms: Spread,
    /// Draw calls.
    pub draws: u32,
    /// Triangles.
    pub triangles: u64,
    /// Texture bytes resident.
    pub texture_bytes: u64,
    /// Largest resident memory of the process, MiB.
    pub peak_rss_mib: f64,
    /// Adapter that drew.
    pub adapter: String,
}

/// How to bench.
#[derive(Clone, Debug)]
pub struct BenchOptions {
    /// What to draw.
    pub scene: Target,
    /// Frames to time.
    pub frames: u32,
    /// Width and height, pixels.
    pub size_px: [u32; 2],
    /// Another camera.
    pub camera: Option<CameraSpec>,
    /// Draw as while walking.
    pub moving: bool,
    /// Which adapter.
    pub adapter: AdapterChoice,
}

enum Loaded {
    Show(Box<Show>, Box<CatalogueTextures>),
    Model(Box<super::headless::ModelScene>),
}

/// Runs the frame loop.
///
/// # Errors
/// When the scene cannot be loaded or drawn.
pub fn bench(options: &BenchOptions, catalogue: &CatalogueFile) -> Result<BenchReport, AppError> {
    let start = Instant::now();
    let ms = |since: Instant| since.elapsed().as_secs_f64() * 1000.0;
    let size_px = options.size_px;
    let aspect = size_px[0] as f32 / size_px[1] as f32;
    let mut loaded = match &options.scene {
        Target::File(path) => Loaded::Model(Box::new(load_model(path, None, aspect, options.camera)?)),
        target => {
            let mut show = Show::new(catalogue.clone(), Lang::En)?;
            go_to(&mut show, target)?;
            show.prepare()?;
            Loaded::Show(Box::new(show), Box::new(CatalogueTextures::open(catalogue)?))
        }
    };
    let load_ms = ms(start);
    let mut studio = Studio::open(options.adapter)?;
    let tier = studio.tier;
    let mut first_frame_ms = 0.0;
    let (mut cpu, mut whole) = (Vec::new(), Vec::new());
    let mut report = FrameReport::default();
    // A few frames first: pipelines, uploads and the mip tails belong to loading.
    const WARM_UP: u32 = 6;
    for i in 0..options.frames + WARM_UP {
        let begun = Instant::now();
        let composed_ms;
        match &mut loaded {
            Loaded::Show(show, textures) => {
                let composed = show.compose(egui::RawInput { time: Some(f64::from(i) / 30.0), ..Default::default() }, size_px)?;
                let mut input = show.frame_input(composed, size_px, tier);
                if let Some(spec) = options.camera {
                    input.camera = spec.camera();
                }
                sway(&mut input.camera, i, options.moving);
                input.moving = options.moving;
                composed_ms = ms(begun);
                report = studio.renderer.frame(&studio.gpu, &input, &**textures, crate::render::Target::Offscreen)?;
            }
            Loaded::Model(model) => {
                let mut camera = model.camera;
                sway(&mut camera, i, options.moving);
                let input = model_input(&model.scene, camera, size_px, tier, options.moving);
                composed_ms = ms(begun);
                report = studio.renderer.frame(&studio.gpu, &input, &model.textures as &dyn TextureSource, crate::render::Target::Offscreen)?;
            }
        }
        studio.gpu.wait_idle();
        if i == 0 {
            first_frame_ms = ms(start);
        }
        if i >= WARM_UP {
            cpu.push(composed_ms + f64::from(report.cpu_ms));
            whole.push(ms(begun));
        }
    }
    Ok(BenchReport {
        scene: match &options.scene {
            Target::Hall(id) => format!("hall:{id}"),
            Target::Item(id) => format!("item:{id}"),
            Target::Page(page) => format!("page:{page:?}").to_lowercase(),
            Target::File(path) => path.display().to_string(),
        },
        size: size_px,
        frames: options.frames,
        tier: format!("{tier:?}, {}", if options.moving { "walking" } else { "at rest" }).to_lowercase(),
        load_ms,
        first_frame_ms,
        cpu_ms: Spread::of(cpu),
        frame_ms: Spread::of(whole),
        draws: report.draws,
        triangles: report.triangles,
        texture_bytes: report.texture_bytes,
        peak_rss_mib: peak_rss_mib(),
        adapter: studio.gpu.caps.adapter.clone(),
    })
}

fn model_input(scene: &Scene, camera: Camera, size_px: [u32; 2], tier: Tier, moving: bool) -> FrameInput<'_> {
    FrameInput {
        scene,
        camera,
        output_px: size_px,
        viewport_px: [0, 0, size_px[0], size_px[1]],
        tone_map: ToneMap::Neutral,
        background: Background::Environment { blur: 0.35 },
        tier,
        moving,
        overlay: None,
        clear_srgb: [0.0; 3],
    }
}

/// Moves the eye a little from frame to frame, so that no frame is the one before; at rest a thousandth of that, so that every
/// frame begins refining anew.
fn sway(camera: &mut Camera, frame: u32, moving: bool) {
    let step = if moving { 0.02 } else { 0.000_02 };
    camera.world_from_view.translation.x += (frame as f32 * 0.7).sin() * step;
}

/// Largest resident memory of this process so far, MiB; 0 where the system does not tell.
pub fn peak_rss_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:"))
        .and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<f64>().ok())
        .map_or(0.0, |kib| kib / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreads_are_ordered() {
        let s = Spread::of((1..=100).rev().map(f64::from).collect());
        assert_eq!((s.min, s.median, s.p99), (1.0, 51.0, 99.0));
        assert_eq!(Spread::of(vec![]).median, 0.0);
    }
}
