//! The fonts the museum ships, and which characters they can draw.

use std::sync::{Arc, OnceLock};

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, FontFamilyName};
use skrifa::MetadataProvider as _;

use super::Face;

/// Family name and file of each shipped font. System fonts are never used: a text looks the same on every machine, and a
/// character we cannot draw is found by the tests and not by a visitor.
const FILES: [(&str, &[u8]); 5] = [
    ("Frank Ruhl Libre", include_bytes!("../../exhibits/fonts/FrankRuhlLibre.ttf")),
    ("Assistant", include_bytes!("../../exhibits/fonts/Assistant.ttf")),
    ("Noto Serif Hebrew", include_bytes!("../../exhibits/fonts/NotoSerifHebrew.ttf")),
    ("Noto Rashi Hebrew", include_bytes!("../../exhibits/fonts/NotoRashiHebrew.ttf")),
    ("Noto Naskh Arabic", include_bytes!("../../exhibits/fonts/NotoNaskhArabic.ttf")),
];

/// The fonts' bytes, one shared handle per font, so that every engine names a font by the same number.
fn blobs() -> &'static [(&'static str, Blob<u8>)] {
    static BLOBS: OnceLock<Vec<(&'static str, Blob<u8>)>> = OnceLock::new();
    BLOBS.get_or_init(|| FILES.iter().map(|(family, bytes)| (*family, Blob::new(Arc::new(*bytes)))).collect())
}

/// Families to try for a face, in order, cluster by cluster.
pub(super) fn families(face: Face) -> &'static [FontFamilyName<'static>] {
    static SERIF: OnceLock<Vec<FontFamilyName<'static>>> = OnceLock::new();
    static SANS: OnceLock<Vec<FontFamilyName<'static>>> = OnceLock::new();
    static RASHI: OnceLock<Vec<FontFamilyName<'static>>> = OnceLock::new();
    let named = |names: &[&'static str]| names.iter().map(|name| FontFamilyName::named(name)).collect();
    match face {
        Face::Serif => SERIF.get_or_init(|| named(&["Frank Ruhl Libre", "Noto Serif Hebrew", "Noto Naskh Arabic"])),
        Face::Sans => SANS.get_or_init(|| named(&["Assistant", "Frank Ruhl Libre", "Noto Serif Hebrew", "Noto Naskh Arabic"])),
        Face::Rashi => RASHI.get_or_init(|| named(&["Noto Rashi Hebrew", "Frank Ruhl Libre", "Noto Serif Hebrew", "Noto Naskh Arabic"])),
    }
}

/// A font context that knows the shipped fonts and no others.
pub(super) fn context() -> FontContext {
    let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
    for (family, blob) in blobs() {
        let name = FontInfoOverride { family_name: Some(family), ..Default::default() };
        collection.register_fonts(blob.clone(), Some(name));
    }
    FontContext { collection, source_cache: SourceCache::default() }
}

/// Characters that shape text without being drawn: joiners, direction marks and isolates, variation selectors, and the
/// line ends that split paragraphs.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Whether a shipped font that stands behind `face` has a glyph for `c`. Invisible characters count as covered.
pub fn covers(face: Face, c: char) -> bool {
    if is_invisible(c) {
        return true;
    }
    families(face).iter().any(|family| {
        let FontFamilyName::Named(name) = family else { return false };
        blobs()
            .iter()
            .find(|(known, _)| known == name)
            .and_then(|(_, blob)| skrifa::FontRef::new(blob.as_ref()).ok())
            .and_then(|font| font.charmap().map(c))
            .is_some_and(|glyph| glyph.to_u32() != 0)
    })
}

/// The characters of `text` that no font behind `face` can draw, each once, in order of appearance.
pub fn missing(face: Face, text: &str) -> Vec<char> {
    let mut absent = Vec::new();
    for c in text.chars() {
        if !absent.contains(&c) && !c.is_ascii_alphanumeric() && !covers(face, c) {
            absent.push(c);
        }
    }
    absent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_has_the_four_alphabets() {
        for face in [Face::Serif, Face::Sans, Face::Rashi] {
            for text in ["אבגדהוזחטיכךלמםנןסעפףצץקרשת״׳־–", "¿¡ñÑáéíóúü«»", "àâçéèêëîïôùûüœŒ’…\u{00A0}\u{202F}", "שָׁלוֹם", "مدرسة"]
            {
                assert_eq!(missing(face, text), Vec::<char>::new(), "{face:?}");
            }
        }
    }

    #[test]
    fn a_character_of_no_shipped_font_is_named_once() {
        assert_eq!(missing(Face::Serif, "a漢b漢字"), vec!['漢', '字']);
    }

    #[test]
    fn every_family_is_found_under_its_name() {
        let mut fonts = context();
        for (family, _) in FILES {
            assert!(fonts.collection.family_id(family).is_some(), "{family}");
        }
    }
}
