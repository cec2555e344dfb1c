//! Folding words for search and order: what people type should meet what is written.

use std::cmp::Ordering;

use icu_normalizer::DecomposingNormalizer;

use super::letters::is_mark;

/// Letters Hebrew sets before a word: and, the, in, to, as, from, that.
const PREFIXES: &str = "והבלכמש";
/// Shortest rest of a word worth trying without its prefix.
const SHORTEST_STEM: usize = 2;

/// Small letters without accents, points or cantillation; final Hebrew letters as others; quotes, geresh and gershayim gone;
/// hyphens, maqaf and other punctuation as single spaces.
pub fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for c in DecomposingNormalizer::new_nfkd().normalize_iter(words.chars()) {
        match c {
            c if is_mark(c) => {}
            '״' | '׳' | '"' | '\'' | '’' | '‘' | '“' | '”' | '\u{2066}'..='\u{2069}' | '\u{00AD}' => {}
            'ך' => folded.push('כ'),
            'ם' => folded.push('מ'),
            'ן' => folded.push('נ'),
            'ף' => folded.push('פ'),
            'ץ' => folded.push('צ'),
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'ı' | 'İ' => folded.push('i'),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase().filter(|c| !is_mark(*c))),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Forms under which a folded word may be found: itself, and for Hebrew words without one or two prefix letters (ובטטואן: also
/// בטטואנ, טטואנ).
pub fn variants(folded_word: &str) -> Vec<String> {
    let mut forms = vec![folded_word.to_owned()];
    let mut rest = folded_word;
    for _ in 0..2 {
        let Some(first) = rest.chars().next().filter(|c| PREFIXES.contains(*c)) else { break };
        rest = &rest[first.len_utf8()..];
        if rest.chars().count() < SHORTEST_STEM {
            break;
        }
        forms.push(rest.to_owned());
    }
    forms
}

/// Order for lists: by folded form, then as written.
pub fn compare(a: &str, b: &str) -> Ordering {
    fold(a).cmp(&fold(b)).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_meets_what_is_written() {
        for (typed, written) in [
            ("tetouan", "Tétouan"),
            ("שלום", "שָׁלוֹם"),
            ("כיח", "כי״ח"),
            ("oeuvre", "Œuvre"),
            ("nino", "Niño"),
            ("בר מצווה", "בר־מצווה"),
            ("istanbul", "İstanbul"),
            ("izmir", "Izmir"),
            ("lecole", "L’École"),
            ("שין", "שׁין"),
        ] {
            assert_eq!(fold(typed), fold(written), "{typed}");
        }
        assert_eq!(fold("  Alliance – (Paris), 1860! "), "alliance paris 1860");
        assert_eq!(fold("״׳ – !"), "");
    }

    #[test]
    fn hebrew_prefixes_come_off() {
        assert_eq!(variants(&fold("ובטטואן")), vec!["ובטטואנ", "בטטואנ", "טטואנ"]);
        assert_eq!(variants("שי"), vec!["שי"]);
        assert_eq!(variants("tetouan"), vec!["tetouan"]);
    }

    #[test]
    fn lists_ignore_accents_and_points() {
        let mut titles = vec!["Zellige", "Échelle", "Ecole", "école"];
        titles.sort_by(|a, b| compare(a, b));
        assert_eq!(titles, vec!["Échelle", "Ecole", "école", "Zellige"]);
    }
}
