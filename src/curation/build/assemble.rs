//! Putting the pieces into one catalogue: in the curator's order, each texture, mesh and source once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::make::{MadeHall, MadeNarration, MadeSound, MadeWork, Maker, date_span};
use super::stored::{Stored, StoredMesh, TextureUseRef};
use crate::catalogue::{
    Contents, DoorRow, FactRow, HallRow, HallText, MeshRow, NarrationRow, PartRow, PersonRow, PlaceRow, PlacementRow, Row, SoundRow, SourceRow, StartRow,
    StopRow, TextureRow, ThemeRow, TourRow, WorkRow, WorkText,
};
use crate::curation::exhibits::files::{Digest, mistake};
use crate::curation::exhibits::records::{CitedSource, Names};
use crate::curation::exhibits::{Exhibits, HallFiles, TourFiles, WorkFiles};
use crate::curation::product::Mistake;
use crate::language::Lang;

/// Puts everything together.
///
/// # Errors
/// A mistake when a kept texture has vanished meanwhile, or a hall places a work that is not there.
pub fn contents(maker: &Maker<'_>, e: &Exhibits, works: &[MadeWork], halls: &[MadeHall], tour_sounds: &TourSounds) -> Result<Contents, Mistake> {
    let mut a = Assembler { maker, e, out: Contents::default(), textures: BTreeMap::new(), meshes: BTreeMap::new(), sounds: BTreeMap::new() };
    a.names();
    for (hall, made) in e.halls.iter().zip(halls) {
        a.hall(hall, made)?;
    }
    for (work, made) in e.works.iter().zip(works) {
        a.work(work, made)?;
    }
    for tour in &e.tours {
        a.tour(tour, tour_sounds)?;
    }
    let m = &e.museum;
    let hall = e.halls.iter().position(|h| h.slug == m.start_hall).ok_or_else(|| mistake("museum.toml", "a visit starts in no hall"))?;
    a.out.start = Some(StartRow { hall, at: m.start_at, yaw: m.start_yaw });
    Ok(a.out)
}

/// Readings of the sentences between stops: tour, stop counted from 0, language.
pub type TourSounds = BTreeMap<(String, usize, Lang), MadeSound>;

struct Assembler<'a> {
    maker: &'a Maker<'a>,
    e: &'a Exhibits,
    out: Contents,
    textures: BTreeMap<Digest, Row>,
    meshes: BTreeMap<Digest, Row>,
    sounds: BTreeMap<Digest, Row>,
}

fn names(from: &Names) -> BTreeMap<Lang, String> {
    from.iter().filter_map(|(k, v)| Some((Lang::from_code(k)?, v.clone()))).collect()
}

/// Positions of ids in a list of rows.
fn rows(ids: &[String], position: impl Fn(&str) -> Option<Row>) -> Vec<Row> {
    ids.iter().filter_map(|id| position(id)).collect()
}

impl Assembler<'_> {
    fn names(&mut self) {
        let e = self.e;
        self.out.places = e
            .places
            .value
            .place
            .iter()
            .map(|p| PlaceRow { slug: p.id.clone(), lat_deg: p.lat, lon_deg: p.lon, names: names(&p.names), spellings: p.spellings.clone() })
            .collect();
        self.out.people = e.people.value.person.iter().map(|p| PersonRow { slug: p.id.clone(), born: p.born, died: p.died, names: names(&p.names) }).collect();
        self.out.themes = e.themes.value.theme.iter().map(|t| ThemeRow { slug: t.id.clone(), names: names(&t.names) }).collect();
    }

    fn texture(&mut self, t: &TextureUseRef) -> Result<Row, Mistake> {
        if let Some(row) = self.textures.get(&t.key) {
            return Ok(*row);
        }
        let stored = self.maker.texture(&t.key).ok_or_else(|| mistake(&t.name, "its texture vanished during the build; build again"))?;
        let row = self.out.textures.len();
        self.out.textures.push(TextureRow { name: t.name.clone(), info: stored.info, ktx2: stored.ktx2 });
        self.textures.insert(t.key, row);
        Ok(row)
    }

    fn mesh(&mut self, m: &StoredMesh) -> Result<Row, Mistake> {
        let textures = m.textures.iter().map(|t| self.texture(t)).collect::<Result<Vec<_>, _>>()?;
        let mut key = blake3::Hasher::new();
        key.update(&m.form);
        for t in &m.textures {
            key.update(&t.key);
        }
        let key = *key.finalize().as_bytes();
        if let Some(row) = self.meshes.get(&key) {
            return Ok(*row);
        }
        let row = self.out.meshes.len();
        self.out.meshes.push(MeshRow { name: m.name.clone(), form: Arc::clone(&m.form), textures });
        self.meshes.insert(key, row);
        Ok(row)
    }

    fn nth_texture(&mut self, stored: Option<&Stored>, n: usize) -> Result<Option<Row>, Mistake> {
        stored.and_then(|s| s.textures.get(n)).map(|t| self.texture(t)).transpose()
    }

    fn sound(&mut self, s: &MadeSound) -> Row {
        let key = *blake3::hash(format!("{}\n{}", s.name, blake3::hash(&s.bytes)).as_bytes()).as_bytes();
        *self.sounds.entry(key).or_insert_with(|| {
            self.out.sounds.push(SoundRow {
                name: s.name.clone(),
                duration_secs: s.duration_secs,
                peak: s.peak,
                loudness_lufs: s.loudness_lufs,
                bytes: Arc::clone(&s.bytes),
            });
            self.out.sounds.len() - 1
        })
    }

    fn source(&mut self, s: &CitedSource) -> Row {
        let known = self.out.sources.iter().position(|k| (&k.title, &k.address) == (&s.title, &s.address));
        known.unwrap_or_else(|| {
            self.out.sources.push(SourceRow { title: s.title.clone(), address: s.address.clone() });
            self.out.sources.len() - 1
        })
    }

    /// A cited fact; its sources go in with it.
    fn fact(&mut self, id: &str) -> Option<Row> {
        if let Some(row) = self.out.facts.iter().position(|f| f.slug == id) {
            return Some(row);
        }
        let record = self.e.facts.get(id)?;
        let sources = record.sources.iter().map(|s| self.source(s)).collect();
        self.out.facts.push(FactRow {
            slug: record.id.clone(),
            statement: record.statement.clone(),
            confidence: record.confidence.clone(),
            conflicts: record.conflicts.clone(),
            sources,
        });
        Some(self.out.facts.len() - 1)
    }

    fn work_row(&self, slug: &str) -> Option<Row> {
        self.e.works.iter().position(|w| w.slug == slug)
    }

    fn hall_row(&self, slug: &str) -> Option<Row> {
        self.e.halls.iter().position(|h| h.slug == slug)
    }

    fn hall(&mut self, hall: &HallFiles, made: &MadeHall) -> Result<(), Mistake> {
        let site = self.e.museum.halls.iter().find(|s| s.slug == hall.slug).cloned().unwrap_or_default();
        let mut texts = BTreeMap::new();
        for (lang, t) in &hall.texts {
            let sign = self.nth_texture(made.signs.get(lang), 0)?;
            texts.insert(*lang, HallText { title: t.title.clone(), summary: t.summary.clone(), alt: t.alt.clone(), story: t.story.clone(), sign });
        }
        let mut placements = Vec::new();
        for (slug, stand, form, probe) in &made.placements {
            let work = self.work_row(slug).ok_or_else(|| mistake(&hall.plan_file, format!("there is no work {slug}")))?;
            placements.push(PlacementRow { work, stand: *stand, form: form.clone(), probe: *probe });
        }
        let environment = self.out.environments.len();
        self.out.environments.push(made.environment.clone());
        let row = HallRow {
            slug: hall.slug.clone(),
            origin: site.origin,
            quarter_turns: site.quarter_turns,
            exposure_ev100: made.exposure_ev100,
            environment,
            floor: made.floor.clone(),
            texts,
            meshes: made.meshes.iter().map(|m| self.mesh(m)).collect::<Result<_, _>>()?,
            lights: made.lights.clone(),
            doors: made.doors.iter().map(|(slug, form)| DoorRow { slug: slug.clone(), leads_to: self.beyond(&hall.slug, slug), form: form.clone() }).collect(),
            placements,
        };
        self.out.halls.push(row);
        Ok(())
    }

    /// The hall on the other side of a door.
    fn beyond(&self, hall: &str, door: &str) -> Option<Row> {
        let here = |side: &(String, String)| side.0 == hall && side.1 == door;
        let other = self.e.museum.passages.iter().find_map(|[a, b]| if here(a) { Some(b) } else { here(b).then_some(a) })?;
        self.hall_row(&other.0)
    }

    fn work(&mut self, work: &WorkFiles, made: &MadeWork) -> Result<(), Mistake> {
        let (e, record) = (self.e, &work.record.value);
        let portrait = self.nth_texture(made.model.as_ref(), 0)?;
        let mut texts = BTreeMap::new();
        for (lang, t) in &work.texts {
            let flat = made.panels.get(lang).or(made.picture.as_ref());
            texts.insert(
                *lang,
                WorkText {
                    title: t.title.clone(),
                    summary: t.summary.clone(),
                    alt: t.alt.clone(),
                    label: t.label.clone(),
                    story: t.story.clone(),
                    picture: self.nth_texture(flat, 0)?,
                    thumbnail: self.nth_texture(flat, 1)?.or(portrait),
                    label_texture: self.nth_texture(made.labels.get(lang), 0)?,
                },
            );
        }
        let facts: Vec<Row> = record.facts.iter().filter_map(|id| self.fact(id)).collect();
        let mut sources: Vec<Row> = Vec::new();
        let own = record.sources.iter().filter_map(|id| e.sources.value.source.iter().find(|s| s.id == *id));
        let own: Vec<CitedSource> = own.map(|s| CitedSource { title: s.title.clone(), address: s.address.clone() }).collect();
        for source in facts.iter().flat_map(|f| self.out.facts[*f].sources.clone()).collect::<Vec<_>>() {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        for source in &own {
            let row = self.source(source);
            if !sources.contains(&row) {
                sources.push(row);
            }
        }
        let meshes = made.model.as_ref().map_or(&[][..], |m| &m.meshes);
        let meshes = meshes.iter().map(|m| self.mesh(m)).collect::<Result<Vec<_>, _>>()?;
        let row = WorkRow {
            slug: work.slug.clone(),
            hall: self.hall_row(&record.hall).ok_or_else(|| mistake(&work.record.file, format!("there is no hall {}", record.hall)))?,
            kind: record.kind,
            honesty: record.honesty,
            date: record.date.map(date_span),
            type_of: record.type_of.clone(),
            rights: record.rights.clone(),
            credit: record.credit.clone(),
            size_m: record.size_cm.map(|cm| cm / 100.0),
            mesh: meshes.first().copied(),
            hall_mesh: meshes.get(1).copied(),
            opened_mesh: meshes.get(2).copied(),
            texts,
            parts: record.part.iter().map(|p| PartRow { slug: p.id.clone(), at: p.at, texts: part_texts(work, &p.id) }).collect(),
            narration: made.narration.iter().map(|(lang, n)| (*lang, self.narration(n))).collect(),
            facts,
            sources,
            related: rows(&record.related, |id| self.work_row(id)),
            places: rows(&record.places, |id| e.places.value.place.iter().position(|p| p.id == id)),
            people: rows(&record.people, |id| e.people.value.person.iter().position(|p| p.id == id)),
            themes: rows(&record.themes, |id| e.themes.value.theme.iter().position(|t| t.id == id)),
        };
        self.out.works.push(row);
        Ok(())
    }

    fn narration(&mut self, n: &MadeNarration) -> NarrationRow {
        NarrationRow { sound: self.sound(&n.sound), synthetic: n.synthetic, captions: n.captions.clone() }
    }

    fn tour(&mut self, tour: &TourFiles, sounds: &TourSounds) -> Result<(), Mistake> {
        let record = &tour.record.value;
        let mut stops = Vec::new();
        for (i, stop) in record.stop.iter().enumerate() {
            let work = self.work_row(&stop.work).ok_or_else(|| tour.record.mistake(&stop.work, format!("there is no work {}", stop.work)))?;
            let mut bridges = BTreeMap::new();
            for (lang, text) in &tour.texts {
                let sound = sounds.get(&(tour.slug.clone(), i, *lang)).map(|s| self.sound(s));
                let section = text.sections.iter().find(|s| s.id == (i + 1).to_string());
                bridges.insert(*lang, (section.map(|s| s.body.clone()).unwrap_or_default(), sound));
            }
            stops.push(StopRow { work, bridges });
        }
        self.out.tours.push(TourRow {
            slug: tour.slug.clone(),
            minutes: record.minutes,
            ages: record.ages.clone(),
            themes: rows(&record.themes, |id| self.e.themes.value.theme.iter().position(|t| t.id == id)),
            texts: tour.texts.iter().map(|(lang, t)| (*lang, (t.title.clone(), t.summary.clone()))).collect(),
            stops,
        });
        Ok(())
    }
}

fn part_texts(work: &WorkFiles, part: &str) -> BTreeMap<Lang, (String, String)> {
    work.texts.iter().filter_map(|(lang, t)| t.sections.iter().find(|s| s.id == part).map(|s| (*lang, (s.title.clone(), s.body.clone())))).collect()
}
