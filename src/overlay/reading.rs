//! Stories on paper: blocks of Markdown set one paragraph at a time, and only where they are in sight.

use egui::{Rect, Role, pos2};

use super::Cx;
use super::theme::{BRASS, GAP, STORY};
use super::words::Look;
use crate::text::story::{Block, BlockKind};

impl Cx<'_, '_> {
    /// Draws blocks in a column with its top at `top`; gives the height used.
    pub fn story(&mut self, blocks: &[Block], column: Rect, top: f32) -> f32 {
        let mut y = top;
        for block in blocks {
            y += self.block(block, column, y);
        }
        y - top
    }

    fn block(&mut self, block: &Block, column: Rect, top: f32) -> f32 {
        let ink = self.theme.ink;
        let text = block.text();
        match &block.kind {
            BlockKind::Heading { .. } => {
                let look = Look::serif(STORY + 3.0, self.theme.kicker).strong().tight();
                self.heading(&text, &look, pos2(column.min.x, top + 4.0), column.width()) + 12.0
            }
            BlockKind::Paragraph => self.spans(block, &text, Look { line_height: 1.5, ..Look::serif(STORY, ink) }, column, top) + GAP,
            BlockKind::ListItem => {
                let inner = self.mirror.end_side(column, column.width() - 26.0);
                let look = Look { line_height: 1.5, ..Look::serif(STORY, ink) };
                let dot = pos2(self.mirror.x(column, 10.0 / column.width()), top + self.pen.scaled(STORY) * 0.75);
                self.ui.painter().circle_filled(dot, 3.5, BRASS);
                self.spans(block, &text, look, inner, top) + 6.0
            }
            BlockKind::Quote => {
                let inner = self.mirror.end_side(column, column.width() - 24.0);
                let height = self.spans(block, &text, Look { line_height: 1.5, italic: true, ..Look::serif(STORY, self.theme.soft_ink) }, inner, top);
                let bar = self.mirror.start_side(Rect::from_min_max(pos2(column.min.x, top), pos2(column.max.x, top + height)), 4.0);
                self.ui.painter().rect_filled(bar, 2.0, BRASS);
                height + GAP
            }
        }
    }

    fn spans(&mut self, block: &Block, text: &str, look: Look, column: Rect, top: f32) -> f32 {
        let mut spans = Vec::new();
        let mut at = 0;
        for (words, emphasis) in &block.spans {
            let range = at..at + words.len();
            at = range.end;
            if emphasis.emphasised || emphasis.strong {
                spans.push((range, Look { italic: emphasis.emphasised, weight: if emphasis.strong { 700 } else { look.weight }, ..look }));
            }
        }
        let laid = self.pen.lay_spans(text, &look, &spans, column.width());
        let rect = Rect::from_min_size(pos2(column.min.x, top), laid.size);
        self.name(rect, text, Role::Paragraph);
        if rect.intersects(self.ui.clip_rect()) {
            let painter = self.ui.painter().clone();
            self.pen.draw(&painter, &laid, rect.min);
        }
        laid.size.y
    }
}
