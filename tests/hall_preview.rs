//! Pictures of the halls by a small ray tracer, for looking at. Run by hand:
//! `HALL_PREVIEW=DIR cargo test --test hall_preview -- --ignored`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test may stop where it stands")]

use std::{path::PathBuf, sync::Arc, time::Instant};

use alliance_museum::{
    curation::{
        bake::arriving,
        hall::{CompiledHall, HallPlan, HallWork, compile},
        product::{MeshProduct, RawTexture},
    },
    scene::{
        AlphaMode, Bvh, Environment, Pose, Ray, Sh9, TextureRef, Vertex,
        mesh::{oct_decode, rgb9e5_decode},
    },
};
use glam::{Vec2, Vec3};
use rayon::prelude::*;

fn exhibits() -> PathBuf {
    std::env::var("HALL_EXHIBITS").map_or_else(|_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("exhibits"), PathBuf::from)
}

fn plan(id: &str) -> HallPlan {
    let text = std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("exhibits/halls/{id}/hall.toml"))).unwrap();
    HallPlan::read(id, &text).unwrap_or_else(|m| panic!("{m:?}"))
}

fn works(plan: &HallPlan) -> Vec<HallWork> {
    plan.works
        .iter()
        .map(|w| {
            let size = std::fs::read_to_string(exhibits().join(format!("works/{}/work.toml", w.work)))
                .ok()
                .and_then(|t| t.parse::<toml::Table>().ok())
                .and_then(|t| {
                    let s = t.get("size_cm")?.as_array()?.clone();
                    let n = |i: usize| s[i].as_float().or(s[i].as_integer().map(|v| v as f64)).map(|v| v as f32 / 100.0);
                    Some([n(0)?, n(1)?, n(2)?])
                })
                .unwrap_or([1.4, 1.0, 0.02]);
            HallWork { slug: w.work.clone(), size_m: size, mesh: None }
        })
        .collect()
}

fn environment(px: u32, _: &[Vec<Vec3>; 6], center: Vec3, proxy: Option<(Vec3, Vec3)>) -> Environment {
    Environment { face_size: px, mip_count: 1, cube: Vec::new(), irradiance: Sh9::default(), proxy_box: proxy, center }
}

struct Tracer<'a> {
    hall: &'a CompiledHall,
    sizes: Vec<[f32; 3]>,
    bvh: Bvh,
    glass: Bvh,
    triangles: Vec<Tri>,
    glass_triangles: Vec<Tri>,
}

#[derive(Clone, Copy)]
struct Tri {
    mesh: usize,
    material: usize,
    corners: [u32; 3],
    work: Option<usize>,
}

struct Spot {
    position: Vec3,
    normal: Vec3,
    color: Vec3,
    emissive: Vec3,
    rough: f32,
    metal: f32,
    indirect: Vec3,
    direct: Vec3,
    occlusion: f32,
}

fn linear(v: u8) -> f32 {
    let v = f32::from(v) / 255.0;
    if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

fn fetch(t: &RawTexture, uv: Vec2, footprint: f32) -> [f32; 4] {
    // A coarse box filter by skipping: enough for looking.
    let n = ((footprint * t.width as f32).ceil() as i32).clamp(1, 12);
    let mut sum = [0.0; 4];
    for j in 0..n {
        for i in 0..n {
            let o = Vec2::new(i as f32 + 0.5, j as f32 + 0.5) / n as f32 - 0.5;
            let p = uv + o * footprint;
            let x = ((p.x.rem_euclid(1.0) * t.width as f32) as u32).min(t.width - 1);
            let y = ((p.y.rem_euclid(1.0) * t.height as f32) as u32).min(t.height - 1);
            let k = ((y * t.width + x) * 4) as usize;
            for (c, s) in sum.iter_mut().enumerate() {
                *s += linear(t.rgba[k + c]);
            }
        }
    }
    sum.map(|s| s / (n * n) as f32)
}

fn fetch_data(t: &RawTexture, uv: Vec2) -> [f32; 4] {
    let x = ((uv.x.rem_euclid(1.0) * t.width as f32) as u32).min(t.width - 1);
    let y = ((uv.y.rem_euclid(1.0) * t.height as f32) as u32).min(t.height - 1);
    let k = ((y * t.width + x) * 4) as usize;
    [0, 1, 2, 3].map(|c| f32::from(t.rgba[k + c]) / 255.0)
}

fn pick(p: &MeshProduct, r: Option<TextureRef>) -> Option<&RawTexture> {
    r.map(|r| &p.textures[r.key.0 as usize])
}

impl<'a> Tracer<'a> {
    fn new(hall: &'a CompiledHall, sizes: Vec<[f32; 3]>) -> Self {
        let (mut pos, mut tris) = (Vec::new(), Vec::new());
        let (mut gpos, mut gtris) = (Vec::new(), Vec::new());
        for (mi, p) in hall.architecture.iter().enumerate() {
            for s in &p.mesh.submeshes {
                let m = &p.mesh.materials[s.material as usize];
                let clear = m.alpha_mode == AlphaMode::Blend;
                for t in p.mesh.indices[s.first_index as usize..(s.first_index + s.index_count) as usize].chunks_exact(3) {
                    let tri = Tri { mesh: mi, material: s.material as usize, corners: [t[0], t[1], t[2]], work: None };
                    let corners = t.iter().map(|i| Vec3::from(p.mesh.vertices[*i as usize].position));
                    if clear {
                        gpos.extend(corners);
                        gtris.push(tri);
                    } else {
                        pos.extend(corners);
                        tris.push(tri);
                    }
                }
            }
        }
        for (k, w) in hall.placements.iter().enumerate() {
            let c = w.placement.hall_from_work;
            let v = |i: usize| Vec3::new(c[i], c[i + 1], c[i + 2]);
            let (x, y, z, o) = (v(0), v(3), v(6), v(9));
            let s = Vec3::from(sizes[k]);
            use alliance_museum::catalogue::Stand;
            let (y0, y1, z0, z1) = match w.placement.stand {
                Stand::Wall => (-s.y * 0.5, s.y * 0.5, 0.0, 0.002),
                Stand::Hang => (-s.y, 0.0, -s.z * 0.5, s.z * 0.5),
                _ => (0.0, s.y, -s.z * 0.5, s.z * 0.5),
            };
            let p = |a: f32, b: f32, c: f32| o + x * a + y * b + z * c;
            let h = s.x * 0.5;
            for q in [
                [p(-h, y0, z1), p(h, y0, z1), p(h, y1, z1), p(-h, y1, z1)],
                [p(h, y0, z0), p(-h, y0, z0), p(-h, y1, z0), p(h, y1, z0)],
                [p(h, y0, z1), p(h, y0, z0), p(h, y1, z0), p(h, y1, z1)],
                [p(-h, y0, z0), p(-h, y0, z1), p(-h, y1, z1), p(-h, y1, z0)],
                [p(-h, y1, z1), p(h, y1, z1), p(h, y1, z0), p(-h, y1, z0)],
            ] {
                for t in [[0, 1, 2], [0, 2, 3]] {
                    pos.extend(t.map(|i: usize| q[i]));
                    tris.push(Tri { mesh: 0, material: 0, corners: [0; 3], work: Some(k) });
                }
            }
        }
        let index = |n: usize| (0..n as u32).collect::<Vec<_>>();
        let bvh = Bvh::build(&pos, &index(pos.len()));
        let glass = Bvh::build(&gpos, &index(gpos.len()));
        Self { hall, sizes, bvh, glass, triangles: tris, glass_triangles: gtris }
    }

    fn shade_point(&self, ray: &Ray, spread: f32) -> Option<(f32, Spot)> {
        let h = self.bvh.closest(ray)?;
        let t = self.triangles[h.triangle as usize];
        let position = ray.at(h.t);
        if let Some(k) = t.work {
            let w = &self.hall.placements[k].placement;
            let n = Vec3::new(w.hall_from_work[6], w.hall_from_work[7], w.hall_from_work[8]);
            let probe = &self.hall.probes[k];
            let panel = self.sizes[k][0] > 0.3 && self.sizes[k][2] < 0.1;
            let color = if panel { Vec3::new(0.80, 0.72, 0.58) } else { Vec3::new(0.42, 0.27, 0.15) };
            let normal = if panel { n } else { -ray.direction.normalize() };
            return Some((
                h.t,
                Spot {
                    position,
                    normal,
                    color,
                    emissive: Vec3::ZERO,
                    rough: 0.6,
                    metal: 0.0,
                    indirect: probe.indirect.evaluate(normal),
                    direct: probe.direct.evaluate(normal),
                    occlusion: 1.0,
                },
            ));
        }
        let p = &self.hall.architecture[t.mesh];
        let m = &p.mesh.materials[t.material];
        let v: [&Vertex; 3] = t.corners.map(|i| &p.mesh.vertices[i as usize]);
        let w = [1.0 - h.u - h.v, h.u, h.v];
        let mix3 = |f: &dyn Fn(&Vertex) -> Vec3| f(v[0]) * w[0] + f(v[1]) * w[1] + f(v[2]) * w[2];
        let mut normal = mix3(&|v| oct_decode(v.normal_oct)).normalize_or(Vec3::Y);
        let uv = Vec2::from(v[0].uv0) * w[0] + Vec2::from(v[1].uv0) * w[1] + Vec2::from(v[2].uv0) * w[2];
        let tint = mix3(&|v| Vec3::new(f32::from(v.color[0]), f32::from(v.color[1]), f32::from(v.color[2])) / 255.0);
        let tangent = mix3(&|v| Vec3::new(f32::from(v.tangent[0]), f32::from(v.tangent[1]), f32::from(v.tangent[2])) / 127.0);
        let sign = f32::from(v[0].tangent[3]).signum();
        if h.back {
            normal = -normal;
        }
        // How much texture a pixel covers.
        let e1 = Vec3::from(v[1].position) - Vec3::from(v[0].position);
        let e2 = Vec3::from(v[2].position) - Vec3::from(v[0].position);
        let (u1, u2) = (Vec2::from(v[1].uv0) - Vec2::from(v[0].uv0), Vec2::from(v[2].uv0) - Vec2::from(v[0].uv0));
        let scale = (u1.perp_dot(u2).abs() / e1.cross(e2).length().max(1e-9)).sqrt();
        let foot = (spread * h.t * ray.direction.length() * scale / ray.direction.normalize().dot(normal).abs().max(0.3)).min(0.5);
        let mut color = Vec3::new(m.base_color[0], m.base_color[1], m.base_color[2]) * tint;
        if let Some(t) = pick(p, m.base_color_texture) {
            let c = fetch(t, uv, foot);
            color *= Vec3::new(c[0], c[1], c[2]);
        }
        let mut emissive = Vec3::from(m.emissive);
        if let Some(t) = pick(p, m.emissive_texture) {
            let c = fetch(t, uv, foot);
            emissive *= Vec3::new(c[0], c[1], c[2]);
        }
        if let Some(t) = pick(p, m.normal_texture)
            && foot < 0.05
        {
            let c = fetch_data(t, uv);
            let tn = (tangent - normal * tangent.dot(normal)).normalize_or(normal.any_orthonormal_vector());
            let b = normal.cross(tn) * sign;
            normal = (tn * (c[0] * 2.0 - 1.0) + b * (c[1] * 2.0 - 1.0) + normal * (c[2] * 2.0 - 1.0)).normalize_or(normal);
        }
        let orm = pick(p, m.metallic_roughness_texture).map_or([1.0; 4], |t| fetch_data(t, uv));
        let light = |k: usize| (0..3).map(|i| rgb9e5_decode(v[i].uv1_or_light[k]) * w[i]).sum::<Vec3>();
        Some((
            h.t,
            Spot {
                position,
                normal,
                color,
                emissive,
                rough: (m.roughness * if pick(p, m.metallic_roughness_texture).is_some() { orm[1] } else { 1.0 }).clamp(0.05, 1.0),
                metal: m.metallic * if pick(p, m.metallic_roughness_texture).is_some() { orm[2] } else { 1.0 },
                indirect: light(0),
                direct: light(1),
                occlusion: if pick(p, m.occlusion_texture).is_some() { orm[0] } else { 1.0 },
            },
        ))
    }

    /// Radiance along a ray; `depth` mirrors.
    fn look(&self, ray: &Ray, spread: f32, depth: u32) -> Vec3 {
        let Some((t, s)) = self.shade_point(ray, spread) else { return Vec3::new(4.0, 2.6, 1.6) };
        let view = -ray.direction.normalize();
        let mut out = s.emissive;
        let diffuse = s.color * (1.0 - s.metal);
        let f0 = Vec3::splat(0.04).lerp(s.color, s.metal);
        out += diffuse * s.indirect * s.occlusion;
        if std::env::var_os("HALL_FAST").is_some() || depth == 0 {
            out += diffuse * s.direct;
            if depth == 0 {
                return out + f0 * s.indirect * s.metal;
            }
        } else {
            for l in &self.hall.lights {
                let Some((to, e)) = arriving(l, s.position) else { continue };
                let cos = s.normal.dot(to);
                if cos <= 0.0 || e.max_element() * cos < 0.05 {
                    continue;
                }
                let far = l.position.distance(s.position) - l.source_radius.max(0.05) * 1.7;
                if self.bvh.any(&Ray { origin: s.position + s.normal * 0.004, direction: to, t_max: far }) {
                    continue;
                }
                let half = (to + view).normalize();
                let a = (s.rough * s.rough).max(0.02);
                let (nh, nv, vh) = (s.normal.dot(half).max(0.0), s.normal.dot(view).max(0.05), view.dot(half).max(0.0));
                let d = a * a / (std::f32::consts::PI * ((nh * nh) * (a * a - 1.0) + 1.0).powi(2));
                let k = a * 0.5;
                let g = 1.0 / ((nv * (1.0 - k) + k) * (cos * (1.0 - k) + k) * 4.0);
                let f = f0 + (Vec3::ONE - f0) * (1.0 - vh).powi(5);
                out += (diffuse * std::f32::consts::FRAC_1_PI + f * (d * g)) * e * cos;
            }
        }
        // One mirror ray for glossy things.
        let fresnel = f0 + (Vec3::ONE.max(f0) - f0) * (1.0 - s.normal.dot(view).max(0.0)).powi(5) * (1.0 - s.rough).powi(2);
        if fresnel.max_element() * (1.0 - s.rough) > 0.01 {
            let r = ray.direction.normalize() - s.normal * (2.0 * s.normal.dot(ray.direction.normalize()));
            let mirror = self.look(&Ray::new(s.position + s.normal * 0.004, r), spread * 4.0 + s.rough * 0.3, depth - 1).min(Vec3::splat(200.0));
            let blur = s.rough.sqrt();
            out += fresnel * (mirror * (1.0 - blur) + s.indirect.lerp(s.indirect + s.direct, 0.5) * blur);
        }
        // Panes before it.
        let mut clear = Ray { t_max: t, ..*ray };
        for _ in 0..4 {
            let Some(h) = self.glass.closest(&clear) else { break };
            let g = self.glass_triangles[h.triangle as usize];
            let p = &self.hall.architecture[g.mesh];
            let m = &p.mesh.materials[g.material];
            let c = p.mesh.vertices[g.corners[0] as usize].color;
            let tint = Vec3::new(f32::from(c[0]), f32::from(c[1]), f32::from(c[2])) / 255.0;
            let base = Vec3::new(m.base_color[0], m.base_color[1], m.base_color[2]);
            out = if m.base_color[3] > 0.9 { out * base * tint } else { out.lerp(base * 3.0, m.base_color[3]) };
            clear = Ray { origin: clear.at(h.t + 1e-3), t_max: clear.t_max - h.t - 1e-3, ..clear };
        }
        out
    }
}

/// AgX after Troy Sobotka, with the polynomial of Benjamin Wrensch (2023).
fn agx(c: Vec3) -> [u8; 3] {
    let m = |v: Vec3, a: [[f32; 3]; 3]| Vec3::from(a[0]) * v.x + Vec3::from(a[1]) * v.y + Vec3::from(a[2]) * v.z;
    let v = m(c.max(Vec3::ZERO), [[0.842_479, 0.042_328, 0.042_376], [0.078_434, 0.878_469, 0.078_434], [0.079_224, 0.079_166, 0.879_143]]);
    let v = Vec3::new(v.x.max(1e-8).log2(), v.y.max(1e-8).log2(), v.z.max(1e-8).log2());
    let v = ((v + 12.473_93) / (4.026_069 + 12.473_93)).clamp(Vec3::ZERO, Vec3::ONE);
    let (x2, x4) = (v * v, v * v * v * v);
    let v = 15.5 * x4 * x2 - 40.14 * x4 * v + 31.96 * x4 - 6.868 * x2 * v + 0.4298 * x2 + 0.1191 * v - Vec3::splat(0.002_32);
    // A touch of the "punchy" look.
    let l = v.dot(Vec3::new(0.2126, 0.7152, 0.0722));
    let v = Vec3::splat(l) + (v.max(Vec3::ZERO).powf(1.12) - l) * 1.18;
    let v = m(v, [[1.196_88, -0.052_897, -0.052_972], [-0.098_021, 1.151_903, -0.098_043], [-0.099_029, -0.098_961, 1.151_073]]);
    v.clamp(Vec3::ZERO, Vec3::ONE).to_array().map(|c| (c * 255.0).round() as u8)
}

fn views(id: &str) -> Vec<(&'static str, Vec3, Vec3)> {
    let v = |x: f32, y: f32, z: f32| Vec3::new(x, y, z);
    match id {
        "paris" => vec![
            ("start", v(-4.1, 1.6, 0.25), v(5.0, 1.55, 0.0)),
            ("fire", v(3.6, 1.6, 1.2), v(-5.5, 1.5, -0.4)),
            ("windows", v(-2.6, 1.6, 2.6), v(1.6, 1.6, -4.0)),
            ("south", v(-3.4, 1.6, -1.2), v(2.0, 1.5, 4.0)),
            ("corner", v(4.3, 1.6, 0.6), v(5.5, 2.6, -4.0)),
        ],
        "tetouan" => vec![
            ("enter", v(-5.2, 1.6, 0.0), v(6.0, 1.8, 0.0)),
            ("court", v(-2.3, 1.6, 1.6), v(1.5, 2.6, -3.5)),
            ("gallery", v(-4.6, 1.6, 5.0), v(4.0, 1.6, 4.9)),
            ("north", v(0.6, 1.6, -1.7), v(-1.2, 1.6, -6.0)),
            ("up", v(-2.4, 1.6, 2.4), v(2.0, 5.4, -2.4)),
        ],
        _ => vec![
            ("enter", v(-5.4, 1.6, 0.2), v(6.0, 1.7, 0.0)),
            ("iwan", v(3.6, 1.6, 0.8), v(7.5, 1.7, -0.2)),
            ("north", v(-1.0, 1.6, 2.9), v(1.2, 1.7, -4.0)),
            ("south", v(-4.0, 1.6, -1.8), v(1.5, 1.5, 4.0)),
            ("up", v(-3.0, 1.6, 1.0), v(3.5, 3.6, -2.6)),
        ],
    }
}

fn render(t: &Tracer, ev: f32, eye: Vec3, target: Vec3, w: u32, h: u32, samples: u32) -> Vec<u8> {
    let pose = Pose::looking_at(eye, target);
    let rotation = pose.rotation();
    let tan = (58f32.to_radians() * 0.5).tan();
    let exposure = 1.0 / (1.2 * f32::exp2(ev));
    (0..h)
        .into_par_iter()
        .flat_map_iter(|y| {
            (0..w).flat_map(move |x| {
                let mut sum = Vec3::ZERO;
                for k in 0..samples {
                    let (dx, dy) = if samples == 1 { (0.5, 0.5) } else { ((k % 2) as f32 * 0.5 + 0.25, (k / 2) as f32 * 0.5 + 0.25) };
                    let sx = ((x as f32 + dx) / w as f32 * 2.0 - 1.0) * tan * w as f32 / h as f32;
                    let sy = (1.0 - (y as f32 + dy) / h as f32 * 2.0) * tan;
                    let d = (rotation * Vec3::new(sx, sy, -1.0)).normalize();
                    let c = t.look(&Ray::new(eye, d), 2.0 * tan / h as f32, 1) * exposure;
                    sum += c / (1.0 + c.max_element());
                }
                let c = sum / samples as f32;
                let c = c / (1.0 - c.max_element().min(0.999));
                let [r, g, b] = agx(c);
                [r, g, b, 255]
            })
        })
        .collect()
}

#[test]
#[ignore = "draws pictures for looking at"]
fn draw_the_halls() {
    let out = PathBuf::from(std::env::var("HALL_PREVIEW").expect("HALL_PREVIEW names the folder for pictures"));
    std::fs::create_dir_all(&out).unwrap();
    let only = std::env::var("HALL_ONLY").unwrap_or_default();
    let (w, h, samples) = if std::env::var_os("HALL_SMALL").is_some() { (480, 270, 1) } else { (960, 540, 4) };
    for id in ["paris", "tetouan", "tehran"] {
        let p = plan(id);
        if !only.is_empty() && !only.split(',').any(|o| o.split(':').next() == Some(id)) {
            continue;
        }
        let works = works(&p);
        let sizes: Vec<[f32; 3]> = works.iter().map(|w| w.size_m).collect();
        let start = Instant::now();
        let hall = Arc::new(
            compile(&p, &works, &environment, &|_| {}).unwrap_or_else(|m| panic!("{}", m.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))),
        );
        let triangles: Vec<usize> = hall.architecture.iter().map(|a| a.mesh.indices.len() / 3).collect();
        let vertices: usize = hall.architecture.iter().map(|a| a.mesh.vertices.len()).sum();
        println!("{id}: {triangles:?} triangles, {vertices} vertices, {} lights, compiled in {:.1} s", hall.lights.len(), start.elapsed().as_secs_f32());
        for a in &hall.architecture {
            let mut s: Vec<_> = a.mesh.submeshes.iter().map(|s| (s.index_count / 3, a.mesh.materials[s.material as usize].name.clone())).collect();
            s.sort_by_key(|a| std::cmp::Reverse(a.0));
            println!("   {:?}", &s[..s.len().min(9)]);
        }
        let tracer = Tracer::new(&hall, sizes);
        for (name, eye, target) in views(id) {
            let wanted: Vec<&str> = only.split(',').filter(|o| o.starts_with(id)).filter_map(|o| o.split(':').nth(1)).collect();
            if !wanted.is_empty() && !wanted.contains(&name) {
                continue;
            }
            let start = Instant::now();
            let rgba = render(&tracer, p.head.exposure_ev100, eye, target, w, h, samples);
            image::save_buffer(out.join(format!("{id}-{name}.png")), &rgba, w, h, image::ColorType::Rgba8).unwrap();
            println!("   {name}: {:.1} s", start.elapsed().as_secs_f32());
        }
    }
}

#[test]
#[ignore = "draws pictures for looking at"]
fn draw_the_materials() {
    use alliance_museum::curation::material::Finish::*;
    let out = PathBuf::from(std::env::var("HALL_PREVIEW").expect("HALL_PREVIEW names the folder for pictures"));
    std::fs::create_dir_all(&out).unwrap();
    let all = [
        OakHerringbone,
        Oak,
        Walnut,
        Cedar,
        Damask,
        Velvet,
        Kilim,
        Marble,
        Zellige,
        ZelligeBorder,
        Bejmat,
        Stucco,
        PersianBrick,
        Brick,
        BrickFloor,
        StarTile,
        RoofTile,
        Lime,
        Plaster,
        Gypsum,
        PaintedDark,
        PaintedPale,
        Brass,
        Gilt,
        Iron,
        Plinth,
        SkyParis,
        SkyTetouan,
        SkyTehran,
    ];
    // A sheet: every finish at 230 px, twice round to show the joints, lit from the upper left.
    let (cell, columns) = (240u32, 6u32);
    let rows = (all.len() as u32).div_ceil(columns);
    let (w, h) = (cell * columns, cell * rows);
    let mut sheet = vec![20u8; (w * h * 4) as usize];
    for (k, f) in all.iter().enumerate() {
        let start = Instant::now();
        let t = f.textures();
        println!("{f:?}: {:.2} s", start.elapsed().as_secs_f32());
        let (cx, cy) = (k as u32 % columns * cell, k as u32 / columns * cell);
        for y in 0..cell - 4 {
            for x in 0..cell - 4 {
                let span = if f.is_sky() || *f == Kilim { 1.0 } else { 1.5 };
                let uv = Vec2::new(x as f32, y as f32) / (cell - 4) as f32 * span;
                let c = fetch(&t[0], uv, span / cell as f32);
                let mut c = Vec3::new(c[0], c[1], c[2]);
                if t.len() > 1 {
                    let n = fetch_data(&t[1], uv);
                    let n = Vec3::new(n[0], n[1], n[2]) * 2.0 - 1.0;
                    let orm = fetch_data(&t[2], uv);
                    let l = Vec3::new(-0.45, 0.5, 0.75).normalize();
                    let shine = n.dot((l + Vec3::Z).normalize()).max(0.0).powf(2.0 / (orm[1] * orm[1]).max(0.01)) * (1.0 - orm[1]);
                    c = c * (0.25 * orm[0] + 1.0 * n.dot(l).max(0.0)) + Vec3::splat(0.06 * shine) + c * orm[2] * shine * 1.5;
                }
                let i = (((cy + y) * w + cx + x) * 4) as usize;
                for (q, v) in c.to_array().into_iter().enumerate() {
                    let v = v.clamp(0.0, 1.0);
                    let s = if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 };
                    sheet[i + q] = (s * 255.0) as u8;
                }
                sheet[i + 3] = 255;
            }
        }
    }
    image::save_buffer(out.join("materials.png"), &sheet, w, h, image::ColorType::Rgba8).unwrap();
}
