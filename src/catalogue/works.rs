//! Queries about works, tours and the names they are found by.

use rusqlite::Row;

use super::codes::Code;
use super::open::{Catalogue, Fault};
use super::{
    Caption, CatalogueError, DateSpan, HallId, MeshId, Narration, Part, Person, PersonId, Place, PlaceId, SoundId, Source, SourceId, TextureId, Theme, ThemeId,
    Tour, TourId, TourStop, Work, WorkId, WorkSummary,
};
use crate::language::Lang;

/// Reads an enum by its name.
pub(super) fn code<T: Code>(r: &Row<'_>, at: usize) -> Result<T, Fault> {
    T::from_name(r.get_ref(at)?.as_str()?).ok_or(Fault::Flaw("a name stands for nothing this program knows"))
}

/// Reads a language by its code.
pub(super) fn lang_of(r: &Row<'_>, at: usize) -> Result<Lang, Fault> {
    Lang::from_code(r.get_ref(at)?.as_str()?).ok_or(Fault::Flaw("a language is unknown"))
}

/// Columns of [`summary`]: a work joined with its text in language `?1`, or in English, or in whatever there is.
macro_rules! work_query {
    ($more:literal, $rest:literal) => {
        concat!(
            "SELECT w.id, w.slug, w.hall, w.position, w.kind, w.honesty, w.date_from, w.date_to, w.date_precision,
               t.title, t.summary, t.alt, t.thumbnail,
               EXISTS (SELECT 1 FROM narration n WHERE n.work = w.id AND n.lang = ?1)",
            $more,
            " FROM work w JOIN hall h ON h.id = w.hall JOIN work_text t ON t.work = w.id AND t.lang =
               (SELECT lang FROM work_text f WHERE f.work = w.id ORDER BY f.lang = ?1 DESC, f.lang = 'en' DESC, f.lang LIMIT 1) ",
            $rest
        )
    };
}

fn summary(r: &Row<'_>) -> Result<WorkSummary, Fault> {
    let date = match r.get::<_, Option<i32>>(6)? {
        Some(from) => Some(DateSpan { from, to: r.get(7)?, precision: code(r, 8)? }),
        None => None,
    };
    Ok(WorkSummary {
        id: WorkId(r.get(0)?),
        slug: r.get(1)?,
        hall: HallId(r.get(2)?),
        order: r.get(3)?,
        kind: code(r, 4)?,
        honesty: code(r, 5)?,
        title: r.get(9)?,
        summary: r.get(10)?,
        alt: r.get(11)?,
        date,
        thumbnail: r.get::<_, Option<u32>>(12)?.map(TextureId),
        narrated: r.get(13)?,
    })
}

impl Catalogue {
    /// All works, hall by hall, in the order of the route.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn works(&self, lang: Lang) -> Result<Vec<WorkSummary>, CatalogueError> {
        self.rows(work_query!("", "ORDER BY h.position, w.position"), [lang.code()], summary)
    }

    /// The work of a name used in files.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn work_by_slug(&self, slug: &str) -> Result<Option<WorkId>, CatalogueError> {
        self.row("SELECT id FROM work WHERE slug = ?1", [slug], |r| Ok(WorkId(r.get(0)?)))
    }

    /// A work with everything that is told about it.
    ///
    /// # Errors
    /// When there is no such work or the catalogue is damaged.
    pub fn work(&self, id: WorkId, lang: Lang) -> Result<Work, CatalogueError> {
        let found = self.row(
            work_query!(", t.lang, t.story, t.label, w.type_of, w.rights, w.credit, w.width_m, w.height_m, w.depth_m, w.mesh, t.picture", "WHERE w.id = ?2"),
            (lang.code(), id.0),
            |r| {
                Ok(Work {
                    summary: summary(r)?,
                    text_lang: lang_of(r, 14)?,
                    story: r.get(15)?,
                    label: r.get(16)?,
                    type_of: r.get(17)?,
                    rights: r.get(18)?,
                    credit: r.get(19)?,
                    size_m: [r.get(20)?, r.get(21)?, r.get(22)?],
                    mesh: r.get::<_, Option<u32>>(23)?.map(MeshId),
                    picture: r.get::<_, Option<u32>>(24)?.map(TextureId),
                    parts: Vec::new(),
                    sources: Vec::new(),
                    facts: Vec::new(),
                    related: Vec::new(),
                    places: Vec::new(),
                    narration: None,
                })
            },
        )?;
        let mut work = found.ok_or_else(|| self.no_such(format!("work {}", id.0)))?;
        work.parts = self.rows(
            "SELECT p.slug, p.x, p.y, p.z, t.title, t.story FROM part p JOIN part_text t ON t.work = p.work AND t.position = p.position
             WHERE p.work = ?1 AND t.lang = ?2 ORDER BY p.position",
            (id.0, work.text_lang.code()),
            |r| Ok(Part { slug: r.get(0)?, at: [r.get(1)?, r.get(2)?, r.get(3)?], title: r.get(4)?, text: r.get(5)? }),
        )?;
        work.sources = self.rows(
            "SELECT s.id, s.title, s.address FROM work_source w JOIN source s ON s.id = w.source WHERE w.work = ?1 ORDER BY w.position",
            [id.0],
            |r| Ok(Source { id: SourceId(r.get(0)?), title: r.get(1)?, address: r.get(2)? }),
        )?;
        work.facts =
            self.rows("SELECT f.slug FROM work_fact w JOIN fact f ON f.id = w.fact WHERE w.work = ?1 ORDER BY w.position", [id.0], |r| Ok(r.get(0)?))?;
        work.related = self.rows("SELECT related FROM work_related WHERE work = ?1 ORDER BY position", [id.0], |r| Ok(WorkId(r.get(0)?)))?;
        work.places = self.rows("SELECT place FROM work_place WHERE work = ?1 ORDER BY position", [id.0], |r| Ok(PlaceId(r.get(0)?)))?;
        work.narration = self.narration(id, lang)?;
        Ok(work)
    }

    /// The model of a work with its clip "open" played to the end, for works that open.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn opened_mesh(&self, id: WorkId) -> Result<Option<MeshId>, CatalogueError> {
        let found = self.row("SELECT opened_mesh FROM work WHERE id = ?1", [id.0], |r| Ok(r.get::<_, Option<u32>>(0)?))?;
        Ok(found.flatten().map(MeshId))
    }

    /// The model of a work with fewer triangles, for the hall; the model itself where there is no lighter one.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn hall_mesh(&self, id: WorkId) -> Result<Option<MeshId>, CatalogueError> {
        let found = self.row("SELECT coalesce(hall_mesh, mesh) FROM work WHERE id = ?1", [id.0], |r| Ok(r.get::<_, Option<u32>>(0)?))?;
        Ok(found.flatten().map(MeshId))
    }

    /// The wall label of a work as a picture.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn label_texture(&self, work: WorkId, lang: Lang) -> Result<Option<TextureId>, CatalogueError> {
        let found =
            self.row("SELECT label_texture FROM work_text WHERE work = ?1 AND lang = ?2", (work.0, lang.code()), |r| Ok(r.get::<_, Option<u32>>(0)?))?;
        Ok(found.flatten().map(TextureId))
    }

    fn narration(&self, id: WorkId, lang: Lang) -> Result<Option<Narration>, CatalogueError> {
        let found = self.row(
            "SELECT n.sound, s.duration_secs, n.synthetic FROM narration n JOIN sound s ON s.id = n.sound WHERE n.work = ?1 AND n.lang = ?2",
            (id.0, lang.code()),
            |r| Ok(Narration { sound: SoundId(r.get(0)?), duration_secs: r.get(1)?, synthetic: r.get(2)?, captions: Vec::new() }),
        )?;
        let Some(mut narration) = found else { return Ok(None) };
        narration.captions =
            self.rows("SELECT start_secs, end_secs, words FROM caption WHERE work = ?1 AND lang = ?2 ORDER BY position", (id.0, lang.code()), |r| {
                Ok(Caption { start_secs: r.get(0)?, end_secs: r.get(1)?, text: r.get(2)? })
            })?;
        Ok(Some(narration))
    }

    /// All tours.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn tours(&self, lang: Lang) -> Result<Vec<Tour>, CatalogueError> {
        let mut tours = self.rows(
            "SELECT o.id, o.slug, o.minutes, t.title, t.summary FROM tour o JOIN tour_text t ON t.tour = o.id AND t.lang =
               (SELECT lang FROM tour_text f WHERE f.tour = o.id ORDER BY f.lang = ?1 DESC, f.lang = 'en' DESC, f.lang LIMIT 1)
             ORDER BY o.position",
            [lang.code()],
            |r| Ok(Tour { id: TourId(r.get(0)?), slug: r.get(1)?, minutes: r.get(2)?, title: r.get(3)?, summary: r.get(4)?, stops: Vec::new() }),
        )?;
        for tour in &mut tours {
            tour.stops = self.rows(
                "SELECT s.work, coalesce(t.bridge, '') FROM stop s
                 LEFT JOIN stop_text t ON t.tour = s.tour AND t.position = s.position AND t.lang = ?2 WHERE s.tour = ?1 ORDER BY s.position",
                (tour.id.0, lang.code()),
                |r| Ok(TourStop { work: WorkId(r.get(0)?), bridge: r.get(1)? }),
            )?;
        }
        Ok(tours)
    }

    /// The reading of the sentence that leads to a stop (counted from 0), where one was recorded.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn bridge_sound(&self, tour: TourId, stop: u32, lang: Lang) -> Result<Option<SoundId>, CatalogueError> {
        let found = self.row("SELECT sound FROM stop_text WHERE tour = ?1 AND position = ?2 AND lang = ?3", (tour.0, stop, lang.code()), |r| {
            Ok(r.get::<_, Option<u32>>(0)?)
        })?;
        Ok(found.flatten().map(SoundId))
    }

    /// All places, in the order of their names in files.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn places(&self, lang: Lang) -> Result<Vec<Place>, CatalogueError> {
        self.rows(
            "SELECT p.id, p.slug, n.name, p.lat_deg, p.lon_deg FROM place p JOIN place_name n ON n.place = p.id AND n.lang = ?1 ORDER BY p.id",
            [lang.code()],
            |r| Ok(Place { id: PlaceId(r.get(0)?), slug: r.get(1)?, name: r.get(2)?, lat_deg: r.get(3)?, lon_deg: r.get(4)? }),
        )
    }

    /// All people.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn people(&self, lang: Lang) -> Result<Vec<Person>, CatalogueError> {
        self.rows(
            "SELECT p.id, p.slug, n.name, p.born, p.died FROM person p JOIN person_name n ON n.person = p.id AND n.lang = ?1 ORDER BY p.id",
            [lang.code()],
            |r| Ok(Person { id: PersonId(r.get(0)?), slug: r.get(1)?, name: r.get(2)?, born: r.get(3)?, died: r.get(4)? }),
        )
    }

    /// All themes.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn themes(&self, lang: Lang) -> Result<Vec<Theme>, CatalogueError> {
        self.rows("SELECT t.id, t.slug, n.name FROM theme t JOIN theme_name n ON n.theme = t.id AND n.lang = ?1 ORDER BY t.id", [lang.code()], |r| {
            Ok(Theme { id: ThemeId(r.get(0)?), slug: r.get(1)?, name: r.get(2)? })
        })
    }

    /// Works that belong to a place, in the order of visit.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn works_of_place(&self, place: PlaceId) -> Result<Vec<WorkId>, CatalogueError> {
        self.rows("SELECT DISTINCT work FROM work_place WHERE place = ?1 ORDER BY work", [place.0], |r| Ok(WorkId(r.get(0)?)))
    }

    /// Works that tell of a person, in the order of visit.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn works_of_person(&self, person: PersonId) -> Result<Vec<WorkId>, CatalogueError> {
        self.rows("SELECT DISTINCT work FROM work_person WHERE person = ?1 ORDER BY work", [person.0], |r| Ok(WorkId(r.get(0)?)))
    }

    /// Works of a theme, in the order of visit.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn works_of_theme(&self, theme: ThemeId) -> Result<Vec<WorkId>, CatalogueError> {
        self.rows("SELECT DISTINCT work FROM work_theme WHERE theme = ?1 ORDER BY work", [theme.0], |r| Ok(WorkId(r.get(0)?)))
    }
}
