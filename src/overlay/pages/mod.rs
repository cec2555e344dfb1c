//! The pages. Each draws itself and pushes actions.

mod about;
mod bars;
mod comfort;
mod door;
mod hall;
mod item;
pub(super) mod list;
mod map;
mod tours;

use egui::{Key, Pos2, Rect, UiBuilder, pos2, vec2};

use super::Cx;
use super::theme::{CONTROL, GAP, MARGIN, TITLE};
use super::words::Look;
use crate::visit::{Action, Page};

/// Size of words from which cards need twice the room.
const LARGE_WORDS: f32 = 1.5;
/// One line's worth of scrolling by an arrow key, points.
const LINE: f32 = 64.0;
/// Farther than any column is long, points.
const FAR: f32 = 1.0e6;

/// What a page left to the app.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// A tap on the hall.
    pub tap: Option<Pos2>,
    /// Where the scene is seen.
    pub scene_rect: Rect,
    /// Height at the foot of the scene that controls and captions cover.
    pub covered_foot: f32,
}

impl Shown {
    pub(super) fn new(screen: Rect) -> Self {
        Self { tap: None, scene_rect: screen, covered_foot: 0.0 }
    }
}

/// Draws the page of the visit.
pub(super) fn show(cx: &mut Cx<'_, '_>) -> Shown {
    let mut shown = Shown::new(cx.screen);
    match cx.view.visit.page {
        Page::Welcome => door::show(cx),
        Page::Hall => hall::show(cx, &mut shown),
        Page::Item(_) => item::show(cx, &mut shown),
        Page::List => list::show(cx),
        Page::Map => map::show(cx),
        Page::Tours => tours::show(cx),
        Page::Comfort => comfort::show(cx),
        Page::About => about::show(cx),
    }
    bars::language_menu(cx);
    let fade = cx.view.visit.fade();
    if fade > 0.0 {
        cx.ui.painter().rect_filled(cx.screen, 0.0, egui::Color32::from_black_alpha((fade * 255.0) as u8));
    }
    shown
}

/// Whether the screen stands upright.
pub(super) fn is_portrait(screen: Rect) -> bool {
    screen.height() > screen.width() * 1.1
}

/// Cards of works side by side: fewer on upright screens and for large words.
pub(super) fn card_columns(cx: &Cx<'_, '_>) -> usize {
    match (is_portrait(cx.screen), cx.view.visit.comfort.text_scale >= LARGE_WORDS) {
        (true, _) => 1,
        (false, true) => 2,
        (false, false) => 3,
    }
}

/// A sheet over the dimmed hall with a title and a bottom row that leads back. `body` gets the room between.
pub(super) fn sheet(cx: &mut Cx<'_, '_>, title: &str, body: impl FnOnce(&mut Cx<'_, '_>, Rect)) {
    cx.ui.painter().rect_filled(cx.screen, 0.0, egui::Color32::from_rgba_premultiplied(6, 7, 10, 0xB8));
    let margin = if is_portrait(cx.screen) { 16.0 } else { MARGIN };
    let rect = cx.screen.shrink(margin);
    cx.paper(rect);
    let inner = rect.shrink2(vec2(MARGIN, 18.0));
    let ink = cx.theme.ink;
    let height = cx.heading(title, &Look::serif(TITLE, ink).strong().tight(), inner.min, inner.width());
    let bar = Rect::from_min_max(pos2(inner.min.x, inner.max.y - CONTROL), inner.max);
    let middle = Rect::from_min_max(pos2(inner.min.x, inner.min.y + height + GAP), pos2(inner.max.x, bar.min.y - GAP));
    body(cx, middle);
    bars::sheet_bar(cx, bar);
}

/// A scrolled column: `body` draws into a child with the full width and says how tall it was.
pub(super) fn scrolled(cx: &mut Cx<'_, '_>, id: &str, rect: Rect, body: impl FnOnce(&mut Cx<'_, '_>, Rect) -> f32) {
    let mut child = cx.ui.new_child(UiBuilder::new().max_rect(rect).id_salt(id));
    child.set_clip_rect(rect.intersect(cx.ui.clip_rect()));
    egui::ScrollArea::vertical().id_salt(id).auto_shrink(false).max_height(rect.height()).show(&mut child, |ui| {
        let top = ui.cursor().min;
        let by = scroll_by_keys(ui, rect.height(), cx.blocked);
        if by != 0.0 {
            ui.scroll_with_delta(vec2(0.0, -by));
        }
        let width = rect.width();
        let mut inner = Cx {
            ui,
            pen: cx.pen,
            view: cx.view,
            actions: cx.actions,
            mirror: cx.mirror,
            theme: cx.theme,
            screen: cx.screen,
            thumbnails: cx.thumbnails,
            menu: cx.menu,
            blocked: cx.blocked,
        };
        let height = body(&mut inner, Rect::from_min_size(pos2(rect.min.x, top.y), vec2(width, f32::INFINITY)));
        ui.allocate_rect(Rect::from_min_size(pos2(rect.min.x, top.y), vec2(width, height)), egui::Sense::hover());
    });
}

/// How far the keys ask to go down a column of so many points: pages always, lines while no control has the keyboard.
fn scroll_by_keys(ui: &egui::Ui, height: f32, blocked: bool) -> f32 {
    if blocked {
        return 0.0;
    }
    let no_control = ui.ctx().memory(|m| m.focused().is_none());
    ui.ctx().input(|i| {
        let times = |key| i.num_presses(key) as f32;
        let pages = (times(Key::PageDown) - times(Key::PageUp)) * height * 0.9;
        let lines = if no_control { (times(Key::ArrowDown) - times(Key::ArrowUp)) * LINE } else { 0.0 };
        pages + lines + (times(Key::End) - times(Key::Home)) * FAR
    })
}

/// Opens a page or closes it when it is the one shown.
pub(super) fn open(cx: &mut Cx<'_, '_>, page: Page) {
    cx.actions.push(if cx.view.visit.page == page { Action::Back } else { Action::OpenPage(page) });
}
