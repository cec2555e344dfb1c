//! Visits and pictures without a window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use glam::{Affine3A, Vec3};
use serde::Serialize;

use super::AppError;
use super::museum::CatalogueTextures;
use super::show::Show;
use super::target::{CameraSpec, PageName, Target};
use crate::catalogue::CatalogueFile;
use crate::curation::gltf::Model;
use crate::curation::limits::read_file;
use crate::curation::product::EncodedTexture;
use crate::curation::{Limits, gltf, hdr};
use crate::curation::{picture, probe};
use crate::language::Lang;
use crate::render::{AdapterChoice, Background, FrameInput, FrameReport, Gpu, ReadImage, Renderer, TextureSource, Tier, ToneMap};
use crate::scene::{Camera, Cell, Environment, Instance, InstanceRole, MeshKey, Pose, Probe, Scene, TextureInfo, TextureKey};
use crate::visit::record::{RECORDING_VERSION, Recording, Step, TICK_SECS};
use crate::visit::{Action, Page};

/// Bytes of textures that may be resident while a single model is drawn.
const MODEL_TEXTURE_BYTES: u64 = 512 << 20;
/// Frames a picture may take to settle.
const SETTLE_FRAMES: u32 = 240;

/// A device and a renderer for pictures.
pub struct Studio {
    /// The device.
    pub gpu: Gpu,
    /// The renderer.
    pub renderer: Renderer,
    /// How much is spent on a picture.
    pub tier: Tier,
}

impl Studio {
    /// Opens the best adapter.
    ///
    /// # Errors
    /// When there is none.
    pub fn open(choice: AdapterChoice) -> Result<Self, AppError> {
        let gpu = Gpu::headless(choice)?;
        let renderer = Renderer::new(&gpu)?;
        let tier = if gpu.caps.software { Tier::Software } else { Tier::High };
        Ok(Self { gpu, renderer, tier })
    }

    /// Draws what the show shows until nothing is left to refine, and reads it back.
    ///
    /// # Errors
    /// When drawing fails.
    pub fn picture(&mut self, show: &mut Show, textures: &dyn TextureSource, size_px: [u32; 2]) -> Result<(ReadImage, FrameReport), AppError> {
        show.finish_reading()?;
        let mut report = FrameReport::default();
        for frame in 0..SETTLE_FRAMES {
            let input = egui::RawInput { time: Some(f64::from(frame) * 0.1), focused: true, ..Default::default() };
            let composed = show.compose(input, size_px)?;
            let mut frame_input = show.frame_input(composed, size_px, self.tier);
            frame_input.moving = false;
            report = self.renderer.frame(&self.gpu, &frame_input, textures, crate::render::Target::Offscreen)?;
            // The interface needs a second frame to know its own sizes.
            if report.settled && frame > 1 {
                break;
            }
        }
        Ok((self.renderer.read_image(&self.gpu)?, report))
    }
}

/// Writes a picture as PNG.
///
/// # Errors
/// When the file cannot be written.
pub fn write_png(path: &Path, picture: &ReadImage) -> Result<(), AppError> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(AppError::file(folder))?;
    }
    let mut rgb = Vec::with_capacity(picture.rgba.len() / 4 * 3);
    for texel in picture.rgba.chunks_exact(4) {
        rgb.extend_from_slice(&texel[..3]);
    }
    image::save_buffer_with_format(path, &rgb, picture.width, picture.height, image::ExtendedColorType::Rgb8, image::ImageFormat::Png)
        .map_err(|e| AppError::Refused(format!("{}: the picture cannot be written ({e})", path.display())))
}

/// One picture of a visit.
#[derive(Debug, Serialize)]
pub struct VisitPicture {
    /// File name in the folder.
    pub file: String,
    /// Page shown.
    pub page: Page,
    /// Hall, by its name in files.
    pub hall: String,
    /// Work shown close, by its name in files.
    pub work: Option<String>,
    /// Eye: x, y, z, metres.
    pub eye: [f32; 3],
    /// Seconds since the visit began.
    pub time_secs: f64,
}

/// What `museum visit` leaves beside the pictures.
#[derive(Debug, Serialize)]
pub struct VisitReport {
    /// Language code.
    pub lang: &'static str,
    /// Width and height, pixels.
    pub size: [u32; 2],
    /// Tour, by its name in files.
    pub tour: Option<String>,
    /// Adapter that drew.
    pub adapter: String,
    /// Pictures in order.
    pub pictures: Vec<VisitPicture>,
    /// What was done, to do it again.
    pub recording: Recording,
}

/// The guided visit that shows a museum to someone who reads a folder of pictures.
pub fn guided_visit(show: &Show, lang: Lang, tour: Option<&str>) -> Result<Recording, AppError> {
    let tours = show.museum.catalogue.tours(lang)?;
    let tour = match tour {
        Some(slug) => Some(tours.iter().find(|t| t.slug == slug).ok_or_else(|| {
            AppError::Refused(format!("tour {slug}: there is no such tour; there are {}", tours.iter().map(|t| t.slug.as_str()).collect::<Vec<_>>().join(", ")))
        })?),
        None => tours.first(),
    };
    let mut steps = vec![
        Step::Picture("door".into()),
        Step::Do(Action::EnterMuseum),
        Step::Wait { secs: 0.5 },
        Step::Picture("threshold".into()),
        Step::Wait { secs: 4.5 },
    ];
    for space in &show.museum.spaces {
        steps.push(Step::Do(Action::EnterHall(space.hall)));
        steps.push(Step::Settle { limit_secs: 20.0 });
        steps.push(Step::Wait { secs: 4.5 });
        steps.push(Step::Picture(format!("hall-{}", slug_of_hall(show, space.hall)?)));
    }
    steps.push(Step::Do(Action::OpenPage(Page::Map)));
    steps.push(Step::Picture("map".into()));
    steps.push(Step::Do(Action::OpenPage(Page::List)));
    steps.push(Step::Picture("list".into()));
    if let Some(tour) = tour {
        steps.push(Step::Do(Action::OpenPage(Page::Tours)));
        steps.push(Step::Picture("tours".into()));
        steps.push(Step::Do(Action::StartTour(tour.id)));
        for (i, stop) in tour.stops.iter().enumerate() {
            let slug = show.museum.catalogue.work(stop.work, lang)?.summary.slug;
            steps.push(Step::Do(Action::TourStop(i)));
            steps.push(Step::Settle { limit_secs: 20.0 });
            steps.push(Step::Wait { secs: 0.2 });
            steps.push(Step::Picture(format!("tour-{:02}-{slug}", i + 1)));
            steps.push(Step::Wait { secs: 5.0 });
            steps.push(Step::Picture(format!("tour-{:02}-{slug}-close", i + 1)));
        }
        steps.push(Step::Do(Action::EndTour));
    }
    for (page, name) in [(Page::Comfort, "settings"), (Page::About, "about")] {
        steps.push(Step::Do(Action::OpenPage(page)));
        steps.push(Step::Picture(name.into()));
        steps.push(Step::Do(Action::Back));
    }
    Ok(Recording { version: RECORDING_VERSION, lang, steps })
}

fn slug_of_hall(show: &Show, hall: crate::catalogue::HallId) -> Result<String, AppError> {
    Ok(show.museum.catalogue.halls(Lang::En)?.into_iter().find(|h| h.id == hall).map(|h| h.slug).unwrap_or_default())
}

/// Replays a recording and writes its pictures and `visit.json` into a folder.
///
/// # Errors
/// When the folder cannot be written or drawing fails.
pub fn visit(
    show: &mut Show,
    studio: &mut Studio,
    recording: Recording,
    tour: Option<&str>,
    size_px: [u32; 2],
    out: &Path,
    mut progress: impl FnMut(&str),
) -> Result<VisitReport, AppError> {
    std::fs::create_dir_all(out).map_err(AppError::file(out))?;
    let textures = CatalogueTextures::open(&show.museum.file)?;
    let mut pictures = Vec::new();
    show.act(&Action::ChooseLanguage(recording.lang));
    for step in &recording.steps {
        match step {
            Step::Do(action) => show.act(action),
            Step::Wait { secs } => {
                let ticks = (secs.clamp(0.0, 3600.0) / TICK_SECS).round() as usize;
                (0..ticks).for_each(|_| show.tick(TICK_SECS));
            }
            Step::Settle { limit_secs } => {
                let ticks = (limit_secs.clamp(0.0, 3600.0) / TICK_SECS).round() as usize;
                for _ in 0..ticks {
                    if !show.visit.is_moving() {
                        break;
                    }
                    show.tick(TICK_SECS);
                }
            }
            Step::Picture(name) => {
                let file = format!("{:02}-{name}.png", pictures.len() + 1);
                let (picture, _) = studio.picture(show, &textures, size_px)?;
                textures.check()?;
                write_png(&out.join(&file), &picture)?;
                progress(&file);
                let visit = &show.visit;
                pictures.push(VisitPicture {
                    file,
                    page: visit.page,
                    hall: slug_of_hall(show, visit.hall)?,
                    work: match &visit.item {
                        Some(item) => Some(show.museum.catalogue.work(item.work, visit.lang)?.summary.slug),
                        None => None,
                    },
                    eye: visit.pose.eye.to_array(),
                    time_secs: visit.time_secs,
                });
            }
        }
    }
    let report = VisitReport {
        lang: recording.lang.code(),
        size: size_px,
        tour: tour.map(str::to_owned),
        adapter: studio.gpu.caps.adapter.clone(),
        pictures,
        recording,
    };
    let json = serde_json::to_string_pretty(&report).map_err(|e| AppError::Refused(format!("visit.json: {e}")))?;
    let path = out.join("visit.json");
    std::fs::write(&path, json).map_err(AppError::file(&path))?;
    Ok(report)
}

/// Textures of a loaded model, encoded once.
pub struct ModelTextures {
    textures: Vec<EncodedTexture>,
}

impl TextureSource for ModelTextures {
    fn info(&self, key: TextureKey) -> Option<TextureInfo> {
        self.textures.get(usize::try_from(key.0).ok()?).map(|t| t.info)
    }

    fn level(&self, key: TextureKey, level: u32) -> Option<Vec<u8>> {
        self.textures.get(usize::try_from(key.0).ok()?)?.levels.get(level as usize).cloned()
    }
}

/// A scene made of one model under an environment.
pub struct ModelScene {
    /// The scene.
    pub scene: Scene,
    /// Its textures.
    pub textures: ModelTextures,
    /// The camera of the file, or one that shows it whole.
    pub camera: Camera,
}

/// Loads a glTF file under an environment file (or the built-in studio).
///
/// # Errors
/// When either file is refused.
pub fn load_model(path: &Path, environment: Option<&Path>, aspect: f32, camera: Option<CameraSpec>) -> Result<ModelScene, AppError> {
    let limits = Limits::default();
    let model = gltf::read(path, &limits)?;
    let environment = match environment {
        Some(file) => {
            let bytes = read_file(file, limits.file_bytes)?;
            hdr::read(&file.display().to_string(), &bytes, &limits)?
        }
        None => studio_environment(),
    };
    Ok(model_scene(model, environment, aspect, camera))
}

fn model_scene(model: Model, environment: Environment, aspect: f32, camera: Option<CameraSpec>) -> ModelScene {
    use rayon::prelude::*;
    let textures = model.meshes.textures.par_iter().map(picture::encode_plain).collect();
    let mesh = Arc::new(model.meshes.mesh);
    let bounds = mesh.bounds;
    let camera = camera.map(|c| c.camera()).unwrap_or_else(|| framing(&mesh, aspect));
    let scene = Scene {
        cells: vec![Cell {
            id: 0,
            instances: vec![Instance {
                key: MeshKey(0),
                mesh,
                world_from_mesh: Affine3A::IDENTITY,
                world_bounds: bounds,
                role: InstanceRole::Work(0),
                probe: Probe { indirect: environment.irradiance, direct: Default::default() },
                gain: 1.0,
                casts_shadow: true,
            }],
            lights: model.lights,
            environment: Arc::new(environment),
            // Relative files are shown at 1.0 = paper white: 2^EV100 * 1.2 = 1.
            exposure_ev100: -(1.2_f32.log2()),
            bounds,
        }],
        portals: Vec::new(),
        eye_cell: 0,
        revision: 1,
    };
    ModelScene { scene, textures: ModelTextures { textures }, camera }
}

/// A camera in front, a little to the side and above, from which the whole model is seen.
fn framing(mesh: &crate::scene::Mesh, aspect: f32) -> Camera {
    let bounds = mesh.bounds;
    let (center, radius) = if bounds.is_empty() { (Vec3::ZERO, 1.0) } else { (bounds.center(), bounds.radius().max(1e-6)) };
    let fov_y = 45.0_f32.to_radians();
    let direction = Vec3::new(0.45, 0.28, 1.0).normalize();
    let pose_at = |distance: f32| Pose::looking_at(center + direction * distance, center);
    // Fit the corners of the box, which is tighter than its sphere.
    let (tan_y, tan_x) = ((fov_y * 0.5).tan(), (fov_y * 0.5).tan() * aspect);
    let rotation = pose_at(1.0).rotation().inverse();
    let half = bounds.half_extent();
    let distance = (0..8)
        .map(|i| Vec3::new(if i & 1 == 0 { -half.x } else { half.x }, if i & 2 == 0 { -half.y } else { half.y }, if i & 4 == 0 { -half.z } else { half.z }))
        .map(|c| rotation * c)
        .map(|v| v.z + (v.x.abs() / tan_x).max(v.y.abs() / tan_y))
        .fold(radius * 0.1, f32::max);
    let distance = if bounds.is_empty() { 3.0 } else { distance * 1.12 };
    Camera { near: (distance - radius * 1.5).max(distance * 0.01), ..Camera::from_pose(pose_at(distance), fov_y) }
}

/// A neutral room with a large window of light above, for models without an environment of their own.
pub fn studio_environment() -> Environment {
    const EDGE: u32 = 64;
    let cube = probe::RadianceCube::from_directions(EDGE, |d| {
        let room = 0.35 + 0.3 * (d.y * 0.5 + 0.5);
        let panel = |towards: Vec3, sharp: f32, light: f32| light * ((d.dot(towards.normalize()) - sharp) / (1.0 - sharp)).clamp(0.0, 1.0).sqrt();
        Vec3::splat(room + panel(Vec3::new(-0.6, 0.7, 0.6), 0.86, 5.0) + panel(Vec3::new(0.9, 0.3, 0.4), 0.9, 2.0) + panel(Vec3::new(0.2, 0.4, -1.0), 0.9, 2.5))
    });
    probe::prefilter(&cube, Vec3::ZERO, None)
}

/// What `museum render` reports.
#[derive(Debug, Serialize)]
pub struct RenderReport {
    /// The picture.
    pub file: PathBuf,
    /// Width and height, pixels.
    pub size: [u32; 2],
    /// Adapter that drew.
    pub adapter: String,
    /// Draw calls of the last frame.
    pub draws: u32,
    /// Triangles of the last frame.
    pub triangles: u64,
    /// Pictures averaged.
    pub samples: u32,
}

/// Draws a target into a PNG.
///
/// # Errors
/// When the target does not exist, is refused, or cannot be drawn.
pub fn render(
    target: &Target,
    out: &Path,
    size_px: [u32; 2],
    lang: Lang,
    environment: Option<&Path>,
    camera: Option<CameraSpec>,
    catalogue: &CatalogueFile,
    choice: AdapterChoice,
) -> Result<RenderReport, AppError> {
    // What is to be drawn is read first: a wrong file is told even where there are no graphics.
    let (studio, (picture, report)) = match target {
        Target::File(path) => {
            let model = load_model(path, environment, size_px[0] as f32 / size_px[1] as f32, camera)?;
            let mut studio = Studio::open(choice)?;
            // One model, drawn once: its pictures may be as fine as they are.
            studio.gpu.caps.texture_budget_bytes = MODEL_TEXTURE_BYTES;
            studio.renderer = Renderer::new(&studio.gpu)?;
            let input = FrameInput {
                scene: &model.scene,
                camera: model.camera,
                output_px: size_px,
                viewport_px: [0, 0, size_px[0], size_px[1]],
                tone_map: ToneMap::Neutral,
                background: Background::Environment { blur: 0.35 },
                tier: studio.tier,
                moving: false,
                overlay: None,
                clear_srgb: [0.0; 3],
            };
            let drawn = settle(&mut studio, &input, &model.textures)?;
            (studio, drawn)
        }
        Target::Hall(_) | Target::Item(_) | Target::Page(_) => {
            let mut show = Show::new(catalogue.clone(), lang)?;
            go_to(&mut show, target)?;
            let textures = CatalogueTextures::open(catalogue)?;
            let mut studio = Studio::open(choice)?;
            if let (Target::Hall(_), Some(spec)) = (target, camera) {
                show.finish_reading()?;
                let input = FrameInput {
                    scene: show.hall_scene(),
                    camera: spec.camera(),
                    output_px: size_px,
                    viewport_px: [0, 0, size_px[0], size_px[1]],
                    tone_map: ToneMap::Agx,
                    background: Background::None,
                    tier: studio.tier,
                    moving: false,
                    overlay: None,
                    clear_srgb: [0.0; 3],
                };
                let drawn = settle(&mut studio, &input, &textures)?;
                textures.check()?;
                (studio, drawn)
            } else {
                let drawn = studio.picture(&mut show, &textures, size_px)?;
                textures.check()?;
                (studio, drawn)
            }
        }
    };
    write_png(out, &picture)?;
    let adapter = studio.gpu.caps.adapter.clone();
    Ok(RenderReport { file: out.to_path_buf(), size: size_px, adapter, draws: report.draws, triangles: report.triangles, samples: report.samples })
}

fn settle(studio: &mut Studio, input: &FrameInput<'_>, textures: &dyn TextureSource) -> Result<(ReadImage, FrameReport), AppError> {
    let mut report = FrameReport::default();
    for _ in 0..SETTLE_FRAMES {
        report = studio.renderer.frame(&studio.gpu, input, textures, crate::render::Target::Offscreen)?;
        if report.settled {
            break;
        }
    }
    Ok((studio.renderer.read_image(&studio.gpu)?, report))
}

/// Brings a visit to a target.
///
/// # Errors
/// When there is no such hall or work.
pub fn go_to(show: &mut Show, target: &Target) -> Result<(), AppError> {
    let first_work = show.museum.world.works.first().map(|w| w.id);
    let enter = |show: &mut Show| {
        show.act(&Action::EnterMuseum);
        (0..150).for_each(|_| show.tick(TICK_SECS));
    };
    match target {
        Target::Hall(slug) => {
            let hall = show.museum.catalogue.hall_by_slug(slug)?.ok_or_else(|| AppError::Refused(format!("hall:{slug}: there is no such hall")))?;
            show.act(&Action::EnterMuseum);
            show.act(&Action::EnterHall(hall));
            (0..200).for_each(|_| show.tick(TICK_SECS));
        }
        Target::Item(slug) => {
            let work = show.museum.catalogue.work_by_slug(slug)?.ok_or_else(|| AppError::Refused(format!("item:{slug}: there is no such work")))?;
            enter(show);
            show.act(&Action::OpenWork(work));
        }
        Target::Page(PageName::Door) => {}
        Target::Page(PageName::Hall) => enter(show),
        Target::Page(PageName::Item) => {
            enter(show);
            if let Some(work) = first_work {
                show.act(&Action::OpenWork(work));
            }
        }
        Target::Page(page) => {
            enter(show);
            let page = match page {
                PageName::List => Page::List,
                PageName::Map => Page::Map,
                PageName::Tours => Page::Tours,
                PageName::Settings => Page::Comfort,
                _ => Page::About,
            };
            show.act(&Action::OpenPage(page));
        }
        Target::File(_) => {}
    }
    Ok(())
}
