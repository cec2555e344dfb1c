//! The node tree: proven a forest before anything walks it, and never walked by recursion.

use glam::{Affine3A, Mat4, Quat, Vec3};

use super::schema::Root;
use super::{Checked, Fault};
use crate::curation::Limits;

/// Nodes of the shown scene, parents before children.
#[derive(Debug)]
pub struct Graph {
    /// Node and its parent.
    pub order: Vec<(usize, Option<usize>)>,
}

impl Graph {
    /// Checks that every node has at most one parent, that there are no rings, and that the tree is not too deep; then lists the nodes
    /// of the default scene (the first one if none is named; all nodes if there are no scenes).
    pub fn new(root: &Root, limits: &Limits) -> Checked<Self> {
        let n = root.nodes.len();
        if n as u64 > limits.nodes {
            return Err(Fault::new("nodes", format!("there are {n}, more than the {} a model may have", limits.nodes)));
        }
        let mut parent: Vec<Option<usize>> = vec![None; n];
        for (i, node) in root.nodes.iter().enumerate() {
            for child in node.children.iter() {
                match parent.get_mut(child.at()) {
                    None => return Err(Fault::new(format!("node {i}"), format!("there is no node {}", child.0))),
                    Some(Some(_)) => return Err(Fault::new(format!("node {}", child.0), "it has two parents")),
                    Some(free) => *free = Some(i),
                }
            }
        }
        // With one parent at most, whatever cannot be reached from a parentless node lies on a ring.
        let tops = (0..n).filter(|i| parent[*i].is_none());
        let all = walk(root, tops, limits)?;
        if all.len() < n {
            let mut seen = vec![false; n];
            all.iter().for_each(|(i, _)| seen[*i] = true);
            let ring = seen.iter().position(|s| !s).unwrap_or(0);
            return Err(Fault::new(format!("node {ring}"), "it is its own ancestor"));
        }
        let scene = match (root.scene, root.scenes.first()) {
            (Some(s), _) => Some(root.scenes.get(s.at()).ok_or_else(|| Fault::new("scene", format!("there is no scene {}", s.0)))?),
            (None, first) => first,
        };
        let Some(scene) = scene else { return Ok(Self { order: all }) };
        let mut listed = vec![false; n];
        for top in scene.nodes.iter() {
            match (parent.get(top.at()), listed.get_mut(top.at())) {
                (Some(None), Some(seen)) if !*seen => *seen = true,
                (None, _) => return Err(Fault::new("scene", format!("there is no node {}", top.0))),
                _ => return Err(Fault::new("scene", format!("node {} would be drawn twice", top.0))),
            }
        }
        Ok(Self { order: walk(root, scene.nodes.iter().map(|t| t.at()), limits)? })
    }
}

/// Nodes below some top nodes, parents first.
fn walk(root: &Root, tops: impl Iterator<Item = usize>, limits: &Limits) -> Checked<Vec<(usize, Option<usize>)>> {
    let mut order: Vec<(usize, Option<usize>)> = tops.map(|t| (t, None)).collect();
    let mut level_end = order.len();
    let (mut at, mut depth) = (0, 1);
    while at < order.len() {
        if at == level_end {
            depth += 1;
            level_end = order.len();
            if depth > limits.depth {
                return Err(Fault::new("nodes", format!("they are nested more than {} deep", limits.depth)));
            }
        }
        let (i, _) = order[at];
        order.extend(root.nodes[i].children.iter().map(|c| (c.at(), Some(i))));
        at += 1;
    }
    Ok(order)
}

/// A node's own transform.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Local {
    /// As a matrix.
    Matrix(Affine3A),
    /// In parts, which animations may change.
    Parts {
        /// Translation, metres.
        t: Vec3,
        /// Rotation.
        r: Quat,
        /// Scale.
        s: Vec3,
    },
}

impl Local {
    /// Parent space from node space.
    pub fn affine(self) -> Affine3A {
        match self {
            Self::Matrix(m) => m,
            Self::Parts { t, r, s } => Affine3A::from_scale_rotation_translation(s, r, t),
        }
    }
}

/// The pose of all nodes: their transforms and the weights of their shapes.
#[derive(Clone, Debug)]
pub struct Pose {
    /// Per node.
    pub locals: Vec<Local>,
    /// Per node, `None` for those of the mesh.
    pub weights: Vec<Option<Vec<f32>>>,
}

impl Pose {
    /// The pose at rest.
    pub fn rest(root: &Root) -> Checked<Self> {
        let mut pose = Self { locals: Vec::with_capacity(root.nodes.len()), weights: Vec::with_capacity(root.nodes.len()) };
        for (i, node) in root.nodes.iter().enumerate() {
            let bad = || Fault::new(format!("node {i}"), "its transform holds a number that is not finite");
            let local = match node.matrix {
                Some(m) => {
                    let m = Mat4::from_cols_array(&m);
                    if !m.is_finite() {
                        return Err(bad());
                    }
                    Local::Matrix(Affine3A::from_mat4(m))
                }
                None => {
                    let t = Vec3::from(node.translation.unwrap_or_default());
                    let r = Quat::from_array(node.rotation.unwrap_or([0.0, 0.0, 0.0, 1.0]));
                    let s = Vec3::from(node.scale.unwrap_or([1.0; 3]));
                    if !(t.is_finite() && r.is_finite() && s.is_finite()) {
                        return Err(bad());
                    }
                    Local::Parts { t, r: unit(r), s }
                }
            };
            pose.locals.push(local);
            pose.weights.push(node.weights.clone());
        }
        Ok(pose)
    }

    /// Model space from node space for the nodes of a graph; others keep the identity.
    pub fn globals(&self, graph: &Graph) -> Vec<Affine3A> {
        let mut globals = vec![Affine3A::IDENTITY; self.locals.len()];
        for &(i, parent) in &graph.order {
            let local = self.locals[i].affine();
            globals[i] = parent.map_or(local, |p| globals[p] * local);
        }
        globals
    }
}

/// A rotation of unit length; one that vanishes turns nothing.
pub fn unit(r: Quat) -> Quat {
    let length = r.length();
    if length.is_finite() && length > 1e-12 { r / length } else { Quat::IDENTITY }
}
