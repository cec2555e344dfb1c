//! Reads Rust sources as far as the rules need: what they name, and the strings in them.

use std::collections::BTreeSet;

/// A piece of Rust source. Comments are gone; characters and numbers do not matter.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Word(String),
    Path,
    Text(String),
    Sign(char),
}

/// Pieces of a source with their lines, from 1.
pub fn pieces(source: &str) -> Vec<(usize, Piece)> {
    let chars: Vec<char> = source.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let (mut out, mut i, mut line) = (Vec::new(), 0, 1);
    while i < chars.len() {
        let (begin, first) = (i, line);
        let c = chars[i];
        let piece = if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && chars[i] != '\n' {
                i += 1;
            }
            None
        } else if c == '/' && at(i + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(i), at(i + 1)) {
                    ('/', '*') => (depth, i) = (depth + 1, i + 2),
                    ('*', '/') => (depth, i) = (depth - 1, i + 2),
                    _ => i += 1,
                }
                if depth == 0 || i >= chars.len() {
                    break None;
                }
            }
        } else if c == '"' {
            i += 1;
            while i < chars.len() && chars[i] != '"' {
                i += if chars[i] == '\\' { 2 } else { 1 };
            }
            i += 1;
            Some(Piece::Text(chars[begin + 1..(i - 1).min(chars.len())].iter().collect()))
        } else if c == '\'' {
            if at(i + 1) == '\\' {
                i += 3;
                while i < chars.len() && chars[i] != '\'' {
                    i += 1;
                }
                i += 1;
            } else {
                // A character, or the mark of a lifetime.
                i += if at(i + 2) == '\'' { 3 } else { 1 };
            }
            None
        } else if c.is_alphanumeric() || c == '_' {
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
            let word: String = chars[begin..i].iter().collect();
            let fences = (i..chars.len()).take_while(|j| chars[*j] == '#').count();
            if matches!(word.as_str(), "r" | "br" | "cr") && at(i + fences) == '"' {
                let (from, close) = (i + fences + 1, std::iter::once('"').chain(std::iter::repeat_n('#', fences)).collect::<Vec<_>>());
                let length = chars[from..].windows(fences + 1).position(|w| w == close).unwrap_or(0);
                i = from + length + fences + 1;
                Some(Piece::Text(chars[from..from + length].iter().collect()))
            } else {
                Some(Piece::Word(word))
            }
        } else if c == ':' && at(i + 1) == ':' {
            i += 2;
            Some(Piece::Path)
        } else {
            i += 1;
            (!c.is_whitespace()).then_some(Piece::Sign(c))
        };
        line += chars[begin..i.min(chars.len())].iter().filter(|c| **c == '\n').count();
        out.extend(piece.map(|p| (first, p)));
    }
    out
}

/// What a source names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    Room(String),
    Crate(String),
    Std(String),
}

/// Everything a source in module `module` (of the crate) names, with lines.
pub fn names(source: &str, module: &[&str]) -> Vec<(usize, Named)> {
    let pieces = pieces(source);
    let piece = |i: usize| pieces.get(i).map(|(_, p)| p);
    let word = |i: usize| match piece(i) {
        Some(Piece::Word(w)) => Some(w.as_str()),
        _ => None,
    };
    let is_path = |i: usize| piece(i) == Some(&Piece::Path);
    let local = local_names(&pieces);
    // Braces that are open: whether they are the list of a `use`, and whether they are the body of a module.
    let mut open: Vec<(bool, bool)> = Vec::new();
    let mut out = Vec::new();
    for i in 0..pieces.len() {
        match piece(i) {
            Some(Piece::Sign('{')) => open.push((i > 0 && is_path(i - 1), i > 1 && word(i - 2) == Some("mod"))),
            Some(Piece::Sign('}')) => drop(open.pop()),
            _ => {}
        }
        let Some(head) = word(i) else { continue };
        // `::x` (also after `use`) begins a path; `a::x` and `<A>::x` go on with one; `-> ::x` and `=> ::x` begin one.
        let before = |n: usize| i.checked_sub(n).and_then(piece);
        let goes_on = before(1) == Some(&Piece::Path)
            && match before(2) {
                Some(Piece::Word(w)) => w != "use",
                Some(Piece::Sign('>')) => !matches!(before(3), Some(Piece::Sign('-' | '='))),
                _ => false,
            };
        let listed = open.last().is_some_and(|o| o.0);
        let bare = i > 0 && word(i - 1) == Some("use") && (piece(i + 1) == Some(&Piece::Sign(';')) || word(i + 1) == Some("as"));
        if goes_on || listed || !(is_path(i + 1) || bare) {
            continue;
        }
        let line = pieces[i].0;
        let mut next = i + 2;
        let make: fn(String) -> Named = match head {
            "crate" | "alliance_museum" => Named::Room,
            "std" | "core" | "alloc" => Named::Std,
            "super" => {
                let mut ups = 1;
                while word(next) == Some("super") && is_path(next + 1) {
                    (ups, next) = (ups + 1, next + 2);
                }
                let inline = open.iter().filter(|o| o.1).count();
                if ups != module.len() + inline {
                    continue;
                }
                Named::Room
            }
            "self" | "Self" => continue,
            _ => {
                if !local.contains(head) || before(1) == Some(&Piece::Path) {
                    out.push((line, Named::Crate(head.to_owned())));
                }
                continue;
            }
        };
        out.extend(firsts(&pieces, next).into_iter().map(|w| (line, make(w))));
    }
    out
}

/// Modules that a source declares or brings in from this crate; such a name is not the crate of the same name.
pub fn local_names(pieces: &[(usize, Piece)]) -> BTreeSet<String> {
    let word = |i: usize| match pieces.get(i) {
        Some((_, Piece::Word(w))) => Some(w.as_str()),
        _ => None,
    };
    let mut out = BTreeSet::new();
    for i in 0..pieces.len() {
        match word(i) {
            Some("mod") => out.extend(word(i + 1).map(str::to_owned)),
            Some("use") if matches!(word(i + 1), Some("crate" | "super" | "self" | "alliance_museum")) => {
                let mut lists = Vec::new();
                for j in i + 1..pieces.len() {
                    match &pieces[j].1 {
                        Piece::Sign(';') => break,
                        Piece::Sign('{') => lists.push(word(j - 2)),
                        Piece::Sign('}') => drop(lists.pop()),
                        Piece::Word(w) if w == "self" => out.extend(lists.last().copied().flatten().map(str::to_owned)),
                        Piece::Word(w) if pieces.get(j + 1).is_some_and(|(_, p)| matches!(p, Piece::Sign(',' | '}' | ';'))) => drop(out.insert(w.clone())),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// The word at `i`, or the first words of the list that opens there.
pub fn firsts(pieces: &[(usize, Piece)], i: usize) -> Vec<String> {
    match pieces.get(i).map(|(_, p)| p) {
        Some(Piece::Word(w)) => vec![w.clone()],
        Some(Piece::Sign('{')) => {
            let (mut depth, mut fresh, mut out) = (0, true, Vec::new());
            for (_, piece) in &pieces[i..] {
                match piece {
                    Piece::Sign('{') => depth += 1,
                    Piece::Sign('}') => depth -= 1,
                    Piece::Sign(',') if depth == 1 => fresh = true,
                    Piece::Word(w) if depth == 1 && fresh => {
                        out.push(w.clone());
                        fresh = false;
                    }
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            out
        }
        _ => Vec::new(),
    }
}
