//! Halls in space: meshes, lights, portals, cameras, walking and picking. Pure maths, no GPU, no files.
//!
//! Space: right-handed, metres, +Y up. A hall's own space has its floor at y = 0. `world_from_hall` places it.
//! Angles are radians unless the name says degrees. Colours are linear sRGB (Rec. 709 primaries) unless the name says `srgb`.
//! Light is photometric: luminous intensity in candela, illuminance in lux, luminance in cd/m2.

pub mod bvh;
pub mod camera;
pub mod light;
pub mod material;
pub mod mesh;
pub mod stage;
pub mod visible;

pub use bvh::{Bvh, Hit, Ray};
pub use camera::{Camera, Pose};
pub use light::{Environment, Light, LightKind, Probe, Sh9};
pub use material::{AlphaMode, Material, TextureFormat, TextureInfo, TextureKey, TextureRef, TextureTransform};
pub use mesh::{Aabb, Mesh, Submesh, Vertex};
pub use stage::{Cell, Instance, InstanceRole, MeshKey, Portal, Scene};
