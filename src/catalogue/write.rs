//! Writing a catalogue. Same contents, same bytes: rows go in one fixed order into a fresh file.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Params, params};

use super::contents::{Contents, HallRow, Row, TourRow, WorkRow};
use super::schema::{APPLICATION_ID, SCHEMA, VERSION, content_digest};
use super::search::{index_words, search_row};
use super::{Catalogue, CatalogueError, form};
use crate::language::Lang;

/// Page size: large enough that a texture level takes few reads, small enough that a short table wastes little.
const PAGE_BYTES: u32 = 8192;

/// Writes `contents` to `path` in one step: the file is either the old one or the new one, whole and on the disk.
///
/// The new file is written beside the old one, its references and every blob are checked by reading it back, it is flushed to the disk
/// and then renamed over the old one.
///
/// # Errors
/// When the file cannot be written, or the contents do not fit together. The old file is then untouched.
pub fn write(path: &Path, contents: &Contents) -> Result<(), CatalogueError> {
    let fresh = Fresh::beside(path)?;
    fill(&fresh.0, path, contents)?;
    Catalogue::open(&fresh.0)?.check_whole()?;
    fresh.publish(path)
}

/// A file that is removed again unless it is published.
struct Fresh(PathBuf);

impl Fresh {
    fn beside(path: &Path) -> Result<Self, CatalogueError> {
        let name = path.file_name().ok_or_else(|| unwritable(path, "this is not the name of a file"))?;
        let mut fresh = std::ffi::OsString::from(".");
        fresh.push(name);
        fresh.push(format!(".{}.new", std::process::id()));
        let fresh = path.with_file_name(fresh);
        match fs::remove_file(&fresh) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(unwritable(path, e)),
            _ => Ok(Self(fresh)),
        }
    }

    fn publish(self, path: &Path) -> Result<(), CatalogueError> {
        let done = File::options().write(true).open(&self.0).and_then(|f| f.sync_all());
        done.and_then(|()| fs::rename(&self.0, path)).map_err(|e| unwritable(path, e))?;
        // The rename itself reaches the disk with its folder; systems that cannot flush a folder do not need it.
        #[cfg(unix)]
        if let Some(folder) = path.parent() {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            File::open(folder).and_then(|f| f.sync_all()).map_err(|e| unwritable(path, e))?;
        }
        Ok(())
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // After publishing there is nothing left to remove.
        if let Err(e) = fs::remove_file(&self.0)
            && e.kind() != io::ErrorKind::NotFound
        {
            log::warn!("{}: cannot be removed ({e})", self.0.display());
        }
    }
}

fn unwritable(path: &Path, reason: impl ToString) -> CatalogueError {
    CatalogueError::Unwritable { file: path.to_path_buf(), reason: reason.to_string() }
}

/// Why filling stopped.
enum Stop {
    Sql(rusqlite::Error),
    Flaw(String),
}

impl From<rusqlite::Error> for Stop {
    fn from(e: rusqlite::Error) -> Self {
        Self::Sql(e)
    }
}

fn fill(fresh: &Path, path: &Path, contents: &Contents) -> Result<(), CatalogueError> {
    let run = || -> Result<(), Stop> {
        let db = Connection::open(fresh)?;
        db.pragma_update(None, "page_size", PAGE_BYTES)?;
        db.pragma_update(None, "application_id", APPLICATION_ID)?;
        db.pragma_update(None, "user_version", VERSION)?;
        // The file is new and private: a crash leaves a file nobody reads. It is flushed once, before it is renamed.
        db.pragma_update(None, "journal_mode", "OFF")?;
        db.pragma_update(None, "synchronous", "OFF")?;
        db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        // No remains of earlier pages in the file, so that equal contents are equal bytes.
        db.pragma_update(None, "secure_delete", "ON")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.execute_batch(SCHEMA)?;
        db.execute_batch("BEGIN; PRAGMA defer_foreign_keys = ON")?;
        Writer { db: &db, contents }.all()?;
        db.execute_batch("INSERT INTO search (search) VALUES ('optimize')")?;
        let mut broken = None;
        db.pragma_query(None, "foreign_key_check", |r| {
            broken = Some(r.get::<_, String>(0)?);
            Ok(())
        })?;
        if let Some(table) = broken {
            return Err(Stop::Flaw(format!("a row of {table} names a row that is not there")));
        }
        db.execute_batch("COMMIT")?;
        db.close().map_err(|(_, e)| Stop::Sql(e))
    };
    run().map_err(|stop| match stop {
        Stop::Sql(e) => CatalogueError::writing(path, &e),
        Stop::Flaw(reason) => unwritable(path, reason),
    })
}

/// Row numbers are positions counted from 1.
fn id(row: Row) -> u32 {
    row as u32 + 1
}

fn maybe(row: Option<Row>) -> Option<u32> {
    row.map(id)
}

struct Writer<'a> {
    db: &'a Connection,
    contents: &'a Contents,
}

impl Writer<'_> {
    fn put(&self, sql: &str, params: impl Params) -> Result<(), Stop> {
        self.db.prepare_cached(sql)?.execute(params)?;
        Ok(())
    }

    /// A list that belongs to a row: owner, position, member.
    fn list(&self, table: &str, owner: &str, member: &str, of: u32, rows: &[Row]) -> Result<(), Stop> {
        let sql = format!("INSERT INTO {table} ({owner}, position, {member}) VALUES (?1, ?2, ?3)");
        for (position, row) in rows.iter().enumerate() {
            self.put(&sql, (of, position, id(*row)))?;
        }
        Ok(())
    }

    fn names(&self, table: &str, owner: &str, of: u32, names: &BTreeMap<Lang, String>) -> Result<(), Stop> {
        let sql = format!("INSERT INTO {table} ({owner}, lang, name) VALUES (?1, ?2, ?3)");
        for (lang, name) in names {
            self.put(&sql, (of, lang.code(), name))?;
        }
        Ok(())
    }

    fn all(&self) -> Result<(), Stop> {
        let c = self.contents;
        for (i, place) in c.places.iter().enumerate() {
            self.put("INSERT INTO place VALUES (?1, ?2, ?3, ?4)", (id(i), &place.slug, place.lat_deg, place.lon_deg))?;
            self.names("place_name", "place", id(i), &place.names)?;
            for (position, spelling) in place.spellings.iter().enumerate() {
                self.put("INSERT INTO place_spelling VALUES (?1, ?2, ?3)", (id(i), position, spelling))?;
            }
        }
        for (i, person) in c.people.iter().enumerate() {
            self.put("INSERT INTO person VALUES (?1, ?2, ?3, ?4)", (id(i), &person.slug, person.born, person.died))?;
            self.names("person_name", "person", id(i), &person.names)?;
        }
        for (i, theme) in c.themes.iter().enumerate() {
            self.put("INSERT INTO theme VALUES (?1, ?2)", (id(i), &theme.slug))?;
            self.names("theme_name", "theme", id(i), &theme.names)?;
        }
        for (i, source) in c.sources.iter().enumerate() {
            self.put("INSERT INTO source VALUES (?1, ?2, ?3)", (id(i), &source.title, &source.address))?;
        }
        for (i, fact) in c.facts.iter().enumerate() {
            self.put("INSERT INTO fact VALUES (?1, ?2, ?3, ?4, ?5)", (id(i), &fact.slug, &fact.statement, &fact.confidence, &fact.conflicts))?;
            self.list("fact_source", "fact", "source", id(i), &fact.sources)?;
        }
        for (i, hall) in c.halls.iter().enumerate() {
            self.hall(i, hall)?;
        }
        let mut route = vec![0u32; c.halls.len()];
        for (i, work) in c.works.iter().enumerate() {
            let position = route.get_mut(work.hall).ok_or_else(|| Stop::Flaw(format!("the work {} stands in no hall", work.slug)))?;
            self.work(i, work, *position)?;
            *position += 1;
        }
        for (i, tour) in c.tours.iter().enumerate() {
            self.tour(i, tour)?;
        }
        self.media()?;
        if let Some(s) = c.start {
            let digest = content_digest(self.db)?;
            self.put("INSERT INTO museum VALUES (1, ?1, ?2, ?3, ?4, ?5)", (id(s.hall), s.at[0], s.at[1], s.yaw, digest))?;
        }
        Ok(())
    }

    /// Large rows last, so that the small ones lie together at the front of the file.
    fn media(&self) -> Result<(), Stop> {
        let c = self.contents;
        for (i, e) in c.environments.iter().enumerate() {
            let form = form::write_environment(e).map_err(|f| Stop::Flaw(f.into()))?;
            self.put("INSERT INTO environment VALUES (?1, ?2)", (id(i), form))?;
        }
        for (i, m) in c.meshes.iter().enumerate() {
            self.put("INSERT INTO mesh VALUES (?1, ?2, ?3)", (id(i), &m.name, &m.form[..]))?;
            self.list("mesh_texture", "mesh", "texture", id(i), &m.textures)?;
        }
        for (i, t) in c.textures.iter().enumerate() {
            let info = t.info;
            self.put(
                "INSERT INTO texture VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                (id(i), &t.name, info.width, info.height, info.mip_count, info.format.name(), &t.ktx2[..]),
            )?;
        }
        for (i, s) in c.sounds.iter().enumerate() {
            self.put(
                "INSERT INTO sound VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                (id(i), &s.name, s.duration_secs, s.peak, s.loudness_lufs, blake3::hash(&s.bytes).as_bytes(), &s.bytes[..]),
            )?;
        }
        Ok(())
    }

    fn hall(&self, i: Row, hall: &HallRow) -> Result<(), Stop> {
        let hall_id = id(i);
        self.put(
            "INSERT INTO hall VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                hall_id,
                hall.slug,
                i,
                hall.origin[0],
                hall.origin[1],
                hall.quarter_turns,
                hall.exposure_ev100,
                id(hall.environment),
                form::write_floor(&hall.floor)
            ],
        )?;
        for (lang, t) in &hall.texts {
            self.put(
                "INSERT INTO hall_text VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                (hall_id, lang.code(), &t.title, &t.summary, &t.alt, &t.story, maybe(t.sign)),
            )?;
        }
        self.list("hall_mesh", "hall", "mesh", hall_id, &hall.meshes)?;
        for (position, light) in hall.lights.iter().enumerate() {
            self.put("INSERT INTO light VALUES (?1, ?2, ?3)", (hall_id, position, form::write_light(light)))?;
        }
        for (position, door) in hall.doors.iter().enumerate() {
            self.put("INSERT INTO door VALUES (?1, ?2, ?3, ?4, ?5)", (hall_id, position, &door.slug, maybe(door.leads_to), form::write_door(&door.form)))?;
        }
        for (position, p) in hall.placements.iter().enumerate() {
            let form = form::write_placement(&p.form);
            self.put("INSERT INTO placement VALUES (?1, ?2, ?3, ?4, ?5)", (hall_id, position, id(p.work), p.stand.name(), form))?;
            self.put("INSERT INTO probe VALUES (?1, ?2, ?3)", (hall_id, position, form::write_probe(&p.probe)))?;
        }
        Ok(())
    }

    fn work(&self, i: Row, w: &WorkRow, position: u32) -> Result<(), Stop> {
        let work_id = id(i);
        self.put(
            "INSERT INTO work VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
            params![
                work_id,
                w.slug,
                id(w.hall),
                position,
                w.kind.name(),
                w.honesty.name(),
                w.date.map(|d| d.from),
                w.date.and_then(|d| d.to),
                w.date.map(|d| d.precision.name()),
                w.type_of,
                w.rights,
                w.credit,
                w.size_m[0],
                w.size_m[1],
                w.size_m[2],
                maybe(w.mesh),
                maybe(w.opened_mesh),
                maybe(w.hall_mesh)
            ],
        )?;
        for (lang, t) in &w.texts {
            self.put(
                "INSERT INTO work_text VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                params![work_id, lang.code(), t.title, t.summary, t.alt, t.label, t.story, maybe(t.picture), maybe(t.thumbnail), maybe(t.label_texture)],
            )?;
        }
        for (position, part) in w.parts.iter().enumerate() {
            let [x, y, z] = part.at;
            self.put("INSERT INTO part VALUES (?1, ?2, ?3, ?4, ?5, ?6)", (work_id, position, &part.slug, x, y, z))?;
            for (lang, (title, story)) in &part.texts {
                self.put("INSERT INTO part_text VALUES (?1, ?2, ?3, ?4, ?5)", (work_id, position, lang.code(), title, story))?;
            }
        }
        for (lang, n) in &w.narration {
            self.put("INSERT INTO narration VALUES (?1, ?2, ?3, ?4)", (work_id, lang.code(), id(n.sound), n.synthetic))?;
            for (position, c) in n.captions.iter().enumerate() {
                let row = (work_id, lang.code(), position, c.start_secs, c.end_secs, &c.text);
                self.put("INSERT INTO caption VALUES (?1, ?2, ?3, ?4, ?5, ?6)", row)?;
            }
        }
        for (table, member, rows) in [
            ("work_fact", "fact", &w.facts),
            ("work_source", "source", &w.sources),
            ("work_related", "related", &w.related),
            ("work_place", "place", &w.places),
            ("work_person", "person", &w.people),
            ("work_theme", "theme", &w.themes),
        ] {
            self.list(table, "work", member, work_id, rows)?;
        }
        self.index(work_id, w)
    }

    /// What a work is found by. Names go in with every language and spelling, so that any of them finds it in any language.
    fn index(&self, work_id: u32, w: &WorkRow) -> Result<(), Stop> {
        let c = self.contents;
        let places = w.places.iter().filter_map(|p| c.places.get(*p)).flat_map(|p| p.names.values().chain(&p.spellings));
        let people = w.people.iter().filter_map(|p| c.people.get(*p)).flat_map(|p| p.names.values());
        let everywhere: String = places.chain(people).flat_map(|n| [n.as_str(), "\n"]).collect();
        for (lang, t) in &w.texts {
            let mut names = everywhere.clone();
            for theme in w.themes.iter().filter_map(|t| c.themes.get(*t)) {
                names.extend(theme.names.get(lang).map(|n| format!("{n}\n")));
            }
            names.extend(c.halls.get(w.hall).and_then(|h| h.texts.get(lang)).map(|h| format!("{}\n", h.title)));
            names.push_str(&w.type_of);
            let mut body = [&t.summary, &t.label, &t.alt, &t.story].map(String::as_str).join("\n");
            for (title, story) in w.parts.iter().filter_map(|p| p.texts.get(lang)) {
                body.extend(["\n", title, "\n", story]);
            }
            self.put(
                "INSERT INTO search (rowid, title, names, body) VALUES (?1, ?2, ?3, ?4)",
                (search_row(work_id, *lang), index_words(&t.title), index_words(&names), index_words(&body)),
            )?;
        }
        Ok(())
    }

    fn tour(&self, i: Row, tour: &TourRow) -> Result<(), Stop> {
        let tour_id = id(i);
        self.put("INSERT INTO tour VALUES (?1, ?2, ?3, ?4, ?5)", (tour_id, &tour.slug, i, tour.minutes, &tour.ages))?;
        for (lang, (title, summary)) in &tour.texts {
            self.put("INSERT INTO tour_text VALUES (?1, ?2, ?3, ?4)", (tour_id, lang.code(), title, summary))?;
        }
        self.list("tour_theme", "tour", "theme", tour_id, &tour.themes)?;
        for (position, stop) in tour.stops.iter().enumerate() {
            self.put("INSERT INTO stop VALUES (?1, ?2, ?3)", (tour_id, position, id(stop.work)))?;
            for (lang, (bridge, sound)) in &stop.bridges {
                self.put("INSERT INTO stop_text VALUES (?1, ?2, ?3, ?4, ?5)", (tour_id, position, lang.code(), bridge, maybe(*sound)))?;
            }
        }
        Ok(())
    }
}
