//! Tests of the reader on the samples and on models made in code.

use glam::Vec3;
use serde_json::{Value, json};

use super::*;
use crate::scene::mesh::oct_decode;
use crate::scene::{AlphaMode, TextureKey};
use seeds::{Builder, kitchen, square};

pub(crate) mod seeds;
mod trust;

/// Reads bytes with the museum's limits.
fn read_bytes(bytes: &[u8]) -> Result<Model, String> {
    read(Source::Bytes { name: "m.glb", bytes, folder: None }, &Limits::default()).map_err(|m| m.to_string())
}

/// Reads a built model.
fn read_built(b: &Builder) -> Model {
    read_bytes(&b.glb()).unwrap()
}

/// A built model with one value of its JSON replaced.
fn with(mut b: Builder, pointer: &str, value: Value) -> Builder {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = b.json.pointer_mut(parent).unwrap();
    match key.parse::<usize>() {
        Ok(i) if parent.is_array() => parent[i] = value,
        _ => parent[key] = value,
    }
    b
}

fn positions(mesh: &Mesh) -> Vec<Vec3> {
    mesh.vertices.iter().map(|v| Vec3::from(v.position)).collect()
}

/// Every triangle faces the way its normals point.
fn faces_follow_normals(mesh: &Mesh) -> bool {
    let p = positions(mesh);
    mesh.indices.chunks(3).all(|t| {
        let [a, b, c] = [t[0], t[1], t[2]].map(|i| p[i as usize]);
        (b - a).cross(c - a).dot(oct_decode(mesh.vertices[t[0] as usize].normal_oct)) > 0.0
    })
}

/// A sample by others; absent on most machines.
fn sample(name: &str) -> Option<std::path::PathBuf> {
    let tried = ["../shared/samples", "../../shared/samples"].map(|d| Path::new(env!("CARGO_MANIFEST_DIR")).join(d).join(name));
    let found = tried.into_iter().find(|p| p.exists());
    if found.is_none() {
        eprintln!("SKIPPED: the sample {name} is not on this machine");
    }
    found
}

#[test]
fn the_square_reads_with_all_its_values() {
    let m = read_built(&square());
    let mesh = &m.meshes.mesh;
    assert_eq!(positions(mesh), [Vec3::ZERO, Vec3::X, Vec3::new(1.0, 1.0, 0.0), Vec3::Y]);
    assert_eq!((mesh.indices.as_slice(), mesh.submeshes.len(), mesh.baked_light), ([0, 1, 2, 0, 2, 3].as_slice(), 1, false));
    assert_eq!(mesh.vertices[2].uv0, [1.0, 0.0]);
    assert!(faces_follow_normals(mesh));
    // u runs along +X and the green of a normal map up along +Y: a right-handed frame.
    assert!(mesh.vertices.iter().all(|v| v.tangent == [127, 0, 0, 127]), "{:?}", mesh.vertices[0].tangent);
    let material = &mesh.materials[0];
    assert_eq!((material.name.as_str(), material.base_color, material.metallic, material.roughness), ("plate", [0.5, 0.5, 0.5, 1.0], 0.25, 0.75));
    assert_eq!((material.alpha_mode, material.double_sided, material.normal_scale), (AlphaMode::Mask(0.25), true, 0.5));
    let color = material.base_color_texture.unwrap();
    assert_eq!((color.key, color.uv_set, color.repeat), (TextureKey(0), 0, [true, false]));
    assert_eq!(material.normal_texture.unwrap().key, TextureKey(1));
    assert_eq!((m.meshes.textures.len(), m.meshes.textures[0].width, m.meshes.textures[0].rgba[..8].to_vec()), (2, 4, vec![0, 0, 20, 255, 60, 0, 20, 255]));
    assert_eq!(m.report.pictures[0].name, "color");
    assert!(m.report.notes.is_empty(), "{:?}", m.report.notes);
}

#[test]
fn glb_and_data_uri_give_the_same_model() {
    let (a, b) = (read_built(&kitchen()), read_bytes(&kitchen().gltf()).unwrap());
    assert_eq!((a.meshes.mesh, a.report), (b.meshes.mesh, b.report));
}

#[test]
fn files_beside_the_gltf_are_found_and_others_are_not() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("model");
    std::fs::create_dir(&folder).unwrap();
    let mut b = square();
    b.json["buffers"] = json!([{"byteLength": b.bin.len(), "uri": "parts%20of/a.bin"}]);
    std::fs::create_dir(folder.join("parts of")).unwrap();
    std::fs::write(folder.join("parts of/a.bin"), &b.bin).unwrap();
    std::fs::write(dir.path().join("secret.bin"), &b.bin).unwrap();
    let path = folder.join("m.gltf");
    std::fs::write(&path, serde_json::to_vec(&b.json).unwrap()).unwrap();
    assert_eq!(read(path.as_path(), &Limits::default()).unwrap().report.triangles, 2);
    for uri in ["../secret.bin", "%2e%2e/secret.bin", "parts%20of/../../secret.bin", "absent.bin"] {
        b.json["buffers"][0]["uri"] = json!(uri);
        std::fs::write(&path, serde_json::to_vec(&b.json).unwrap()).unwrap();
        let refused = read(path.as_path(), &Limits::default()).unwrap_err().to_string();
        assert!(refused.starts_with("m.gltf (buffer 0): the file"), "{refused}");
    }
}

#[test]
fn the_kitchen_reads_with_all_its_values() {
    let m = read_built(&kitchen());
    let mesh = &m.meshes.mesh;
    // Square, strip, fan, skinned square; the points are left out. Two materials and the default one.
    assert_eq!(m.report.triangles, 8);
    assert_eq!(mesh.submeshes.iter().map(|s| (s.material, s.index_count)).collect::<Vec<_>>(), [(0, 6), (1, 6), (2, 12)]);
    assert_eq!(m.report.materials, ["plate", "glass", ""]);
    assert!(m.report.notes.iter().any(|n| n.contains("points")), "{:?}", m.report.notes);
    let glass = &mesh.materials[1];
    assert_eq!((glass.emissive, glass.ior, glass.transmission, glass.unlit, glass.alpha_mode), ([4.0, 2.0, 0.0], 1.33, 0.9, true, AlphaMode::Blend));
    let rough = glass.metallic_roughness_texture.unwrap();
    assert_eq!((rough.uv_set, rough.transform.offset, rough.transform.rotation, rough.transform.scale), (0, [0.5, 0.25], 0.5, [2.0, 3.0]));
    // Occlusion and roughness share a picture; base colour wants the same file as colour, which is another picture.
    assert_eq!(rough.key, glass.occlusion_texture.unwrap().key);
    assert_ne!(Some(rough.key), mesh.materials[0].base_color_texture.map(|t| t.key));
    // The strip: whole numbers of a quantised accessor, scaled by a hundredth and raised by two, with colours and both UV sets.
    let strip: Vec<_> = mesh.vertices[4..10].iter().collect();
    assert!(strip.iter().any(|v| (Vec3::from(v.position) - Vec3::new(1.0, 3.0, 0.0)).length() < 1e-6));
    assert!(strip.iter().any(|v| v.color == [255, 255, 255, 128]) && strip.iter().all(|v| v.uv0.map(f32::to_bits) == v.uv1_or_light));
    assert!(faces_follow_normals(mesh));
    // The skinned square: half at joint 10, half at joint 12; raised by a quarter of its shape, its sparse corner by a half more.
    let skinned: Vec<Vec3> = positions(mesh)[16..22].to_vec();
    assert!(skinned.iter().any(|p| (*p - Vec3::new(11.0, 0.0, 0.25)).length() < 1e-5), "{skinned:?}");
    assert!(skinned.iter().any(|p| (*p - Vec3::new(11.0, 1.0, 0.75)).length() < 1e-5), "{skinned:?}");
    // A light that points down, and a camera.
    assert_eq!(m.lights.len(), 1);
    assert!((m.lights[0].direction - Vec3::NEG_Y).length() < 1e-5 && m.lights[0].position == Vec3::new(0.0, 3.0, 0.0));
    assert_eq!((m.lights[0].kind, m.lights[0].intensity, m.lights[0].range), (LightKind::Spot { inner_angle: 0.1, outer_angle: 0.5 }, 100.0, 5.0));
    assert_eq!(
        (m.cameras[0].name.as_str(), m.cameras[0].fov_y, Vec3::from(m.cameras[0].world_from_view.translation)),
        ("front", 0.8, Vec3::new(0.0, 1.0, 5.0))
    );
}

#[test]
fn the_open_clip_has_two_poses_of_one_topology() {
    let m = read_built(&kitchen());
    let clip = &m.clips[0];
    assert_eq!((clip.name.as_str(), clip.duration_secs), ("Open", 1.5));
    for pose in [&clip.start, &clip.end] {
        assert_eq!((pose.vertices.len(), &pose.indices), (m.meshes.mesh.vertices.len(), &m.meshes.mesh.indices));
        assert_eq!(pose.materials, m.meshes.mesh.materials);
        assert!(faces_follow_normals(pose));
    }
    assert_eq!(clip.start, m.meshes.mesh);
    // The lid turned by a quarter about X and slid to 4 m; the shape fully on.
    let end = positions(&clip.end);
    assert!(end[4..10].iter().any(|p| (*p - Vec3::new(0.0, 4.0, 1.0)).length() < 1e-5), "{:?}", &end[4..10]);
    assert!(end[16..22].iter().any(|p| (*p - Vec3::new(11.0, 1.0, 1.5)).length() < 1e-5), "{:?}", &end[16..22]);
    assert_eq!(m.end_of(clip).textures.len(), m.meshes.textures.len());
}

#[test]
fn a_mirrored_node_keeps_its_outside_and_its_tangent_frame() {
    let m = read_built(&with(square(), "/nodes/0/scale", json!([-1.0, 1.0, 1.0])));
    let mesh = &m.meshes.mesh;
    assert!(faces_follow_normals(mesh));
    assert!((oct_decode(mesh.vertices[0].normal_oct) - Vec3::Z).length() < 1e-3);
    assert_eq!(mesh.vertices[0].tangent, [-127, 0, 0, -127]);
}

#[test]
fn missing_normals_are_flat() {
    let mut b = square();
    b.json["meshes"][0]["primitives"][0]["attributes"] = json!({"POSITION": 0});
    let raised: Vec<u8> = [0.0f32, 1.0, 1.0].iter().flat_map(|v| v.to_le_bytes()).collect();
    b.bin[36..48].copy_from_slice(&raised);
    let mesh = read_built(&b).meshes.mesh;
    assert_eq!(mesh.vertices.len(), 6);
    assert!(
        faces_follow_normals(&mesh) && mesh.vertices[0].normal_oct == mesh.vertices[1].normal_oct && mesh.vertices[0].normal_oct != mesh.vertices[3].normal_oct
    );
    // Where flat normals would pass the limit they are smooth.
    let limits = Limits { vertices: 5, ..Limits::default() };
    let smooth = read(Source::Bytes { name: "m", bytes: &b.glb(), folder: None }, &limits).unwrap();
    assert_eq!(smooth.meshes.mesh.vertices.len(), 4);
    assert!(smooth.report.notes[0].contains("smooth normals"));
}

#[test]
fn degenerate_triangles_and_unused_vertices_are_dropped() {
    let mut b = square();
    let indices = b.shorts(&[0, 1, 1, 0, 1, 2, 2, 2, 2]);
    b.json["meshes"][0]["primitives"][0]["indices"] = json!(indices);
    let mesh = read_built(&b).meshes.mesh;
    assert_eq!((mesh.indices.len(), mesh.vertices.len()), (3, 3));
}

#[test]
fn mirrored_repeat_is_unrolled() {
    let b = with(square(), "/samplers/0", json!({"wrapS": 33648, "wrapT": 33071}));
    let m = read_built(&b);
    let t = m.meshes.mesh.materials[0].base_color_texture.unwrap();
    assert_eq!((t.transform.scale, t.repeat), ([0.5, 1.0], [true, false]));
    let picture = &m.meshes.textures[0];
    assert_eq!((picture.width, picture.height), (8, 4));
    let reds: Vec<u8> = picture.rgba[..32].iter().step_by(4).copied().collect();
    assert_eq!(reds, [0, 60, 120, 180, 180, 120, 60, 0]);
}

#[test]
fn pictures_too_large_together_are_reduced_together() {
    let limits = Limits { model_pixels: 16, texture_side: 64, ..Limits::default() };
    let mut b = square();
    let view = b.view(&seeds::png(64, 32, |_, _| [5; 4]));
    b.json["images"][0]["bufferView"] = json!(view);
    let m = read(Source::Bytes { name: "m", bytes: &b.glb(), folder: None }, &limits).unwrap();
    assert_eq!(m.meshes.textures.iter().map(|t| (t.width, t.height)).collect::<Vec<_>>(), [(16, 8), (4, 4)]);
    assert!(m.report.notes[0].contains("reduced to 16 texels"), "{:?}", m.report.notes);
}

#[test]
fn the_default_scene_is_shown_and_without_scenes_everything() {
    let mut b = square();
    b.push("nodes", json!({"mesh": 0, "translation": [5.0, 0.0, 0.0]}));
    assert_eq!(read_built(&b).meshes.mesh.bounds.max.x, 1.0);
    b.json.as_object_mut().unwrap().retain(|k, _| k != "scenes" && k != "scene");
    assert_eq!(read_built(&b).meshes.mesh.bounds.max.x, 6.0);
}

#[test]
fn an_extension_merely_used_is_left_out_with_a_note() {
    let m = read_built(&with(square(), "/extensionsUsed", json!(["KHR_materials_sheen", "KHR_materials_unlit"])));
    assert_eq!(m.report.notes, ["shown without KHR_materials_sheen"]);
    let refused = read_bytes(&with(square(), "/extensionsRequired", json!(["EXT_meshopt_compression"])).glb()).unwrap_err();
    assert_eq!(refused, "m.glb (extensionsRequired): it cannot be shown without EXT_meshopt_compression, which this museum does not read");
}

#[test]
fn webp_by_extension_and_specular_glossiness_are_read() {
    let mut b = square();
    let mut webp = std::io::Cursor::new(Vec::new());
    image::RgbaImage::from_pixel(2, 2, image::Rgba([9, 99, 199, 255])).write_to(&mut webp, image::ImageFormat::WebP).unwrap();
    let view = b.view(webp.get_ref());
    let image = b.push("images", json!({"bufferView": view, "mimeType": "image/webp"}));
    b.json["textures"][0]["extensions"] = json!({"EXT_texture_webp": {"source": image}});
    b.json["materials"][0]["extensions"] = json!({"KHR_materials_pbrSpecularGlossiness": {"diffuseTexture": {"index": 0}, "glossinessFactor": 0.75}});
    let m = read_built(&b);
    assert_eq!(m.meshes.textures[0].rgba[..4], [9, 99, 199, 255]);
    assert_eq!((m.meshes.mesh.materials[0].roughness, m.meshes.mesh.materials[0].metallic), (0.25, 0.0));
}

#[test]
fn limits_are_tested_before_anything_is_read() {
    let reads = |limits: Limits| read(Source::Bytes { name: "m", bytes: &kitchen().glb(), folder: None }, &limits).map_err(|m| m.to_string());
    assert!(reads(Limits { vertices: 8, ..Limits::default() }).unwrap_err().contains("more than 8 vertices"));
    assert!(reads(Limits { indices: 12, ..Limits::default() }).unwrap_err().contains("more than 12 indices"));
    assert!(reads(Limits { nodes: 6, ..Limits::default() }).unwrap_err().contains("more than the 6"));
    assert!(reads(Limits { depth: 1, ..Limits::default() }).unwrap_err().contains("more than 1 deep"));
    assert!(reads(Limits { picture_pixels: 8, ..Limits::default() }).unwrap_err().contains("4 x 4 pixels"));
    assert!(reads(Limits { json_bytes: 100, ..Limits::default() }).unwrap_err().contains("more than the 100"));
    assert!(reads(Limits { file_bytes: 100, ..Limits::default() }).unwrap_err().contains("more than the 100"));
}

#[test]
fn many_primitives_over_one_long_accessor_stay_cheap() {
    let mut b = Builder::new();
    let position = b.floats(3, &(0..30_000).map(|i| (i % 7) as f32 + (i / 7) as f32 * 0.01).collect::<Vec<_>>());
    let indices = b.shorts(&[0, 1, 2]);
    let primitive = json!({"attributes": {"POSITION": position}, "indices": indices});
    b.push("meshes", json!({"primitives": vec![primitive; 5_000]}));
    b.push("nodes", json!({"mesh": 0}));
    let mesh = read_built(&b).meshes.mesh;
    assert_eq!((mesh.vertices.len(), mesh.submeshes.len()), (15_000, 1));
}

#[test]
fn boombox_reads_right() {
    let Some(path) = sample("BoomBox/BoomBox.gltf") else { return };
    let m = read(path.as_path(), &Limits::default()).unwrap();
    assert_eq!((m.report.vertices, m.report.triangles, m.report.materials.as_slice()), (3575, 6036, ["BoomBox_Mat".to_owned()].as_slice()));
    assert_eq!(m.report.pictures.iter().map(|p| (p.width, p.height)).collect::<Vec<_>>(), [(2048, 2048); 4]);
    assert!((Vec3::from(m.report.size_m) - Vec3::new(0.019_842, 0.019_543, 0.020_152)).length() < 1e-5);
    let material = &m.meshes.mesh.materials[0];
    assert_eq!(material.metallic_roughness_texture.unwrap().key, material.occlusion_texture.unwrap().key);
    assert_eq!(m.meshes.textures.len(), 4);
    assert!(m.report.notes.is_empty(), "{:?}", m.report.notes);
}

#[test]
fn lantern_reads_right() {
    let Some(path) = sample("Lantern/Lantern.gltf") else { return };
    let m = read(path.as_path(), &Limits::default()).unwrap();
    assert_eq!((m.report.vertices, m.report.triangles, m.report.nodes, m.report.primitives), (4145, 5394, 4, 3));
    assert_eq!((m.report.materials.as_slice(), m.meshes.mesh.submeshes.len()), (["LanternPost_Mat".to_owned()].as_slice(), 1));
    let glow = &m.meshes.textures[m.meshes.mesh.materials[0].emissive_texture.unwrap().key.0 as usize];
    assert!(glow.width == 2048 && glow.rgba.iter().any(|v| *v > 128));
}

#[test]
fn computed_tangents_agree_with_those_a_modelling_program_wrote() {
    let Some(path) = sample("BoomBox/BoomBox.gltf") else { return };
    let given = read(path.as_path(), &Limits::default()).unwrap().meshes.mesh;
    let mut json: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    json["meshes"][0]["primitives"][0]["attributes"].as_object_mut().unwrap().remove("TANGENT");
    let bytes = serde_json::to_vec(&json).unwrap();
    let made = read(Source::Bytes { name: "m", bytes: &bytes, folder: path.parent() }, &Limits::default()).unwrap().meshes.mesh;
    let corners = |m: &Mesh| m.indices.iter().map(|i| m.vertices[*i as usize].tangent).collect::<Vec<_>>();
    let direction = |t: [i8; 4]| Vec3::new(f32::from(t[0]), f32::from(t[1]), f32::from(t[2])) / 127.0;
    let pairs: Vec<_> = corners(&given).into_iter().zip(corners(&made)).collect();
    let agree = pairs.iter().filter(|(a, b)| a[3] == b[3] && direction(*a).dot(direction(*b)) > 0.9).count();
    assert!(agree * 100 > pairs.len() * 97, "{agree} of {}", pairs.len());
}

#[test]
fn a_draco_file_is_refused_by_name_and_its_plain_twin_is_read() {
    let (Some(draco), Some(plain)) = (sample("whale_mandible_draco.glb"), sample("whale_mandible.glb")) else { return };
    let refused = read(draco.as_path(), &Limits::default()).unwrap_err().to_string();
    assert!(refused.contains("KHR_draco_mesh_compression"), "{refused}");
    let m = read(plain.as_path(), &Limits::default()).unwrap();
    assert_eq!((m.report.triangles, m.report.pictures.len()), (100_000, 2));
}
