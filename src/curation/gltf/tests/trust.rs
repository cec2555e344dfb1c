//! Inputs known to crash or bomb the usual reader of this format, one test each: every one is refused with a sentence, or read right.

use super::*;

/// The sentence with which a built model is refused.
fn refused(b: &Builder) -> String {
    read_bytes(&b.glb()).map(|m| m.report).unwrap_err()
}

#[test]
fn an_indices_accessor_of_floats_is_refused() {
    assert!(refused(&with(square(), "/meshes/0/primitives/0/indices", json!(2))).contains("indices are not unsigned whole numbers"));
}

#[test]
fn attributes_and_rotations_of_a_wrong_type_are_refused() {
    let attribute = |name: &str, accessor: usize| refused(&with(kitchen(), &format!("/meshes/0/primitives/0/attributes/{name}"), json!(accessor)));
    assert!(attribute("COLOR_0", 2).contains("COLOR_0 is of type VEC2"));
    assert!(attribute("TEXCOORD_0", 0).contains("TEXCOORD_0 is of type VEC3"));
    let mut b = kitchen();
    let wide = b.accessor(5125, "VEC4", 4, &[0; 64]);
    for name in ["COLOR_0", "JOINTS_0", "WEIGHTS_0"] {
        let mesh = if name == "COLOR_0" { 1 } else { 2 };
        let said = refused(&with(b.clone(), &format!("/meshes/{mesh}/primitives/0/attributes/{name}"), json!(wide)));
        assert!(said.contains(&name[..5]), "{said}");
    }
    let said = refused(&with(b.clone(), "/animations/0/samplers/0/output", json!(wide)));
    assert!(said.contains("animation 0, channel 0"), "{said}");
    let said = refused(&with(kitchen(), "/animations/0/samplers/0/output", json!(0)));
    assert!(said.contains("wrong type"), "{said}");
}

#[test]
fn a_stride_shorter_than_its_elements_is_refused() {
    assert!(refused(&with(square(), "/bufferViews/0/byteStride", json!(4))).contains("elements of 12 bytes stand only 4 bytes apart"));
}

#[test]
fn an_image_view_without_mime_type_is_known_by_its_content() {
    let b = with(square(), "/images/0", json!({"bufferView": 4}));
    assert_eq!(read_built(&b).meshes.textures[0].rgba, read_built(&square()).meshes.textures[0].rgba);
}

#[test]
fn an_image_with_neither_file_nor_view_is_refused() {
    assert!(refused(&with(square(), "/images/0", json!({}))).contains("neither a file nor a buffer view"));
}

#[test]
fn an_image_view_past_its_buffer_is_refused() {
    assert!(refused(&with(square(), "/bufferViews/4/byteLength", json!(1_000_000))).contains("buffer view 4"));
}

#[test]
fn a_buffer_named_percent_ff_is_refused() {
    let mut json = square().json;
    json["buffers"] = json!([{"byteLength": 4, "uri": "%FF"}]);
    assert!(read_bytes(&serde_json::to_vec(&json).unwrap()).unwrap_err().contains("not UTF-8"));
}

#[test]
fn a_perspective_camera_with_only_an_orthographic_part_is_left_out() {
    let b = with(kitchen(), "/cameras/0", json!({"type": "perspective", "orthographic": {"xmag": 1.0, "ymag": 1.0, "zfar": 1.0, "znear": 0.1}}));
    let m = read_built(&b);
    assert!(m.cameras.is_empty() && m.report.notes.iter().any(|n| n.contains("cameras")));
}

#[test]
fn a_position_accessor_out_of_range_is_refused() {
    assert!(refused(&with(square(), "/meshes/0/primitives/0/attributes/POSITION", json!(999))).contains("there is no accessor 999"));
}

#[test]
fn a_node_that_is_its_own_child_is_refused() {
    assert!(refused(&with(square(), "/nodes/0/children", json!([0]))).contains("its own ancestor"));
    let mut b = square();
    for next in [2, 3, 1] {
        b.push("nodes", json!({"children": [next]}));
    }
    assert!(refused(&b).contains("its own ancestor"));
    let mut twice = square();
    twice.push("nodes", json!({"children": [2]}));
    twice.push("nodes", json!({}));
    twice.push("nodes", json!({"children": [2]}));
    assert!(refused(&twice).contains("two parents"));
    assert!(refused(&with(square(), "/scenes/0/nodes", json!([0, 0]))).contains("drawn twice"));
}

#[test]
fn a_chain_of_nodes_deeper_than_allowed_is_refused_without_recursion() {
    let mut b = square();
    for i in 1..50_000 {
        b.push("nodes", if i < 49_999 { json!({"children": [i + 1]}) } else { json!({}) });
    }
    assert!(refused(&b).contains("more than 64 deep"));
}

#[test]
fn an_accessor_of_four_thousand_million_zeros_is_refused() {
    let count = 4_000_000_000u32;
    let mut b = square();
    b.json["accessors"][0] = json!({"componentType": 5126, "type": "VEC3", "count": count});
    b.json["meshes"][0]["primitives"][0] = json!({"attributes": {"POSITION": 0}});
    assert!(refused(&b).contains("more than 10000000 indices"));
    b.json["accessors"][3] = json!({"componentType": 5123, "type": "SCALAR", "count": count});
    b.json["meshes"][0]["primitives"][0]["indices"] = json!(3);
    assert!(refused(&b).contains("more than 10000000 indices"));
    let view = b.view(&[0; 12]);
    b.json["accessors"][0]["sparse"] = json!({"count": count, "indices": {"bufferView": view, "componentType": 5125}, "values": {"bufferView": view}});
    assert!(refused(&b).contains("sparse"));
}

#[test]
fn an_index_past_the_vertices_is_refused() {
    let mut b = square();
    let indices = b.shorts(&[0, 1, 4]);
    assert!(refused(&with(b, "/meshes/0/primitives/0/indices", json!(indices))).contains("index 4 points past its 4 vertices"));
}

#[test]
fn an_index_of_more_than_32_bits_is_not_wrapped() {
    let said = refused(&with(square(), "/scenes/0/nodes", json!([4_294_967_296u64])));
    assert!(said.contains("more than 4294967295"), "{said}");
}

#[test]
fn glb_lengths_that_lie_are_refused() {
    let glb = square().glb();
    let lie = |at: usize, value: u32| {
        let mut bytes = glb.clone();
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        read_bytes(&bytes).unwrap_err()
    };
    for (at, value) in [(8, 0), (8, 11), (8, 12), (8, u32::MAX), (12, u32::MAX), (12, u32::MAX - 8), (4, 1), (16, 7)] {
        assert!(lie(at, value).starts_with("m.glb (GLB"), "{at} {value}");
    }
    for n in 0..glb.len().min(64) {
        assert!(read_bytes(&glb[..n]).is_err());
    }
}

#[test]
fn files_outside_the_folder_are_never_opened() {
    for uri in ["../a", "%2e%2e/a", "/etc/passwd", "file:///etc/passwd", "\\\\server\\share\\a", "C:\\a", "NUL", "http://example.com/a"] {
        let mut json = square().json;
        json["buffers"] = json!([{"byteLength": 4, "uri": uri}]);
        let bytes = serde_json::to_vec(&json).unwrap();
        let said = read(Source::Bytes { name: "m", bytes: &bytes, folder: Some(Path::new(".")) }, &Limits::default()).unwrap_err().to_string();
        assert!(said.contains("is refused"), "{said}");
    }
}

#[test]
fn numbers_that_are_not_finite_are_refused_or_mended() {
    let mut b = square();
    b.bin[0..4].copy_from_slice(&f32::NAN.to_le_bytes());
    assert!(refused(&b).contains("vertex 0 is not a number"));
    assert!(refused(&with(square(), "/nodes/0/translation", json!([1e39, 0.0, 0.0]))).contains("not finite"));
    assert!(refused(&with(square(), "/nodes/0/scale", json!([1e30, 1.0, 1.0]))).contains("m away"));
    let mut normals = square();
    normals.bin[48..52].copy_from_slice(&f32::INFINITY.to_le_bytes());
    let m = read_built(&normals);
    assert!((oct_decode(m.meshes.mesh.vertices[0].normal_oct) - Vec3::Z).length() < 1e-3);
}

#[test]
fn a_picture_bomb_in_a_model_is_refused() {
    let mut b = square();
    let view = b.view(&crate::curation::picture::tests::png_bomb());
    assert!(refused(&with(b, "/images/0/bufferView", json!(view))).contains("60000 x 60000"));
}

#[test]
fn json_that_only_looks_small_is_refused() {
    let nodes = format!("{{\"asset\":{{\"version\":\"2.0\"}},\"nodes\":[{}{{}}]}}", "{},".repeat(200_000));
    assert!(read_bytes(nodes.as_bytes()).unwrap_err().contains("more than 100000 entries"));
    let deep = format!("{{\"asset\":{{\"version\":\"2.0\"}},\"extras\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(read_bytes(deep.as_bytes()).is_err());
    let long = format!("{{\"asset\":{{\"version\":\"2.0\"}},\"extras\":[{}1]}}", "1,".repeat(9 << 20));
    assert!(read_bytes(long.as_bytes()).unwrap_err().contains("describes too much"));
}

#[test]
fn an_empty_model_is_refused() {
    assert!(refused(&with(square(), "/scenes/0/nodes", json!([]))).contains("no triangles"));
    assert!(read_bytes(b"{\"asset\":{\"version\":\"2.0\"}}").unwrap_err().contains("no triangles"));
    assert!(read_bytes(b"{}").unwrap_err().contains("glTF version"));
}
