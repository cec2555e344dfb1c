//! The rules of the house, each a function over text.

use std::collections::{BTreeMap, BTreeSet};

use crate::reading::{Named, Piece, names, pieces};

/// Rooms a room may name; a room may always name itself. ARCHITECTURE.md holds the same table, and a test compares the two.
pub const ROOMS: &[(&str, &[&str])] = &[
    ("catalogue", &["language", "scene"]),
    ("language", &["catalogue", "text"]),
    ("text", &["language"]),
    ("scene", &[]),
    ("curation", &["catalogue", "language", "scene", "text"]),
    ("visit", &["catalogue", "language", "scene"]),
    ("render", &["scene"]),
    ("sound", &[]),
    ("overlay", &["catalogue", "language", "text", "visit"]),
    ("app", &["catalogue", "curation", "language", "overlay", "render", "scene", "sound", "text", "visit"]),
    ("main", &["app", "catalogue", "curation", "language", "render", "scene"]),
    ("lib", &[]),
];

/// Crates and the rooms that may name them. Every dependency of Cargo.toml has a row, so that taking one is a decision.
pub const CRATES: &[(&str, &[&str])] = &[
    ("bcdec_rs", &["curation", "render"]),
    ("bevy_mikktspace", &["curation"]),
    ("blake3", &["catalogue", "curation"]),
    ("bytemuck", EVERYWHERE),
    ("clap", &["main"]),
    ("egui", &["overlay", "app", "render"]),
    ("egui_wgpu", &["render"]),
    ("egui_winit", &["app"]),
    ("env_logger", &["main"]),
    ("flacenc", &["curation"]),
    ("fluent_bundle", &["language"]),
    ("glam", EVERYWHERE),
    ("gltf", &["curation"]),
    ("half", EVERYWHERE),
    ("icu_calendar", &["language"]),
    ("icu_datetime", &["language"]),
    ("icu_decimal", &["language"]),
    ("icu_locale_core", &["language"]),
    ("icu_normalizer", &["language"]),
    ("image", &["curation", "app"]),
    ("indicatif", &["app", "main"]),
    ("intel_tex_2", &["curation"]),
    ("ktx2", &["catalogue"]),
    ("log", EVERYWHERE),
    ("meshopt", &["curation"]),
    ("parley", &["text"]),
    ("pulldown_cmark", &["text"]),
    ("rayon", &["curation", "render", "app"]),
    ("resvg", &["curation"]),
    ("rodio", &["sound"]),
    ("roxmltree", &["curation"]),
    ("rusqlite", &["catalogue"]),
    ("serde", EVERYWHERE),
    ("serde_json", EVERYWHERE),
    ("skrifa", &["text"]),
    ("symphonia", &["curation", "sound"]),
    ("thiserror", EVERYWHERE),
    ("toml", &["curation"]),
    ("unic_langid", &["language"]),
    ("vello_cpu", &["text"]),
    ("wgpu", &["render"]),
    ("winit", &["app", "render"]),
    ("zstd", &["catalogue"]),
];
pub const EVERYWHERE: &[&str] = &["*"];

/// Parts of the standard library a room stays away from: pure rooms have no clock, no files and no threads; nobody has a network.
pub const STD: &[(&str, &[&str])] = &[
    ("visit", &["time", "fs", "env", "process", "thread"]),
    ("scene", &["time", "fs", "env", "process"]),
    ("language", &["time", "fs", "env", "process", "thread"]),
    ("text", &["fs", "env", "process", "thread"]),
    ("overlay", &["fs", "env", "process", "thread"]),
];

/// Extensions of media: such a file carries its licence beside it.
pub const MEDIA: &[&str] =
    &["bin", "flac", "glb", "gltf", "hdr", "jpeg", "jpg", "ktx2", "mp3", "ogg", "otf", "png", "svg", "ttf", "vtt", "wav", "webm", "webp"];

/// The room of a file in src/ and its module path.
pub fn place_of(path: &str) -> (String, Vec<String>) {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    let mut module: Vec<String> = inner.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    let room = module[0].clone();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    (room, module)
}

/// What a file in src/ names although its room may not.
pub fn trespasses(path: &str, source: &str) -> Vec<String> {
    let (room, module) = place_of(path);
    let module: Vec<&str> = module.iter().map(String::as_str).collect();
    let Some((_, rooms)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("{path}: the room `{room}` has no row in tests/architecture.rs")];
    };
    let shunned = STD.iter().find(|(name, _)| *name == room).map_or(&[] as &[_], |(_, parts)| parts);
    let mut out = Vec::new();
    for (line, named) in names(source, &module) {
        let complaint = match &named {
            Named::Room(other) => {
                let is_room = ROOMS.iter().any(|(name, _)| name == other);
                (is_room && *other != room && !rooms.contains(&other.as_str())).then(|| format!("`{room}` may not name the room `{other}`"))
            }
            Named::Crate(name) => CRATES.iter().find(|(n, _)| n == name).and_then(|(_, allowed)| {
                (*allowed != EVERYWHERE && !allowed.contains(&room.as_str())).then(|| format!("`{room}` may not name the crate `{name}`"))
            }),
            Named::Std(part) if part == "net" => Some("nothing here has a network".to_owned()),
            Named::Std(part) => shunned.contains(&part.as_str()).then(|| format!("`{room}` may not name std::{part}")),
        };
        out.extend(complaint.map(|c| format!("{path}:{line}: {c}")));
    }
    out
}

/// Dependencies of a Cargo.toml, as they are spelled in source.
pub fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut inside = false;
    let mut out = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.starts_with("[dependencies") || (line.starts_with("[target.") && line.ends_with(".dependencies]"));
        } else if let Some((name, _)) = line.split_once('=').filter(|_| inside && !line.starts_with([' ', '#'])) {
            out.insert(name.trim().split('.').next().unwrap_or_default().replace('-', "_"));
        }
    }
    out
}

/// Words for people in the source of a page: they belong into i18n/.
pub fn interface_words(source: &str) -> Vec<(usize, String)> {
    let pieces = pieces(source);
    let mut out = Vec::new();
    let (mut depth, mut tests_at, mut expect_tests) = (0, None, false);
    for (i, (line, piece)) in pieces.iter().enumerate() {
        let before = |n: usize| i.checked_sub(n).map(|j| &pieces[j].1);
        match piece {
            Piece::Sign('{') => {
                depth += 1;
                if expect_tests {
                    (tests_at, expect_tests) = (tests_at.or(Some(depth)), false);
                }
            }
            Piece::Sign('}') => {
                tests_at = tests_at.filter(|d| *d != depth);
                depth -= 1;
            }
            Piece::Sign(';') => expect_tests = false,
            Piece::Word(w) if w == "test" => {
                expect_tests |= before(2) == Some(&Piece::Word("cfg".to_owned()));
            }
            // Logs and reasons are for developers.
            Piece::Text(text) if tests_at.is_none() => {
                let logged = before(2) == Some(&Piece::Sign('!')) && before(4) == Some(&Piece::Path) && before(5) == Some(&Piece::Word("log".to_owned()));
                let reason = before(1) == Some(&Piece::Sign('=')) && before(2) == Some(&Piece::Word("reason".to_owned()));
                if !logged && !reason && is_prose(text) {
                    out.push((*line, text.clone()));
                }
            }
            _ => {}
        }
    }
    out
}

/// Whether a string reads like words: two words in a row, a capital at a beginning, or a letter that is not ASCII.
pub fn is_prose(text: &str) -> bool {
    let mut plain = String::new();
    let mut depth = 0;
    let mut escape = false;
    for c in text.replace("\\u{", "{").chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '\\' => escape = true,
            _ if escape => escape = false,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let words: Vec<&str> = plain.split(' ').collect();
    let is_word = |w: &&str| w.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let capital = |w: &str| {
        let mut c = w.chars();
        c.next().is_some_and(char::is_uppercase) && c.next().is_some_and(char::is_lowercase)
    };
    plain.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) || words.windows(2).any(|w| w.iter().all(is_word)) || capital(words[0])
}

/// Marks of unfinished work and paths of somebody's machine.
pub fn blemishes(text: &str) -> Vec<(usize, &'static str)> {
    const WORDS: [&str; 4] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("unimple", "mented!"), concat!("to", "do!")];
    const PATHS: [&str; 4] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("C:\\", "Users")];
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut out = Vec::new();
    for (i, line) in text.lines().enumerate() {
        for needle in WORDS.iter().chain(&PATHS) {
            out.extend(line.match_indices(needle).filter_map(|(at, _)| {
                let ends = PATHS.contains(needle) || !part_of_word(line[at + needle.len()..].chars().next());
                (ends && !part_of_word(line[..at].chars().next_back())).then_some((i + 1, *needle))
            }));
        }
    }
    out
}

/// Media without a licence, licences without a file, and licences that say too little. `files`: path and, of licences, the text.
pub fn licence_faults(files: &BTreeMap<String, Option<String>>, known: &BTreeSet<String>) -> Vec<String> {
    let mut out = Vec::new();
    for (path, text) in files {
        let extension = path.rsplit('.').next().unwrap_or_default();
        if MEDIA.contains(&extension) && !files.contains_key(&format!("{path}.license")) {
            out.push(format!("{path}: no {path}.license beside it"));
        }
        let Some(of) = path.strip_suffix(".license") else { continue };
        if !files.contains_key(of) {
            out.push(format!("{path}: the file it speaks of is not there"));
        }
        let text = text.as_deref().unwrap_or_default();
        if !text.lines().any(|l| l.starts_with("SPDX-FileCopyrightText: ")) {
            out.push(format!("{path}: no SPDX-FileCopyrightText"));
        }
        match text.lines().find_map(|l| l.strip_prefix("SPDX-License-Identifier: ")) {
            None => out.push(format!("{path}: no SPDX-License-Identifier")),
            Some(id) if !known.contains(id.trim()) => out.push(format!("{path}: LICENSES/ has no text of {id}")),
            Some(_) => {}
        }
    }
    out
}

/// Files a document links to, or names in code spans, as it writes them.
pub fn references(markdown: &str) -> Vec<String> {
    const TOPS: [&str; 9] = ["src/", "tests/", "shaders/", "exhibits/", "i18n/", "packaging/", "docs/", "LICENSES/", ".ci/"];
    let links = markdown.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let links = links.filter(|l| !l.contains("://") && !l.starts_with('#')).map(|l| l.split('#').next().unwrap_or_default());
    let spans = markdown.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let named = |s: &&str| TOPS.iter().any(|t| s.starts_with(t)) && s.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    links.chain(spans.filter(named)).map(str::to_owned).collect()
}

/// Rows of the table in ARCHITECTURE.md: room and the rooms it may name.
pub fn documented_rooms(markdown: &str) -> BTreeMap<String, BTreeSet<String>> {
    let section = markdown.split("\n## ").find(|s| s.starts_with("Who may name whom")).unwrap_or_default();
    let rows = section.lines().filter_map(|l| l.strip_prefix("| `")).filter_map(|l| l.split_once("` | "));
    let listed = |cell: &str| cell.split(',').map(str::trim).filter(|w| !w.is_empty() && *w != "nothing").map(str::to_owned).collect();
    rows.map(|(room, rest)| (room.to_owned(), listed(rest.split('|').next().unwrap_or_default()))).collect()
}

/// Commands in the code blocks of a document: `museum WORD ..`.
pub fn documented_commands(markdown: &str) -> BTreeSet<String> {
    let words = markdown.lines().filter_map(|l| l.strip_prefix("museum ")?.split(' ').next());
    words.filter(|w| w.starts_with(|c: char| c.is_ascii_lowercase())).map(str::to_owned).collect()
}

/// Commands in the answer to `museum --help`.
pub fn offered_commands(help: &str) -> BTreeSet<String> {
    let section = help.split("Commands:\n").nth(1).unwrap_or_default();
    let words = section.lines().take_while(|l| l.starts_with("  ")).filter_map(|l| l.split_whitespace().next());
    words.filter(|w| *w != "help").map(str::to_owned).collect()
}
