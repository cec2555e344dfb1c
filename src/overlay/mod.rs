//! The overlay: egui places, clips, scrolls and hears; every word is set by our own text engine; every touch becomes an action.
//!
//! [`Overlay::run`] takes a [`View`] of the visit and gives back [`Action`]s and triangles. No SQL, no GPU, no state of the visit.

mod icons;
pub mod mirror;
mod pages;
mod reading;
pub mod theme;
pub mod view;
mod widgets;
pub mod words;

use std::collections::HashMap;

use egui::{Context, Id, Key, Pos2, RawInput, Rect, Sense, TextureHandle, Ui, Vec2, pos2, vec2};

use crate::catalogue::WorkId;
use crate::visit::{Action, Page};
use mirror::Mirror;
use theme::Theme;
pub use view::{Content, Hotspot, OpenWork, Picture, Thumbnails, View};
use words::Pen;

/// Height of the design canvas's shorter side, points: the overlay is laid out for it and scaled to the screen.
pub const CANVAS_SHORT_SIDE: f32 = 720.0;
/// Small pictures held at once.
const THUMBNAILS_MAX: usize = 160;
/// Turn of the head for a drag across one point, radians.
const LOOK_RAD_PER_POINT: f32 = 0.0032;

/// Pixels to a point for a screen of so many pixels, so that controls keep their share of it; never below 1.
pub fn pixels_per_point(size_px: [u32; 2]) -> f32 {
    let short = size_px[0].min(size_px[1]) as f32;
    ((short / CANVAS_SHORT_SIDE) * 8.0).round().clamp(8.0, 32.0) / 8.0
}

/// One frame of the overlay.
pub struct Output {
    /// What the visitor did.
    pub actions: Vec<Action>,
    /// A tap on the hall itself, points: the app finds out what was hit.
    pub tap: Option<Pos2>,
    /// Where the hall or the work is seen, points.
    pub scene_rect: Rect,
    /// Triangles.
    pub primitives: Vec<egui::ClippedPrimitive>,
    /// Changed textures.
    pub textures: egui::TexturesDelta,
    /// For windows: cursor, accessibility tree.
    pub platform: egui::PlatformOutput,
    /// Seconds until the overlay itself wants to be drawn again; infinity if it rests.
    pub repaint_after_secs: f64,
}

/// The overlay's own memory: fonts, glyphs, small pictures, scroll places. Nothing of the visit.
pub struct Overlay {
    ctx: Context,
    pen: Pen,
    thumbnails: HashMap<WorkId, TextureHandle>,
    scale: f32,
    menu: Option<Menu>,
    steering: bool,
    last_page: Option<Page>,
    /// Language a small picture was made for.
    thumbnails_lang: Option<crate::language::Lang>,
}

/// The menu of languages, folded out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Menu {
    /// The control that opened it, to which the keyboard returns.
    opener: Id,
}

/// What a page draws with.
pub(crate) struct Cx<'a, 'b> {
    pub ui: &'a mut Ui,
    pub pen: &'a mut Pen,
    pub view: &'a View<'b>,
    pub actions: &'a mut Vec<Action>,
    pub mirror: Mirror,
    pub theme: Theme,
    pub screen: Rect,
    thumbnails: &'a mut HashMap<WorkId, TextureHandle>,
    menu: &'a mut Option<Menu>,
    /// A menu lies over the page: what is under it hears nothing.
    blocked: bool,
}

impl Default for Overlay {
    fn default() -> Self {
        Self::new()
    }
}

impl Overlay {
    /// An overlay that has shown nothing yet.
    pub fn new() -> Self {
        let ctx = Context::default();
        ctx.set_fonts(egui::FontDefinitions::empty());
        ctx.options_mut(|o| {
            o.zoom_with_keyboard = false;
            o.reduce_texture_memory = true;
        });
        ctx.all_styles_mut(|s| {
            s.animation_time = 0.12;
            s.spacing.scroll = egui::style::ScrollStyle { bar_width: 8.0, floating_allocated_width: 0.0, ..egui::style::ScrollStyle::floating() };
        });
        Self { ctx, pen: Pen::new(), thumbnails: HashMap::new(), scale: 1.0, menu: None, steering: false, last_page: None, thumbnails_lang: None }
    }

    /// The egui context, for the window's input and accessibility.
    pub fn context(&self) -> &Context {
        &self.ctx
    }

    /// One frame for a screen of `size_px`.
    pub fn run(&mut self, view: &View<'_>, mut input: RawInput, size_px: [u32; 2]) -> Output {
        self.scale = pixels_per_point(size_px);
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(size_px[0] as f32, size_px[1] as f32) / self.scale);
        input.screen_rect = Some(screen);
        // A window measures touches in its own scale times the zoom; the zoom makes that product ours.
        let native = input.viewports.entry(egui::ViewportId::ROOT).or_default().native_pixels_per_point.get_or_insert(1.0);
        self.ctx.set_zoom_factor(self.scale / native.max(0.1));
        if self.last_page != Some(view.visit.page) {
            // A new page: what had the keyboard is gone.
            self.ctx.memory_mut(|m| m.stop_text_input());
            self.menu = None;
            self.last_page = Some(view.visit.page);
        }
        if self.thumbnails_lang != Some(view.visit.lang) || self.thumbnails.len() > THUMBNAILS_MAX {
            self.thumbnails.clear();
            self.thumbnails_lang = Some(view.visit.lang);
        }
        self.pen.begin(view.visit.lang, self.scale, view.visit.comfort.text_scale);
        let mut actions = Vec::new();
        let mut shown = pages::Shown::new(screen);
        let ctx = self.ctx.clone();
        let (pen, thumbnails, menu) = (&mut self.pen, &mut self.thumbnails, &mut self.menu);
        let menu_was_open = menu.is_some();
        let full = ctx.run_ui(input, |ui| {
            actions.clear();
            let mut cx = Cx {
                ui,
                pen,
                view,
                actions: &mut actions,
                mirror: Mirror(view.visit.lang.direction()),
                theme: Theme::new(view.visit.comfort.high_contrast),
                screen,
                thumbnails,
                menu,
                blocked: menu_was_open,
            };
            shown = pages::show(&mut cx);
        });
        self.keys(view, menu_was_open, &mut actions);
        debug_assert!(!full.shapes.iter().any(|s| is_stock_text(&s.shape)));
        let repaint_after_secs = full.viewport_output.get(&egui::ViewportId::ROOT).map_or(f64::INFINITY, |v| v.repaint_delay.as_secs_f64());
        Output {
            actions,
            tap: shown.tap,
            scene_rect: shown.scene_rect,
            primitives: self.ctx.tessellate(full.shapes, full.pixels_per_point),
            textures: full.textures_delta,
            platform: full.platform_output,
            repaint_after_secs: if repaint_after_secs > 1.0e6 { f64::INFINITY } else { repaint_after_secs },
        }
    }

    /// Pixels to a point in the last frame.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// Keys that are not for a control.
    fn keys(&mut self, view: &View<'_>, menu_was_open: bool, actions: &mut Vec<Action>) {
        let visit = view.visit;
        let control_has_keys = self.ctx.memory(|m| m.focused().is_some());
        let writing = self.ctx.memory(|m| m.focused()) == Some(pages::list::search_id());
        let pressed = |k: Key| self.ctx.input(|i| i.key_pressed(k));
        if pressed(Key::Escape) {
            match self.menu.take() {
                Some(menu) => self.ctx.memory_mut(|m| m.request_focus(menu.opener)),
                None => actions.push(Action::Back),
            }
            return;
        }
        if writing || menu_was_open {
            return;
        }
        match visit.page {
            Page::Hall => {
                let arrows = !control_has_keys;
                let down = |k: Key| self.ctx.input(|i| i.key_down(k) && !i.modifiers.any());
                let axis = |a: bool, b: bool| f32::from(u8::from(a)) - f32::from(u8::from(b));
                let forward = axis(down(Key::W) || (arrows && down(Key::ArrowUp)), down(Key::S) || (arrows && down(Key::ArrowDown)));
                let right = axis(down(Key::D), down(Key::A));
                let turn = axis(down(Key::Q) || (arrows && down(Key::ArrowLeft)), down(Key::E) || (arrows && down(Key::ArrowRight)));
                let steers = (forward, right, turn) != (0.0, 0.0, 0.0);
                if steers || self.steering {
                    let same = visit.steer == [forward, right, turn];
                    if !same {
                        actions.push(Action::Steer { forward, right, turn });
                    }
                }
                self.steering = steers;
                if !control_has_keys
                    && pressed(Key::Enter)
                    && let Some(work) = visit.focus
                {
                    actions.push(Action::OpenWork(work));
                }
            }
            Page::Item(_) if !control_has_keys => {
                let step = 0.15;
                for (key, action) in [
                    (Key::ArrowLeft, Action::TurnItem { yaw: -step, pitch: 0.0 }),
                    (Key::ArrowRight, Action::TurnItem { yaw: step, pitch: 0.0 }),
                    (Key::ArrowUp, Action::TurnItem { yaw: 0.0, pitch: step }),
                    (Key::ArrowDown, Action::TurnItem { yaw: 0.0, pitch: -step }),
                    (Key::Plus, Action::ZoomItem { factor: 1.25 }),
                    (Key::Equals, Action::ZoomItem { factor: 1.25 }),
                    (Key::Minus, Action::ZoomItem { factor: 0.8 }),
                    (Key::Space, Action::PlayPause),
                ] {
                    if pressed(key) {
                        actions.push(action);
                    }
                }
            }
            _ => {}
        }
        // On sheets the page keys turn the sheet.
        let (walking, close) = (visit.page == Page::Hall, matches!(visit.page, Page::Item(_)));
        if (walking && pressed(Key::PageDown)) || ((walking || close) && pressed(Key::N)) {
            actions.push(Action::NextWork);
        }
        if (walking && pressed(Key::PageUp)) || ((walking || close) && pressed(Key::P)) {
            actions.push(Action::PreviousWork);
        }
    }
}

impl Cx<'_, '_> {
    /// Words of the interface.
    pub fn t(&self, key: &str) -> String {
        self.view.texts.get(key)
    }

    /// The small picture of a work as a texture, if it is at hand.
    pub fn thumbnail(&mut self, work: WorkId) -> Option<(egui::TextureId, Vec2)> {
        if !self.thumbnails.contains_key(&work) {
            let picture = self.view.thumbnails.get(work)?;
            let image = egui::ColorImage::from_rgba_unmultiplied(picture.size_px, &picture.rgba);
            let handle = self.ui.ctx().load_texture(format!("work-{}", work.0), image, egui::TextureOptions::LINEAR);
            self.thumbnails.insert(work, handle);
        }
        self.thumbnails.get(&work).map(|h| (h.id(), h.size_vec2()))
    }

    /// A drag over the hall or the work: turn, shift, come closer.
    pub fn drag_scene(&mut self, rect: Rect) -> Option<Pos2> {
        // Not a stop of the Tab key: what can be seen in it has controls of its own.
        let response = self.ui.interact(rect, Id::unique("scene"), self.sense(Sense::CLICK | Sense::DRAG));
        let touches = self.ui.ctx().multi_touch();
        let item = self.view.content.open.as_ref().filter(|_| self.view.visit.item.is_some());
        if let Some(touch) = touches {
            // Two fingers: the drag of one finger is over; they zoom and turn together.
            if item.is_some() {
                self.actions.push(Action::ZoomItem { factor: touch.zoom_delta });
                let shift = touch.translation_delta / (rect.height() * 0.5);
                self.actions.push(Action::PanItem { x: shift.x, y: -shift.y });
            } else {
                let turn = touch.translation_delta * LOOK_RAD_PER_POINT;
                self.actions.push(Action::Look { yaw: turn.x, pitch: turn.y });
                if (touch.zoom_delta - 1.0).abs() > 0.002 {
                    self.actions.push(Action::Step { forward_m: (touch.zoom_delta - 1.0) * 2.5 });
                }
            }
        } else if response.dragged() && response.drag_delta() != Vec2::ZERO {
            let delta = response.drag_delta();
            match item {
                Some(open) if open.in_the_round => self.actions.push(Action::TurnItem { yaw: delta.x * 0.009, pitch: delta.y * 0.006 }),
                Some(_) => self.actions.push(Action::PanItem { x: delta.x / (rect.height() * 0.5), y: -delta.y / (rect.height() * 0.5) }),
                // The world follows the finger.
                None => self.actions.push(Action::Look { yaw: delta.x * LOOK_RAD_PER_POINT, pitch: delta.y * LOOK_RAD_PER_POINT }),
            }
        }
        if response.hovered() {
            let (scroll, zoom) = self.ui.ctx().input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
            if item.is_some() {
                let factor = zoom * (scroll * 0.003).exp();
                if (factor - 1.0).abs() > 1e-4 {
                    self.actions.push(Action::ZoomItem { factor });
                }
            } else if scroll.abs() > 0.01 {
                self.actions.push(Action::Step { forward_m: scroll * 0.006 });
            }
        }
        response.clicked().then(|| response.interact_pointer_pos()).flatten()
    }
}

/// Whether a shape holds words set by egui itself, which knows nothing of right to left.
fn is_stock_text(shape: &egui::Shape) -> bool {
    match shape {
        egui::Shape::Text(_) => true,
        egui::Shape::Vec(shapes) => shapes.iter().any(is_stock_text),
        _ => false,
    }
}

/// A point of the canvas inside a rect, as fractions; for tests and recordings.
pub fn at(rect: Rect, x: f32, y: f32) -> Pos2 {
    pos2(rect.min.x + x * rect.width(), rect.min.y + y * rect.height())
}
