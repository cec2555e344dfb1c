//! First and last pose of an animation (specification 2.0.1, section 3.11).

use glam::{Quat, Vec3};

use super::accessor::{Accessor, Component, Store};
use super::graph::{Local, Pose, unit};
use super::schema::{Animation, Root};
use super::{Checked, Fault};

/// Length and the two poses of an animation: everything it does not move stays at rest.
pub struct Ends {
    /// Seconds from 0 to the last key.
    pub duration_secs: f32,
    /// At the first keys.
    pub start: Pose,
    /// At the last keys.
    pub end: Pose,
}

/// Channels and values one animation may have.
const MAX_CHANNELS: usize = 100_000;

/// The two ends of animation `number`.
pub fn ends(root: &Root, store: &Store, rest: &Pose, number: usize, animation: &Animation) -> Checked<Ends> {
    let place = format!("animation {number}");
    if animation.channels.len() > MAX_CHANNELS {
        return Err(Fault::new(place, format!("it has more than {MAX_CHANNELS} channels")));
    }
    let mut ends = Ends { duration_secs: 0.0, start: rest.clone(), end: rest.clone() };
    let mut weight_budget = 1usize << 22;
    for (c, channel) in animation.channels.iter().enumerate() {
        let place = format!("{place}, channel {c}");
        let missing = |what: &str| Fault::new(place.as_str(), format!("{what} is missing"));
        // A channel without a node belongs to an extension.
        let Some(node) = channel.target.node else { continue };
        let node = node.at();
        let node_in_file = root.nodes.get(node).ok_or_else(|| Fault::new(place.as_str(), format!("there is no node {node}")))?;
        let sampler = channel.sampler.and_then(|s| animation.samplers.get(s.at())).ok_or_else(|| missing("its sampler"))?;
        let input = store.accessor(sampler.input.ok_or_else(|| missing("its input"))?, &place)?;
        let output = store.accessor(sampler.output.ok_or_else(|| missing("its output"))?, &place)?;
        if input.component != Component::F32 || input.shape != "SCALAR" || output.component == Component::U32 {
            return Err(Fault::new(place, "its times or values are of a wrong type"));
        }
        let last_time = store.floats::<1>(input, input.count - 1, 0.0)[0];
        if !last_time.is_finite() || !(0.0..=86_400.0).contains(&last_time) {
            return Err(Fault::new(place, "its last time is not within a day"));
        }
        ends.duration_secs = ends.duration_secs.max(last_time);
        // A cubic spline keeps two tangents with each value.
        let (per_key, middle) = if sampler.interpolation == "CUBICSPLINE" { (3, 1) } else { (1, 0) };
        let (width, shape) = match channel.target.path.as_str() {
            "translation" | "scale" => (1, "VEC3"),
            "rotation" => (1, "VEC4"),
            "weights" => {
                let mesh = node_in_file.mesh.and_then(|m| root.meshes.get(m.at()));
                (mesh.and_then(|m| m.primitives.first()).map_or(0, |p| p.targets.len()), "SCALAR")
            }
            _ => continue,
        };
        let wanted = input.count.checked_mul(per_key).and_then(|n| n.checked_mul(width));
        if output.shape != shape || wanted.is_none_or(|n| n == 0 || n > output.count) {
            return Err(Fault::new(place, "its values are too few or of a wrong type"));
        }
        for (pose, key) in [(&mut ends.start, 0), (&mut ends.end, input.count - 1)] {
            let at = (key * per_key + middle) * width;
            if shape == "SCALAR" {
                weight_budget = weight_budget.checked_sub(width).ok_or_else(|| Fault::new(place.as_str(), "the animation moves too many shapes"))?;
                pose.weights[node] = Some((0..width).map(|i| store.floats::<1>(output, at + i, 0.0)[0]).collect());
            } else {
                set(&mut pose.locals[node], &channel.target.path, store, output, at).ok_or_else(|| Fault::new(place.as_str(), "a value is not a number"))?;
            }
        }
    }
    Ok(ends)
}

/// Sets a part of a node's transform; a node with a matrix begins anew, as such nodes must not be animated. `None` for numbers that are not finite.
fn set(local: &mut Local, path: &str, store: &Store, output: &Accessor, at: usize) -> Option<()> {
    if let Local::Matrix(m) = local {
        let (s, r, t) = m.to_scale_rotation_translation();
        *local = Local::Parts { t, r: unit(r), s };
    }
    let Local::Parts { t, r, s } = local else { return Some(()) };
    if path == "rotation" {
        let v = Quat::from_array(store.floats::<4>(output, at, 0.0));
        *r = v.is_finite().then(|| unit(v))?;
    } else {
        let v = Vec3::from(store.floats::<3>(output, at, 0.0));
        *(if path == "scale" { s } else { t }) = v.is_finite().then_some(v)?;
    }
    Some(())
}
