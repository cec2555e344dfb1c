use super::*;
use crate::scene::{Bvh, Ray, Sh9, mesh::oct_decode, mesh::rgb9e5_decode};

const HALLS: [&str; 3] = ["paris", "tetouan", "tehran"];

fn exhibits(path: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("exhibits").join(path)).unwrap()
}

fn plan(id: &str) -> HallPlan {
    HallPlan::read(&format!("halls/{id}/hall.toml"), &exhibits(&format!("halls/{id}/hall.toml"))).unwrap()
}

fn work(slug: &str) -> HallWork {
    let size_m = match slug {
        "schools-map" => [2.4, 1.44, 0.02],
        "timeline" => [1.68, 1.0, 0.02],
        "great-dress" => [1.0, 1.4, 0.02],
        "desk" => [1.10, 0.70, 0.70],
        "desk-green" => [1.21, 0.84, 0.81],
        "kas-lamp" => [0.18, 0.78, 0.18],
        "tik" => [0.275, 1.045, 0.275],
        "finials" => [0.2, 0.26, 0.08],
        "amulet-silver" => [0.035, 0.035, 0.003],
        "ketubah-isfahan" => [0.889, 1.003, 0.001],
        "ketubah-tehran" => [0.46, 0.68, 0.001],
        "ketubah-mogador" => [0.542, 0.698, 0.001],
        "ketubah-tetuan" => [0.328, 0.39, 0.001],
        s if s.starts_with("lamp-") => [0.254, 0.307, 0.07],
        _ => [1.4, 1.0, 0.02],
    };
    HallWork { slug: slug.into(), size_m, mesh: None }
}

fn works(plan: &HallPlan) -> Vec<HallWork> {
    plan.works.iter().map(|w| work(&w.work)).collect()
}

fn built(id: &str) -> (HallPlan, Assembled) {
    let p = plan(id);
    let a = assemble(&p, &works(&p), &|_| {}).unwrap_or_else(|m| panic!("{}", m.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")));
    (p, a)
}

fn plain_environment(px: u32, _: &[Vec<Vec3>; 6], center: Vec3, proxy_box: Option<(Vec3, Vec3)>) -> Environment {
    Environment { face_size: px, mip_count: 1, cube: Vec::new(), irradiance: Sh9::default(), proxy_box, center }
}

fn next(state: &mut u32) -> f32 {
    *state = state.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
    let w = ((*state >> ((*state >> 28) + 4)) ^ *state).wrapping_mul(277_803_737);
    (((w >> 22) ^ w) >> 8) as f32 / 16_777_216.0
}

#[test]
fn the_house_fits_together() {
    let museum = MuseumPlan::read("museum.toml", &exhibits("museum.toml")).unwrap();
    let halls: Vec<HallPlan> = HALLS.iter().map(|id| plan(id)).collect();
    assert_eq!(check::check_museum(&museum, &halls), []);
    assert_eq!(museum.halls.iter().map(|h| h.id.as_str()).collect::<Vec<_>>(), HALLS);
    for h in &halls {
        assert_eq!(check::check(h), []);
    }
}

#[test]
fn meshes_are_sound_and_within_bounds() {
    for id in HALLS {
        let (_, a) = built(id);
        let mut total = 0;
        for p in &a.architecture {
            let m = &p.mesh;
            total += m.indices.len() / 3;
            assert!(m.baked_light && m.indices.iter().all(|i| (*i as usize) < m.vertices.len()), "{id}");
            assert_eq!(m.submeshes.iter().map(|s| s.index_count as usize).sum::<usize>(), m.indices.len());
            for v in &m.vertices {
                assert!(v.position.iter().chain(&v.uv0).all(|c| c.is_finite()), "{id}: {v:?}");
                assert!(v.tangent[3].abs() == 127, "{id}: handedness");
            }
            let mut against = 0;
            for t in m.indices.chunks_exact(3) {
                let [a, b, c] = [t[0], t[1], t[2]].map(|i| Vec3::from(m.vertices[i as usize].position));
                let n = (b - a).cross(c - a);
                assert!(n.length() > 1e-9, "{id}: a triangle without area at {a}");
                let mean: Vec3 = t.iter().map(|i| oct_decode(m.vertices[*i as usize].normal_oct)).sum();
                against += usize::from(mean.dot(n) < 0.0);
            }
            assert!(against * 200 < m.indices.len() / 3, "{id}: {against} triangles face against their normals");
            for s in &m.materials {
                for t in [s.base_color_texture, s.normal_texture, s.metallic_roughness_texture, s.emissive_texture].into_iter().flatten() {
                    assert!((t.key.0 as usize) < p.textures.len(), "{id}: {}", s.name);
                }
            }
        }
        assert!(total <= MAX_TRIANGLES, "{id}: {total}");
    }
}

#[test]
fn no_ray_leaves_a_hall_but_through_a_door() {
    for id in HALLS {
        let (p, a) = built(id);
        let world = bake::World::new(&a.architecture, &[]);
        let mut s = 11;
        let (lo, hi) = (
            p.head.outline.iter().fold(Vec2::INFINITY, |l, q| l.min(Vec2::from(*q))),
            p.head.outline.iter().fold(Vec2::NEG_INFINITY, |l, q| l.max(Vec2::from(*q))),
        );
        let mut lost = Vec::new();
        for _ in 0..6000 {
            let from = Vec3::new(lo.x + 0.6 + (hi.x - lo.x - 1.2) * next(&mut s), 0.5 + 2.2 * next(&mut s), lo.y + 0.6 + (hi.y - lo.y - 1.2) * next(&mut s));
            let d = Vec3::new(next(&mut s) - 0.5, next(&mut s) - 0.5, next(&mut s) - 0.5).normalize_or(Vec3::X);
            if !world.escapes(from, d) {
                continue;
            }
            let through_door = a.doors.iter().any(|door| {
                let o: Vec<Vec3> = door.outline.iter().map(|q| Vec3::from(*q)).collect();
                let n = (o[1] - o[0]).cross(o[o.len() - 1] - o[0]);
                let t = (o[0] - from).dot(n) / d.dot(n);
                let hit = from + d * t;
                let b = crate::scene::Aabb::of_points(o.iter().copied());
                t > 0.0 && hit.cmpge(b.min - 0.02).all() && hit.cmple(b.max + 0.02).all()
            });
            if !through_door {
                lost.push((from, d));
            }
        }
        assert!(lost.is_empty(), "{id}: {} rays escape, first {:?}", lost.len(), lost[0]);
    }
}

/// Cells of 0.1 m one can walk to from a point.
fn reachable(floor: &FloorPlan, from: [f32; 2]) -> std::collections::BTreeSet<(i32, i32)> {
    let cell = |p: [f32; 2]| ((p[0] * 10.0).round() as i32, (p[1] * 10.0).round() as i32);
    let mut seen = std::collections::BTreeSet::new();
    let mut open = vec![cell(from)];
    while let Some(c) = open.pop() {
        if !may_stand(floor, [c.0 as f32 / 10.0, c.1 as f32 / 10.0]) || !seen.insert(c) {
            continue;
        }
        open.extend([(c.0 + 1, c.1), (c.0 - 1, c.1), (c.0, c.1 + 1), (c.0, c.1 - 1)]);
    }
    seen
}

#[test]
fn every_work_can_be_walked_to_from_every_door() {
    for id in HALLS {
        let (p, a) = built(id);
        assert_eq!(a.placed.len(), p.works.len());
        for door in &a.doors {
            let seen = reachable(&a.floor, door.arrive_at);
            assert!(seen.len() > 500, "{id}: stuck at {}", door.slug);
            let near = |q: [f32; 2]| {
                let c = ((q[0] * 10.0).round() as i32, (q[1] * 10.0).round() as i32);
                (-1..=1).any(|i| (-1..=1).any(|k| seen.contains(&(c.0 + i, c.1 + k))))
            };
            for w in &a.placed {
                assert!(near(w.work.placement.view_from), "{id}: {} cannot be reached", w.work.slug);
            }
            for other in &a.doors {
                let o: Vec<Vec3> = other.outline.iter().map(|q| Vec3::from(*q)).collect();
                let middle = (o[0] + o[1]) * 0.5;
                assert!(near([middle.x, middle.z]), "{id}: {} cannot be walked through", other.slug);
            }
        }
    }
}

#[test]
fn works_are_in_view_and_nothing_overlaps() {
    for id in HALLS {
        let (p, a) = built(id);
        let mut positions = Vec::new();
        for product in &a.architecture {
            for s in &product.mesh.submeshes {
                if product.mesh.materials[s.material as usize].alpha_mode == crate::scene::AlphaMode::Opaque {
                    let range = s.first_index as usize..(s.first_index + s.index_count) as usize;
                    positions.extend(product.mesh.indices[range].iter().map(|i| Vec3::from(product.mesh.vertices[*i as usize].position)));
                }
            }
        }
        let bvh = Bvh::build(&positions, &(0..positions.len() as u32).collect::<Vec<_>>());
        for (i, w) in a.placed.iter().enumerate() {
            let q = &w.work.placement;
            let eye = Vec3::new(q.view_from[0], 1.6, q.view_from[1]);
            let target = Vec3::from(q.view_target);
            let near = target + (eye - target).normalize() * 0.12;
            assert!(!bvh.any(&Ray::between(eye, near)), "{id}: something stands before {}", w.work.slug);
            if let Some(l) = &w.light {
                let start = l.position + l.direction * 0.08;
                for dx in [-0.3, 0.0, 0.3] {
                    let across = l.direction.cross(Vec3::Y).normalize_or_zero() * dx * (Vec3::from(q.bounds[1]) - Vec3::from(q.bounds[0])).length() * 0.5;
                    let end = target + across + (start - target).normalize() * 0.15;
                    assert!(!bvh.any(&Ray::between(start, end)), "{id}: something hangs in the light of {}", w.work.slug);
                }
            }
            let bounds = |q: &Placement| q.bounds.map(Vec3::from);
            for other in &a.placed[..i] {
                let ([a0, a1], [b0, b1]) = (bounds(q), bounds(&other.work.placement));
                assert!(!(a0.cmplt(b1).all() && b0.cmplt(a1).all()), "{id}: {} and {} overlap", w.work.slug, other.work.slug);
            }
            assert!(q.bounds.iter().flatten().all(|v| v.is_finite()) && q.bounds[0][1] >= 0.0 && q.bounds[1][1] <= p.head.height_m);
        }
    }
}

const SMALL: &str = r#"
id = "small"
style = "paris-salon"
exposure_ev100 = 5.5
height_m = 3.2
ceiling = "flat"
outline = [[-2.5, 2.0], [2.5, 2.0], [2.5, -2.0], [-2.5, -2.0]]
sky_cd_m2 = 150
[[door]]
id = "out"
wall = 1
at_m = 2.0
width_m = 1.2
height_m = 2.2
[[window]]
wall = 2
at_m = 2.5
sill_m = 0.5
width_m = 1.0
height_m = 1.6
[[lamp]]
kind = "pendant"
at = [0, 2.2, 0]
lumens = 1000
kelvin = 2700
[[place_work]]
work = "panel"
stand = "wall"
wall = 3
at_m = 2.0
lux = 200
view_m = 1.6
"#;

#[test]
fn light_is_true_to_its_numbers_and_the_same_every_time() {
    let p = HallPlan::read("small", SMALL).unwrap();
    let works = [work("panel")];
    let one = compile(&p, &works, &plain_environment, &|_| {}).unwrap();
    let two = compile(&p, &works, &plain_environment, &|_| {}).unwrap();
    for (a, b) in one.architecture.iter().zip(&two.architecture) {
        assert!(a.mesh.vertices == b.mesh.vertices, "the bake differs from run to run");
    }
    assert_eq!(one.probes, two.probes);
    assert_eq!(one.lights.len(), 2);
    // The spotlight alone gives the work its illuminance.
    let at = Vec3::from(one.placements[0].placement.view_target);
    let spot = &one.lights[1];
    let (to, e) = bake::arriving(spot, at).unwrap();
    let lux = color::luminance(e) * to.dot(Vec3::X);
    assert!((lux - 200.0).abs() < 6.0, "{lux} lux");
    // The lamp's floor light: lumens / (4 pi h^2) plus what walls give back.
    let floor = one.architecture[0]
        .mesh
        .vertices
        .iter()
        .filter(|v| v.position[1] == 0.0 && v.position[0].hypot(v.position[2]) < 0.4)
        .map(|v| v.uv1_or_light)
        .collect::<Vec<_>>();
    assert!(!floor.is_empty());
    let direct = floor.iter().map(|l| color::luminance(rgb9e5_decode(l[1]))).sum::<f32>() / floor.len() as f32 * std::f32::consts::PI;
    let expected = 1000.0 / (4.0 * std::f32::consts::PI * 2.2 * 2.2);
    assert!(direct > expected * 0.8 && direct < expected * 2.5, "{direct} against {expected} lux");
    let mut finite = 0;
    for a in &one.architecture {
        for v in &a.mesh.vertices {
            let l = rgb9e5_decode(v.uv1_or_light[0]) + rgb9e5_decode(v.uv1_or_light[1]);
            assert!(l.is_finite());
            finite += usize::from(l.max_element() > 0.0);
        }
    }
    assert!(finite * 10 > one.architecture.iter().map(|a| a.mesh.vertices.len()).sum::<usize>() * 9, "most of the hall is lit");
    let up = one.probes[0].indirect.evaluate(Vec3::X);
    assert!(up.max_element() > 0.5 && up.is_finite(), "{up}");
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
    let text = SMALL
        .replace("width_m = 1.2", "width_m = \"wide\"")
        .replace("kind = \"pendant\"", "kind = \"torch\"")
        .replace("lux = 200", "lux = 200\ncolour = \"red\"");
    let m = HallPlan::read("halls/small/hall.toml", &text).unwrap_err();
    let all: Vec<String> = m.iter().map(ToString::to_string).collect();
    assert_eq!(all.len(), 3, "{all:#?}");
    for (said, place) in all.iter().zip(["door 1", "lamp 1", "place_work 1"]) {
        assert!(said.starts_with("halls/small/hall.toml") && said.contains(place) && !said.contains('\n'), "{said}");
    }
    let bad = SMALL.replace("height_m = 3.2", "height_m = 320").replace("wall = 3", "wall = 9").replace("lumens = 1000", "lumens = -4");
    let p = HallPlan::read("small", &bad).unwrap();
    let m = check::check(&p);
    assert_eq!(m.len(), 3, "{m:#?}");
    assert!(HallPlan::read("small", "id = ").unwrap_err()[0].to_string().contains("line 1"));
    let clash = SMALL.replace("wall = 3\nat_m = 2.0", "wall = 1\nat_m = 2.0");
    let p = HallPlan::read("small", &clash).unwrap();
    let m = compile(&p, &[work("panel")], &plain_environment, &|_| {}).unwrap_err();
    assert!(m.iter().any(|m| m.reason.contains("overlaps an opening")), "{m:#?}");
    let m = compile(&p, &[], &plain_environment, &|_| {}).unwrap_err();
    assert!(m.iter().any(|m| m.reason.contains("no such work")), "{m:#?}");
}

#[test]
fn doors_that_do_not_meet_are_told() {
    let text = exhibits("museum.toml").replace("origin = [12.3, 0.0]", "origin = [13.0, 0.0]").replace("\"to-tehran\"", "\"to-nowhere\"");
    let museum = MuseumPlan::read("museum.toml", &text).unwrap();
    let halls: Vec<HallPlan> = HALLS.iter().map(|id| plan(id)).collect();
    let m = check::check_museum(&museum, &halls);
    assert!(m.iter().any(|m| m.reason.contains("0.70 m apart")) && m.iter().any(|m| m.reason.contains("to-nowhere")), "{m:#?}");
}
