//! Sets the stage: turns rows of the catalogue into scenes of plain data.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use glam::{Affine3A, Mat3A, Quat, Vec3, Vec3A};

use super::museum::Museum;
use crate::catalogue::{Catalogue, CatalogueError, CatalogueFile, HallId, HallSpace, MeshId, TextureId, WorkId};
use crate::language::Lang;
use crate::overlay::OpenWork;
use crate::scene::mesh::oct_encode;
use crate::scene::{
    Aabb, AlphaMode, Camera, Cell, Environment, Instance, InstanceRole, Light, LightKind, Material, Mesh, MeshKey, Portal, Probe, Scene, Sh9, Submesh,
    TextureKey, TextureRef, Vertex,
};
use crate::visit::ItemView;
use crate::visit::world::world_from_hall;

/// Vertical field of view of a close look, radians.
const ITEM_FOV_Y: f32 = 0.55;
/// Share of the view that a whole work fills.
const ITEM_FILL: f32 = 0.80;
/// How a thing in the round is first turned, radians: a little from the side and above, as one holds it.
const FIRST_YAW: f32 = -0.42;
const FIRST_PITCH: f32 = 0.10;
/// Light on the key side of a close look, lux.
const KEY_LUX: f32 = 340.0;

/// Meshes of one hall, read from the catalogue.
struct HallMeshes {
    hall: HallId,
    meshes: HashMap<MeshId, Arc<Mesh>>,
    /// Model of each placed work, in the order of placement; `None` for flat works.
    works: Vec<Option<MeshId>>,
}

/// Scenes of the museum: the halls near the visitor, read in the background, and the work that is open.
pub struct Stage {
    halls: Vec<HallMeshes>,
    scene: Scene,
    /// Which cell of the scene is which hall.
    cell_halls: Vec<HallId>,
    lang: Lang,
    requests: Sender<HallId>,
    answers: Receiver<Result<HallMeshes, CatalogueError>>,
    waiting: Vec<HallId>,
    revision: u64,
}

/// Reads the meshes of a hall.
fn read_hall(catalogue: &Catalogue, space: &HallSpace) -> Result<HallMeshes, CatalogueError> {
    let mut meshes = HashMap::new();
    let mut works = Vec::new();
    for id in &space.architecture {
        meshes.insert(*id, Arc::new(catalogue.mesh(*id)?));
    }
    for placement in &space.placements {
        let mesh = catalogue.hall_mesh(placement.work)?;
        if let Some(id) = mesh {
            meshes.insert(id, Arc::new(catalogue.mesh(id)?));
        }
        works.push(mesh);
    }
    Ok(HallMeshes { hall: space.hall, meshes, works })
}

impl Stage {
    /// The stage of a museum; a thread of its own reads halls ahead.
    pub fn new(museum: &Museum, lang: Lang) -> Self {
        let (requests, inbox) = channel();
        let (outbox, answers) = channel();
        let file: CatalogueFile = museum.file.clone();
        let spaces = museum.spaces.clone();
        let spawned = std::thread::Builder::new().name("halls".into()).spawn(move || {
            let mut catalogue = None;
            while let Ok(hall) = inbox.recv() {
                let read = || -> Result<HallMeshes, CatalogueError> {
                    let handle = match catalogue.take() {
                        Some(c) => c,
                        None => file.open()?,
                    };
                    let space = spaces.iter().find(|s| s.hall == hall);
                    let meshes = match space {
                        Some(space) => read_hall(&handle, space),
                        None => Ok(HallMeshes { hall, meshes: HashMap::new(), works: Vec::new() }),
                    };
                    catalogue = Some(handle);
                    meshes
                };
                let mut read = read;
                if outbox.send(read()).is_err() {
                    return;
                }
            }
        });
        if let Err(error) = spawned {
            log::warn!("halls cannot be read ahead: {error}");
        }
        Self { halls: Vec::new(), scene: Scene::default(), cell_halls: Vec::new(), lang, requests, answers, waiting: Vec::new(), revision: 1 }
    }

    /// Makes sure the visitor's hall is there, asks for its neighbours, and sets the scene anew when anything changed.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn update(&mut self, museum: &Museum, hall: HallId, lang: Lang) -> Result<(), CatalogueError> {
        let mut changed = self.lang != lang || self.scene.cells.is_empty();
        self.lang = lang;
        while let Ok(answer) = self.answers.try_recv() {
            let read = answer?;
            self.waiting.retain(|h| *h != read.hall);
            if !self.halls.iter().any(|h| h.hall == read.hall) {
                self.halls.push(read);
                changed = true;
            }
        }
        if !self.halls.iter().any(|h| h.hall == hall)
            && let Some(space) = museum.space(hall)
        {
            self.halls.push(read_hall(&museum.catalogue, space)?);
            changed = true;
        }
        if let Some(space) = museum.space(hall) {
            // Through an open door one sees the next door.
            let beyond = |h: HallId| museum.space(h).into_iter().flat_map(|s| s.doors.iter().filter_map(|d| d.leads_to));
            let near: Vec<HallId> = space.doors.iter().filter_map(|d| d.leads_to).collect();
            let far: Vec<HallId> = near.iter().flat_map(|h| beyond(*h)).filter(|h| *h != hall).collect();
            for next in near.into_iter().chain(far) {
                if !self.halls.iter().any(|h| h.hall == next) && !self.waiting.contains(&next) {
                    self.waiting.push(next);
                    if self.requests.send(next).is_err() {
                        // No reader thread: read it here.
                        if let Some(space) = museum.space(next) {
                            self.halls.push(read_hall(&museum.catalogue, space)?);
                            changed = true;
                        }
                    }
                }
            }
        }
        if changed {
            self.set(museum)?;
        }
        if let Some(cell) = self.cell_halls.iter().position(|h| *h == hall)
            && self.scene.eye_cell != cell
        {
            self.scene.eye_cell = cell;
        }
        Ok(())
    }

    /// Whether halls are still being read.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Waits for the halls that were asked for (for pictures that must be the same each time).
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn finish_reading(&mut self, museum: &Museum, hall: HallId, lang: Lang) -> Result<(), CatalogueError> {
        while self.is_waiting() {
            match self.answers.recv() {
                Ok(answer) => {
                    let read = answer?;
                    self.waiting.retain(|h| *h != read.hall);
                    self.halls.push(read);
                    self.set(museum)?;
                }
                Err(_) => self.waiting.clear(),
            }
        }
        self.update(museum, hall, lang)
    }

    /// The halls as they stand.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    fn set(&mut self, museum: &Museum) -> Result<(), CatalogueError> {
        self.revision += 1;
        let mut scene = Scene { revision: self.revision, ..Scene::default() };
        self.cell_halls.clear();
        // In the order of visit, whatever was read first.
        for space in &museum.spaces {
            let Some(meshes) = self.halls.iter().find(|h| h.hall == space.hall) else { continue };
            scene.cells.push(cell(&museum.catalogue, space, meshes, self.lang)?);
            self.cell_halls.push(space.hall);
        }
        for (i, hall) in self.cell_halls.iter().enumerate() {
            let Some(space) = museum.space(*hall) else { continue };
            for door in &space.doors {
                let Some(j) = door.leads_to.and_then(|to| self.cell_halls.iter().position(|h| *h == to)) else { continue };
                // Each doorway belongs to both halls; it is entered once.
                if i < j {
                    let m = world_from_hall(space);
                    scene.portals.push(Portal { cells: [i, j], outline: door.outline.iter().map(|p| m.transform_point3(Vec3::from(*p))).collect() });
                }
            }
        }
        scene.eye_cell = self.scene.eye_cell.min(scene.cells.len().saturating_sub(1));
        self.scene = scene;
        Ok(())
    }
}

fn affine(m: &[f32; 12]) -> Affine3A {
    Affine3A { matrix3: Mat3A::from_cols_slice(&m[..9]), translation: Vec3A::new(m[9], m[10], m[11]) }
}

fn cell(catalogue: &Catalogue, space: &HallSpace, meshes: &HallMeshes, lang: Lang) -> Result<Cell, CatalogueError> {
    let world = world_from_hall(space);
    let mut instances = Vec::new();
    let mut put = |key: MeshKey, mesh: Arc<Mesh>, at: Affine3A, role: InstanceRole, probe: Probe, casts_shadow: bool| {
        let world_from_mesh = world * at;
        let world_bounds = mesh.bounds.transformed(&world_from_mesh);
        instances.push(Instance { key, mesh, world_from_mesh, world_bounds, role, probe, gain: 1.0, casts_shadow });
    };
    for id in &space.architecture {
        if let Some(mesh) = meshes.meshes.get(id) {
            put(MeshKey(u64::from(id.0)), Arc::clone(mesh), Affine3A::IDENTITY, InstanceRole::Architecture, Probe::default(), true);
        }
    }
    for (i, placement) in space.placements.iter().enumerate() {
        let probe = turned_probe(space.probes.get(i).copied().unwrap_or_default(), space.quarter_turns);
        let role = InstanceRole::Work(placement.work.0);
        let at = affine(&placement.hall_from_work);
        match meshes.works.get(i).copied().flatten().and_then(|id| meshes.meshes.get(&id).map(|m| (id, m))) {
            Some((id, mesh)) => put(MeshKey(u64::from(id.0)), Arc::clone(mesh), at, role, probe, true),
            None => {
                let work = catalogue.work(placement.work, lang)?;
                if let Some(picture) = work.picture {
                    let mesh = picture_quad([work.size_m[0], work.size_m[1]], picture, false, false);
                    put(quad_key(QuadKind::Work, lang, placement.work.0), Arc::new(mesh), at, role, probe, false);
                }
            }
        }
        if let (Some(label), Some(texture)) = (&placement.label, catalogue.label_texture(placement.work, lang)?) {
            let mesh = picture_quad(label.size_m, texture, false, false);
            put(quad_key(QuadKind::Label, lang, placement.work.0), Arc::new(mesh), affine(&label.hall_from_sign), role, probe, false);
        }
    }
    for (i, door) in space.doors.iter().enumerate() {
        let Some((to, sign)) = door.leads_to.zip(door.sign.as_ref()) else { continue };
        if let Some(texture) = catalogue.sign_texture(to, lang)? {
            let probe = space.probes.first().copied().map(|p| turned_probe(p, space.quarter_turns)).unwrap_or_default();
            // The sign is as wide as its words need.
            let info = catalogue.texture_info(texture)?;
            let height = sign.size_m[1];
            let size = [height * info.width as f32 / info.height.max(1) as f32, height];
            put(
                quad_key(QuadKind::Sign, lang, space.hall.0 * 16 + i as u32),
                Arc::new(picture_quad(size, texture, false, true)),
                affine(&sign.hall_from_sign),
                InstanceRole::Architecture,
                probe,
                false,
            );
        }
    }
    let bounds = instances.iter().fold(Aabb::EMPTY, |b, i| b.union(i.world_bounds));
    Ok(Cell {
        id: space.hall.0,
        instances,
        lights: space
            .lights
            .iter()
            .map(|l| Light { position: world.transform_point3(l.position), direction: world.transform_vector3(l.direction), ..l.clone() })
            .collect(),
        environment: Arc::new(environment_in_world(&space.environment, &world)),
        exposure_ev100: space.exposure_ev100,
        bounds,
    })
}

fn environment_in_world(environment: &Environment, world: &Affine3A) -> Environment {
    let moved = environment.proxy_box.map(|(min, max)| {
        let b = Aabb { min, max }.transformed(world);
        (b.min, b.max)
    });
    Environment { proxy_box: moved, center: world.transform_point3(environment.center), ..environment.clone() }
}

/// Light gathered in hall directions, turned to the world's: the coefficients of a band turn among themselves; a quarter turn about +Y
/// takes x to -z and z to x.
fn turned_probe(probe: Probe, quarter_turns: u8) -> Probe {
    let turn = |sh: Sh9| {
        let mut c = sh.0;
        for _ in 0..quarter_turns % 4 {
            let o = c;
            // Order: 1, y, z, x, xy, yz, 3z2-1, xz, x2-y2. World (x', z') = (z, -x).
            c[2] = -o[3];
            c[3] = o[2];
            c[4] = o[5];
            c[5] = -o[4];
            c[7] = -o[7];
            // 3z2-1 and x2-y2 mix: with A = 0.315392 (3z2-1) and B = 0.546274 (x2-y2), z'2 = x2 and x'2 = z2.
            let (a, b) = (o[6], o[8]);
            let h = 3.0_f32.sqrt() * 0.5;
            c[6] = a * -0.5 + b * h;
            c[8] = a * h + b * 0.5;
        }
        Sh9(c)
    };
    Probe { indirect: turn(probe.indirect), direct: turn(probe.direct) }
}

#[derive(Clone, Copy)]
enum QuadKind {
    Work = 1,
    Label = 2,
    Sign = 3,
    Item = 4,
}

/// Keys of meshes made here, apart from those of the catalogue.
fn quad_key(kind: QuadKind, lang: Lang, id: u32) -> MeshKey {
    let lang = Lang::ALL.iter().position(|l| *l == lang).unwrap_or(0) as u64;
    MeshKey(1 << 48 | (kind as u64) << 40 | lang << 36 | u64::from(id))
}

/// A picture in the plane z = 0 of its own space, facing +Z.
fn picture_quad(size_m: [f32; 2], texture: TextureId, unlit: bool, blend: bool) -> Mesh {
    let [w, h] = size_m.map(|s| s * 0.5);
    let corner = |x: f32, y: f32| Vertex {
        // A hair in front of what it hangs on.
        position: [x * w, y * h, 0.002],
        normal_oct: oct_encode(Vec3::Z),
        tangent: [127, 0, 0, 127],
        uv0: [x * 0.5 + 0.5, 0.5 - y * 0.5],
        color: [255; 4],
        uv1_or_light: [0; 2],
    };
    let vertices = vec![corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)];
    let bounds = Aabb::of_points(vertices.iter().map(|v| Vec3::from(v.position)));
    let material = Material {
        metallic: 0.0,
        roughness: 0.75,
        unlit,
        alpha_mode: if blend { AlphaMode::Blend } else { AlphaMode::Opaque },
        base_color_texture: Some(TextureRef { repeat: [false; 2], ..TextureRef::new(TextureKey::from(texture)) }),
        ..Material::default()
    };
    Mesh {
        vertices,
        indices: vec![0, 1, 2, 0, 2, 3],
        submeshes: vec![Submesh { first_index: 0, index_count: 6, material: 0, bounds }],
        materials: vec![material],
        baked_light: false,
        bounds,
    }
}

/// The stage of one open work.
pub struct ItemStage {
    work: WorkId,
    opened: bool,
    lang: Lang,
    mesh: Arc<Mesh>,
    key: MeshKey,
    flat: bool,
    scene: Scene,
    view: Option<ItemView>,
}

impl ItemStage {
    /// Sets the stage for a work.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn new(museum: &Museum, open: &OpenWork, opened: bool, lang: Lang) -> Result<Self, CatalogueError> {
        let work = open.work.summary.id;
        let model = if opened { museum.catalogue.opened_mesh(work)?.or(open.work.mesh) } else { open.work.mesh };
        let (mesh, key, flat) = match (model, open.work.picture) {
            (Some(id), _) => (Arc::new(museum.catalogue.mesh(id)?), MeshKey(u64::from(id.0)), false),
            (None, Some(picture)) => {
                let size = [open.work.size_m[0].max(0.01), open.work.size_m[1].max(0.01)];
                (Arc::new(picture_quad(size, picture, true, false)), quad_key(QuadKind::Item, lang, work.0), true)
            }
            (None, None) => (Arc::new(Mesh::default()), quad_key(QuadKind::Item, lang, work.0), true),
        };
        let environment = museum.space(open.work.summary.hall).map(|s| s.environment.clone());
        let environment = environment.unwrap_or_else(|| Environment {
            face_size: 1,
            mip_count: 1,
            cube: vec![[0; 4]; 6],
            irradiance: Sh9::default(),
            proxy_box: None,
            center: Vec3::ZERO,
        });
        let irradiance = environment.irradiance;
        let exposure = museum.space(open.work.summary.hall).map_or(6.0, |s| s.exposure_ev100);
        let radius = mesh.bounds.radius().max(0.01);
        let cell = Cell {
            id: 0,
            instances: vec![Instance {
                key,
                mesh: Arc::clone(&mesh),
                world_from_mesh: Affine3A::IDENTITY,
                world_bounds: mesh.bounds,
                role: InstanceRole::Work(work.0),
                probe: Probe { indirect: irradiance, direct: Sh9::default() },
                gain: 1.0,
                casts_shadow: true,
            }],
            lights: lights(radius),
            environment: Arc::new(Environment { proxy_box: None, center: Vec3::ZERO, ..environment }),
            exposure_ev100: exposure,
            bounds: Aabb { min: Vec3::splat(-radius), max: Vec3::splat(radius) },
        };
        Ok(Self {
            work,
            opened,
            lang,
            mesh,
            key,
            flat,
            scene: Scene { cells: vec![cell], portals: Vec::new(), eye_cell: 0, revision: 1 << 32 | u64::from(work.0) << 8 },
            view: None,
        })
    }

    /// Whether this stage shows that work.
    pub fn shows(&self, work: WorkId, opened: bool, lang: Lang) -> bool {
        self.work == work && self.opened == opened && (self.lang == lang || !self.flat)
    }

    /// Turns the work as the visit says, and gives the camera for a view of this width to height, of which a share at the foot is covered.
    pub fn place(&mut self, view: &ItemView, aspect: f32, covered_foot: f32) -> Camera {
        let bounds = self.mesh.bounds;
        let half = if bounds.is_empty() { Vec3::splat(0.5) } else { bounds.half_extent() };
        let (fit_x, fit_y) = if self.flat { (half.x, half.y) } else { (half.x.hypot(half.z), half.y + half.z * 0.35) };
        let tan = (ITEM_FOV_Y * 0.5).tan();
        let reach = (fit_y / tan / (1.0 - covered_foot)).max(fit_x / (tan * aspect.max(0.1))) / ITEM_FILL;
        let front = if self.flat { 0.0 } else { half.x.max(half.z) };
        let distance = front + reach / view.zoom;
        // The middle of what is free lies above the middle of the view.
        let pan = Vec3::new(-view.pan[0], -view.pan[1] - covered_foot * ITEM_FILL.recip() * 0.8, 0.0) * reach / view.zoom * tan;
        let eye = Vec3::new(0.0, if self.flat { 0.0 } else { half.y * 0.22 }, distance) + pan;
        if self.view.as_ref() != Some(view) {
            let turn = if self.flat {
                Quat::from_rotation_y(view.yaw.clamp(-0.6, 0.6))
            } else {
                Quat::from_rotation_x(view.pitch + FIRST_PITCH) * Quat::from_rotation_y(view.yaw + FIRST_YAW)
            };
            let world_from_mesh = Affine3A::from_quat(turn) * Affine3A::from_translation(-bounds.center());
            if let Some(instance) = self.scene.cells.first_mut().and_then(|c| c.instances.first_mut()) {
                instance.world_from_mesh = world_from_mesh;
                instance.world_bounds = self.mesh.bounds.transformed(&world_from_mesh);
            }
            let turned = self.view.as_ref().is_none_or(|v| v.yaw.to_bits() != view.yaw.to_bits() || v.pitch.to_bits() != view.pitch.to_bits());
            if turned {
                self.scene.revision += 1;
            }
            self.view = Some(view.clone());
        }
        let target = pan + Vec3::ZERO;
        let pose = crate::scene::Pose::looking_at(eye, target);
        Camera { near: (distance * 0.02).clamp(0.001, 0.05), ..Camera::from_pose(pose, ITEM_FOV_Y) }
    }

    /// The work alone.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// Whether it is a flat picture.
    pub fn is_flat(&self) -> bool {
        self.flat
    }

    /// Key of the work's mesh.
    pub fn key(&self) -> MeshKey {
        self.key
    }
}

/// A key light from the upper left, a soft fill from the right, a rim from behind: the way objects are photographed.
fn lights(radius: f32) -> Vec<Light> {
    let spot = |from: Vec3, lux: f32, color: Vec3, shadow: bool| {
        let position = from * radius * 4.0;
        let distance = position.length();
        Light {
            kind: LightKind::Spot { inner_angle: 0.30, outer_angle: 0.42 },
            position,
            direction: -position / distance,
            color,
            intensity: lux * distance * distance,
            range: f32::INFINITY,
            casts_shadow: shadow,
            source_radius: radius * 0.25,
        }
    };
    vec![
        spot(Vec3::new(-0.55, 0.75, 0.8).normalize(), KEY_LUX, Vec3::new(1.0, 0.93, 0.82), true),
        spot(Vec3::new(0.9, 0.25, 0.7).normalize(), KEY_LUX * 0.28, Vec3::new(1.0, 0.96, 0.9), false),
        spot(Vec3::new(0.45, 0.6, -0.9).normalize(), KEY_LUX * 0.7, Vec3::new(0.86, 0.92, 1.0), false),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_probe_lights_as_the_hall_turned_would() {
        let mut sh = Sh9::default();
        for (i, c) in sh.0.iter_mut().enumerate() {
            *c = Vec3::splat([2.0, 0.3, -0.4, 0.25, 0.11, -0.07, 0.13, 0.09, -0.05][i]);
        }
        for turns in 0..4_u8 {
            let turned = turned_probe(Probe { indirect: sh, direct: sh }, turns).indirect;
            let space = HallSpaceTurn(turns);
            for n in [Vec3::X, Vec3::Y, Vec3::Z, Vec3::new(0.5, 0.7, -0.5).normalize(), Vec3::new(-0.2, -0.9, 0.3).normalize()] {
                let world = space.turn(n);
                assert!((turned.evaluate(world) - sh.evaluate(n)).length() < 1e-4, "{turns} turns, {n}");
            }
        }
    }

    struct HallSpaceTurn(u8);

    impl HallSpaceTurn {
        fn turn(&self, n: Vec3) -> Vec3 {
            Quat::from_rotation_y(f32::from(self.0) * std::f32::consts::FRAC_PI_2) * n
        }
    }
}
