//! What is to be drawn: cells (halls), portals between them and the things in them.

use std::sync::Arc;

use glam::{Affine3A, Vec3};

use super::{Aabb, Environment, Light, Mesh, Probe};

/// Names a mesh for as long as the program runs; the renderer uploads each key once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeshKey(pub u64);

/// What a drawn thing is, for picking and focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InstanceRole {
    /// Walls, floor, furniture.
    Architecture,
    /// Belongs to the work with this catalogue row number.
    Work(u32),
}

/// One placed mesh.
#[derive(Clone, Debug)]
pub struct Instance {
    /// Key of `mesh`.
    pub key: MeshKey,
    /// The mesh.
    pub mesh: Arc<Mesh>,
    /// Mesh space to world.
    pub world_from_mesh: Affine3A,
    /// Mesh bounds in the world.
    pub world_bounds: Aabb,
    /// What it is.
    pub role: InstanceRole,
    /// Light where it stands (world directions); meshes with baked light ignore it.
    pub probe: Probe,
    /// Multiplies the emitted and reflected light, for dimming; 1 = as is.
    pub gain: f32,
    /// Whether it throws shadows.
    pub casts_shadow: bool,
}

/// A hall, or the stage of a single item.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Stable number of the cell (catalogue row of the hall; 0 for a single item).
    pub id: u32,
    /// Things in the cell.
    pub instances: Vec<Instance>,
    /// Lights in world space.
    pub lights: Vec<Light>,
    /// Image light; its box and centre in world space (cells are only ever turned by multiples of 90 degrees, so boxes stay boxes).
    pub environment: Arc<Environment>,
    /// Exposure of the hall: exposure value at ISO 100.
    pub exposure_ev100: f32,
    /// World bounds.
    pub bounds: Aabb,
}

/// A doorway between two cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Portal {
    /// Index into [`Scene::cells`] on either side.
    pub cells: [usize; 2],
    /// Convex outline in the world, counter-clockwise seen from `cells[0]`.
    pub outline: Vec<Vec3>,
}

/// Everything that may be seen this frame.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Cells.
    pub cells: Vec<Cell>,
    /// Doorways.
    pub portals: Vec<Portal>,
    /// Cell that holds the eye.
    pub eye_cell: usize,
    /// Changes whenever anything but the camera changes, so that a rest picture knows it is stale.
    pub revision: u64,
}
