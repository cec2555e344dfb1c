//! The flat list: the accessible equal of the halls.

use egui::{Id, Rect, Role, Sense, WidgetInfo, pos2, vec2};

use super::super::Cx;
use super::super::icons::Icon;
use super::super::theme::{CONTROL, GAP, SMALL};
use super::super::widgets::Style;
use super::super::words::Look;
use super::{scrolled, sheet};
use crate::catalogue::{HallId, WorkId};
use crate::visit::Action;

/// Height of a card, points at text size 1.
const CARD_H: f32 = 132.0;

pub(super) fn show(cx: &mut Cx<'_, '_>) {
    let title = cx.t("list-title");
    sheet(cx, &title, |cx, rect| {
        let field = Rect::from_min_size(rect.min, vec2(rect.width(), CONTROL));
        search_field(cx, field);
        let found: Vec<WorkId> = match &cx.view.content.hits {
            Some(hits) => hits.clone(),
            None => cx.view.content.works.iter().map(|w| w.id).collect(),
        };
        let count = cx.view.texts.format("list-count", &[("count", found.len().into())]);
        let line = Look::sans(SMALL, cx.theme.soft_ink);
        let y = field.max.y + 8.0;
        let mut height = cx.words(&count, &line, pos2(rect.min.x, y), rect.width());
        if found.is_empty() {
            let advice = cx.t("search-none");
            height += 8.0 + cx.words(&advice, &Look::serif(22.0, cx.theme.ink), pos2(rect.min.x, y + height + 8.0), rect.width());
        }
        let body = Rect::from_min_max(pos2(rect.min.x, y + height + 8.0), rect.max);
        let grouped = cx.view.content.hits.is_none();
        scrolled(cx, "list", body, |cx, area| cards(cx, area, &found, grouped));
    });
}

/// Cards in columns, under the names of their halls. Only what is in sight is set.
fn cards(cx: &mut Cx<'_, '_>, area: Rect, found: &[WorkId], grouped: bool) -> f32 {
    let columns = super::card_columns(cx);
    let width = (area.width() - 12.0 - GAP * (columns as f32 - 1.0)) / columns as f32;
    let card_h = CARD_H * cx.view.visit.comfort.text_scale.sqrt();
    let sight = cx.ui.clip_rect().expand(card_h);
    let mut y = area.min.y;
    let mut column = 0;
    let mut hall: Option<HallId> = None;
    for id in found {
        let Some(work) = cx.view.content.work(*id) else { continue };
        if grouped && hall != Some(work.hall) {
            if column != 0 {
                y += card_h + GAP;
                column = 0;
            }
            hall = Some(work.hall);
            let name = cx.view.content.hall(work.hall).map(|h| h.title.clone()).unwrap_or_default();
            let look = Look::serif(26.0, cx.theme.kicker).strong();
            y += cx.heading(&name, &look, pos2(area.min.x, y), area.width()) + 6.0;
        }
        let row = Rect::from_min_size(pos2(area.min.x, y), vec2(area.width() - 12.0, card_h));
        let place = cx.mirror.strip(row, column as f32 * (width + GAP), width);
        if place.intersects(sight) {
            if cx.work_card(place, &format!("list-{}", id.0), *id, cx.view.visit.focus == Some(*id)) {
                cx.actions.push(Action::OpenWork(*id));
            }
        } else {
            // Out of sight it keeps its name, so that screen readers and the Tab key reach it.
            let title = work.title.clone();
            if cx.press(place, format!("list-{}", id.0).as_str(), &title).clicked() {
                cx.actions.push(Action::OpenWork(*id));
            }
        }
        column += 1;
        if column == columns {
            column = 0;
            y += card_h + GAP;
        }
    }
    if column != 0 {
        y += card_h + GAP;
    }
    y - area.min.y
}

/// The field that is written in.
pub(in crate::overlay) fn search_id() -> Id {
    Id::unique("search")
}

/// Words to look for. Typed text is set by our own engine; egui only hears the keys.
fn search_field(cx: &mut Cx<'_, '_>, rect: Rect) {
    let id = search_id();
    let clear_width = CONTROL;
    let query = cx.view.visit.query.clone();
    let clear = (!query.is_empty()).then(|| cx.mirror.end_side(rect, clear_width));
    let field = if clear.is_some() { cx.mirror.start_side(rect, rect.width() - clear_width - 8.0) } else { rect };
    let response = cx.ui.interact(field, id, cx.sense(Sense::click()));
    let hint = cx.t("search-prompt");
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::SearchInput, !cx.blocked, &hint);
        info.current_text_value = Some(query.clone());
        info
    });
    if response.clicked() {
        response.request_focus();
    }
    let painter = cx.ui.painter().clone();
    painter.rect(field, 10.0, cx.theme.field, egui::Stroke::new(1.0, cx.theme.line), egui::StrokeKind::Inside);
    cx.focus_ring(&painter, field, &response);
    let inner = field.shrink2(vec2(16.0, 4.0));
    let icon = Rect::from_center_size(cx.mirror.start_side(inner, 24.0).center(), egui::Vec2::splat(22.0));
    super::super::icons::draw(&painter, Icon::Look, icon, cx.theme.soft_ink, cx.mirror);
    let words = cx.mirror.end_side(inner, inner.width() - 36.0);
    let focused = response.has_focus();
    if query.is_empty() && !focused {
        cx.pen.write_in(&painter, &hint, &Look::sans(20.0, cx.theme.soft_ink).lines(1), words);
    } else {
        let laid = cx.pen.lay(&query, &Look::sans(20.0, cx.theme.ink).lines(1), Some(words.width()));
        let top = words.center().y - laid.size.y * 0.5;
        cx.pen.draw(&painter, &laid, pos2(words.min.x, top));
        if focused {
            // The caret stands after the last letter, on the side to which the words run.
            let shown = laid.layout.content_width_px / cx.ui.ctx().pixels_per_point();
            let x = if laid.layout.direction == crate::language::Direction::RightToLeft { words.max.x - shown - 2.0 } else { words.min.x + shown + 2.0 };
            painter.line_segment([pos2(x, words.center().y - 13.0), pos2(x, words.center().y + 13.0)], egui::Stroke::new(2.0, cx.theme.ink));
        }
    }
    if focused {
        typed(cx, id, &query);
    }
    if let Some(clear) = clear {
        let name = cx.t("search-clear");
        if cx.button(clear, "clear-query", &name, Some(Icon::Close), Style::Paper, true) {
            cx.actions.push(Action::Search(String::new()));
        }
    }
}

/// What the keyboard adds to or takes from the query.
fn typed(cx: &mut Cx<'_, '_>, id: Id, query: &str) {
    let ctx = cx.ui.ctx().clone();
    ctx.memory_mut(|m| {
        m.set_focus_lock_filter(id, egui::EventFilter { horizontal_arrows: true, vertical_arrows: false, tab: false, escape: false });
    });
    let mut text = query.to_owned();
    let events = ctx.input(|i| i.events.clone());
    for event in events {
        match event {
            egui::Event::Text(t) | egui::Event::Paste(t) => text.push_str(&t),
            egui::Event::Ime(egui::ImeEvent::Commit(t)) => text.push_str(&t),
            egui::Event::Key { key: egui::Key::Backspace, pressed: true, .. } => {
                text.pop();
            }
            _ => {}
        }
    }
    if text != query {
        cx.actions.push(Action::Search(crate::text::sanitise(&text, crate::visit::action::QUERY_MAX_CHARS)));
    }
}
