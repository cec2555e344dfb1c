//! A small catalogue for tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use alliance_museum::catalogue::*;
use alliance_museum::language::Lang;
use alliance_museum::scene::{Aabb, Environment, Light, LightKind, Material, Mesh, Probe, Sh9, Submesh, TextureKey, TextureRef, Vertex};
use glam::Vec3;

/// Bytes that do not compress, the same every time.
pub fn noise(seed: u64, len: usize) -> Vec<u8> {
    let mut s = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    (0..len)
        .map(|_| {
            s ^= s << 13;
            s ^= s >> 7;
            s ^= s << 17;
            (s >> 32) as u8
        })
        .collect()
}

fn per_lang<T>(f: impl Fn(Lang) -> T) -> BTreeMap<Lang, T> {
    Lang::ALL.into_iter().map(|l| (l, f(l))).collect()
}

fn texture(name: &str, edge: u32) -> TextureRow {
    let info = TextureInfo { width: edge, height: edge, mip_count: edge.ilog2() + 1, format: TextureFormat::Bc7Srgb };
    let levels: Vec<Vec<u8>> = (0..info.mip_count).map(|l| noise(u64::from(edge + l), ktx::level_len(info, l))).collect();
    TextureRow { name: name.into(), info, ktx2: ktx::write(info, &levels).unwrap().into() }
}

fn mesh() -> Mesh {
    let vertices: Vec<Vertex> = (0..3).map(|i| Vertex { position: [i as f32, (i * i) as f32, 0.0], ..Vertex::default() }).collect();
    let bounds = Aabb { min: Vec3::ZERO, max: Vec3::new(2.0, 4.0, 0.0) };
    Mesh {
        vertices,
        indices: vec![0, 1, 2],
        submeshes: vec![Submesh { first_index: 0, index_count: 3, material: 0, bounds }],
        materials: vec![Material { base_color_texture: Some(TextureRef::new(TextureKey(0))), ..Material::default() }],
        baked_light: false,
        bounds,
    }
}

/// Two halls, four works, a tour.
pub fn contents() -> Contents {
    let hall = |slug: &str, origin: f32, works: std::ops::Range<usize>, other: usize| HallRow {
        slug: slug.into(),
        origin: [origin, 0.0],
        quarter_turns: 1,
        exposure_ev100: 6.0,
        environment: 0,
        floor: FloorPlan { walkable: vec![[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]], obstacles: vec![], outline: vec![[0.0, 0.0]] },
        texts: per_lang(|l| HallText { title: format!("{slug} {}", l.code()), sign: Some(0), ..HallText::default() }),
        meshes: vec![0],
        lights: vec![Light {
            kind: LightKind::Point,
            position: Vec3::Y,
            direction: Vec3::NEG_Y,
            color: Vec3::ONE,
            intensity: 100.0,
            range: f32::INFINITY,
            casts_shadow: false,
            source_radius: 0.1,
        }],
        doors: vec![DoorRow {
            slug: "east".into(),
            leads_to: Some(other),
            form: DoorForm { outline: vec![[0.0; 3]; 4], arrive_at: [1.0, 1.0], arrive_yaw: 0.5, sign: None },
        }],
        placements: works
            .map(|work| PlacementRow {
                work,
                stand: Stand::Wall,
                form: PlacementForm {
                    hall_from_work: [1.0; 12],
                    view_from: [1.0, 2.0],
                    view_target: [0.0; 3],
                    bounds: [[0.0; 3], [1.0; 3]],
                    label: Some(SignSpot { hall_from_sign: [2.0; 12], size_m: [0.3, 0.2] }),
                },
                probe: Probe { indirect: Sh9::uniform(Vec3::ONE), direct: Sh9::default() },
            })
            .collect(),
    };
    let work = |slug: &str, hall: usize, titles: [&str; 4], place: Vec<usize>| WorkRow {
        slug: slug.into(),
        hall,
        kind: WorkKind::Object,
        honesty: Honesty::Reconstruction,
        date: Some(DateSpan { from: 1862, to: Some(1914), precision: DatePrecision::Circa }),
        type_of: "Type 1".into(),
        rights: "CC0-1.0".into(),
        credit: "The Alliance Museum".into(),
        size_m: [1.0, 0.5, 0.25],
        mesh: Some(0),
        opened_mesh: None,
        hall_mesh: None,
        texts: Lang::ALL
            .into_iter()
            .zip(titles)
            .map(|(l, t)| {
                let story = format!("A story of {t}, told in {}. {}", l.code(), "word ".repeat(40));
                (
                    l,
                    WorkText {
                        title: t.into(),
                        summary: "One sentence.".into(),
                        alt: "A thing.".into(),
                        label: "Label".into(),
                        story,
                        picture: None,
                        thumbnail: Some(1),
                        label_texture: Some(0),
                    },
                )
            })
            .collect(),
        parts: vec![PartRow { slug: "lid".into(), at: [0.0, 1.0, 0.0], texts: per_lang(|l| (format!("Lid {}", l.code()), "It opens.".into())) }],
        narration: BTreeMap::from([(
            Lang::He,
            NarrationRow { sound: 0, synthetic: true, captions: vec![Caption { start_secs: 0.0, end_secs: 1.5, text: "שלום".into() }] },
        )]),
        facts: vec![0],
        sources: vec![0],
        related: vec![],
        places: place,
        people: vec![0],
        themes: vec![0],
    };
    let mut works = vec![
        work("desk", 0, ["שולחן כתיבה", "Pupitre", "Pupitre d’écolier", "School desk"], vec![]),
        work("lamp", 0, ["חֲנֻכִּיָּה", "Lámpara de Janucá", "Lampe de Hanouka", "Hanukkah lamp"], vec![0]),
        work("school", 1, ["בית הספר בתטואן", "La escuela", "L’école", "The school"], vec![0]),
        work("tik", 1, ["תיק לספר תורה", "Estuche", "Coffret", "Torah case"], vec![1]),
    ];
    works[0].related = vec![1, 2];
    works[3].opened_mesh = Some(0);
    Contents {
        start: Some(StartRow { hall: 0, at: [1.0, 1.0], yaw: 0.25 }),
        sounds: vec![SoundRow { name: "narration.he.ogg".into(), duration_secs: 12.0, peak: 0.5, loudness_lufs: -18.0, bytes: noise(5, 20_000).into() }],
        textures: vec![texture("sign", 64), texture("thumb", 128), texture("big", 1024)],
        meshes: vec![MeshRow { name: "tri".into(), form: Arc::from(mesh_form::write(&mesh()).unwrap()), textures: vec![2] }],
        environments: vec![Environment {
            face_size: 4,
            mip_count: 3,
            cube: vec![[0, 1, 2, 3]; 6 * 21],
            irradiance: Sh9::uniform(Vec3::ONE),
            proxy_box: None,
            center: Vec3::ZERO,
        }],
        halls: vec![hall("paris", 0.0, 0..2, 1), hall("tetouan", 20.0, 2..4, 0)],
        works,
        sources: vec![SourceRow { title: "A book".into(), address: "https://example.org".into() }],
        facts: vec![FactRow { slug: "found-1860".into(), statement: "Founded.".into(), confidence: "high".into(), conflicts: String::new(), sources: vec![0] }],
        places: vec![
            PlaceRow {
                slug: "tetouan".into(),
                lat_deg: 35.57,
                lon_deg: -5.37,
                names: [(Lang::He, "תטואן"), (Lang::Es, "Tetuán"), (Lang::Fr, "Tétouan"), (Lang::En, "Tetouan")].map(|(l, n)| (l, n.to_string())).into(),
                spellings: vec!["Tittawin".into()],
            },
            PlaceRow {
                slug: "baghdad".into(),
                lat_deg: 33.3,
                lon_deg: 44.4,
                names: [(Lang::He, "בגדאד"), (Lang::Es, "Bagdad"), (Lang::Fr, "Bagdad"), (Lang::En, "Baghdad")].map(|(l, n)| (l, n.to_string())).into(),
                spellings: vec![],
            },
        ],
        people: vec![PersonRow { slug: "netter".into(), born: Some(1826), died: Some(1882), names: per_lang(|_| "Charles Netter".to_string()) }],
        themes: vec![ThemeRow { slug: "objects".into(), names: per_lang(|l| format!("Objects {}", l.code())) }],
        tours: vec![TourRow {
            slug: "first-steps".into(),
            minutes: 6,
            ages: "all".into(),
            themes: vec![0],
            texts: per_lang(|l| (format!("First steps {}", l.code()), "Short.".into())),
            stops: vec![StopRow { work: 2, bridges: per_lang(|_| ("Now east.".to_string(), None)) }, StopRow { work: 0, bridges: BTreeMap::new() }],
        }],
    }
}
