//! Niches, from a shelf in the wall to an iwan.

use glam::{Vec2, Vec3};

use super::{
    builder::MeshBuilder,
    frame::{Frame, opening},
    plan::{Glazing, HallPlan, NichePlan, Shape, Style},
    shell::{self, FLOOR_CELL, Opening, SkyPortal, WALL_CELL, Wall},
};
use crate::curation::material::Finish;

/// Builds the recess behind an opening: reveal, back wall with its window, floor.
pub fn niche(b: &mut MeshBuilder, plan: &HallPlan, w: &Wall, o: &Opening, n: &NichePlan, finish: Finish, portals: &mut Vec<SkyPortal>) {
    let floor_level = n.sill_m < 0.02;
    shell::reveal(b, finish, &w.frame, &o.outline, n.depth_m, !floor_level);
    let back = w.frame.at(0.0, 0.0, -n.depth_m);
    let mut polygons = vec![o.outline.clone()];
    if let Some([width, height, sill]) = n.window {
        let outline = opening(Shape::Pointed, o.foot.x, sill, width, height, 16);
        let win = Opening { kind: o.kind, outline: outline.clone(), foot: Vec2::new(o.foot.x, sill), size: Vec2::new(width, height), shape: Shape::Pointed };
        shell::reveal(b, Finish::Gypsum, &back, &outline, 0.22, true);
        portals.push(shell::fill_window(b, plan, &back, &win, Glazing::Coloured, 0.12, 0.22, Finish::Walnut));
        polygons.push(outline.clone());
        rim(b, Finish::StarTile, &back, &outline, 0.16, 0.02);
    }
    // Large recesses carry bands like the room, small ones are plain.
    if floor_level && n.depth_m > 1.0 {
        for (y0, y1, f) in [(0.0, 1.0, Finish::StarTile), (1.0, n.height_m, finish)] {
            let cut: Vec<Vec<Vec2>> = polygons.iter().map(|p| shell::clip_y(p, y0, y1)).filter(|p| p.len() >= 3).collect();
            b.region(f, &back, &cut, &[], WALL_CELL);
        }
    } else {
        b.region(finish, &back, &polygons, &[], 0.25);
    }
    if floor_level {
        let f = w.frame.at(o.foot.x, 0.0, 0.0).lying();
        let half = o.size.x * 0.5;
        let stone = if plan.head.style == Style::TehranSchoolroom { Finish::BrickFloor } else { Finish::Marble };
        b.region(stone, &f, &[super::frame::rect(-half, 0.0, half, n.depth_m)], &[], FLOOR_CELL);
    }
}

/// A raised band around an opening, of one width, standing `relief` before the wall.
pub fn rim(b: &mut MeshBuilder, finish: Finish, frame: &Frame, outline: &[Vec2], width: f32, relief: f32) {
    let path = shell::over_head(frame, outline, 0.0);
    let mut points: Vec<Vec3> = path.points;
    points.reverse();
    points.dedup_by(|a, b| a.distance(*b) < 1e-4);
    // Left foot, over the head, right foot: the outside is to the left.
    let profile = [[width, 0.0], [width, relief], [0.0, relief], [0.0, 0.0]].map(Vec2::from);
    b.sweep(finish, &super::builder::Path { points, closed: false, up: frame.z }, &profile, 0.4);
}
