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

pub(super) fn show(cx: &mut Cx<'_, '_>) {
    let screen = cx.screen;
    // The first hall lies behind, dim: a door that stands ajar.
    cx.ui.painter().rect_filled(screen, 0.0, Color32::from_rgba_premultiplied(8, 9, 12, 0x8C));
    cx.scrim(screen, Color32::from_rgba_premultiplied(4, 5, 7, 0x40), Color32::from_rgba_premultiplied(8, 9, 12, 0xF0));
    let portrait = is_portrait(screen);
    let width = (screen.width() - 64.0).min(880.0);
    let left = screen.center().x - width * 0.5;
    let (on_bar, accent) = (cx.theme.on_bar, cx.theme.accent_on_bar);
    let mut y = screen.min.y + screen.height() * if portrait { 0.2 } else { 0.13 };
    icons::star(cx.ui.painter(), pos2(screen.center().x, y), 26.0, BRASS);
    y += 44.0;
    let title = cx.t("museum-name");
    y += cx.heading(&title, &Look { size: if portrait { 52.0 } else { 60.0 }, ..Look::serif(60.0, on_bar).strong().tight().centered() }, pos2(left, y), width)
        + 10.0;
    let subtitle = cx.t("museum-subtitle");
    y += cx.words(&subtitle, &Look::serif(25.0, accent).centered(), pos2(left, y), width) + 26.0;
    let welcome = cx.t("door-promise");
    let narrow = width.min(720.0);
    cx.words(&welcome, &Look::serif(22.0, on_bar).centered(), pos2(screen.center().x - narrow * 0.5, y), narrow);

    // Everything to touch is in the lower half.
    let honest = cx.t("door-notice");
    let about = cx.t("nav-about");
    let about_width = cx.button_width(&about, true);
    let note_look = Look { line_height: 1.25, ..Look::sans(BODY - 2.0, on_bar) };
    let note_height = cx.pen.lay(&honest, &note_look, Some(width - about_width - GAP)).size.y.max(CONTROL);
    let columns = if portrait { 2 } else { 4 };
    let rows = 4 / columns;
    let enter = cx.t("door-enter");
    let enter_width = cx.button_width(&enter, false).max(320.0).min(width);
    let tour = cx.t("tour-start");
    let tour_width = cx.button_width(&tour, true).max(260.0).min(width);
    let first_tour = cx.view.content.tours.first().map(|t| t.id);
    // Large words: the tour goes below.
    let stacked = first_tour.is_some() && enter_width + GAP + tour_width > width;
    let ways_height = ENTER_H + if stacked { GAP + CONTROL } else { 0.0 };
    let block_height = rows as f32 * (CONTROL + GAP) + GAP + ways_height + GAP * 2.0 + note_height;
    let mut y = screen.max.y - block_height - screen.height() * if portrait { 0.12 } else { 0.055 };
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
    let line = Rect::from_min_size(pos2(left, y), vec2(width, note_height));
    let words = cx.mirror.start_side(line, width - about_width - GAP);
    cx.name(words, &honest, egui::Role::Label);
    let painter = cx.ui.painter().clone();
    cx.pen.write_in(&painter, &honest, &note_look, words);
    let line = Rect::from_center_size(line.center(), vec2(width, CONTROL));
    let end = cx.mirror.end_side(line, about_width);
    if cx.button(end, "door-about", &about, Some(icons::Icon::Info), Style::Bar, false) {
        cx.actions.push(Action::OpenPage(Page::About));
    }
}
