//! The four translations hold the same messages, say every number, follow their typography, and are the ones the code uses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use alliance_museum::language::{Arg, Direction, Lang, Texts, texts};
use alliance_museum::text::paint::{Canvas, draw};
use alliance_museum::text::{Face, TextEngine, TextSpec, TextStyle, fonts};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// What a message, or an attribute of one, asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Needs {
    variables: BTreeSet<String>,
    /// Variables a plural is chosen by.
    counts: BTreeSet<String>,
}

/// Key (`id` or `id.attribute`) of every message of a language and what it needs.
fn inventory(lang: Lang) -> BTreeMap<String, Needs> {
    let mut found = BTreeMap::new();
    for (file, source) in texts::sources(lang) {
        let resource = fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in &resource.body {
            let Entry::Message(message) = entry else {
                assert!(!matches!(entry, Entry::Junk { .. }), "{file}: {entry:?}");
                continue;
            };
            let value = message.value.iter().map(|pattern| (message.id.name.to_owned(), pattern));
            let attributes = message.attributes.iter().map(|a| (format!("{}.{}", message.id.name, a.id.name), &a.value));
            for (key, pattern) in value.chain(attributes) {
                let mut needs = Needs::default();
                collect(pattern, &mut needs);
                assert!(found.insert(key.clone(), needs).is_none(), "{file}: {key} is there twice");
            }
        }
    }
    found
}

fn collect(pattern: &Pattern<&str>, needs: &mut Needs) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                needs.variables.extend(variable(inline));
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                needs.variables.extend(variable(selector));
                needs.counts.extend(variable(selector));
                variants.iter().for_each(|variant| collect(&variant.value, needs));
            }
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn variable(inline: &InlineExpression<&str>) -> Option<String> {
    match inline {
        InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
        _ => None,
    }
}

/// Every finished string of a language, variables filled with `7` or a word.
fn all_strings(lang: Lang) -> Vec<(String, String)> {
    let said = inventory(lang).into_iter().map(|(key, needs)| {
        let args: Vec<(&str, Arg<'_>)> = needs.variables.iter().map(|name| (name.as_str(), argument(name, &needs, 7))).collect();
        let text = Texts::load(lang).plain(&key, &args);
        (key, text)
    });
    said.collect()
}

fn argument(name: &str, needs: &Needs, count: u32) -> Arg<'static> {
    if needs.counts.contains(name) { count.into() } else { Arg::from("X") }
}

#[test]
fn every_language_has_the_same_messages_attributes_and_variables() {
    let english = inventory(Lang::En);
    assert!(english.len() > 100);
    for lang in Lang::ALL {
        let here = inventory(lang);
        let keys = |inventory: &BTreeMap<String, Needs>| inventory.keys().cloned().collect::<BTreeSet<_>>();
        let odd: Vec<String> = keys(&here).symmetric_difference(&keys(&english)).cloned().collect();
        assert!(odd.is_empty(), "{} and English differ in {odd:?}", lang.code());
        for (key, needs) in &here {
            assert_eq!(needs, &english[key], "{}: {key}", lang.code());
        }
    }
}

#[test]
fn every_plural_can_say_nought_to_two_hundred() {
    for lang in Lang::ALL {
        let texts = Texts::load(lang);
        for (key, needs) in inventory(lang).iter().filter(|(_, needs)| !needs.counts.is_empty()) {
            let mut said = BTreeSet::new();
            for count in 0..=200 {
                let args: Vec<(&str, Arg<'_>)> = needs.variables.iter().map(|name| (name.as_str(), argument(name, needs, count))).collect();
                let words = texts.plain(key, &args);
                assert!(!words.contains(['⟦', '{', '$']) && !words.is_empty(), "{key} {count}: {words}");
                assert!(count < 3 || words.contains(&count.to_string()), "{key} {count}: {words}");
                said.insert(words);
            }
            assert!(said.len() >= 200, "{}: {key} says the same for several numbers", lang.code());
        }
    }
}

#[test]
fn every_character_can_be_drawn_in_both_faces() {
    for lang in Lang::ALL {
        for (key, text) in all_strings(lang) {
            for face in [Face::Serif, Face::Sans] {
                assert_eq!(fonts::missing(face, &text), Vec::<char>::new(), "{}: {key}", lang.code());
            }
        }
    }
}

#[test]
fn each_language_keeps_its_typography() {
    for lang in Lang::ALL {
        for (key, text) in all_strings(lang) {
            let complain = |what: &str| panic!("{}: {key}: {what}: {text:?}", lang.code());
            if text.contains(['"', '\'']) {
                complain("a straight quote");
            }
            if text.contains("  ") || text.trim() != text {
                complain("a space too many");
            }
            let pairs: Vec<(char, char)> = text.chars().zip(text.chars().skip(1)).collect();
            match lang {
                Lang::Fr if pairs.iter().any(|(a, b)| *a == ' ' && ";:!?»".contains(*b) || *a == '«' && *b == ' ') => {
                    complain("an ordinary space before high punctuation or inside guillemets");
                }
                Lang::Es if text.matches('¿').count() != text.matches('?').count() => complain("an unopened question"),
                Lang::Es if text.matches('¡').count() != text.matches('!').count() => complain("an unopened exclamation"),
                Lang::He if text.contains(['“', '”', '’', '-']) => complain("a Latin quote or hyphen"),
                _ => {}
            }
        }
    }
}

/// String literals of the crate's own code, without its test modules.
fn literals() -> BTreeSet<String> {
    fn walk(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("src is readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let code = std::fs::read_to_string(&path).expect("source is readable");
                let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                found.extend(code.split('"').map(str::to_owned));
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

#[test]
fn every_message_is_used() {
    let used = literals();
    let unused: Vec<String> = inventory(Lang::En).into_keys().filter(|key| !used.contains(key)).collect();
    assert!(unused.is_empty(), "{} messages are used nowhere in src: {unused:?}", unused.len());
}

#[test]
fn every_used_message_exists() {
    let known = inventory(Lang::En);
    let families: BTreeSet<&str> = known.keys().filter_map(|key| key.split_once('-')).map(|(family, _)| family).collect();
    let is_key = |literal: &String| {
        let plain = literal.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c));
        plain && literal.split_once('-').is_some_and(|(family, rest)| families.contains(family) && !rest.is_empty())
    };
    let strange: Vec<String> = literals().into_iter().filter(is_key).filter(|literal| !known.contains_key(literal)).collect();
    assert!(strange.is_empty(), "no such message: {strange:?}");
}

/// English made Hebrew-looking and two fifths longer: shows what would break in a language nobody here reads.
fn pseudo(text: &str) -> String {
    const LETTERS: [char; 22] = ['א', 'ב', 'ג', 'ד', 'ה', 'ו', 'ז', 'ח', 'ט', 'י', 'כ', 'ל', 'מ', 'נ', 'ס', 'ע', 'פ', 'צ', 'ק', 'ר', 'ש', 'ת'];
    let letter = |c: char| if c.is_ascii_alphabetic() { LETTERS[(c as usize) % LETTERS.len()] } else { c };
    let words: String = text.chars().map(letter).collect();
    let extra = (words.chars().count() * 2).div_ceil(5);
    format!("{words} {}", "לאורכ ".chars().cycle().take(extra).collect::<String>().trim_end())
}

#[test]
fn a_longer_right_to_left_language_still_fits() {
    let ink = [0x1E, 0x24, 0x30, 0xFF];
    let mut engine = TextEngine::new();
    for (key, text) in all_strings(Lang::En) {
        let style = TextStyle::new(Face::Sans, 20.0, ink);
        let layout = engine.layout(&TextSpec::new(pseudo(&text), style, Lang::He).within(360.0));
        assert!(layout.lines.iter().all(|line| line.left_px > -0.6 && line.right_px < 360.6), "{key}");
        if key.starts_with("nav-") {
            assert!(layout.line_count <= 2, "{key}: a button's name needs {} lines", layout.line_count);
        }
    }
    let mut canvas = Canvas::filled(420, 250, [0xF4, 0xEC, 0xDC, 0xFF]);
    let mut y = 12.0;
    for key in ["door-enter", "nav-list", "honesty-reconstruction.sentence", "tour-continue-here"] {
        let text = Texts::load(Lang::En).get(key);
        let spec = TextSpec { base: Some(Direction::RightToLeft), ..TextSpec::new(pseudo(&text), TextStyle::new(Face::Sans, 20.0, ink), Lang::He) };
        let layout = engine.layout(&spec.within(380.0));
        draw(&layout, &mut canvas, 20.0, y, 1.0);
        y += layout.size_px[1] + 10.0;
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/text/pseudo.png");
    let picture = image::RgbaImage::from_raw(canvas.width, canvas.height, canvas.rgba).expect("whole canvas");
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        image::DynamicImage::ImageRgba8(picture).into_rgb8().save(golden).expect("golden written");
        return;
    }
    let want = image::open(golden).expect("golden exists").into_rgba8();
    let worst = want.as_raw().iter().zip(picture.as_raw()).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(worst.is_some_and(|worst| worst <= 2), "a pixel differs by {worst:?}");
}
