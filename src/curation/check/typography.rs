//! House rules of typesetting, per language.

use crate::language::Lang;

/// No-break space and narrow no-break space.
const NO_BREAK: [char; 2] = ['\u{A0}', '\u{202F}'];

/// What breaks the rules in a text: line counted from 0, and a sentence. At most one finding per line and rule.
pub fn faults(text: &str, lang: Lang) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let found = match lang {
            Lang::Fr => french(line),
            Lang::He => hebrew(line),
            Lang::Es | Lang::En => None,
        };
        out.extend(found.into_iter().chain(ranges(line)).map(|why| (n, why)));
    }
    out
}

/// A few letters around a place, for finding it.
fn around(line: &[char], at: usize) -> String {
    line[at.saturating_sub(12)..(at + 2).min(line.len())].iter().collect()
}

/// No-break spaces before ; : ! ? and inside guillemets.
fn french(line: &str) -> Option<String> {
    let c: Vec<char> = line.chars().collect();
    for (i, mark) in c.iter().enumerate() {
        let before = i.checked_sub(1).map(|b| c[b]);
        let after = c.get(i + 1).copied();
        let wrong = match mark {
            // Times, addresses and the heading of a list stand without space; doubled marks follow each other.
            ':' if after.is_some_and(|a| a.is_alphanumeric() || a == '/') => false,
            ';' | ':' | '!' | '?' => before.is_some_and(|b| !NO_BREAK.contains(&b) && !matches!(b, '!' | '?' | '(' | '…')),
            '»' => before.is_some_and(|b| !NO_BREAK.contains(&b)),
            '«' => after.is_some_and(|a| !NO_BREAK.contains(&a)),
            _ => false,
        };
        if wrong {
            let side = if *mark == '«' { "after" } else { "before" };
            return Some(format!("French needs a no-break space {side} {mark} in “{}”", around(&c, i)));
        }
    }
    None
}

/// Gershayim and geresh, not straight quotes, beside Hebrew letters.
fn hebrew(line: &str) -> Option<String> {
    let c: Vec<char> = line.chars().collect();
    let letter = |i: Option<usize>| i.and_then(|i| c.get(i)).is_some_and(|c| ('\u{05D0}'..='\u{05EA}').contains(c) || ('\u{0591}'..='\u{05C7}').contains(c));
    for (i, mark) in c.iter().enumerate() {
        if matches!(mark, '"' | '\'') && (letter(i.checked_sub(1)) || letter(Some(i + 1))) {
            return Some(format!("Hebrew is written with ״ and ׳, not with straight quotes, in “{}”", around(&c, i)));
        }
    }
    None
}

/// An en dash between years and numbers.
fn ranges(line: &str) -> Option<String> {
    let c: Vec<char> = line.chars().collect();
    let run = |at: usize, step: isize| {
        let mut n = 0;
        let mut i = at as isize + step;
        while usize::try_from(i).ok().and_then(|i| c.get(i)).is_some_and(char::is_ascii_digit) {
            n += 1;
            i += step;
        }
        n
    };
    // Two to four digits on both sides are a range; longer runs are shelf marks and telephone numbers.
    let at = (0..c.len()).find(|i| c[*i] == '-' && (2..=4).contains(&run(*i, -1)) && (2..=4).contains(&run(*i, 1)))?;
    let more = |i: usize, step: isize| usize::try_from(i as isize + step * (1 + run(i, step))).ok().and_then(|i| c.get(i)).is_some_and(|c| *c == '-');
    if more(at, 1) || more(at, -1) {
        return None;
    }
    Some(format!("a range is written with an en dash (–) in “{}”", around(&c, (at + 4).min(c.len().saturating_sub(1)))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str, lang: Lang) -> usize {
        faults(text, lang).len()
    }

    #[test]
    fn french_spaces() {
        for good in ["Oui\u{202f}! Non\u{a0}? «\u{a0}Mot\u{a0}»", "à 10:30, https://aiu.org", "Vraiment\u{202f}?!", "## part:crown"] {
            assert_eq!(count(good, Lang::Fr), 0, "{good}");
        }
        for bad in ["Oui !", "Oui!", "mot : suite", "«mot\u{a0}»", "« mot »"] {
            assert_eq!(count(bad, Lang::Fr), 1, "{bad}");
        }
        assert_eq!(count("Oui! Yes?", Lang::En), 0);
        assert_eq!(faults("a\n\nOui !", Lang::Fr)[0].0, 2);
    }

    #[test]
    fn hebrew_marks() {
        assert_eq!(count("צה״ל וג׳רבה, \"Alliance\"", Lang::He), 0);
        assert_eq!(count("צה\"ל", Lang::He), 1);
        assert_eq!(count("ג'רבה", Lang::He), 1);
    }

    #[test]
    fn ranges_take_a_dash() {
        assert_eq!(count("1862-1914", Lang::En), 1);
        assert_eq!(count("1862–1914, CJA 36852-1, 978-3-16-148410-0, 2024-09-04", Lang::En), 0);
    }
}
