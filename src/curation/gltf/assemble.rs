//! From nodes and primitives to one mesh: budgets first, then pieces, then poses.

use std::collections::BTreeMap;

use glam::{Affine3A, Mat3, Mat4, Vec3, Vec4};

use super::accessor::{Accessor, Component, Store};
use super::geometry::{self, Piece, Wish};
use super::graph::{Graph, Pose};
use super::schema::{self, Root};
use super::{Checked, Fault, Notes};
use crate::curation::Limits;
use crate::scene::{Aabb, Material, Mesh, Submesh, Vertex, mesh::oct_encode};

/// A primitive drawn by a node.
#[derive(Clone, Copy, Debug)]
struct Draw {
    node: usize,
    mesh: usize,
    primitive: usize,
    /// Index into the file's materials; their number stands for the default material.
    material: usize,
}

/// Primitives one model may draw, instances counted.
const MAX_DRAWS: usize = 200_000;

/// Vertices times shapes one pose may move.
const MAX_SHAPE_WORK: u64 = 64 << 20;

/// Joints of all skins that are drawn.
const MAX_JOINTS: usize = 100_000;

/// Coordinates beyond this are a mistake, metres.
const MAX_COORDINATE: f32 = 1e7;

/// Everything that is drawn, read and checked, ready to be posed.
pub struct Assembly<'r, 's, 'b> {
    root: &'r Root,
    store: &'s Store<'b>,
    limits: &'r Limits,
    draws: Vec<Draw>,
    /// By mesh and primitive; `None` where there is nothing to draw.
    pieces: BTreeMap<(usize, usize), Option<Piece>>,
    skins: Vec<Option<Skin>>,
    /// Joints of the skins read so far.
    joints: usize,
}

/// A checked skin.
struct Skin {
    joints: Vec<usize>,
    inverse_binds: Vec<Mat4>,
}

/// Names a primitive for messages.
fn primitive_place(root: &Root, mesh: usize, primitive: usize) -> String {
    let name = root.meshes.get(mesh).map_or("", |m| m.name.as_str());
    let name = super::tidy(name);
    if name.is_empty() { format!("mesh {mesh}, primitive {primitive}") } else { format!("mesh {mesh} {name:?}, primitive {primitive}") }
}

impl<'r, 's, 'b> Assembly<'r, 's, 'b> {
    /// Reads the primitives the scene draws. `normal_uv` gives the UV set of each material's normal map (the last entry is the default material's).
    pub fn new(root: &'r Root, store: &'s Store<'b>, graph: &Graph, normal_uv: &[Option<u8>], limits: &'r Limits, notes: &mut Notes) -> Checked<Self> {
        let mut draws = Vec::new();
        let mut costs: BTreeMap<(usize, usize), Option<geometry::Cost>> = BTreeMap::new();
        let (mut indices, mut vertices, mut flat_vertices) = (0u64, 0u64, 0u64);
        for &(node, _) in &graph.order {
            let Some(mesh) = root.nodes[node].mesh else { continue };
            let mesh = mesh.at();
            let primitives = root.meshes.get(mesh).ok_or_else(|| Fault::new(format!("node {node}"), format!("there is no mesh {mesh}")))?;
            for (primitive, p) in primitives.primitives.iter().enumerate() {
                let place = primitive_place(root, mesh, primitive);
                let cost = match costs.get(&(mesh, primitive)) {
                    Some(known) => *known,
                    None => *costs.entry((mesh, primitive)).or_insert(geometry::cost(store, p, &place)?),
                };
                if draws.len() == MAX_DRAWS {
                    return Err(Fault::new("meshes", format!("more than {MAX_DRAWS} pieces would be drawn")));
                }
                let material = p.material.map_or(root.materials.len(), schema::Int::at);
                if material > root.materials.len() || (p.material.is_some() && material == root.materials.len()) {
                    return Err(Fault::new(place, format!("there is no material {material}")));
                }
                draws.push(Draw { node, mesh, primitive, material });
                let Some(cost) = cost else { continue };
                indices += cost.indices;
                vertices += cost.vertices;
                flat_vertices += if cost.has_normals { cost.vertices } else { cost.indices };
                if indices > limits.indices {
                    return Err(Fault::new("meshes", format!("the model has more than {} indices", limits.indices)));
                }
                if vertices > limits.vertices {
                    return Err(Fault::new("meshes", format!("the model has more than {} vertices", limits.vertices)));
                }
            }
        }
        draws.sort_by_key(|d| d.material);
        let mut skins: Vec<Option<Skin>> = Vec::new();
        skins.resize_with(root.skins.len(), || None);
        let mut assembly = Self { root, store, limits, draws, pieces: BTreeMap::new(), skins, joints: 0 };
        let flat = flat_vertices <= limits.vertices;
        for i in 0..assembly.draws.len() {
            let d = assembly.draws[i];
            if let std::collections::btree_map::Entry::Vacant(free) = assembly.pieces.entry((d.mesh, d.primitive)) {
                let wish = Wish { tangents_for: normal_uv.get(d.material).copied().flatten(), flat };
                let place = primitive_place(root, d.mesh, d.primitive);
                free.insert(geometry::read(store, &root.meshes[d.mesh].primitives[d.primitive], wish, &place, notes)?);
            }
            if let Some(skin) = root.nodes[d.node].skin {
                assembly.read_skin(skin.at())?;
            }
        }
        Ok(assembly)
    }

    /// Materials that are drawn, in order.
    pub fn used_materials(&self) -> Vec<usize> {
        let drawn = |d: &&Draw| self.pieces.get(&(d.mesh, d.primitive)).is_some_and(Option::is_some);
        let mut used: Vec<usize> = self.draws.iter().filter(drawn).map(|d| d.material).collect();
        used.dedup();
        used
    }

    /// Reads a skin once.
    fn read_skin(&mut self, number: usize) -> Checked<()> {
        let place = format!("skin {number}");
        let slot = self.skins.get_mut(number).ok_or_else(|| Fault::new("nodes", format!("there is no skin {number}")))?;
        if slot.is_some() {
            return Ok(());
        }
        let skin = &self.root.skins[number];
        let joints: Vec<usize> = skin.joints.iter().map(|j| j.at()).collect();
        if joints.is_empty() || joints.iter().any(|j| *j >= self.root.nodes.len()) {
            return Err(Fault::new(place, "its joints are missing or are no nodes"));
        }
        self.joints += joints.len();
        if self.joints > MAX_JOINTS {
            return Err(Fault::new(place, format!("the skins of the model have more than {MAX_JOINTS} joints")));
        }
        let inverse_binds = match skin.inverse_bind_matrices {
            None => vec![Mat4::IDENTITY; joints.len()],
            Some(a) => {
                let a = self.store.accessor(a, &place)?;
                if a.component != Component::F32 || a.shape != "MAT4" || a.count < joints.len() {
                    return Err(Fault::new(place, "its inverse bind matrices are not one matrix for each joint"));
                }
                let read = |i| Mat4::from_cols_array(&self.store.floats::<16>(a, i, 0.0));
                let matrices: Vec<Mat4> = (0..joints.len()).map(read).collect();
                if matrices.iter().any(|m| !m.is_finite()) {
                    return Err(Fault::new(place, "an inverse bind matrix holds a number that is not finite"));
                }
                matrices
            }
        };
        *slot = Some(Skin { joints, inverse_binds });
        Ok(())
    }

    /// The mesh in a pose. `materials` are those of [`Self::used_materials`].
    pub fn pose(&self, graph: &Graph, pose: &Pose, materials: Vec<Material>) -> Checked<Mesh> {
        let globals = pose.globals(graph);
        let used = self.used_materials();
        let mut mesh = Mesh { materials, ..Mesh::default() };
        let mut shape_work = 0u64;
        let mut joint_matrices: BTreeMap<usize, Vec<Mat4>> = BTreeMap::new();
        for d in &self.draws {
            let Some(Some(piece)) = self.pieces.get(&(d.mesh, d.primitive)) else { continue };
            if (mesh.vertices.len() + piece.positions.len()) as u64 > self.limits.vertices {
                return Err(Fault::new("meshes", format!("the model has more than {} vertices once tangents are made", self.limits.vertices)));
            }
            let place = primitive_place(self.root, d.mesh, d.primitive);
            let material = used.binary_search(&d.material).unwrap_or(0) as u32;
            let first_index = mesh.indices.len() as u32;
            let morphed = self.morph(d, piece, pose, &mut shape_work, &place)?;
            let (positions, normals) = morphed.as_ref().map_or((&piece.positions, &piece.normals), |(p, n)| (p, n));
            let skin_number = self.root.nodes[d.node].skin.map(schema::Int::at).filter(|_| !piece.influences.is_empty());
            let skin = skin_number.and_then(|s| Some((s, self.skins.get(s)?.as_ref()?)));
            let mirrored = match skin {
                Some((number, skin)) => {
                    let joints = joint_matrices.entry(number).or_insert_with(|| skin.matrices(&globals));
                    skinned(&mut mesh, piece, positions, normals, joints, &place)?
                }
                None => moved(&mut mesh, piece, positions, normals, &globals[d.node]),
            };
            let base = (mesh.vertices.len() - piece.positions.len()) as u32;
            for t in piece.indices.chunks_exact(3) {
                let [a, b, c] = [base + t[0], base + t[1], base + t[2]];
                mesh.indices.extend(if mirrored { [a, c, b] } else { [a, b, c] });
            }
            let added = &mesh.indices[first_index as usize..];
            if let Some(bad) = mesh.vertices[base as usize..].iter().position(|v| !v.position.iter().all(|c| c.abs() <= MAX_COORDINATE)) {
                return Err(Fault::new(place, format!("vertex {bad} would stand more than {MAX_COORDINATE} m away")));
            }
            let bounds = Aabb::of_points(added.iter().map(|i| Vec3::from(mesh.vertices[*i as usize].position)));
            let index_count = added.len() as u32;
            match mesh.submeshes.last_mut() {
                Some(last) if last.material == material => {
                    last.index_count += index_count;
                    last.bounds = last.bounds.union(bounds);
                }
                _ => mesh.submeshes.push(Submesh { first_index, index_count, material, bounds }),
            }
            mesh.bounds = mesh.bounds.union(bounds);
        }
        if mesh.indices.is_empty() {
            return Err(Fault::new("meshes", "there are no triangles to draw"));
        }
        Ok(mesh)
    }

    /// Positions and normals moved by the shapes (morph targets) of a pose; `None` when none is active.
    fn morph(&self, d: &Draw, piece: &Piece, pose: &Pose, work: &mut u64, place: &str) -> Checked<Option<(Vec<Vec3>, Vec<Vec3>)>> {
        let mesh = &self.root.meshes[d.mesh];
        let p = &mesh.primitives[d.primitive];
        let weights = pose.weights[d.node].as_ref().unwrap_or(&mesh.weights);
        let active: Vec<(f32, &schema::Attributes)> = weights.iter().copied().zip(&p.targets).filter(|(w, _)| *w != 0.0).collect();
        if active.is_empty() {
            return Ok(None);
        }
        if active.iter().any(|(w, _)| !w.is_finite()) {
            return Err(Fault::new(place, "the weight of a morph target is not finite"));
        }
        *work += active.len() as u64 * piece.positions.len() as u64;
        if *work > MAX_SHAPE_WORK {
            return Err(Fault::new(place, "its morph targets move too many vertices"));
        }
        let (mut positions, mut normals) = (piece.positions.clone(), piece.normals.clone());
        let count = p.attributes.position.map_or(Ok(0), |a| self.store.accessor(a, place).map(|a| a.count))?;
        let add = |list: &mut [Vec3], a: &Accessor, w: f32| {
            for (v, i) in list.iter_mut().zip(&piece.source) {
                let delta = Vec3::from(self.store.floats::<3>(a, *i as usize, 0.0)) * w;
                *v += if delta.is_finite() { delta } else { Vec3::ZERO };
            }
        };
        for (w, t) in active {
            let [position, normal] = geometry::shape_accessors(self.store, t, count, place)?;
            if let Some(a) = position {
                add(&mut positions, a, w);
            }
            if let Some(a) = normal {
                add(&mut normals, a, w);
            }
        }
        if piece.computed_normals {
            normals = if piece.unwelded { geometry::flat_normals(&positions) } else { geometry::smooth_normals(&positions, &piece.indices) };
        }
        Ok(Some((positions, normals)))
    }
}

impl Skin {
    /// Model space from bind space for each joint.
    fn matrices(&self, globals: &[Affine3A]) -> Vec<Mat4> {
        self.joints.iter().zip(&self.inverse_binds).map(|(j, b)| Mat4::from(globals[*j]) * *b).collect()
    }
}

/// The rotation-and-scale part of a transform and what turns normals with it: its cofactors, which need no division.
fn normal_matrix(m: Mat3) -> Mat3 {
    Mat3::from_cols(m.y_axis.cross(m.z_axis), m.z_axis.cross(m.x_axis), m.x_axis.cross(m.y_axis))
}

/// A vertex of a piece with moved position, normal and tangent.
fn vertex(piece: &Piece, i: usize, position: Vec3, normal: Vec3, linear: Mat3, mirrored: bool) -> Vertex {
    let tangent = piece.tangents.get(i).map_or([127, 0, 0, 127], |t| pack_tangent(linear * t.truncate(), normal, t.w * if mirrored { -1.0 } else { 1.0 }));
    let uv = |set: usize| piece.uvs[set].get(i).copied().unwrap_or_default();
    Vertex {
        position: position.to_array(),
        normal_oct: oct_encode(normal),
        tangent,
        uv0: uv(0),
        color: piece.colors.get(i).copied().unwrap_or([255; 4]),
        uv1_or_light: uv(1).map(f32::to_bits),
    }
}

/// A tangent at right angles to the normal, packed.
fn pack_tangent(t: Vec3, normal: Vec3, w: f32) -> [i8; 4] {
    let t = (t - normal * normal.dot(t)).try_normalize().unwrap_or_else(|| normal.any_orthonormal_vector());
    let byte = |v: f32| (v * 127.0).round().clamp(-127.0, 127.0) as i8;
    [byte(t.x), byte(t.y), byte(t.z), if w < 0.0 { -127 } else { 127 }]
}

/// Appends a piece moved as a whole. Returns whether the transform mirrors.
fn moved(mesh: &mut Mesh, piece: &Piece, positions: &[Vec3], normals: &[Vec3], m: &Affine3A) -> bool {
    let linear = Mat3::from(m.matrix3);
    let mirrored = linear.determinant() < 0.0;
    // Cofactors of a mirroring turn the normal inside; the winding is turned too, so the outside stays outside.
    let turn = normal_matrix(linear) * if mirrored { -1.0 } else { 1.0 };
    mesh.vertices.extend(positions.iter().zip(normals).enumerate().map(|(i, (p, n))| {
        let normal = (turn * *n).try_normalize().unwrap_or(Vec3::Y);
        vertex(piece, i, m.transform_point3(*p), normal, linear, mirrored)
    }));
    mirrored
}

/// Appends a piece moved by joints. Returns whether they mirror.
fn skinned(mesh: &mut Mesh, piece: &Piece, positions: &[Vec3], normals: &[Vec3], joints: &[Mat4], place: &str) -> Checked<bool> {
    let mut mirrored = false;
    for (i, ((p, n), influence)) in positions.iter().zip(normals).zip(&piece.influences).enumerate() {
        let total: f32 = influence.weights.iter().sum();
        let mut m = Mat4::ZERO;
        for (j, w) in influence.joints.iter().zip(influence.weights).filter(|(_, w)| *w > 0.0) {
            let joint = joints.get(usize::from(*j)).ok_or_else(|| Fault::new(place, format!("its vertices name joint {j} of {}", joints.len())))?;
            m += *joint * (w / total);
        }
        if total <= 0.0 {
            m = joints.first().copied().unwrap_or(Mat4::IDENTITY);
        }
        let linear = Mat3::from_mat4(m);
        let flips = linear.determinant() < 0.0;
        if i == 0 {
            mirrored = flips;
        }
        let normal = (normal_matrix(linear) * *n * if flips { -1.0 } else { 1.0 }).try_normalize().unwrap_or(Vec3::Y);
        let position = (m * Vec4::from((*p, 1.0))).truncate();
        mesh.vertices.push(vertex(piece, i, position, normal, linear, flips));
    }
    Ok(mirrored)
}
