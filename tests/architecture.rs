//! The shape of the house: who may name whom, how long a file may be, what every media file carries beside it.
//!
//! Each rule is a function over text (`architecture/rules.rs`), so that the `*_can_fail` tests can show it a bad sample.

#[path = "architecture/reading.rs"]
mod reading;
#[path = "architecture/rules.rs"]
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use reading::{Named, names};
use rules::*;

/// No source file is longer, lines.
const MAX_LINES: usize = 800;
/// The exhibits stay quick to clone, bytes.
const MAX_EXHIBITS_BYTES: u64 = 60_000_000;
// --- The repository -----------------------------------------------------------------------------------------------------------------------

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files under folders of the repository, with their paths from its root.
fn files(folders: &[&str]) -> Vec<(String, PathBuf)> {
    let mut out = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|f| root().join(f)).filter(|f| f.is_dir()).collect();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "__pycache__" {
                    open.push(path);
                }
            } else {
                out.push((path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    out.sort();
    out
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn has_extension(path: &str, extensions: &[&str]) -> bool {
    extensions.contains(&path.rsplit('.').next().unwrap_or_default())
}

/// Documents at the root and beside what they describe.
fn documents() -> Vec<(String, PathBuf)> {
    let top = std::fs::read_dir(root()).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file());
    let top = top.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), p));
    let deep = files(&["docs", "packaging", "exhibits", "tests"]);
    top.chain(deep).filter(|(name, _)| has_extension(name, &["md"])).collect()
}

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} found:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn rooms_name_only_what_they_may() {
    let sources: Vec<_> = files(&["src"]).into_iter().filter(|(name, _)| has_extension(name, &["rs"])).collect();
    assert!(sources.len() > 20);
    let faults: Vec<_> = sources.iter().flat_map(|(name, path)| trespasses(name, &read(path))).collect();
    assert_none(&faults);
}

#[test]
fn every_dependency_has_its_rooms_and_is_used() {
    let wanted = dependencies(&read(&root().join("Cargo.toml")));
    let listed: BTreeSet<String> = CRATES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut faults: Vec<String> = wanted.symmetric_difference(&listed).map(|n| format!("{n}: in Cargo.toml or in this table, not in both")).collect();
    let mut used = BTreeSet::new();
    for (name, path) in files(&["src"]).iter().filter(|(name, _)| has_extension(name, &["rs"])) {
        let module = place_of(name).1;
        let module: Vec<&str> = module.iter().map(String::as_str).collect();
        used.extend(names(&read(path), &module).into_iter().filter_map(|(_, n)| if let Named::Crate(c) = n { Some(c) } else { None }));
    }
    faults.extend(wanted.difference(&used).map(|n| format!("{n}: in Cargo.toml, but src/ never names it")));
    assert_none(&faults);
}

#[test]
fn the_architecture_page_holds_the_same_table() {
    let stated = documented_rooms(&read(&root().join("ARCHITECTURE.md")));
    let held: BTreeMap<String, BTreeSet<String>> =
        ROOMS.iter().filter(|(room, _)| *room != "lib").map(|(room, may)| ((*room).to_owned(), may.iter().map(|m| (*m).to_owned()).collect())).collect();
    assert_eq!(stated, held);
}

#[test]
fn no_file_is_too_long() {
    let all = files(&["src", "tests", "benches", "shaders", "exhibits/generators"]);
    let sources = all.iter().filter(|(name, _)| has_extension(name, &["rs", "wgsl", "sql", "py"]));
    let faults: Vec<_> =
        sources.map(|(name, path)| (name, read(path).lines().count())).filter(|(_, n)| *n > MAX_LINES).map(|(name, n)| format!("{name}: {n} lines")).collect();
    assert_none(&faults);
}

#[test]
fn pages_hold_no_words_of_their_own() {
    let pages: Vec<_> = files(&["src/overlay"]).into_iter().filter(|(name, _)| has_extension(name, &["rs"]) && !name.ends_with("tests.rs")).collect();
    assert!(!pages.is_empty());
    let faults: Vec<_> = pages
        .iter()
        .flat_map(|(name, path)| interface_words(&read(path)).into_iter().map(move |(line, text)| format!("{name}:{line}: \"{text}\" belongs into i18n/")))
        .collect();
    assert_none(&faults);
}

#[test]
fn nothing_is_left_unfinished() {
    let mut all = files(&["src", "tests", "benches", "shaders", "i18n", "exhibits", "packaging", "docs", ".ci", ".config"]);
    all.extend(
        std::fs::read_dir(root())
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| p.is_file())
            .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), p)),
    );
    let is_text = |name: &str| {
        has_extension(name, &["rs", "wgsl", "sql", "py", "ftl", "md", "toml", "sh", "ps1", "vtt", "svg", "run", "check"])
            || !name.contains('.')
            || name == ".ci/run"
    };
    let faults: Vec<_> = all
        .iter()
        .filter(|(name, _)| is_text(name) && name != "Cargo.lock")
        .filter_map(|(name, path)| Some((name, std::fs::read_to_string(path).ok()?)))
        .flat_map(|(name, text)| blemishes(&text).into_iter().map(move |(line, word)| format!("{name}:{line}: {word}")).collect::<Vec<_>>())
        .collect();
    assert_none(&faults);
}

#[test]
fn media_carry_their_licences() {
    let known: BTreeSet<String> =
        files(&["LICENSES"]).iter().filter_map(|(name, _)| Some(name.strip_prefix("LICENSES/")?.strip_suffix(".txt")?.to_owned())).collect();
    let exhibits: BTreeMap<String, Option<String>> = files(&["exhibits"])
        .into_iter()
        .map(|(name, path)| {
            let text = name.ends_with(".license").then(|| read(&path));
            (name, text)
        })
        .collect();
    assert_none(&licence_faults(&exhibits, &known));
}

#[test]
fn exhibits_stay_small() {
    let bytes: u64 = files(&["exhibits"]).iter().map(|(_, path)| path.metadata().unwrap().len()).sum();
    assert!(bytes < MAX_EXHIBITS_BYTES, "exhibits/ holds {bytes} bytes");
}

#[test]
fn documents_name_files_that_exist() {
    let mut faults = Vec::new();
    for (name, path) in documents() {
        let folder = path.parent().unwrap();
        faults.extend(
            references(&read(&path)).into_iter().filter(|r| !folder.join(r).exists() && !root().join(r).exists()).map(|r| format!("{name}: {r} is not there")),
        );
    }
    assert_none(&faults);
}

#[test]
fn the_readme_lists_every_command() {
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_museum")).arg("--help").output().unwrap();
    let held = offered_commands(&String::from_utf8_lossy(&help.stdout));
    assert_eq!(documented_commands(&read(&root().join("README.md"))), held);
}

// --- Each rule can fail -------------------------------------------------------------------------------------------------------------------

#[test]
fn the_room_rule_can_fail() {
    let count = |path: &str, source: &str| trespasses(path, source).len();
    assert_eq!(count("src/scene/mesh.rs", "use crate::render::Renderer;"), 1);
    assert_eq!(count("src/scene/mesh.rs", "use crate::{visit, catalogue::{WorkId, HallId}, scene::Mesh};"), 2);
    assert_eq!(count("src/overlay/pages/map.rs", "use super::super::super::render::Gpu;"), 1);
    assert_eq!(count("src/overlay/mod.rs", "mod tests { use super::super::render::Gpu; use super::pages; }"), 1);
    assert_eq!(count("src/overlay/mod.rs", "fn f() -> ::wgpu::Device { wgpu::x() } use wgpu as w; use wgpu;"), 4);
    assert_eq!(count("src/visit/mod.rs", "use std::time::Instant; use std::{fs, sync::Arc}; let t = std::time::now();"), 3);
    assert_eq!(count("src/sound/mod.rs", "use std::net::TcpStream;"), 1);
    assert_eq!(count("src/overlay/mod.rs", "use parley::Layout;"), 1);
    assert_eq!(count("src/cellar/mod.rs", ""), 1);
    assert_eq!(count("src/main.rs", "use alliance_museum::overlay::View;"), 1);
}

#[test]
fn the_room_rule_sees_only_code() {
    let innocent = r##"
        //! wgpu::Device and crate::render
        /* use wgpu::Device; /* nested */ use crate::render::Gpu; */
        fn f<'a>(x: &'a str) -> char { let _ = ("crate::render::x \" wgpu::y", r#"wgpu::"z""#, b"rodio::w"); '"' }
        use crate::scene::{wgpu::Fake, Mesh}; use super::Camera; use self::render::x; use Self::egui; x::wgpu::y(); '\u{2019}'
    "##;
    assert_eq!(trespasses("src/scene/mesh.rs", innocent), Vec::<String>::new());
    assert_eq!(names("let q = '\"'; use glam::Vec3;", &["scene"]), [(1, Named::Crate("glam".to_owned()))]);
    assert_eq!(
        trespasses(
            "src/scene/mesh.rs",
            "use crate::scene::{a, wgpu}; use super::x::{y as winit, gltf::{self, B}}; gltf::read(); mod egui; wgpu::y(); winit::z(); egui::w()"
        ),
        Vec::<String>::new()
    );
    assert_eq!(names("\n\nuse glam::Vec3;", &["scene"])[0].0, 3);
}

#[test]
fn the_dependency_rule_can_fail() {
    let manifest = "[dependencies]\n# wgpu\negui-wgpu = \"1\"\nicu.version = \"2\"\n[dev-dependencies]\ntempfile = \"3\"\n";
    assert_eq!(dependencies(manifest), BTreeSet::from(["egui_wgpu".to_owned(), "icu".to_owned()]));
}

#[test]
fn the_word_rule_can_fail() {
    for prose in ["Open the door", "Close", "סגור", "two words", "{n} works found"] {
        assert!(is_prose(prose), "{prose}");
    }
    for code in ["nav-close", "{title} \\u{b7} {hall}", "", "%", "{} / {}", ", ", "work-size.name", "\\n"] {
        assert!(!is_prose(code), "{code}");
    }
    let page = "fn f() { cx.words(\"Hello there\"); log::warn!(\"no such page\"); }\n#[cfg(test)]\nmod tests { const T: &str = \"In a test\"; }\nconst A: &str = \"After\";";
    assert_eq!(interface_words(page), [(1, "Hello there".to_owned()), (4, "After".to_owned())]);
}

#[test]
fn the_blemish_rule_can_fail() {
    let bad = format!("// {}: later\n{}()\nlet p = \"{}x\";", concat!("TO", "DO"), concat!("unimple", "mented!"), concat!("/wo", "rk/"));
    assert_eq!(blemishes(&bad).iter().map(|b| b.0).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(blemishes("exhibits/work/a https://x.org/home/b MASTODON todo"), []);
}

#[test]
fn the_licence_rule_can_fail() {
    let known = BTreeSet::from(["CC0-1.0".to_owned()]);
    let good = "SPDX-FileCopyrightText: 2026 us\nSPDX-License-Identifier: CC0-1.0\n";
    let of = |list: &[(&str, Option<&str>)]| list.iter().map(|(p, t)| ((*p).to_owned(), t.map(str::to_owned))).collect();
    assert_eq!(licence_faults(&of(&[("a.png", None), ("a.png.license", Some(good)), ("b.toml", None)]), &known), Vec::<String>::new());
    assert_eq!(licence_faults(&of(&[("a.png", None)]), &known).len(), 1);
    assert_eq!(licence_faults(&of(&[("a.png.license", Some(good))]), &known).len(), 1);
    assert_eq!(licence_faults(&of(&[("a.png", None), ("a.png.license", Some("SPDX-License-Identifier: GPL-3.0\n"))]), &known).len(), 2);
}

#[test]
fn the_document_rules_can_fail() {
    let page = "See [it](docs/gone.png#top), [out](https://x.org/a), [here](#a), `src/gone.rs`, `src/<room>/x`, `cargo test`.";
    assert_eq!(references(page), ["docs/gone.png", "src/gone.rs"]);
    assert_eq!(documented_commands("museum                open\nmuseum --kiosk\nmuseum build [DIR]\na museum visit\n"), BTreeSet::from(["build".to_owned()]));
    let help = "About\n\nUsage: museum\n\nCommands:\n  visit  Replay\n  build  Make\n  help   Print\n\nOptions:\n  --kiosk\n";
    assert_eq!(offered_commands(help), BTreeSet::from(["build".to_owned(), "visit".to_owned()]));
    let table = "# A\n\n## Who may name whom\n\n| room | may name |\n| --- | --- |\n| `scene` | nothing | why |\n| `visit` | scene, language |\n\n## Next\n| `x` | y |\n";
    let rooms = documented_rooms(table);
    assert_eq!(rooms.len(), 2);
    assert!(rooms["scene"].is_empty() && rooms["visit"].contains("language"));
}
