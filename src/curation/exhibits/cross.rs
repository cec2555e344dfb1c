//! References between the curator's files: everything that is named must exist.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{Tree, mistake, mistake_at};
use super::records::{Names, Parsed};
use super::{Exhibits, HallFiles, Licence, TourFiles, WorkFiles, narration_file};
use crate::catalogue::{DatePrecision, WorkKind};
use crate::curation::product::Mistake;
use crate::language::Lang;

/// Longest name.
const MAX_ID: usize = 48;

/// Whether a name may be used for files and ids.
pub fn is_id(name: &str) -> bool {
    !name.is_empty() && name.len() <= MAX_ID && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Checks all references.
pub fn check(e: &Exhibits, tree: &Tree) -> Vec<Mistake> {
    let mut c = Cross { e, tree, found: Vec::new() };
    c.names();
    for hall in &e.halls {
        c.hall(hall);
    }
    c.museum();
    for work in &e.works {
        c.work(work);
    }
    for tour in &e.tours {
        c.tour(tour);
    }
    c.facts();
    c.found
}

struct Cross<'a> {
    e: &'a Exhibits,
    tree: &'a Tree,
    found: Vec<Mistake>,
}

/// Whether a table with ids holds one, and its name for messages.
fn ids<T>(list: &[T], id: impl Fn(&T) -> &str) -> BTreeSet<String> {
    list.iter().map(|t| id(t).to_string()).collect()
}

impl Cross<'_> {
    fn names(&mut self) {
        let e = self.e;
        let place: Vec<(&str, &Names)> = e.places.value.place.iter().map(|p| (p.id.as_str(), &p.names)).collect();
        let person: Vec<(&str, &Names)> = e.people.value.person.iter().map(|p| (p.id.as_str(), &p.names)).collect();
        let theme: Vec<(&str, &Names)> = e.themes.value.theme.iter().map(|t| (t.id.as_str(), &t.names)).collect();
        self.named(&e.places, &place);
        self.named(&e.people, &person);
        self.named(&e.themes, &theme);
        for p in &e.places.value.place {
            if !(-90.0..=90.0).contains(&p.lat) || !(-180.0..=180.0).contains(&p.lon) {
                self.found.push(e.places.mistake(&p.id, format!("{} lies nowhere on the earth", p.id)));
            }
        }
        let mut seen = BTreeSet::new();
        for s in &e.sources.value.source {
            if !is_id(&s.id) || !seen.insert(&s.id) {
                self.found.push(e.sources.mistake(&s.id, format!("{} is not a good id or stands here twice", s.id)));
            }
        }
    }

    /// Ids that are good and stand once, with names in four languages.
    fn named<T>(&mut self, file: &Parsed<T>, list: &[(&str, &Names)]) {
        let mut seen = BTreeSet::new();
        for (id, names) in list {
            if !is_id(id) {
                self.found.push(file.mistake(id, format!("{id} is not a good id: only a-z, 0-9 and -, at most {MAX_ID}")));
            }
            if !seen.insert(id) {
                self.found.push(file.mistake(id, format!("{id} stands here twice")));
            }
            for lang in Lang::ALL {
                if names.get(lang.code()).is_none_or(|n| n.trim().is_empty()) {
                    self.found.push(file.mistake(id, format!("{id} has no name in {}", lang.code())));
                }
            }
            for key in names.keys().filter(|k| Lang::from_code(k).is_none()) {
                self.found.push(file.mistake(id, format!("{id} has a name in {key}, which is none of he, es, fr, en")));
            }
        }
    }

    fn hall(&mut self, hall: &HallFiles) {
        if !is_id(&hall.slug) {
            self.found.push(mistake(&hall.plan_file, "the folder's name is not a good id"));
        }
        let mut seen = BTreeSet::new();
        for work in &hall.outline.works {
            let line = hall.plan.lines().position(|l| l.contains(&format!("\"{work}\""))).map(|l| l + 1);
            let reason = match self.e.works.iter().find(|w| w.slug == *work) {
                _ if !seen.insert(work) => Some(format!("the work {work} is placed twice")),
                None if self.tree.has(&format!("works/{work}/work.toml")) => None,
                None => Some(format!("there is no work {work}")),
                Some(w) if w.record.value.hall != hall.slug => Some(format!("the work {work} says it belongs to {}", w.record.value.hall)),
                Some(_) => None,
            };
            if let Some(reason) = reason {
                self.found.push(mistake_at(&hall.plan_file, line, reason));
            }
        }
    }

    fn museum(&mut self) {
        let museum = &self.e.museum;
        if museum.halls.is_empty() {
            return;
        }
        let sites: BTreeSet<&str> = museum.halls.iter().map(|h| h.slug.as_str()).collect();
        for site in &sites {
            if !self.e.halls.iter().any(|h| h.slug == *site) && !self.tree.has(&format!("halls/{site}/hall.toml")) {
                self.found.push(mistake("museum.toml", format!("there is no hall {site}")));
            }
        }
        for hall in self.e.halls.iter().filter(|h| !sites.contains(h.slug.as_str())) {
            self.found.push(mistake("museum.toml", format!("it gives the hall {} no place", hall.slug)));
        }
        if !sites.contains(museum.start_hall.as_str()) {
            self.found.push(mistake("museum.toml", format!("a visit starts in {}, which is no hall", museum.start_hall)));
        }
        for (hall, door) in museum.passages.iter().flatten() {
            let known = self.e.halls.iter().find(|h| h.slug == *hall).is_some_and(|h| h.outline.doors.contains(door));
            if !known {
                self.found.push(mistake("museum.toml", format!("a passage names the door {door} of {hall}, which is not there")));
            }
        }
    }

    fn work(&mut self, work: &WorkFiles) {
        let (e, r, w) = (self.e, &work.record, &work.record.value);
        if w.id != work.slug || !is_id(&w.id) {
            self.found.push(r.mistake_of_key("id", format!("the id must be the folder's name, {}", work.slug)));
        }
        match e.halls.iter().find(|h| h.slug == w.hall) {
            // A hall without its plan is named once, not by every work.
            None if self.tree.folders("halls").contains(&w.hall) => {}
            None => self.found.push(r.mistake_of_key("hall", format!("there is no hall {}", w.hall))),
            Some(h) if !h.outline.works.contains(&w.id) && w.kind != WorkKind::Story && !h.outline.works.is_empty() => {
                self.found.push(r.mistake_of_key("id", format!("halls/{}/hall.toml gives it no place", w.hall)));
            }
            Some(_) => {}
        }
        if w.facts.is_empty() {
            self.found.push(r.mistake_of_key("facts", "it rests on no fact"));
        }
        let works = ids(&e.works, |w| &w.slug);
        let known: [(&str, &[String], BTreeSet<String>); 6] = [
            ("fact", &w.facts, e.facts.keys().cloned().collect()),
            ("source", &w.sources, ids(&e.sources.value.source, |s| &s.id)),
            ("theme", &w.themes, ids(&e.themes.value.theme, |t| &t.id)),
            ("place", &w.places, ids(&e.places.value.place, |p| &p.id)),
            ("person", &w.people, ids(&e.people.value.person, |p| &p.id)),
            ("work", &w.related, works),
        ];
        for (what, list, known) in known {
            let mut seen = BTreeSet::new();
            for id in list {
                let there = known.contains(id) || (what == "work" && self.tree.has(&format!("works/{id}/work.toml")));
                if !there {
                    self.found.push(r.mistake(id, format!("there is no {what} {id}")));
                } else if !seen.insert(id) {
                    self.found.push(r.mistake(id, format!("the {what} {id} stands here twice")));
                }
            }
        }
        if w.related.contains(&w.id) {
            self.found.push(r.mistake_of_key("related", "it is related to itself"));
        }
        self.numbers(work);
        self.media(work);
        self.parts(work);
    }

    fn numbers(&mut self, work: &WorkFiles) {
        let (r, w) = (&work.record, &work.record.value);
        if let Some(d) = w.date {
            if !(-3000..=2100).contains(&d.from) || d.to.is_some_and(|to| to < d.from || to > 2100) {
                self.found.push(r.mistake_of_key("date", "the years do not follow each other"));
            }
            if d.precision == DatePrecision::Range && d.to.is_none() {
                self.found.push(r.mistake_of_key("date", "a range needs its last year"));
            }
        }
        if !w.size_cm.iter().all(|s| s.is_finite() && *s >= 0.0 && *s <= 2000.0) || w.size_cm[0] <= 0.0 || w.size_cm[1] <= 0.0 {
            self.found.push(r.mistake_of_key("size_cm", "width and height must lie above 0 and none above 2000 cm"));
        }
        for (key, value) in [("rights", &w.rights), ("credit", &w.credit)] {
            if value.trim().is_empty() {
                self.found.push(r.mistake_of_key(key, "it is empty"));
            }
        }
    }

    /// Media that the record names are there, in the right form, with their licences; the kind has what it needs.
    fn media(&mut self, work: &WorkFiles) {
        let (r, w) = (&work.record, &work.record.value);
        let forms: [(&str, &Option<String>, &[&str]); 3] =
            [("model", &w.media.model, &["glb"]), ("picture", &w.media.picture, &["png", "jpg", "jpeg", "webp"]), ("panel", &w.media.panel, &["svg"])];
        for (key, name, endings) in forms {
            let Some(name) = name else { continue };
            let ending = name.rsplit_once('.').map_or("", |(_, e)| e);
            if name.contains(['/', '\\']) || name.starts_with('.') || !endings.contains(&ending) {
                self.found.push(r.mistake_of_key(key, format!("{name} must be a file of this folder that ends in .{}", endings.join(" or ."))));
            } else {
                self.licensed(work, name);
            }
        }
        let needs = match w.kind {
            WorkKind::Object => w.media.model.is_none().then_some("a model"),
            WorkKind::Document | WorkKind::Photograph => w.media.picture.is_none().then_some("a picture"),
            WorkKind::Panel => w.media.panel.is_none().then_some("a panel"),
            WorkKind::Film | WorkKind::Story => None,
        };
        if let Some(needs) = needs {
            self.found.push(r.mistake_of_key("kind", format!("a work of the kind {} needs {needs} under [media]", w.kind.name())));
        }
        if w.media.narration {
            for lang in Lang::ALL {
                self.licensed(work, &narration_file(lang, "ogg"));
                let captions = work.path(&narration_file(lang, "vtt"));
                if !self.tree.has(&captions) {
                    self.found.push(mistake(&captions, "there is no such file; a narration needs its captions"));
                }
            }
        }
        if let Some(panel) = &w.media.panel {
            self.panel_keys(work, panel);
        }
    }

    fn licensed(&mut self, work: &WorkFiles, name: &str) {
        let path = work.path(name);
        if !self.tree.has(&path) {
            self.found.push(mistake(&path, "there is no such file; work.toml names it"));
        } else if let Err(m) = Licence::read(self.tree, &path) {
            self.found.push(m);
        }
    }

    /// Every `data-key` of the panel has words, and all words are used.
    fn panel_keys(&mut self, work: &WorkFiles, panel: &str) {
        let path = work.path(panel);
        let Ok(svg) = self.tree.text(&path) else { return };
        let document = match roxmltree::Document::parse(&svg) {
            Ok(d) => d,
            Err(e) => {
                self.found.push(mistake_at(&path, Some(e.pos().row as usize), e.to_string()));
                return;
            }
        };
        let used: BTreeMap<&str, u32> =
            document.descendants().filter_map(|n| Some((n.attribute("data-key")?, document.text_pos_at(n.range().start).row))).collect();
        for (lang, words) in &work.panel_words {
            for (key, row) in &used {
                if !words.contains_key(*key) {
                    self.found.push(mistake_at(&path, Some(*row as usize), format!("panel.{}.toml has no words for {key}", lang.code())));
                }
            }
            for key in words.keys().filter(|k| !used.contains_key(k.as_str())) {
                self.found.push(mistake(&work.path(&format!("panel.{}.toml", lang.code())), format!("the panel has no place for {key}")));
            }
        }
    }

    /// Parts of the record and sections of the texts answer each other.
    fn parts(&mut self, work: &WorkFiles) {
        let r = &work.record;
        let parts: BTreeSet<&str> = r.value.part.iter().map(|p| p.id.as_str()).collect();
        if parts.len() != r.value.part.len() {
            self.found.push(r.mistake_of_key("id", "a part stands there twice"));
        }
        for text in work.texts.values() {
            for part in &parts {
                if !text.sections.iter().any(|s| s.id == *part) {
                    self.found.push(mistake(&text.file, format!("the part {part} has no text; write it under ## part:{part} Heading")));
                }
            }
            for s in text.sections.iter().filter(|s| !parts.contains(s.id.as_str())) {
                self.found.push(mistake_at(&text.file, Some(s.line), format!("work.toml has no part {}", s.id)));
            }
        }
    }

    fn tour(&mut self, tour: &TourFiles) {
        let (e, r, t) = (self.e, &tour.record, &tour.record.value);
        if t.id != tour.slug || !is_id(&t.id) {
            self.found.push(r.mistake_of_key("id", format!("the id must be the folder's name, {}", tour.slug)));
        }
        if t.stop.is_empty() || !(1..=600).contains(&t.minutes) {
            self.found.push(r.mistake_of_key("minutes", "a tour has at least one stop and lasts 1 to 600 minutes"));
        }
        for theme in t.themes.iter().filter(|t| !e.themes.value.theme.iter().any(|k| k.id == **t)) {
            self.found.push(r.mistake(theme, format!("there is no theme {theme}")));
        }
        for stop in &t.stop {
            match e.works.iter().find(|w| w.slug == stop.work) {
                None if self.tree.has(&format!("works/{}/work.toml", stop.work)) => {}
                None => self.found.push(r.mistake(&stop.work, format!("there is no work {}", stop.work))),
                Some(w) if stop.narration && !w.record.value.media.narration => {
                    self.found.push(r.mistake(&stop.work, format!("the work {} has no narration", stop.work)));
                }
                Some(_) => {}
            }
        }
        for text in tour.texts.values() {
            for s in &text.sections {
                if !s.id.parse::<usize>().is_ok_and(|n| (1..=t.stop.len()).contains(&n)) {
                    self.found.push(mistake_at(&text.file, Some(s.line), format!("the tour has no stop {}", s.id)));
                }
            }
        }
    }

    fn facts(&mut self) {
        for f in self.e.facts.values() {
            if !["high", "medium", "low"].contains(&f.confidence.as_str()) {
                self.found.push(mistake("facts.json", format!("{} has a confidence that is none of high, medium, low", f.id)));
            }
            if f.sources.is_empty() || f.statement.trim().is_empty() {
                self.found.push(mistake("facts.json", format!("{} has no statement or no source", f.id)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn good_ids() {
        assert!(is_id("found-1860"));
        for bad in ["", "Desk", "a b", "a/b", "..", "שולחן", &"x".repeat(49)] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
