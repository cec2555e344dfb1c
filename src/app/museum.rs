//! The open catalogue as the visit, the overlay and the renderer need it.

use std::sync::{Arc, Mutex};

use glam::Vec2;

use super::AppError;
use crate::catalogue::{Catalogue, CatalogueError, CatalogueFile, HallId, HallSpace, TextureId, WorkId, WorkKind};
use crate::language::Lang;
use crate::overlay::{Content, OpenWork};
use crate::render::TextureSource;
use crate::scene::{Pose, TextureInfo, TextureKey};
use crate::text::story;
use crate::visit::ground::{Area, Ground};
use crate::visit::world::{Reading, view_pose, world_from_hall, world_from_hall_point};
use crate::visit::{EYE_HEIGHT_M, HallInfo, TourInfo, WorkInfo, World};

/// The museum of one catalogue.
pub struct Museum {
    /// Where the catalogue lies; each thread opens its own handle.
    pub file: CatalogueFile,
    /// The handle of the thread that drives the visit.
    pub catalogue: Catalogue,
    /// Halls in space, in the order of visit.
    pub spaces: Vec<Arc<HallSpace>>,
    /// What a visit knows.
    pub world: World,
}

impl Museum {
    /// Opens a catalogue.
    ///
    /// # Errors
    /// When it is missing, damaged or of another version.
    pub fn open(file: CatalogueFile) -> Result<Self, AppError> {
        let catalogue = file.open()?;
        let halls = catalogue.halls(Lang::En)?;
        let spaces = halls.iter().map(|h| catalogue.hall_space(h.id).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
        let world = world(&catalogue, &spaces)?;
        Ok(Self { file, catalogue, spaces, world })
    }

    /// A hall in space.
    pub fn space(&self, hall: HallId) -> Option<&Arc<HallSpace>> {
        self.spaces.iter().find(|s| s.hall == hall)
    }

    /// Everything a visitor can read, in one language.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn content(&self, lang: Lang) -> Result<Content, CatalogueError> {
        Ok(Content { halls: self.catalogue.halls(lang)?, works: self.catalogue.works(lang)?, tours: self.catalogue.tours(lang)?, open: None, hits: None })
    }

    /// A work with its texts taken apart.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn open_work(&self, id: WorkId, lang: Lang) -> Result<OpenWork, CatalogueError> {
        let work = self.catalogue.work(id, lang)?;
        let places = self.catalogue.places(lang)?;
        let names = work.places.iter().filter_map(|p| places.iter().find(|q| q.id == *p)).map(|p| p.name.clone()).collect();
        Ok(OpenWork {
            story: story::parse(&work.story),
            parts: work.parts.iter().map(|p| story::parse(&p.text)).collect(),
            places: names,
            in_the_round: work.summary.kind == WorkKind::Object,
            can_open: self.catalogue.opened_mesh(id)?.is_some(),
            work,
        })
    }
}

fn world(catalogue: &Catalogue, spaces: &[Arc<HallSpace>]) -> Result<World, AppError> {
    let mut world = World::default();
    let mut areas = Vec::new();
    for space in spaces {
        let ring = |ring: &[[f32; 2]]| ring.iter().map(|p| world_from_hall_point(space, *p)).collect::<Vec<_>>();
        areas.push(Area { hall: space.hall, walkable: ring(&space.floor.walkable), obstacles: space.floor.obstacles.iter().map(|o| ring(o)).collect() });
        for placement in &space.placements {
            let mut readings: [Option<Reading>; 4] = Default::default();
            for (slot, lang) in readings.iter_mut().zip(Lang::ALL) {
                *slot = catalogue.work(placement.work, lang)?.narration.map(|n| Reading {
                    sound: n.sound,
                    duration_secs: n.duration_secs,
                    caption_starts: n.captions.iter().map(|c| c.start_secs).collect(),
                });
            }
            world.works.push(WorkInfo {
                id: placement.work,
                hall: space.hall,
                view: view_pose(space, placement),
                center: world_from_hall(space).transform_point3(placement.view_target.into()),
                can_open: catalogue.opened_mesh(placement.work)?.is_some(),
                readings,
            });
        }
    }
    let start = catalogue.start()?;
    world.ground = Ground::new(areas);
    world.step_back(|work| {
        let placed = spaces.iter().flat_map(|s| &s.placements).find(|p| p.work == work);
        placed.map_or(0.0, |p| (0..3).map(|i| p.bounds[1][i] - p.bounds[0][i]).fold(0.0, f32::max))
    });
    world.start_hall = start.hall;
    for space in spaces {
        let door = space.doors.iter().find(|d| d.leads_to.is_some());
        let (at, yaw) = match door {
            _ if space.hall == start.hall => (start.at, start.yaw),
            Some(door) => (door.arrive_at, door.arrive_yaw),
            None => (start.at, start.yaw),
        };
        let point = world_from_hall_point(space, at);
        let turn = f32::from(space.quarter_turns % 4) * std::f32::consts::FRAC_PI_2;
        let arrival = Pose { eye: glam::Vec3::new(point.x, EYE_HEIGHT_M, point.y), yaw: crate::visit::wrap_angle(yaw + turn), pitch: 0.0 };
        if space.hall == start.hall {
            world.start = arrival;
        }
        let outline = space.floor.outline.iter().map(|p| world_from_hall_point(space, *p)).collect::<Vec<Vec2>>();
        world.halls.push(HallInfo { id: space.hall, outline, arrival });
    }
    world.tours = catalogue.tours(Lang::En)?.into_iter().map(|t| TourInfo { id: t.id, stops: t.stops.iter().map(|s| s.work).collect() }).collect();
    Ok(world)
}

/// The catalogue's textures for the renderer, on a handle of their own.
pub struct CatalogueTextures {
    catalogue: Mutex<Catalogue>,
    fault: Mutex<Option<CatalogueError>>,
}

impl CatalogueTextures {
    /// Textures of a catalogue.
    ///
    /// # Errors
    /// When the catalogue cannot be opened.
    pub fn open(file: &CatalogueFile) -> Result<Self, CatalogueError> {
        Ok(Self { catalogue: Mutex::new(file.open()?), fault: Mutex::new(None) })
    }

    fn with<T>(&self, read: impl FnOnce(&Catalogue) -> Result<T, CatalogueError>) -> Option<T> {
        let catalogue = self.catalogue.lock().ok()?;
        let keep = |error: &CatalogueError| {
            log::warn!("{error}");
            if let Ok(mut fault) = self.fault.lock() {
                fault.get_or_insert_with(|| error.clone());
            }
        };
        read(&catalogue).inspect_err(keep).ok()
    }

    /// The first texture that could not be read since this was last asked: a picture without it is not the museum's.
    ///
    /// # Errors
    /// That one.
    pub fn check(&self) -> Result<(), CatalogueError> {
        self.fault.lock().ok().and_then(|mut fault| fault.take()).map_or(Ok(()), Err)
    }
}

impl TextureSource for CatalogueTextures {
    fn info(&self, key: TextureKey) -> Option<TextureInfo> {
        let id = TextureId::from_key(key)?;
        self.with(|c| c.texture_info(id))
    }

    fn level(&self, key: TextureKey, level: u32) -> Option<Vec<u8>> {
        let id = TextureId::from_key(key)?;
        self.with(|c| c.texture_level(id, level))
    }
}
