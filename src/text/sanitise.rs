//! Making foreign words safe to set (TRUST T6).

pub use crate::language::letters::{isolate, strip_isolates};

use crate::language::letters::is_mark;

/// Most combining marks kept on one base character. A pointed, cantillated Hebrew letter needs four.
const MAX_MARKS: usize = 8;

/// Drops what could disturb a page: control characters, direction overrides and isolates (a page sets its own), marks
/// beyond eight per letter, and everything beyond `max_graphemes` letters. Line ends of all kinds become `\n`, tabs spaces.
pub fn sanitise(text: &str, max_graphemes: usize) -> String {
    let mut clean = String::new();
    let mut graphemes = 0;
    let mut marks = 0;
    let mut after_return = false;
    for c in text.chars() {
        let follows_return = std::mem::replace(&mut after_return, c == '\r');
        let c = match c {
            '\n' if follows_return => continue,
            '\r' | '\n' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            c if is_harmful(c) => continue,
            c => c,
        };
        if is_mark(c) {
            marks += 1;
            if marks > MAX_MARKS || graphemes == 0 {
                continue;
            }
        } else {
            if graphemes == max_graphemes {
                break;
            }
            graphemes += 1;
            marks = 0;
        }
        clean.push(c);
    }
    clean
}

fn is_harmful(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_and_controls_go_and_words_stay() {
        assert_eq!(sanitise("a\u{202E}b\u{2066}c\u{0007}d\u{FEFF}", 100), "abcd");
        assert_eq!(sanitise("שָׁלוֹם עוֹלָם", 100), "שָׁלוֹם עוֹלָם");
        assert_eq!(sanitise("un\r\ndeux\rtrois\tquatre\u{2028}", 100), "un\ndeux\ntrois quatre\n");
    }

    #[test]
    fn towers_of_marks_are_cut() {
        let zalgo = format!("e{}", "\u{0301}".repeat(1000));
        assert_eq!(sanitise(&zalgo, 10).chars().count(), 1 + MAX_MARKS);
        assert_eq!(sanitise("\u{0301}\u{0301}", 10), "");
    }

    #[test]
    fn length_is_counted_in_letters_with_their_marks() {
        assert_eq!(sanitise("שָׁלוֹם", 2), "שָׁל");
        assert_eq!(sanitise(&"x".repeat(5000), 2000).len(), 2000);
    }
}
