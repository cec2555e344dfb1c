//! A visit being shown: actions in, one frame's worth of plain data out. The same for a window and for pictures.

use std::sync::Arc;

use egui::{Pos2, RawInput, Rect};
use glam::Vec2;

use super::AppError;
use super::museum::Museum;
use super::pick::{Picked, Picker, view_ray};
use super::stage::{ItemStage, Stage};
use super::thumbnails::Shelf;
use crate::catalogue::{CatalogueFile, HallId, SoundId, WorkId};
use crate::language::{Lang, Texts};
use crate::overlay::{Content, Hotspot, Overlay, View};
use crate::render::{Background, FrameInput, OverlayFrame, Tier, ToneMap};
use crate::scene::{Camera, Scene};
use crate::sound::{Room, Sound};
use crate::visit::{Action, Effect, HALL_FOV_Y, Page, Visit};

/// Works named in the accessibility tree at once.
const HOTSPOTS_MAX: usize = 24;
/// Works farther than this are not named, metres.
const HOTSPOT_REACH_M: f32 = 14.0;
/// Works found by a search.
const HITS_MAX: usize = 60;
/// Background of a close look, linear, 1 = paper white.
const ITEM_BACKGROUND: [f32; 3] = [0.030, 0.028, 0.027];
/// How far apart the visit's clock and the loudspeaker may run, seconds.
const CLOCK_SLACK_SECS: f32 = 0.35;

/// A museum on show.
pub struct Show {
    /// The museum.
    pub museum: Museum,
    /// The visit.
    pub visit: Visit,
    /// The overlay.
    pub overlay: Overlay,
    content: Content,
    content_lang: Lang,
    hits_for: String,
    stage: Stage,
    item: Option<ItemStage>,
    shelf: Shelf,
    picker: Picker,
    sound: Option<Sound>,
}

/// What a frame needs, borrowed from the show.
pub struct Composed {
    /// Where one looks from.
    pub camera: Camera,
    /// Where the scene is drawn, pixels.
    pub viewport_px: [u32; 4],
    /// Whether the open work is drawn rather than the hall.
    pub close: bool,
    /// The interface.
    pub overlay: OverlayFrame,
    /// For windows.
    pub platform: egui::PlatformOutput,
    /// Seconds until the interface wants another frame.
    pub repaint_after_secs: f64,
    /// Whether any action changed the visit in this frame.
    pub acted: bool,
}

impl Show {
    /// Opens the museum at its door.
    ///
    /// # Errors
    /// When the catalogue cannot be used.
    pub fn new(file: CatalogueFile, lang: Lang) -> Result<Self, AppError> {
        let museum = Museum::open(file)?;
        let visit = Visit::new(&museum.world, lang);
        let content = museum.content(lang)?;
        let stage = Stage::new(&museum, lang);
        let mut shelf = Shelf::open(&museum.file)?;
        shelf.set(content.works.iter().filter_map(|w| w.thumbnail.map(|t| (w.id, t))));
        Ok(Self {
            museum,
            visit,
            overlay: Overlay::new(),
            content,
            content_lang: lang,
            hits_for: String::new(),
            stage,
            item: None,
            shelf,
            picker: Picker::default(),
            sound: None,
        })
    }

    /// Lets the show be heard. Without a device it stays a silent clock.
    pub fn with_sound(mut self) -> Self {
        match Sound::start() {
            Ok(sound) => self.sound = Some(sound),
            Err(error) => log::warn!("{error}"),
        }
        self
    }

    /// Lets something happen.
    pub fn act(&mut self, action: &Action) {
        let volume = self.visit.comfort.volume;
        let effects = self.visit.apply(&self.museum.world, action);
        if let Some(sound) = &self.sound {
            if !matches!(action, Action::Tick { .. } | Action::SoundClock { .. }) {
                sound.touch();
            }
            if self.visit.comfort.volume.to_bits() != volume.to_bits() {
                sound.set_volume(self.visit.comfort.volume);
            }
        }
        for effect in effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        let Some(sound) = &self.sound else { return };
        match effect {
            Effect::Play { sound: id, from_secs } => match self.museum.catalogue.sound(id) {
                Ok(bytes) => sound.play(sound_key(id), bytes, from_secs),
                Err(error) => log::warn!("{error}"),
            },
            Effect::Pause => sound.pause(),
            Effect::Stop => sound.stop(),
            Effect::NarrationRate(rate) => sound.set_rate(rate),
            Effect::Ambience(hall) => sound.ambience(self.room(hall)),
        }
    }

    fn room(&self, hall: HallId) -> Option<Room> {
        match self.content.hall(hall)?.slug.as_str() {
            "paris" => Some(Room::Salon),
            "tetouan" => Some(Room::Courtyard),
            _ => Some(Room::Schoolroom),
        }
    }

    /// Time goes by; narration follows the loudspeaker where there is one.
    pub fn tick(&mut self, dt_secs: f32) {
        self.act(&Action::Tick { dt_secs });
        let heard = self.sound.as_ref().map(Sound::state).filter(|s| s.audible).and_then(|s| s.position_secs);
        let shown = self.visit.playback.as_ref().filter(|p| p.playing).map(|p| p.position_secs);
        if let (Some(heard), Some(shown)) = (heard, shown)
            && (heard - shown).abs() > CLOCK_SLACK_SECS
        {
            self.act(&Action::SoundClock { position_secs: heard });
        }
    }

    /// Seconds until something changes without a touch.
    pub fn next_change_secs(&self) -> Option<f64> {
        if self.stage.is_waiting() { Some(0.05) } else { self.visit.next_change_secs(&self.museum.world) }
    }

    /// Brings texts and stages up to the visit.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn prepare(&mut self) -> Result<(), AppError> {
        let lang = self.visit.lang;
        if self.content_lang != lang {
            self.content = self.museum.content(lang)?;
            self.content_lang = lang;
            self.hits_for.clear();
            self.shelf.set(self.content.works.iter().filter_map(|w| w.thumbnail.map(|t| (w.id, t))));
        }
        let open = self.visit.item.as_ref().map(|i| (i.work, i.opened));
        if self.content.open.as_ref().map(|o| o.work.summary.id) != open.map(|o| o.0) {
            self.content.open = match open {
                Some((work, _)) => Some(Arc::new(self.museum.open_work(work, lang)?)),
                None => None,
            };
        }
        match (open, &self.content.open) {
            (Some((work, opened)), Some(texts)) => {
                if !self.item.as_ref().is_some_and(|i| i.shows(work, opened, lang)) {
                    self.item = Some(ItemStage::new(&self.museum, texts, opened, lang)?);
                }
            }
            _ => self.item = None,
        }
        if self.visit.query != self.hits_for {
            self.hits_for.clone_from(&self.visit.query);
            self.content.hits = if self.visit.query.trim().is_empty() {
                None
            } else {
                Some(self.museum.catalogue.search(lang, &self.visit.query, HITS_MAX)?.into_iter().map(|h| h.work).collect())
            };
        }
        self.stage.update(&self.museum, self.visit.hall, lang)?;
        Ok(())
    }

    /// Waits for everything that is read in the background, so that pictures are the same each time.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn finish_reading(&mut self) -> Result<(), AppError> {
        self.prepare()?;
        self.stage.finish_reading(&self.museum, self.visit.hall, self.visit.lang)?;
        Ok(())
    }

    /// Runs the overlay for a screen, lets its actions happen, and gives what the frame needs.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn compose(&mut self, input: RawInput, size_px: [u32; 2]) -> Result<Composed, AppError> {
        self.prepare()?;
        let scale = crate::overlay::pixels_per_point(size_px);
        let hotspots = self.hotspots(size_px, scale);
        let texts = Texts::load(self.visit.lang);
        let audible = self.sound.as_ref().is_some_and(|s| s.state().audible);
        let view = View { visit: &self.visit, world: &self.museum.world, texts, content: &self.content, thumbnails: &self.shelf, hotspots: &hotspots, audible };
        let output = self.overlay.run(&view, input, size_px);
        let viewport_px = rect_px(output.scene_rect, scale, size_px);
        let close = self.visit.item.is_some() && matches!(self.visit.page, Page::Item(_));
        let covered = (output.covered_foot / output.scene_rect.height().max(1.0)).clamp(0.0, 0.6);
        let (camera, close) = self.camera(viewport_px, close, covered);
        if let Some(tap) = output.tap.filter(|_| !close) {
            self.tap(tap, output.scene_rect, &camera);
        }
        let mut acted = output.tap.is_some();
        for action in &output.actions {
            self.act(action);
            acted = true;
        }
        Ok(Composed {
            camera,
            viewport_px,
            close,
            overlay: OverlayFrame { primitives: output.primitives, textures: output.textures, pixels_per_point: scale },
            platform: output.platform,
            repaint_after_secs: output.repaint_after_secs,
            acted,
        })
    }

    fn camera(&mut self, viewport_px: [u32; 4], close: bool, covered_foot: f32) -> (Camera, bool) {
        let aspect = viewport_px[2].max(1) as f32 / viewport_px[3].max(1) as f32;
        if close && let (Some(stage), Some(view)) = (&mut self.item, &self.visit.item) {
            return (stage.place(view, aspect, covered_foot), true);
        }
        (self.hall_camera(aspect), false)
    }

    fn hall_camera(&self, aspect: f32) -> Camera {
        // An upright screen sees as much to the sides as half a wide one.
        let fov_y = if aspect < 1.0 { 2.0 * ((HALL_FOV_Y * 0.5).tan() * (1.15 / aspect.max(0.3)).min(1.55)).atan() } else { HALL_FOV_Y };
        Camera::from_pose(self.visit.pose, fov_y)
    }

    /// The frame for the renderer.
    pub fn frame_input(&self, composed: Composed, size_px: [u32; 2], tier: Tier) -> FrameInput<'_> {
        let item = self.item.as_ref().filter(|_| composed.close);
        FrameInput {
            scene: item.map_or_else(|| self.stage.scene(), ItemStage::scene),
            camera: composed.camera,
            output_px: size_px,
            viewport_px: composed.viewport_px,
            tone_map: if composed.close { ToneMap::Neutral } else { ToneMap::Agx },
            background: if composed.close { Background::Color(ITEM_BACKGROUND) } else { Background::None },
            tier,
            moving: self.visit.is_moving(),
            overlay: Some(composed.overlay),
            clear_srgb: [0.02, 0.02, 0.025],
        }
    }

    /// The scene of the halls.
    pub fn hall_scene(&self) -> &Scene {
        self.stage.scene()
    }

    fn tap(&mut self, at: Pos2, rect: Rect, camera: &Camera) {
        let aspect = rect.width() / rect.height().max(1.0);
        let (origin, direction) = view_ray(camera, aspect, Vec2::new((at.x - rect.min.x) / rect.width(), (at.y - rect.min.y) / rect.height()));
        match self.picker.pick(self.stage.scene(), origin, direction) {
            Some(Picked::Work(work)) => self.act(&Action::ApproachWork(work)),
            Some(Picked::Floor(p)) => self.act(&Action::WalkTo { x: p.x, z: p.z }),
            Some(Picked::Else(p)) => {
                // A frame, a case or the wall round a work is meant for the work.
                let near = self
                    .museum
                    .world
                    .works
                    .iter()
                    .filter(|w| w.hall == self.visit.hall)
                    .map(|w| (w.id, (w.center - p).length()))
                    .min_by(|a, b| a.1.total_cmp(&b.1));
                if let Some((work, _)) = near.filter(|(_, d)| *d < 0.9) {
                    self.act(&Action::ApproachWork(work));
                } else {
                    self.act(&Action::WalkTo { x: p.x, z: p.z });
                }
            }
            None => {}
        }
    }

    /// Works of the hall that are in sight, with their boxes on the screen.
    fn hotspots(&self, size_px: [u32; 2], scale: f32) -> Vec<Hotspot> {
        if self.visit.page != Page::Hall {
            return Vec::new();
        }
        let size = glam::Vec2::new(size_px[0] as f32, size_px[1] as f32) / scale;
        let camera = self.hall_camera(size.x / size.y.max(1.0));
        let clip_from_world = camera.clip_from_world(size.x / size.y.max(1.0));
        let mut found: Vec<(f32, Hotspot)> = Vec::new();
        for cell in &self.stage.scene().cells {
            if cell.id != self.visit.hall.0 {
                continue;
            }
            for instance in &cell.instances {
                let crate::scene::InstanceRole::Work(id) = instance.role else { continue };
                let distance = (instance.world_bounds.center() - camera.eye()).length();
                if distance > HOTSPOT_REACH_M {
                    continue;
                }
                let Some(rect) = screen_rect(&clip_from_world, instance.world_bounds.min, instance.world_bounds.max, size) else { continue };
                match found.iter_mut().find(|(_, h)| h.work == WorkId(id)) {
                    // A work and its label are one place to touch.
                    Some((_, spot)) => spot.rect = spot.rect.union(rect),
                    None => found.push((distance, Hotspot { work: WorkId(id), rect })),
                }
            }
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.truncate(HOTSPOTS_MAX);
        // Read from where reading begins, so that Tab follows the wall.
        let rtl = self.visit.lang == Lang::He;
        found.sort_by(|a, b| if rtl { b.1.rect.center().x.total_cmp(&a.1.rect.center().x) } else { a.1.rect.center().x.total_cmp(&b.1.rect.center().x) });
        found.into_iter().map(|(_, h)| h).collect()
    }
}

fn sound_key(id: SoundId) -> u64 {
    u64::from(id.0)
}

/// Points to pixels, inside the picture.
fn rect_px(rect: Rect, scale: f32, size_px: [u32; 2]) -> [u32; 4] {
    let clamp = |v: f32, max: u32| (v * scale).round().clamp(0.0, max as f32) as u32;
    let (x0, y0) = (clamp(rect.min.x, size_px[0] - 1), clamp(rect.min.y, size_px[1] - 1));
    let (x1, y1) = (clamp(rect.max.x, size_px[0]), clamp(rect.max.y, size_px[1]));
    [x0, y0, x1.saturating_sub(x0).max(1), y1.saturating_sub(y0).max(1)]
}

/// The box around a world box on the screen, points; `None` when it is behind or outside.
fn screen_rect(clip_from_world: &glam::Mat4, min: glam::Vec3, max: glam::Vec3, size: glam::Vec2) -> Option<Rect> {
    let mut rect = Rect::NOTHING;
    for i in 0..8 {
        let corner = glam::Vec3::new(if i & 1 == 0 { min.x } else { max.x }, if i & 2 == 0 { min.y } else { max.y }, if i & 4 == 0 { min.z } else { max.z });
        let clip = *clip_from_world * corner.extend(1.0);
        if clip.w <= 0.05 {
            return None;
        }
        let ndc = clip.truncate() / clip.w;
        rect.extend_with(Pos2::new((ndc.x * 0.5 + 0.5) * size.x, (0.5 - ndc.y * 0.5) * size.y));
    }
    let screen = Rect::from_min_size(Pos2::ZERO, egui::vec2(size.x, size.y));
    let seen = rect.intersect(screen);
    (seen.is_positive() && seen.area() > rect.area() * 0.25).then_some(seen)
}
