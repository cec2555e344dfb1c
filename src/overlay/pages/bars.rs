//! Rows of controls that several pages share, and the language menu.

use egui::{Rect, pos2, vec2};

use super::super::icons::Icon;
use super::super::theme::{CONTROL, GAP, MARGIN};
use super::super::widgets::Style;
use super::super::{Cx, Menu};
use super::is_portrait;
use crate::language::{Lang, Texts};
use crate::visit::{Action, Page};

/// Height of the bar over the hall, points.
pub(super) const BAR_H: f32 = 84.0;

/// Narrowest bar button, points.
const BAR_BUTTON_MIN: f32 = 72.0;
/// Most that a bar button is wider than its words, points.
const SPARE_MAX: f32 = 40.0;

/// Controls at the foot of the hall: ways to go at the start, the visitor's settings at the end.
pub(super) fn hall_bar(cx: &mut Cx<'_, '_>) -> Rect {
    let rect = Rect::from_min_max(pos2(cx.screen.min.x, cx.screen.max.y - BAR_H), cx.screen.max);
    cx.band(rect, 0);
    let inner = rect.shrink2(vec2(if is_portrait(cx.screen) { 8.0 } else { MARGIN }, 8.0));
    let page = cx.view.visit.page;
    let ways = [
        ("bar-door", "nav-home", Icon::Back, None),
        ("bar-map", "nav-map", Icon::Map, Some(Page::Map)),
        ("bar-list", "nav-list", Icon::List, Some(Page::List)),
        ("bar-tours", "nav-tours", Icon::Tour, Some(Page::Tours)),
    ];
    let settings = [
        ("bar-language", "nav-language", Icon::Globe, None),
        ("bar-comfort", "nav-settings", Icon::Comfort, Some(Page::Comfort)),
        ("bar-about", "nav-about", Icon::Info, Some(Page::About)),
    ];
    let widths = bar_widths(cx, inner.width(), ways.iter().chain(&settings).map(|(_, key, ..)| *key));
    let (way_widths, setting_widths) = widths.split_at(ways.len().min(widths.len()));
    let start = cx.mirror.row(inner, way_widths, 0.0);
    for ((id, key, icon, target), rect) in ways.into_iter().zip(start) {
        let name = cx.t(key);
        if cx.bar_button(rect, id, &name, icon, target == Some(page)) {
            match target {
                Some(page) => super::open(cx, page),
                None => cx.actions.push(Action::OpenPage(Page::Welcome)),
            }
        }
    }
    let end = cx.mirror.end_side(inner, setting_widths.iter().sum());
    for ((id, key, icon, target), rect) in settings.into_iter().zip(cx.mirror.row(end, setting_widths, 0.0)) {
        let name = cx.t(key);
        if cx.bar_button(rect, id, &name, icon, target == Some(page)) {
            match target {
                Some(page) => super::open(cx, page),
                None => *cx.menu = Some(Menu { opener: cx.id(id) }),
            }
        }
    }
    rect
}

/// Widths of bar buttons: each as wide as its longest word and a share of what is left; all narrower where that is too much.
fn bar_widths<'k>(cx: &mut Cx<'_, '_>, room: f32, keys: impl Iterator<Item = &'k str>) -> Vec<f32> {
    let look = Cx::bar_look(cx.theme.on_bar);
    let names: Vec<String> = keys.map(|key| cx.t(key)).collect();
    let needs: Vec<f32> = names.iter().map(|name| (cx.longest_word(name, &look) + GAP).max(BAR_BUTTON_MIN)).collect();
    let total: f32 = needs.iter().sum();
    let spare = (room - total) / needs.len().max(1) as f32;
    needs.into_iter().map(|need| if spare < 0.0 { need * room / total } else { need + spare.min(SPARE_MAX) }).collect()
}

/// The row at the foot of a sheet: back, and the language.
pub(super) fn sheet_bar(cx: &mut Cx<'_, '_>, rect: Rect) {
    let back = cx.t("nav-back");
    let width = cx.button_width(&back, true).max(140.0);
    let start = cx.mirror.start_side(rect, width);
    if cx.button(start, "sheet-back", &back, Some(Icon::Back), Style::Primary, false) {
        cx.actions.push(Action::Back);
    }
    let language = cx.t("nav-language");
    let width = cx.button_width(&language, true).max(140.0);
    let end = cx.mirror.end_side(rect, width);
    if cx.button(end, "sheet-language", &language, Some(Icon::Globe), Style::Paper, false) {
        *cx.menu = Some(Menu { opener: cx.id("sheet-language") });
    }
}

/// The menu of languages, each under its own name, in the lower half at the end side.
pub(super) fn language_menu(cx: &mut Cx<'_, '_>) {
    let Some(menu) = *cx.menu else { return };
    // What lies under the menu is blocked from the frame after the one that opened it; the menu itself never is.
    let opened_now = !std::mem::replace(&mut cx.blocked, false);
    let has_keyboard = cx.ui.ctx().memory(|m| m.focused().is_some());
    let size = vec2(260.0, 4.0 * (CONTROL + GAP) + GAP);
    let area = cx.screen.shrink(MARGIN);
    let area = Rect::from_min_max(area.min, pos2(area.max.x, area.max.y - BAR_H));
    let column = cx.mirror.end_side(area, size.x);
    let rect = Rect::from_min_size(pos2(column.min.x, area.max.y - size.y), size);
    // A touch anywhere else folds it.
    let outside = cx.press(cx.screen, "menu-outside", &cx.t("nav-close"));
    cx.paper(rect);
    let mut top = rect.min.y + GAP;
    for lang in Lang::ALL {
        let button = Rect::from_min_size(pos2(rect.min.x + GAP, top), vec2(size.x - 2.0 * GAP, CONTROL));
        let name = language_name(lang);
        let chosen = lang == cx.view.visit.lang;
        let style = if chosen { Style::Primary } else { Style::Paper };
        let id = format!("language-{}", lang.code());
        if cx.button(button, &id, &name, chosen.then_some(Icon::Check), style, false) {
            cx.actions.push(Action::ChooseLanguage(lang));
            *cx.menu = None;
        }
        if chosen && opened_now && has_keyboard {
            cx.ui.ctx().memory_mut(|m| m.request_focus(cx.id(id.as_str())));
        }
        top += CONTROL + GAP;
    }
    if outside.clicked() {
        *cx.menu = None;
    }
    if cx.menu.is_none() && has_keyboard {
        cx.ui.ctx().memory_mut(|m| m.request_focus(menu.opener));
    }
}

/// A language's name in itself.
pub(super) fn language_name(lang: Lang) -> String {
    Texts::load(lang).get("language-name")
}
