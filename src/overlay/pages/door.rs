//! The door: the name of the house, four languages, and what is real here.

use egui::{Color32, Rect, pos2, vec2};

use super::super::Cx;
use super::super::icons;
use super::super::theme::{BODY, BRASS, CONTROL, GAP};
use super::super::widgets::Style;
use super::super::words::Look;
use super::bars::language_name;
use super::is_portrait;
use crate::language::Lang;
use crate::visit::{Action, Page};

/// Height of the way in, points.
const ENTER_H: f32 = 68.0;
/// Height of the star above the name with the space below it, points.
const STAR_H: f32 = 44.0;
/// Shares of the wished size of words that are tried until the door holds them all.
const SHARES: [f32; 7] = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.42];

/// The words of the door at one size.
struct Words {
    title: (String, Look),
    subtitle: (String, Look),
    promise: (String, Look),
    notice: (String, Look),
}

impl Words {
    fn new(cx: &Cx<'_, '_>, share: f32) -> Self {
        let (on_bar, accent) = (cx.theme.on_bar, cx.theme.accent_on_bar);
        let title_size = if is_portrait(cx.screen) { 52.0 } else { 60.0 };
        Self {
            title: (cx.t("museum-name"), Look::serif(title_size * share, on_bar).strong().tight().centered()),
            subtitle: (cx.t("museum-subtitle"), Look::serif(25.0 * share, accent).centered()),
            promise: (cx.t("door-promise"), Look::serif(22.0 * share, on_bar).centered()),
            notice: (cx.t("door-notice"), Look { line_height: 1.25, ..Look::sans((BODY - 2.0) * share, on_bar) }),
        }
    }
}

pub(super) fn show(cx: &mut Cx<'_, '_>) {
    let screen = cx.screen;
    // The first hall lies behind, dim: a door that stands ajar.
    cx.ui.painter().rect_filled(screen, 0.0, Color32::from_rgba_premultiplied(8, 9, 12, 0x8C));
    cx.scrim(screen, Color32::from_rgba_premultiplied(4, 5, 7, 0x40), Color32::from_rgba_premultiplied(8, 9, 12, 0xF0));
    let portrait = is_portrait(screen);
    let width = (screen.width() - 64.0).min(880.0);
    let narrow = width.min(720.0);
    let left = screen.center().x - width * 0.5;
    let enter = cx.t("door-enter");
    let enter_width = cx.button_width(&enter, false).max(320.0).min(width);
    let tour = cx.t("tour-start");
    let tour_width = cx.button_width(&tour, true).max(260.0).min(width);
    let about = cx.t("nav-about");
    let about_width = cx.button_width(&about, true).min(width * 0.5);
    let first_tour = cx.view.content.tours.first().map(|t| t.id);
    // Large words: the tour goes below.
    let stacked = first_tour.is_some() && enter_width + GAP + tour_width > width;
    let columns = if portrait { 2 } else { 4 };
    let rows = 4 / columns;
    let ways_height = ENTER_H + if stacked { GAP + CONTROL } else { 0.0 };
    let controls_height = rows as f32 * (CONTROL + GAP) + GAP + ways_height + GAP;
    let foot = screen.max.y - screen.height() * if portrait { 0.1 } else { 0.055 };
    let notice_width = width - about_width - GAP;

    // As large as wished, or as much smaller as keeps words and controls apart.
    let mut measure = |share: f32| {
        let words = Words::new(cx, share);
        let mut height = |(text, look): &(String, Look), width: f32| cx.pen.lay(text, look, Some(width)).size.y;
        let head = STAR_H + height(&words.title, width) + 10.0 + height(&words.subtitle, width) + 26.0 + height(&words.promise, narrow);
        let notice = height(&words.notice, notice_width).max(CONTROL);
        (words, head, notice)
    };
    let room = foot - screen.min.y - controls_height - STAR_H - GAP * 2.0;
    let mut measured = measure(1.0);
    for share in SHARES {
        measured = measure(share);
        if measured.1 + measured.2 <= room {
            break;
        }
    }
    let (words, head_height, notice_height) = measured;
    let controls_top = foot - notice_height - controls_height;
    let free = (controls_top - GAP * 2.0 - head_height - screen.min.y).max(STAR_H);
    let mut y = screen.min.y + free.min(screen.height() * if portrait { 0.2 } else { 0.13 });
    icons::star(cx.ui.painter(), pos2(screen.center().x, y), 26.0, BRASS);
    y += STAR_H;
    y += cx.heading(&words.title.0, &words.title.1, pos2(left, y), width) + 10.0;
    y += cx.words(&words.subtitle.0, &words.subtitle.1, pos2(left, y), width) + 26.0;
    cx.words(&words.promise.0, &words.promise.1, pos2(screen.center().x - narrow * 0.5, y), narrow);

    // Everything to touch is in the lower half.
    let mut y = controls_top;
    let cell = (width - GAP * (columns as f32 - 1.0)) / columns as f32;
    let grid = Rect::from_min_size(pos2(left, y), vec2(width, CONTROL));
    for (i, lang) in Lang::ALL.into_iter().enumerate() {
        let place = cx.mirror.strip(grid, (i % columns) as f32 * (cell + GAP), cell).translate(vec2(0.0, (i / columns) as f32 * (CONTROL + GAP)));
        let chosen = lang == cx.view.visit.lang;
        let name = language_name(lang);
        if cx.button(place, &format!("door-{}", lang.code()), &name, None, if chosen { Style::BarOn } else { Style::Bar }, false) {
            cx.actions.push(Action::ChooseLanguage(lang));
        }
    }
    y += rows as f32 * (CONTROL + GAP) + GAP;
    let middle = |y: f32, width: f32, height: f32| Rect::from_min_size(pos2(screen.center().x - width * 0.5, y), vec2(width, height));
    let (main, side) = if stacked || first_tour.is_none() {
        (middle(y, enter_width, ENTER_H), middle(y + ENTER_H + GAP, tour_width, CONTROL))
    } else {
        let row = middle(y, enter_width + GAP + tour_width, ENTER_H);
        (cx.mirror.start_side(row, enter_width), cx.mirror.end_side(row, tour_width))
    };
    if cx.button(main, "enter", &enter, None, Style::Primary, false) {
        cx.actions.push(Action::EnterMuseum);
    }
    if let Some(id) = first_tour
        && cx.button(side, "welcome-tour", &tour, Some(icons::Icon::Tour), Style::Bar, false)
    {
        cx.actions.extend([Action::EnterMuseum, Action::StartTour(id)]);
    }
    y += ways_height + GAP;
    let line = Rect::from_min_size(pos2(left, y), vec2(width, notice_height));
    let place = cx.mirror.start_side(line, notice_width);
    cx.name(place, &words.notice.0, egui::Role::Label);
    let painter = cx.ui.painter().clone();
    cx.pen.write_in(&painter, &words.notice.0, &words.notice.1, place);
    let end = cx.mirror.end_side(line, about_width);
    let end = Rect::from_center_size(end.center(), vec2(end.width(), CONTROL));
    if cx.button(end, "about", &about, Some(icons::Icon::Info), Style::Bar, false) {
        cx.actions.push(Action::OpenPage(Page::About));
    }
}
