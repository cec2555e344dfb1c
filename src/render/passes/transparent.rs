//! Surfaces that are blended, farthest first, after everything that covers. Glass cases, varnish, labels with soft edges.
//!
//! | technique | cost | why (not) |
//! | --- | --- | --- |
//! | order-independent blending | two more targets, weights to tune | a hall holds a few dozen panes; sorting them is exact where they do not cross |
//! | refraction from a blurred copy | a copy and a blur of the whole picture | thin flat glass does not bend what is behind it |
//! | sorted, premultiplied, thin glass hides what it reflects | none beyond the draws | **taken** |

use super::opaque::{Recording, record};
use crate::render::draws::Draw;

/// Draws a list sorted from back to front. Returns triangles.
pub(in crate::render) fn draw(pass: &mut wgpu::RenderPass<'_>, r: &Recording<'_>, draws: &[Draw]) -> u64 {
    debug_assert!(draws.windows(2).all(|w| w[0].distance >= w[1].distance), "blended surfaces are sorted from back to front");
    record(pass, r, draws)
}
