//! Queries about halls and the museum as a whole.

use super::form;
use super::open::{Catalogue, Fault};
use super::works::{code, lang_of};
use super::{CatalogueError, Door, Hall, HallId, HallSpace, MeshId, Placement, Start, TextureId, WorkId};
use crate::language::Lang;
use crate::scene::{Environment, Light, Probe};

impl Catalogue {
    /// Where a visit starts.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn start(&self) -> Result<Start, CatalogueError> {
        let found = self.row("SELECT start_hall, start_x, start_z, start_yaw FROM museum", [], |r| {
            Ok(Start { hall: HallId(r.get(0)?), at: [r.get(1)?, r.get(2)?], yaw: r.get(3)? })
        })?;
        found.ok_or_else(|| self.fault(Fault::Flaw("it does not say where a visit starts")))
    }

    /// Halls in the order of visit.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn halls(&self, lang: Lang) -> Result<Vec<Hall>, CatalogueError> {
        self.rows(
            "SELECT h.id, h.slug, h.position, t.title, t.summary, t.story FROM hall h
             JOIN hall_text t ON t.hall = h.id AND t.lang =
               (SELECT lang FROM hall_text f WHERE f.hall = h.id ORDER BY f.lang = ?1 DESC, f.lang = 'en' DESC, f.lang LIMIT 1)
             ORDER BY h.position",
            [lang.code()],
            |r| Ok(Hall { id: HallId(r.get(0)?), slug: r.get(1)?, order: r.get(2)?, title: r.get(3)?, summary: r.get(4)?, text: r.get(5)? }),
        )
    }

    /// The hall of a name used in files.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn hall_by_slug(&self, slug: &str) -> Result<Option<HallId>, CatalogueError> {
        self.row("SELECT id FROM hall WHERE slug = ?1", [slug], |r| Ok(HallId(r.get(0)?)))
    }

    /// The picture of a hall's title, for the sign above the door that leads there.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn sign_texture(&self, hall: HallId, lang: Lang) -> Result<Option<TextureId>, CatalogueError> {
        let found = self.row("SELECT sign FROM hall_text WHERE hall = ?1 AND lang = ?2", (hall.0, lang.code()), |r| Ok(r.get::<_, Option<u32>>(0)?))?;
        Ok(found.flatten().map(TextureId))
    }

    /// A hall in space, with everything that stands in it.
    ///
    /// # Errors
    /// When there is no such hall or the catalogue is damaged.
    pub fn hall_space(&self, hall: HallId) -> Result<HallSpace, CatalogueError> {
        let (origin, quarter_turns, exposure_ev100, environment, floor) = self
            .row("SELECT origin_x, origin_z, quarter_turns, exposure_ev100, environment, floor FROM hall WHERE id = ?1", [hall.0], |r| {
                let floor = form::read_floor(r.get_ref(5)?.as_blob()?)?;
                Ok(([r.get(0)?, r.get(1)?], r.get(2)?, r.get(3)?, r.get::<_, u32>(4)?, floor))
            })?
            .ok_or_else(|| self.no_such(format!("hall {}", hall.0)))?;
        let placed = self.rows(
            "SELECT p.work, p.stand, p.form, b.form FROM placement p LEFT JOIN probe b ON b.hall = p.hall AND b.position = p.position
             WHERE p.hall = ?1 ORDER BY p.position",
            [hall.0],
            |r| {
                let p = form::read_placement(r.get_ref(2)?.as_blob()?)?;
                let probe = r.get_ref(3)?.as_blob_or_null()?.map(form::read_probe).transpose()?.unwrap_or_default();
                let placement = Placement {
                    work: WorkId(r.get(0)?),
                    stand: code(r, 1)?,
                    hall_from_work: p.hall_from_work,
                    view_from: p.view_from,
                    view_target: p.view_target,
                    bounds: p.bounds,
                    label: p.label,
                };
                Ok((placement, probe))
            },
        )?;
        let (placements, probes): (Vec<Placement>, Vec<Probe>) = placed.into_iter().unzip();
        Ok(HallSpace {
            hall,
            origin,
            quarter_turns,
            architecture: self.rows("SELECT mesh FROM hall_mesh WHERE hall = ?1 ORDER BY position", [hall.0], |r| Ok(MeshId(r.get(0)?)))?,
            lights: self.lights(hall)?,
            environment: self.environment(environment)?,
            exposure_ev100,
            floor,
            doors: self.doors(hall)?,
            placements,
            probes,
        })
    }

    fn lights(&self, hall: HallId) -> Result<Vec<Light>, CatalogueError> {
        self.rows("SELECT form FROM light WHERE hall = ?1 ORDER BY position", [hall.0], |r| Ok(form::read_light(r.get_ref(0)?.as_blob()?)?))
    }

    fn doors(&self, hall: HallId) -> Result<Vec<Door>, CatalogueError> {
        self.rows("SELECT slug, leads_to, form FROM door WHERE hall = ?1 ORDER BY position", [hall.0], |r| {
            let d = form::read_door(r.get_ref(2)?.as_blob()?)?;
            Ok(Door {
                slug: r.get(0)?,
                leads_to: r.get::<_, Option<u32>>(1)?.map(HallId),
                outline: d.outline,
                arrive_at: d.arrive_at,
                arrive_yaw: d.arrive_yaw,
                sign: d.sign,
            })
        })
    }

    fn environment(&self, id: u32) -> Result<Environment, CatalogueError> {
        self.row("SELECT form FROM environment WHERE id = ?1", [id], |r| Ok(form::read_environment(r.get_ref(0)?.as_blob()?)?))?
            .ok_or_else(|| self.fault(Fault::Flaw("a hall has no image light")))
    }

    /// The languages in which every hall has texts, for the choice of language.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn languages(&self) -> Result<Vec<Lang>, CatalogueError> {
        let mut found = self.rows("SELECT lang FROM hall_text GROUP BY lang HAVING count(*) = (SELECT count(*) FROM hall)", [], |r| lang_of(r, 0))?;
        found.sort();
        Ok(found)
    }
}
