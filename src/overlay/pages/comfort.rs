//! Comfort: text size, contrast, captions, motion, speed and loudness of the reading. Kept for this visit only.

use egui::{Rect, pos2, vec2};

use super::super::Cx;
use super::super::icons::Icon;
use super::super::theme::{CONTROL, GAP, SMALL};
use super::super::widgets::Style;
use super::super::words::Look;
use super::{is_portrait, scrolled, sheet};
use crate::visit::{Action, Comfort};

pub(super) fn show(cx: &mut Cx<'_, '_>) {
    let title = cx.t("settings-title");
    sheet(cx, &title, |cx, rect| {
        scrolled(cx, "comfort", rect, |cx, area| {
            let comfort = cx.view.visit.comfort;
            let mut next = comfort;
            let width = (area.width() - 12.0).min(if is_portrait(cx.screen) { f32::INFINITY } else { 860.0 });
            let column = cx.mirror.start_side(Rect::from_min_size(area.min, vec2(area.width() - 12.0, 10.0)), width);
            let mut y = area.min.y;
            let soft = Look::sans(SMALL, cx.theme.soft_ink);
            let note = cx.t("settings-note");
            y += cx.words(&note, &soft, pos2(column.min.x, y), width) + GAP;
            // Text size: two buttons and a line of sample words.
            let row = Rect::from_min_size(pos2(column.min.x, y), vec2(width, CONTROL));
            let name = cx.t("settings-text-size");
            let (smaller, larger) = (cx.t("settings-smaller"), cx.t("settings-larger"));
            let buttons = cx.mirror.end_side(row, CONTROL * 2.0 + GAP);
            let places = cx.mirror.row(buttons, &[CONTROL, CONTROL], GAP);
            if cx.button(places[0], "text-smaller", &smaller, Some(Icon::Minus), Style::Paper, true) {
                next.text_scale = step(comfort.text_scale, -1);
            }
            if cx.button(places[1], "text-larger", &larger, Some(Icon::Plus), Style::Paper, true) {
                next.text_scale = step(comfort.text_scale, 1);
            }
            let words = cx.mirror.start_side(row, width - CONTROL * 2.0 - GAP * 2.0);
            let painter = cx.ui.painter().clone();
            // French and Spanish set a space before the sign.
            let space = if matches!(cx.view.visit.lang, crate::language::Lang::Fr | crate::language::Lang::Es) { "\u{202F}" } else { "" };
            let percent = format!("{name} \u{2013} \u{2068}{}{space}%\u{2069}", (comfort.text_scale * 100.0).round());
            cx.name(words, &percent, egui::Role::Label);
            let look = Look::sans(20.0, cx.theme.ink);
            cx.pen.write_in(&painter, &percent, &look, words);
            y += CONTROL + GAP;
            for (key, on, set) in [
                ("settings-contrast", comfort.high_contrast, Comfort { high_contrast: !comfort.high_contrast, ..next }),
                ("settings-captions", comfort.captions, Comfort { captions: !comfort.captions, ..next }),
                ("settings-motion", comfort.reduced_motion, Comfort { reduced_motion: !comfort.reduced_motion, ..next }),
                ("settings-slow", comfort.slow_narration, Comfort { slow_narration: !comfort.slow_narration, ..next }),
            ] {
                let name = cx.t(key);
                let rect = Rect::from_min_size(pos2(column.min.x, y), vec2(width, CONTROL.max(cx.pen.scaled(20.0) * 1.4 + 16.0)));
                if cx.toggle(rect, key, &name, on) {
                    next = set;
                }
                y += rect.height() + GAP;
            }
            let name = cx.t("settings-volume");
            let row = Rect::from_min_size(pos2(column.min.x, y), vec2(width, CONTROL));
            let words = cx.mirror.start_side(row, width * 0.4);
            cx.pen.write_in(&painter, &name, &look, words);
            let slider = cx.mirror.end_side(row, width * 0.58);
            if let Some(volume) = cx.slider(slider, "volume", &name, comfort.volume, 0.1, true, false) {
                next.volume = volume;
            }
            y += CONTROL + GAP;
            if !cx.view.audible && cx.view.visit.playback.as_ref().is_some_and(|p| p.playing) {
                let silent = cx.t("narration-silent");
                y += cx.words(&silent, &soft, pos2(column.min.x, y), width) + GAP;
            }
            if next != comfort {
                cx.actions.push(Action::SetComfort(next));
            }
            y - area.min.y
        });
    });
}

/// The next larger or smaller text size.
fn step(scale: f32, by: i32) -> f32 {
    let steps = [1.0, 1.15, 1.3, 1.5, 1.75, 2.0];
    let at = steps.iter().rposition(|s| *s <= scale + 0.01).unwrap_or(0) as i32;
    steps[(at + by).clamp(0, steps.len() as i32 - 1) as usize]
}
