//! The curator's folder read whole, with every mistake found on the way.

mod cross;
pub mod files;
pub mod records;
pub mod text;

use std::collections::BTreeMap;

use files::{Tree, mistake};
use records::{FactRecord, Parsed, PeopleFile, PlacesFile, SourcesFile, ThemesFile, TourFile, WorkFile, parse_toml, read_toml};
use text::Text;

use super::product::Mistake;
use super::workshops::{HallOutline, MuseumProduct, Workshops};
use crate::language::Lang;

/// A hall's files.
#[derive(Clone, Debug)]
pub struct HallFiles {
    /// Name.
    pub slug: String,
    /// Path of the plan.
    pub plan_file: String,
    /// Text of the plan.
    pub plan: String,
    /// What the plan names.
    pub outline: HallOutline,
    /// Texts.
    pub texts: BTreeMap<Lang, Text>,
}

/// A work's files.
#[derive(Clone, Debug)]
pub struct WorkFiles {
    /// Name.
    pub slug: String,
    /// Number along the route through all halls, from 1.
    pub number: u32,
    /// work.toml.
    pub record: Parsed<WorkFile>,
    /// Texts.
    pub texts: BTreeMap<Lang, Text>,
    /// Words of the panel.
    pub panel_words: BTreeMap<Lang, BTreeMap<String, String>>,
}

impl WorkFiles {
    /// Path of a file of this work.
    pub fn path(&self, name: &str) -> String {
        format!("works/{}/{name}", self.slug)
    }
}

/// A tour's files.
#[derive(Clone, Debug)]
pub struct TourFiles {
    /// Name.
    pub slug: String,
    /// tour.toml.
    pub record: Parsed<TourFile>,
    /// Texts; `stop:<n>` sections lead to the stops, counted from 1.
    pub texts: BTreeMap<Lang, Text>,
}

/// Everything the curator wrote. What could not be read is missing here and named in `mistakes`.
#[derive(Debug, Default)]
pub struct Exhibits {
    /// The house.
    pub museum: MuseumProduct,
    /// Halls in the order of visit.
    pub halls: Vec<HallFiles>,
    /// Works: hall by hall in the order of the route, then those that stand nowhere, by name.
    pub works: Vec<WorkFiles>,
    /// Places.
    pub places: Parsed<PlacesFile>,
    /// People.
    pub people: Parsed<PeopleFile>,
    /// Themes.
    pub themes: Parsed<ThemesFile>,
    /// Sources.
    pub sources: Parsed<SourcesFile>,
    /// Facts by id.
    pub facts: BTreeMap<String, FactRecord>,
    /// Tours by name.
    pub tours: Vec<TourFiles>,
    /// All mistakes, sorted by file.
    pub mistakes: Vec<Mistake>,
}

impl<T: Default> Default for Parsed<T> {
    fn default() -> Self {
        Self { file: String::new(), text: String::new(), value: T::default() }
    }
}

/// Name of a narration file of a work.
pub fn narration_file(lang: Lang, form: &str) -> String {
    format!("narration.{}.{form}", lang.code())
}

/// Sorts mistakes by file, then by line, and drops repetitions: the reader and a workshop may both miss the same file.
pub fn in_order(mut mistakes: Vec<Mistake>) -> Vec<Mistake> {
    let line = |m: &Mistake| m.place.as_ref().and_then(|p| p.strip_prefix("line ")?.parse::<usize>().ok());
    mistakes.sort_by(|a, b| (&a.file, line(a), &a.place, &a.reason).cmp(&(&b.file, line(b), &b.place, &b.reason)));
    mistakes.dedup();
    let fuller: Vec<(String, String)> = mistakes.iter().filter_map(|m| Some((m.file.clone(), m.reason.split_once(';')?.0.to_string()))).collect();
    mistakes.retain(|m| !fuller.iter().any(|(file, reason)| (file, reason) == (&m.file, &m.reason)));
    mistakes
}

/// Reads the folder and checks every reference in it.
pub fn read(tree: &Tree, workshops: &dyn Workshops) -> Exhibits {
    let mut reader = Reader { tree, mistakes: Vec::new() };
    let mut halls = reader.halls(workshops);
    let museum = reader.museum(workshops, &halls);
    halls.sort_by_key(|h| museum.halls.iter().position(|s| s.slug == h.slug).unwrap_or(usize::MAX));
    let mut works = reader.works();
    let route = |slug: &str| halls.iter().enumerate().find_map(|(i, h)| Some((i, h.outline.works.iter().position(|w| w == slug)?)));
    works.sort_by_cached_key(|w| (route(&w.slug).unwrap_or((usize::MAX, 0)), w.slug.clone()));
    for (work, number) in works.iter_mut().zip(1..) {
        work.number = number;
    }
    let mut exhibits = Exhibits {
        museum,
        halls,
        works,
        places: reader.table("places.toml"),
        people: reader.table("people.toml"),
        themes: reader.table("themes.toml"),
        sources: reader.table("sources.toml"),
        facts: reader.facts(),
        tours: reader.tours(),
        mistakes: Vec::new(),
    };
    let mut mistakes = reader.mistakes;
    mistakes.extend(cross::check(&exhibits, tree));
    exhibits.mistakes = in_order(mistakes);
    exhibits
}

struct Reader<'a> {
    tree: &'a Tree,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    /// Keeps the value or the mistake.
    fn keep<T>(&mut self, r: Result<T, Mistake>) -> Option<T> {
        r.map_err(|m| self.mistakes.push(m)).ok()
    }

    fn keep_all<T>(&mut self, r: Result<T, Vec<Mistake>>) -> Option<T> {
        r.map_err(|m| self.mistakes.extend(m)).ok()
    }

    fn table<T: serde::de::DeserializeOwned + Default>(&mut self, file: &str) -> Parsed<T> {
        let r = read_toml(self.tree, file);
        self.keep(r).unwrap_or_default()
    }

    /// Texts in the four languages.
    fn texts(&mut self, folder: &str, kind: &str, alt_needed: bool) -> BTreeMap<Lang, Text> {
        let mut out = BTreeMap::new();
        for lang in Lang::ALL {
            let file = format!("{folder}/{}.md", lang.code());
            let r = text::read(self.tree, &file, kind, alt_needed);
            if let Some(t) = self.keep_all(r) {
                out.insert(lang, t);
            }
        }
        out
    }

    fn halls(&mut self, workshops: &dyn Workshops) -> Vec<HallFiles> {
        let mut out = Vec::new();
        for slug in self.tree.folders("halls") {
            let plan_file = format!("halls/{slug}/hall.toml");
            let texts = self.texts(&format!("halls/{slug}"), "part", false);
            let plan = self.tree.text(&plan_file);
            let Some(plan) = self.keep(plan) else { continue };
            let outline = workshops.outline(&plan_file, &plan);
            let outline = self.keep_all(outline).unwrap_or_default();
            out.push(HallFiles { slug, plan_file, plan, outline, texts });
        }
        out
    }

    fn museum(&mut self, workshops: &dyn Workshops, halls: &[HallFiles]) -> MuseumProduct {
        let text = self.tree.text("museum.toml");
        let Some(text) = self.keep(text) else { return MuseumProduct::default() };
        let plans: Vec<(&str, &str)> = halls.iter().map(|h| (h.plan_file.as_str(), h.plan.as_str())).collect();
        let museum = workshops.museum("museum.toml", &text, &plans);
        self.keep_all(museum).unwrap_or_default()
    }

    fn works(&mut self) -> Vec<WorkFiles> {
        let mut out = Vec::new();
        for slug in self.tree.folders("works") {
            let texts = self.texts(&format!("works/{slug}"), "part", true);
            let record = read_toml::<WorkFile>(self.tree, &format!("works/{slug}/work.toml"));
            let Some(record) = self.keep(record) else { continue };
            let panel_words = if record.value.media.panel.is_some() { self.panel_words(&slug) } else { BTreeMap::new() };
            out.push(WorkFiles { slug, number: 0, record, texts, panel_words });
        }
        out
    }

    /// The words of a panel in the four languages, and whether they answer to the same keys.
    fn panel_words(&mut self, slug: &str) -> BTreeMap<Lang, BTreeMap<String, String>> {
        let mut out: BTreeMap<Lang, BTreeMap<String, String>> = BTreeMap::new();
        for lang in Lang::ALL {
            let file = format!("works/{slug}/panel.{}.toml", lang.code());
            let r = read_toml::<BTreeMap<String, String>>(self.tree, &file);
            let Some(words) = self.keep(r) else { continue };
            for (key, value) in &words.value {
                if text::unseen(value, 1).is_some() {
                    self.mistakes.push(words.mistake_of_key(key, "a control character or one that turns the direction of text is not allowed"));
                }
            }
            out.insert(lang, words.value);
        }
        for (lang, words) in &out {
            for (other, theirs) in &out {
                for key in theirs.keys().filter(|k| !words.contains_key(*k)) {
                    let file = format!("works/{slug}/panel.{}.toml", lang.code());
                    let reason = format!("the key {key} is missing; panel.{}.toml has it", other.code());
                    // Named once, by the first language that has it.
                    if out.iter().find(|(_, w)| w.contains_key(key)).map(|(l, _)| l) == Some(other) {
                        self.mistakes.push(mistake(&file, reason));
                    }
                }
            }
        }
        out
    }

    fn facts(&mut self) -> BTreeMap<String, FactRecord> {
        let text = self.tree.text("facts.json");
        let Some(text) = self.keep(text) else { return BTreeMap::new() };
        match serde_json::from_str::<Vec<FactRecord>>(&text) {
            Ok(list) => list.into_iter().map(|f| (f.id.clone(), f)).collect(),
            Err(e) => {
                self.mistakes.push(files::mistake_at("facts.json", Some(e.line()), e.to_string()));
                BTreeMap::new()
            }
        }
    }

    fn tours(&mut self) -> Vec<TourFiles> {
        let mut out = Vec::new();
        for slug in self.tree.folders("tours") {
            let texts = self.texts(&format!("tours/{slug}"), "stop", false);
            let record = read_toml::<TourFile>(self.tree, &format!("tours/{slug}/tour.toml"));
            let Some(record) = self.keep(record) else { continue };
            out.push(TourFiles { slug, record, texts });
        }
        out
    }
}

/// The SPDX fields of a licence file beside a media file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Licence {
    /// SPDX-License-Identifier.
    pub identifier: String,
    /// SPDX-FileCopyrightText.
    pub copyright: String,
    /// SPDX-FileComment.
    pub comment: String,
}

impl Licence {
    /// Reads `<media>.license`.
    ///
    /// # Errors
    /// When it is not there or names no licence or no holder.
    pub fn read(tree: &Tree, media: &str) -> Result<Self, Mistake> {
        let file = format!("{media}.license");
        if !tree.has(&file) {
            return Err(mistake(media, format!("no licence lies beside it; write {file} with SPDX-FileCopyrightText and SPDX-License-Identifier")));
        }
        let text = tree.text(&file)?;
        let field = |name: &str| text.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(':')).unwrap_or_default().trim().to_string();
        let licence = Self { identifier: field("SPDX-License-Identifier"), copyright: field("SPDX-FileCopyrightText"), comment: field("SPDX-FileComment") };
        if licence.identifier.is_empty() || licence.copyright.is_empty() {
            return Err(mistake(&file, "it must name SPDX-FileCopyrightText and SPDX-License-Identifier"));
        }
        Ok(licence)
    }

    /// Whether a machine speaks: narration says so in its comment.
    pub fn is_synthetic(&self) -> bool {
        self.comment.to_lowercase().contains("synthetic")
    }
}

/// Parses TOML for callers outside that hold text only.
///
/// # Errors
/// The first mistake of form.
pub fn toml_text<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, Mistake> {
    parse_toml(file, text, 1)
}
