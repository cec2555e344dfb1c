//! Making foreign words safe to set (TRUST T6).

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

/// Wraps words of unknown direction so that they cannot reorder their surroundings (UAX #9: first strong isolate).
pub fn isolate(words: &str) -> String {
    format!("\u{2068}{words}\u{2069}")
}

/// Takes isolates out again: for search, names and export.
pub fn strip_isolates(words: &str) -> String {
    words.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Characters that stack on the one before: the combining blocks, Hebrew and Arabic points, joiners and variation selectors.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}'..='\u{05C2}'
        | '\u{05C4}'..='\u{05C5}' | '\u{05C7}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' | '\u{0900}'..='\u{0903}' | '\u{093A}'..='\u{094F}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200C}'..='\u{200F}' | '\u{20D0}'..='\u{20FF}'
        | '\u{A66F}'..='\u{A672}' | '\u{FB1E}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
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

    #[test]
    fn isolates_come_off_as_they_went_on() {
        assert_eq!(strip_isolates(&isolate("Tétouan")), "Tétouan");
    }
}
