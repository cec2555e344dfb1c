//! `museum check`: is the museum ready to be shown? Everything the build would refuse, and what a careful editor would mend.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use super::exhibits::files::{Tree, mistake, mistake_at};
use super::exhibits::text::{Text, words};
use super::exhibits::{self, Exhibits, Licence, in_order, narration_file};
use super::product::Mistake;
use super::workshops::Workshops;
use crate::language::Lang;

mod typography;

/// Licences under which the museum may show and pass on its own media.
const FREE_LICENCES: [&str; 8] = ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-3.0", "CC-BY-SA-3.0", "MIT", "Apache-2.0", "OFL-1.1"];
/// Words of a story.
const STORY_WORDS: std::ops::RangeInclusive<usize> = 80..=200;
/// Words of a story in Hebrew, which writes prepositions and articles into the word.
const HEBREW_STORY_WORDS: std::ops::RangeInclusive<usize> = 55..=200;
/// Related works.
const RELATED: std::ops::RangeInclusive<usize> = 2..=4;

/// One thing to mend or to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Path inside exhibits/.
    pub file: String,
    /// Line or field.
    pub place: Option<String>,
    /// What is wrong, as a sentence.
    pub reason: String,
}

impl From<Mistake> for Finding {
    fn from(m: Mistake) -> Self {
        Self { file: m.file, place: m.place, reason: m.reason }
    }
}

/// How much there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Halls.
    pub halls: usize,
    /// Works.
    pub works: usize,
    /// Works with narration in every language.
    pub narrated: usize,
    /// Tours.
    pub tours: usize,
    /// Places.
    pub places: usize,
    /// People.
    pub people: usize,
    /// Themes.
    pub themes: usize,
    /// Facts that works rest on.
    pub facts: usize,
    /// Files.
    pub files: usize,
    /// Words of all stories, per language: he, es, fr, en.
    pub words: [usize; 4],
}

/// The report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Whether nothing must be mended.
    pub ready: bool,
    /// How much there is.
    pub counts: Counts,
    /// What must be mended before the museum is shown.
    pub mend: Vec<Finding>,
    /// What an editor may want to look at.
    pub look_at: Vec<Finding>,
}

/// Checks the curator's folder. Media are not decoded (`museum build` does that); their presence, rights and texts are checked.
pub fn check(dir: &Path, workshops: &dyn Workshops) -> CheckReport {
    let tree = match Tree::scan(dir, &std::collections::BTreeMap::new(), 0) {
        Ok(tree) => tree,
        Err(m) => return CheckReport { mend: in_order(m).into_iter().map(Finding::from).collect(), ..CheckReport::default() },
    };
    let mut e = exhibits::read(&tree, workshops);
    let mut editor = Editor { mend: std::mem::take(&mut e.mistakes), look_at: Vec::new() };
    editor.texts(&e);
    editor.works(&e, &tree);
    editor.tours(&e);
    editor.names(&e);
    editor.files(&e, &tree);
    let findings = |list: Vec<Mistake>| in_order(list).into_iter().map(Finding::from).collect::<Vec<_>>();
    let (mend, look_at) = (findings(editor.mend), findings(editor.look_at));
    CheckReport { ready: mend.is_empty(), counts: counts(&e, &tree), mend, look_at }
}

fn counts(e: &Exhibits, tree: &Tree) -> Counts {
    let facts: BTreeSet<&String> = e.works.iter().flat_map(|w| &w.record.value.facts).collect();
    Counts {
        halls: e.halls.len(),
        works: e.works.len(),
        narrated: e.works.iter().filter(|w| w.record.value.media.narration).count(),
        tours: e.tours.len(),
        places: e.places.value.place.len(),
        people: e.people.value.person.len(),
        themes: e.themes.value.theme.len(),
        facts: facts.len(),
        files: tree.files().len(),
        words: Lang::ALL.map(|l| e.works.iter().filter_map(|w| w.texts.get(&l)).map(|t| words(&t.story)).sum()),
    }
}

struct Editor {
    mend: Vec<Mistake>,
    look_at: Vec<Mistake>,
}

impl Editor {
    /// Typography of every text.
    fn texts(&mut self, e: &Exhibits) {
        let all = e.halls.iter().map(|h| &h.texts).chain(e.works.iter().map(|w| &w.texts)).chain(e.tours.iter().map(|t| &t.texts));
        for (lang, text) in all.flatten() {
            let mut fields = vec![("title", &text.title), ("summary", &text.summary), ("alt", &text.alt)];
            // A label that was not written is the summary.
            fields.extend((text.label != text.summary).then_some(("label", &text.label)));
            for (field, value) in fields {
                for (_, why) in typography::faults(value, *lang) {
                    self.mend.push(Mistake { file: text.file.clone(), place: Some(field.into()), reason: why });
                }
            }
            let bodies = std::iter::once((text.story_line, &text.story)).chain(text.sections.iter().map(|s| (s.line + 1, &s.body)));
            for (first_line, body) in bodies {
                for (line, why) in typography::faults(body, *lang) {
                    self.mend.push(mistake_at(&text.file, Some(first_line + line), why));
                }
            }
            for s in &text.sections {
                for (_, why) in typography::faults(&s.title, *lang) {
                    self.mend.push(mistake_at(&text.file, Some(s.line), why));
                }
            }
        }
        for work in &e.works {
            for (lang, words) in &work.panel_words {
                for (key, value) in words {
                    for (_, why) in typography::faults(value, *lang) {
                        let file = work.path(&format!("panel.{}.toml", lang.code()));
                        self.mend.push(Mistake { file, place: Some(key.clone()), reason: why });
                    }
                }
            }
        }
    }

    fn works(&mut self, e: &Exhibits, tree: &Tree) {
        for work in &e.works {
            let (r, w) = (&work.record, &work.record.value);
            if !FREE_LICENCES.contains(&w.rights.as_str()) {
                self.mend
                    .push(r.mistake_of_key("rights", format!("{} is none of the licences the museum may pass on: {}", w.rights, FREE_LICENCES.join(", "))));
            }
            for name in [&w.media.model, &w.media.picture, &w.media.panel].into_iter().flatten() {
                if let Ok(licence) = Licence::read(tree, &work.path(name))
                    && !FREE_LICENCES.contains(&licence.identifier.as_str())
                {
                    self.mend.push(mistake(
                        &format!("{}.license", work.path(name)),
                        format!("{} is none of the licences the museum may pass on", licence.identifier),
                    ));
                }
            }
            if !RELATED.contains(&w.related.len()) {
                self.look_at.push(r.mistake_of_key("related", format!("it has {} related works; 2 to 4 lead a visitor on", w.related.len())));
            }
            if w.themes.is_empty() {
                self.look_at.push(r.mistake_of_key("themes", "it belongs to no theme"));
            }
            if w.honesty == crate::catalogue::Honesty::Reconstruction && w.type_of.is_empty() {
                self.mend.push(r.mistake_of_key("honesty", "a reconstruction must name the documented type in type_of"));
            }
            let low = w.facts.iter().find(|f| e.facts.get(*f).is_some_and(|f| f.confidence == "low"));
            if let Some(low) = low {
                self.look_at.push(r.mistake(low, format!("the fact {low} is uncertain; say so, and keep it off the wall label")));
            }
            for (lang, text) in &work.texts {
                self.story(text, *lang);
            }
        }
    }

    fn story(&mut self, text: &Text, lang: Lang) {
        let n = words(&text.story);
        let wanted = if lang == Lang::He { HEBREW_STORY_WORDS } else { STORY_WORDS };
        if n == 0 {
            self.mend.push(mistake(&text.file, "the story is missing"));
        } else if !wanted.contains(&n) {
            self.look_at.push(mistake(&text.file, format!("the story has {n} words; {} to {} read well", wanted.start(), wanted.end())));
        }
    }

    /// Every stop is told in every language.
    fn tours(&mut self, e: &Exhibits) {
        for tour in &e.tours {
            for stop in tour.record.value.stop.iter().filter(|s| !s.narration) {
                self.mend.push(tour.record.mistake(&stop.work, format!("the stop {} has no narration", stop.work)));
            }
            for text in tour.texts.values() {
                for n in 1..=tour.record.value.stop.len() {
                    if !text.sections.iter().any(|s| s.id == n.to_string() && !s.body.is_empty()) {
                        self.look_at.push(mistake(&text.file, format!("nothing leads to stop {n}; write it under ## stop:{n}")));
                    }
                }
            }
        }
    }

    /// Names nobody uses.
    fn names(&mut self, e: &Exhibits) {
        let used =
            |list: fn(&exhibits::records::WorkFile) -> &Vec<String>| -> BTreeSet<&String> { e.works.iter().flat_map(|w| list(&w.record.value)).collect() };
        let (places, people, themes, facts) = (used(|w| &w.places), used(|w| &w.people), used(|w| &w.themes), used(|w| &w.facts));
        for p in e.people.value.person.iter().filter(|p| !people.contains(&p.id)) {
            self.look_at.push(e.people.mistake(&p.id, format!("no work tells of the person {}", p.id)));
        }
        for p in e.places.value.place.iter().filter(|p| !places.contains(&p.id)) {
            self.look_at.push(e.places.mistake(&p.id, format!("no work belongs to the place {}", p.id)));
        }
        for t in e.themes.value.theme.iter().filter(|t| !themes.contains(&t.id)) {
            self.look_at.push(e.themes.mistake(&t.id, format!("no work belongs to the theme {}", t.id)));
        }
        for f in e.facts.keys().filter(|f| !facts.contains(f)) {
            self.look_at.push(mistake("facts.json", format!("no work rests on the fact {f}")));
        }
    }

    /// Files nothing refers to.
    fn files(&mut self, e: &Exhibits, tree: &Tree) {
        let mut known: BTreeSet<String> =
            ["museum.toml", "places.toml", "people.toml", "themes.toml", "sources.toml", "facts.json", "README.md"].map(String::from).into();
        let per_lang = |known: &mut BTreeSet<String>, folder: &str| known.extend(Lang::ALL.map(|l| format!("{folder}/{}.md", l.code())));
        for hall in &e.halls {
            known.insert(hall.plan_file.clone());
            per_lang(&mut known, &format!("halls/{}", hall.slug));
        }
        for work in &e.works {
            let media = &work.record.value.media;
            known.insert(work.record.file.clone());
            per_lang(&mut known, &format!("works/{}", work.slug));
            let mut files: Vec<String> = [&media.model, &media.picture, &media.panel].into_iter().flatten().cloned().collect();
            for lang in Lang::ALL {
                if media.panel.is_some() {
                    files.push(format!("panel.{}.toml", lang.code()));
                }
                if media.narration {
                    files.extend([narration_file(lang, "ogg"), narration_file(lang, "vtt")]);
                }
            }
            known.extend(files.iter().map(|f| work.path(f)));
        }
        for tour in &e.tours {
            known.insert(tour.record.file.clone());
            per_lang(&mut known, &format!("tours/{}", tour.slug));
            for n in 1..=tour.record.value.stop.len() {
                known.extend(Lang::ALL.map(|l| format!("tours/{}/stop-{n}.{}.ogg", tour.slug, l.code())));
            }
        }
        for file in tree.files().keys() {
            let media = file.strip_suffix(".license").unwrap_or(file);
            // Environments are named by no record; licences alone of them are checked.
            // What a reader speaks from lies beside what it reads.
            let spoken = file.ends_with(".pointed.txt");
            if !known.contains(media) && !spoken && !file.starts_with("environments/") {
                self.look_at.push(mistake(file, "nothing refers to this file"));
            }
        }
        for file in tree.files().keys().filter(|f| f.starts_with("environments/") && f.ends_with(".hdr")) {
            if let Err(m) = Licence::read(tree, file) {
                self.mend.push(m);
            }
        }
    }
}
