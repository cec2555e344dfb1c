//! What single characters do to the words around them.

/// Wraps words of unknown direction so that they cannot reorder their surroundings (UAX #9: first strong isolate).
pub fn isolate(words: &str) -> String {
    format!("\u{2068}{words}\u{2069}")
}

/// Takes isolates out again: for search, names and export.
pub fn strip_isolates(words: &str) -> String {
    words.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

/// Characters that stack on the one before: the combining blocks, Hebrew and Arabic points, joiners and variation selectors.
pub fn is_mark(c: char) -> bool {
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
    fn isolates_come_off_as_they_went_on() {
        assert_eq!(strip_isolates(&isolate("Tétouan")), "Tétouan");
    }

    #[test]
    fn points_are_marks_and_letters_and_maqaf_are_not() {
        assert!("ָּׁ\u{0301}\u{200D}".chars().all(is_mark));
        assert!(!"אa־1״".chars().any(is_mark));
    }
}
