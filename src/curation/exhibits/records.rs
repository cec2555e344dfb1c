//! The tables of the curator's files, field by field. Unknown fields are mistakes.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};

use super::files::{Tree, mistake_at};
use crate::catalogue::{Code, DatePrecision, Honesty, WorkKind};
use crate::curation::product::Mistake;

/// A parsed file with its text, for naming lines.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    /// Path inside exhibits/.
    pub file: String,
    /// Text.
    pub text: String,
    /// What it says.
    pub value: T,
}

impl<T> Parsed<T> {
    /// A mistake at the line that first holds `"value"` in quotes.
    pub fn mistake(&self, value: &str, reason: impl Into<String>) -> Mistake {
        let quoted = format!("\"{value}\"");
        mistake_at(&self.file, self.text.lines().position(|l| l.contains(&quoted)).map(|l| l + 1), reason)
    }

    /// A mistake at the line that sets `key`.
    pub fn mistake_of_key(&self, key: &str, reason: impl Into<String>) -> Mistake {
        let at = self.text.lines().position(|l| l.trim_start().strip_prefix(key).is_some_and(|r| r.trim_start().starts_with('=')));
        mistake_at(&self.file, at.map(|l| l + 1), reason)
    }
}

/// Reads TOML strictly; mistakes name the line. `first_line` is the number of the text's first line in its file.
///
/// # Errors
/// The first mistake of form.
pub fn parse_toml<T: DeserializeOwned>(file: &str, text: &str, first_line: usize) -> Result<T, Mistake> {
    toml::from_str(text).map_err(|e| {
        let line = e.span().and_then(|s| text.get(..s.start)).map(|before| before.matches('\n').count() + first_line);
        mistake_at(file, line, e.message().lines().map(str::trim).collect::<Vec<_>>().join(", "))
    })
}

/// Reads a TOML file.
///
/// # Errors
/// When it is not there or not of this form.
pub fn read_toml<T: DeserializeOwned>(tree: &Tree, file: &str) -> Result<Parsed<T>, Mistake> {
    let text = tree.text(file)?;
    let value = parse_toml(file, &text, 1)?;
    Ok(Parsed { file: file.into(), text, value })
}

fn code<'de, D: Deserializer<'de>, T: Code>(d: D) -> Result<T, D::Error> {
    let name = String::deserialize(d)?;
    T::from_name(&name).ok_or_else(|| {
        let known: Vec<&str> = T::NAMES.iter().map(|(_, n)| *n).collect();
        D::Error::custom(format!("`{name}` is none of {}", known.join(", ")))
    })
}

/// works/<id>/work.toml
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkFile {
    /// Must be the folder's name.
    pub id: String,
    /// Kind.
    #[serde(deserialize_with = "code")]
    pub kind: WorkKind,
    /// Hall.
    pub hall: String,
    /// Honesty.
    #[serde(deserialize_with = "code")]
    pub honesty: Honesty,
    /// Facts, at least one.
    pub facts: Vec<String>,
    /// Sources besides those of the facts.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Themes.
    #[serde(default)]
    pub themes: Vec<String>,
    /// Places.
    #[serde(default)]
    pub places: Vec<String>,
    /// People.
    #[serde(default)]
    pub people: Vec<String>,
    /// Related works.
    #[serde(default)]
    pub related: Vec<String>,
    /// Date.
    pub date: Option<DateFile>,
    /// Licence of our media.
    pub rights: String,
    /// Credit line.
    pub credit: String,
    /// Documented type.
    #[serde(default)]
    pub type_of: String,
    /// Width, height, depth.
    pub size_cm: [f32; 3],
    /// Media.
    #[serde(default)]
    pub media: MediaFile,
    /// Parts.
    #[serde(default)]
    pub part: Vec<PartFile>,
}

/// A date.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateFile {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: Option<i32>,
    /// How exact.
    #[serde(deserialize_with = "code")]
    pub precision: DatePrecision,
}

/// Media of a work.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaFile {
    /// A .glb.
    pub model: Option<String>,
    /// A picture.
    pub picture: Option<String>,
    /// An .svg.
    pub panel: Option<String>,
    /// Whether it is read aloud.
    #[serde(default)]
    pub narration: bool,
}

/// A named part.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartFile {
    /// Name.
    pub id: String,
    /// Where in the model, metres.
    pub at: [f32; 3],
}

/// Names per language.
pub type Names = BTreeMap<String, String>;

/// places.toml
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacesFile {
    /// Places.
    #[serde(default)]
    pub place: Vec<PlaceFile>,
}

/// A place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceFile {
    /// Name in files.
    pub id: String,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Names.
    pub names: Names,
    /// Old and foreign spellings.
    #[serde(default)]
    pub spellings: Vec<String>,
}

/// people.toml
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleFile {
    /// People.
    #[serde(default)]
    pub person: Vec<PersonFile>,
}

/// A person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonFile {
    /// Name in files.
    pub id: String,
    /// Names.
    pub names: Names,
    /// Year.
    pub born: Option<i32>,
    /// Year.
    pub died: Option<i32>,
}

/// themes.toml
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemesFile {
    /// Themes.
    #[serde(default)]
    pub theme: Vec<ThemeFile>,
}

/// A theme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeFile {
    /// Name in files.
    pub id: String,
    /// Names.
    pub names: Names,
}

/// sources.toml
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourcesFile {
    /// Sources.
    #[serde(default)]
    pub source: Vec<SourceRecord>,
}

/// A source with a name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRecord {
    /// Name in files.
    pub id: String,
    /// As cited.
    pub title: String,
    /// Address or shelf mark.
    #[serde(default)]
    pub address: String,
}

/// A record of facts.json.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRecord {
    /// Id.
    pub id: String,
    /// What is held.
    pub statement: String,
    /// high, medium, low.
    pub confidence: String,
    /// Where sources disagree.
    #[serde(default)]
    pub conflicts: String,
    /// Sources.
    pub sources: Vec<CitedSource>,
}

/// A source as a fact cites it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitedSource {
    /// As cited.
    pub title: String,
    /// Address.
    #[serde(default)]
    pub address: String,
}

/// tours/<id>/tour.toml
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TourFile {
    /// Must be the folder's name.
    pub id: String,
    /// Length.
    pub minutes: u32,
    /// Themes.
    #[serde(default)]
    pub themes: Vec<String>,
    /// For whom.
    pub ages: String,
    /// Stops.
    pub stop: Vec<StopFile>,
}

/// A stop.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopFile {
    /// The work.
    pub work: String,
    /// Whether its narration is played there.
    #[serde(default)]
    pub narration: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_of_form_name_the_line() {
        let e = parse_toml::<WorkFile>("works/a/work.toml", "id = \"a\"\nkind = \"obect\"\n", 1).unwrap_err();
        assert_eq!(e.to_string(), "works/a/work.toml (line 2): `obect` is none of object, document, photograph, panel, film, story");
        let e = parse_toml::<PlacesFile>("places.toml", "[[place]]\nid = \"x\"\nlat = 1\nlon = 2\nnames = {}\ncolour = 3\n", 1).unwrap_err();
        assert!(e.to_string().starts_with("places.toml (line 6): unknown field `colour`"), "{e}");
        let e = parse_toml::<PlacesFile>("places.toml", "[[place]\n", 4).unwrap_err();
        assert!(e.to_string().starts_with("places.toml (line 4): "), "{e}");
    }
}
