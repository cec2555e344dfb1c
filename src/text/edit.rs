//! One line of text that a visitor types: caret, selection and undo, right in both directions.

use parley::{Affinity, BaseDirection, PlainEditor, StyleProperty};

use super::engine::{Ink, TextEngine, properties};
use super::layout::TextLayout;
use super::{Align, TextStyle, first_strong, sanitise::sanitise};
use crate::language::{Direction, Lang};

/// Steps that can be undone.
const UNDO_LIMIT: usize = 100;

/// What a key, a finger or an input method does to the line.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit<'a> {
    /// Types or pastes, in place of the selection. Line ends become spaces.
    Insert(&'a str),
    /// Deletes the selection, or what is before the caret: one mark of a pointed letter at a time.
    Backspace,
    /// Deletes the selection, or the letter after the caret.
    Delete,
    /// Deletes the word before the caret.
    BackspaceWord,
    /// Deletes everything.
    Clear,
    /// Moves the caret left on the screen; `select` extends the selection, `word` moves by words.
    Left {
        /// Extends the selection.
        select: bool,
        /// By words.
        word: bool,
    },
    /// Moves the caret right on the screen.
    Right {
        /// Extends the selection.
        select: bool,
        /// By words.
        word: bool,
    },
    /// To where reading begins.
    Home {
        /// Extends the selection.
        select: bool,
    },
    /// To where reading ends.
    End {
        /// Extends the selection.
        select: bool,
    },
    /// Selects everything.
    SelectAll,
    /// Puts the caret at a point of the layout.
    Press([f32; 2]),
    /// Extends the selection to a point.
    Drag([f32; 2]),
    /// Selects the word at a point.
    SelectWord([f32; 2]),
    /// Shows what an input method is composing, with the selected bytes of it.
    Compose(&'a str, Option<(usize, usize)>),
    /// Takes back the last change.
    Undo,
    /// Does the last undone change again.
    Redo,
}

/// How the line looks now.
#[derive(Clone, Debug)]
pub struct EditView {
    /// The words.
    pub layout: TextLayout,
    /// Caret: left, top, right (the same as left), bottom, pixels from the layout's corner. A space typed last hangs beyond
    /// the words, so in Hebrew the caret may stand left of 0.
    pub caret: [f32; 4],
    /// Boxes of the selection.
    pub selection: Vec<[f32; 4]>,
}

#[derive(Clone)]
struct Snapshot {
    text: String,
    caret: usize,
}

/// A line being edited.
pub struct Editor {
    editor: PlainEditor<Ink>,
    lang: Lang,
    style: TextStyle,
    max_graphemes: usize,
    direction: Direction,
    undone: Vec<Snapshot>,
    done: Vec<Snapshot>,
}

impl Editor {
    /// An empty line for at most `max_graphemes` letters. While it is empty its direction is that of `lang`, then that of the
    /// words.
    pub fn new(style: TextStyle, lang: Lang, max_graphemes: usize) -> Self {
        let mut made = Self {
            editor: PlainEditor::new(style.size_px.max(1.0)),
            lang,
            style,
            max_graphemes,
            direction: lang.direction(),
            undone: Vec::new(),
            done: Vec::new(),
        };
        made.dress();
        made.face(lang.direction());
        made
    }

    /// Changes look or language; cheap when nothing changed.
    pub fn set_style(&mut self, style: TextStyle, lang: Lang) {
        if self.style != style {
            self.style = style;
            self.dress();
        }
        self.lang = lang;
        self.follow_text();
    }

    /// The words, without what an input method is still composing.
    pub fn text(&self) -> String {
        self.editor.text().to_string()
    }

    /// Replaces the words; the caret goes to their end. Not undoable.
    pub fn set_text(&mut self, words: &str, engine: &mut TextEngine) {
        self.editor.set_text(&self.accepted(words));
        self.follow_text();
        let (fonts, scratch) = engine.contexts();
        self.editor.driver(fonts, scratch).move_to_text_end();
        self.done.clear();
        self.undone.clear();
    }

    /// The selected words, for copying, in reading order.
    pub fn selected(&self) -> Option<&str> {
        self.editor.selected_text().filter(|words| !words.is_empty())
    }

    /// Applies a change. Returns whether the words changed.
    pub fn apply(&mut self, edit: &Edit<'_>, engine: &mut TextEngine) -> bool {
        let before = self.snapshot();
        match edit {
            Edit::Undo => return self.restore(true, engine),
            Edit::Redo => return self.restore(false, engine),
            _ => self.change(edit, engine),
        }
        let changed = self.text() != before.text;
        if changed {
            self.done.push(before);
            if self.done.len() > UNDO_LIMIT {
                self.done.remove(0);
            }
            self.undone.clear();
            self.follow_text();
        }
        changed
    }

    /// The line as it is to be drawn.
    pub fn view(&mut self, engine: &mut TextEngine) -> EditView {
        let text = self.editor.raw_text().to_owned();
        let (fonts, scratch) = engine.contexts();
        let layout = self.editor.layout(fonts, scratch);
        let layout = TextLayout::from_parley(layout, &text, self.direction, (Align::Start, None), false);
        let chosen = self.editor.raw_selection();
        let caret = layout.caret(chosen.focus().index(), chosen.focus().affinity() == Affinity::Upstream);
        let selection = layout.rects(chosen.text_range());
        EditView { layout, caret, selection }
    }

    fn change(&mut self, edit: &Edit<'_>, engine: &mut TextEngine) {
        let inserted = match edit {
            Edit::Insert(words) => self.insertable(words),
            _ => String::new(),
        };
        let (fonts, scratch) = engine.contexts();
        let mut driver = self.editor.driver(fonts, scratch);
        match *edit {
            Edit::Insert(_) => {
                driver.clear_compose();
                driver.insert_or_replace_selection(&inserted);
            }
            Edit::Backspace => driver.backdelete(),
            Edit::Delete => driver.delete(),
            Edit::BackspaceWord => driver.backdelete_word(),
            Edit::Clear => {
                driver.select_all();
                driver.delete_selection();
            }
            Edit::Left { select: false, word: false } => driver.move_left(),
            Edit::Left { select: true, word: false } => driver.select_left(),
            Edit::Left { select: false, word: true } => driver.move_word_left(),
            Edit::Left { select: true, word: true } => driver.select_word_left(),
            Edit::Right { select: false, word: false } => driver.move_right(),
            Edit::Right { select: true, word: false } => driver.select_right(),
            Edit::Right { select: false, word: true } => driver.move_word_right(),
            Edit::Right { select: true, word: true } => driver.select_word_right(),
            Edit::Home { select: false } => driver.move_to_text_start(),
            Edit::Home { select: true } => driver.select_to_text_start(),
            Edit::End { select: false } => driver.move_to_text_end(),
            Edit::End { select: true } => driver.select_to_text_end(),
            Edit::SelectAll => driver.select_all(),
            Edit::Press([x, y]) => driver.move_to_point(x, y),
            Edit::Drag([x, y]) => driver.extend_selection_to_point(x, y),
            Edit::SelectWord([x, y]) => driver.select_word_at_point(x, y),
            Edit::Compose("", _) => driver.clear_compose(),
            Edit::Compose(words, selected) => driver.set_compose(words, selected),
            Edit::Undo | Edit::Redo => {}
        }
    }

    /// As much of `words` as there is room for.
    fn insertable(&self, words: &str) -> String {
        let kept = self.text();
        let replaced = self.editor.selected_text().map_or(0, |selected| selected.chars().count());
        let room = (self.max_graphemes + replaced).saturating_sub(kept.chars().count());
        // A mark typed alone belongs to the letter before it: sanitising by itself would drop it.
        let alone = words.chars().all(crate::language::letters::is_mark);
        if alone { words.chars().take(room).collect() } else { one_line(&sanitise(words, room)) }
    }

    fn accepted(&self, words: &str) -> String {
        one_line(&sanitise(words, self.max_graphemes))
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot { text: self.text(), caret: self.editor.raw_selection().focus().index() }
    }

    fn restore(&mut self, back: bool, engine: &mut TextEngine) -> bool {
        let now = self.snapshot();
        let (from, to) = if back { (&mut self.done, &mut self.undone) } else { (&mut self.undone, &mut self.done) };
        let Some(wanted) = from.pop() else { return false };
        to.push(now);
        self.editor.set_text(&wanted.text);
        self.follow_text();
        let (fonts, scratch) = engine.contexts();
        self.editor.driver(fonts, scratch).move_to_byte(wanted.caret.min(wanted.text.len()));
        true
    }

    fn follow_text(&mut self) {
        let direction = first_strong(self.editor.raw_text()).unwrap_or_else(|| self.lang.direction());
        if direction != self.direction {
            self.face(direction);
        }
    }

    fn face(&mut self, direction: Direction) {
        self.direction = direction;
        // Every setter makes parley lay out anew, so this is called on change only.
        self.editor.set_base_direction(match direction {
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::RightToLeft => BaseDirection::Rtl,
        });
    }

    fn dress(&mut self) {
        let styles = self.editor.edit_styles();
        for property in properties(&self.style, "") {
            let _previous: Option<StyleProperty<'_, Ink>> = styles.insert(property);
        }
    }
}

fn one_line(words: &str) -> String {
    words.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Face;

    fn line(lang: Lang) -> (Editor, TextEngine) {
        (Editor::new(TextStyle::new(Face::Sans, 24.0, [0, 0, 0, 255]), lang, 40), TextEngine::new())
    }

    fn type_in(editor: &mut Editor, engine: &mut TextEngine, words: &str) {
        for c in words.chars() {
            editor.apply(&Edit::Insert(c.encode_utf8(&mut [0; 4])), engine);
        }
    }

    #[test]
    fn an_empty_line_faces_as_the_interface_and_then_as_its_words() {
        let (mut editor, mut engine) = line(Lang::He);
        assert_eq!(editor.view(&mut engine).layout.direction, Direction::RightToLeft);
        type_in(&mut editor, &mut engine, "Fez");
        assert_eq!(editor.view(&mut engine).layout.direction, Direction::LeftToRight);
        editor.apply(&Edit::Clear, &mut engine);
        type_in(&mut editor, &mut engine, "פאס");
        let view = editor.view(&mut engine);
        assert_eq!((view.layout.direction, editor.text().as_str()), (Direction::RightToLeft, "פאס"));
        assert!(view.caret[0] < 2.0, "the caret stands left of Hebrew words: {:?}", view.caret);
    }

    #[test]
    fn arrows_go_as_on_the_screen() {
        let (mut editor, mut engine) = line(Lang::He);
        type_in(&mut editor, &mut engine, "אבג");
        editor.apply(&Edit::Right { select: false, word: false }, &mut engine);
        editor.apply(&Edit::Insert("x"), &mut engine);
        assert_eq!(editor.text(), "אבxג");
        editor.apply(&Edit::Home { select: true }, &mut engine);
        assert_eq!(editor.selected(), Some("אבx"));
        assert!(!editor.view(&mut engine).selection.is_empty());
    }

    #[test]
    fn backspace_takes_one_mark_at_a_time() {
        let (mut editor, mut engine) = line(Lang::He);
        type_in(&mut editor, &mut engine, "שָׁ");
        let marks = editor.text().chars().count();
        editor.apply(&Edit::Backspace, &mut engine);
        assert_eq!(editor.text().chars().count(), marks - 1);
    }

    #[test]
    fn changes_can_be_undone_and_done_again() {
        let (mut editor, mut engine) = line(Lang::En);
        type_in(&mut editor, &mut engine, "Fez");
        editor.apply(&Edit::SelectAll, &mut engine);
        editor.apply(&Edit::Insert("Meknes"), &mut engine);
        assert!(editor.apply(&Edit::Undo, &mut engine));
        assert_eq!(editor.text(), "Fez");
        assert!(editor.apply(&Edit::Redo, &mut engine));
        assert_eq!(editor.text(), "Meknes");
        assert!(!editor.apply(&Edit::Redo, &mut engine));
    }

    #[test]
    fn a_line_stays_one_line_of_its_length() {
        let (mut editor, mut engine) = line(Lang::En);
        editor.apply(&Edit::Insert("a\nb\u{202E}c\0"), &mut engine);
        assert_eq!(editor.text(), "a bc");
        editor.apply(&Edit::Insert(&"x".repeat(500)), &mut engine);
        assert_eq!(editor.text().chars().count(), 40);
        editor.apply(&Edit::Compose("ni", None), &mut engine);
        assert!(editor.view(&mut engine).layout.text.contains("ni"));
        editor.apply(&Edit::Compose("", None), &mut engine);
        assert_eq!(editor.text().chars().count(), 40);
    }
}
