//! Small models made in code, for the reader's tests and for the mutants.

use serde_json::{Value, json};

/// A glTF under construction: its JSON and the bytes of its only buffer.
#[derive(Clone, Debug)]
pub struct Builder {
    /// The JSON without `buffers`.
    pub json: Value,
    /// The buffer.
    pub bin: Vec<u8>,
}

impl Builder {
    /// An empty file.
    pub fn new() -> Self {
        Self { json: json!({"asset": {"version": "2.0", "generator": "seeds"}}), bin: Vec::new() }
    }

    /// Appends to a top-level list; gives the index.
    pub fn push(&mut self, list: &str, entry: Value) -> usize {
        if self.json[list].is_null() {
            self.json[list] = json!([]);
        }
        let entries = self.json[list].as_array_mut().unwrap();
        entries.push(entry);
        entries.len() - 1
    }

    /// A buffer view over new bytes.
    pub fn view(&mut self, bytes: &[u8]) -> usize {
        self.bin.resize(self.bin.len().next_multiple_of(4), 0);
        let offset = self.bin.len();
        self.bin.extend_from_slice(bytes);
        self.push("bufferViews", json!({"buffer": 0, "byteOffset": offset, "byteLength": bytes.len()}))
    }

    /// An accessor over new bytes.
    pub fn accessor(&mut self, component: u32, shape: &str, count: usize, bytes: &[u8]) -> usize {
        let view = self.view(bytes);
        self.push("accessors", json!({"bufferView": view, "componentType": component, "type": shape, "count": count}))
    }

    /// An accessor of floats with `width` numbers an element.
    pub fn floats(&mut self, width: usize, values: &[f32]) -> usize {
        let shape = ["", "SCALAR", "VEC2", "VEC3", "VEC4"].get(width).copied().unwrap_or("MAT4");
        let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.accessor(5126, shape, values.len() / width, &bytes)
    }

    /// An accessor of 16-bit indices.
    pub fn shorts(&mut self, values: &[u16]) -> usize {
        let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.accessor(5123, "SCALAR", values.len(), &bytes)
    }

    /// As GLB.
    pub fn glb(&self) -> Vec<u8> {
        let mut json = self.json.clone();
        json["buffers"] = json!([{"byteLength": self.bin.len()}]);
        glb_of(&serde_json::to_vec(&json).unwrap(), Some(&self.bin))
    }

    /// As JSON with the buffer in a data URI.
    pub fn gltf(&self) -> Vec<u8> {
        let mut json = self.json.clone();
        let uri = format!("data:application/octet-stream;base64,{}", base64(&self.bin));
        json["buffers"] = json!([{"byteLength": self.bin.len(), "uri": uri}]);
        serde_json::to_vec(&json).unwrap()
    }
}

/// Wraps JSON and a binary chunk as GLB.
pub fn glb_of(json: &[u8], bin: Option<&[u8]>) -> Vec<u8> {
    let mut out = b"glTF\x02\0\0\0\0\0\0\0".to_vec();
    let mut chunk = |kind: &[u8; 4], data: &[u8], pad: u8| {
        out.extend((data.len().next_multiple_of(4) as u32).to_le_bytes());
        out.extend(kind);
        out.extend(data);
        out.resize(out.len().next_multiple_of(4), pad);
    };
    chunk(b"JSON", json, b' ');
    if let Some(bin) = bin {
        chunk(b"BIN\0", bin, 0);
    }
    let length = out.len() as u32;
    out[8..12].copy_from_slice(&length.to_le_bytes());
    out
}

/// Base64 with padding.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let word = group.iter().fold(0u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - group.len()));
        for i in 0..4 {
            out.push(if i <= group.len() { DIGITS[(word >> (18 - 6 * i) & 63) as usize] as char } else { '=' });
        }
    }
    out
}

/// A PNG of a few pixels.
pub fn png(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    let picture = image::RgbaImage::from_fn(width, height, |x, y| image::Rgba(pixel(x, y)));
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

/// A square of one metre in the xy plane facing +Z, corners from the lower left, counter-clockwise.
pub const SQUARE: [f32; 12] = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0];
/// Its texture coordinates: v runs down.
pub const SQUARE_UV: [f32; 8] = [0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0];
/// Its triangles.
pub const SQUARE_INDICES: [u16; 6] = [0, 1, 2, 0, 2, 3];

/// A textured square: one node, one mesh, one primitive, one material with base colour and normal map.
pub fn square() -> Builder {
    let mut b = Builder::new();
    let position = b.floats(3, &SQUARE);
    let normal = b.floats(3, &[0.0, 0.0, 1.0].repeat(4));
    let uv = b.floats(2, &SQUARE_UV);
    let indices = b.shorts(&SQUARE_INDICES);
    let color = b.view(&png(4, 4, |x, y| [x as u8 * 60, y as u8 * 60, 20, 255]));
    let bumps = b.view(&png(4, 4, |_, _| [128, 128, 255, 255]));
    b.push("images", json!({"bufferView": color, "mimeType": "image/png", "name": "color"}));
    b.push("images", json!({"bufferView": bumps, "mimeType": "image/png"}));
    b.push("samplers", json!({"wrapS": 10497, "wrapT": 33071}));
    b.push("textures", json!({"source": 0, "sampler": 0}));
    b.push("textures", json!({"source": 1}));
    b.push(
        "materials",
        json!({
            "name": "plate",
            "pbrMetallicRoughness": {"baseColorTexture": {"index": 0}, "baseColorFactor": [0.5, 0.5, 0.5, 1.0], "metallicFactor": 0.25, "roughnessFactor": 0.75},
            "normalTexture": {"index": 1, "scale": 0.5}, "alphaMode": "MASK", "alphaCutoff": 0.25, "doubleSided": true,
        }),
    );
    b.push(
        "meshes",
        json!({"name": "square", "primitives": [{"attributes": {"POSITION": position, "NORMAL": normal, "TEXCOORD_0": uv}, "indices": indices, "material": 0}]}),
    );
    b.push("nodes", json!({"mesh": 0, "name": "root"}));
    b.push("scenes", json!({"nodes": [0]}));
    b.json["scene"] = json!(0);
    b
}

/// Everything the reader knows in one small file: skins, shapes, an "open" clip, sparse and quantised accessors, strips, fans, points,
/// lights, cameras and the material extensions.
pub fn kitchen() -> Builder {
    let mut b = square();
    let extensions = [
        "KHR_lights_punctual",
        "KHR_materials_emissive_strength",
        "KHR_materials_ior",
        "KHR_materials_transmission",
        "KHR_materials_unlit",
        "KHR_texture_transform",
        "KHR_mesh_quantization",
        "EXT_texture_webp",
    ];
    b.json["extensionsUsed"] = json!(extensions);
    b.json["extensionsRequired"] = json!(["KHR_mesh_quantization", "KHR_texture_transform"]);
    // A quantised strip with colours and a second UV set.
    let bytes: Vec<u8> = [[0i16, 0, 0, 0], [100, 0, 0, 0], [0, 100, 0, 0], [100, 100, 0, 0]].iter().flatten().flat_map(|v| v.to_le_bytes()).collect();
    let position = b.accessor(5122, "VEC3", 4, &bytes);
    let view = b.json["accessors"][position]["bufferView"].as_u64().unwrap() as usize;
    b.json["bufferViews"][view]["byteStride"] = json!(8);
    let color = b.accessor(5121, "VEC4", 4, &[255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 128]);
    b.json["accessors"][color]["normalized"] = json!(true);
    let uv1 = b.floats(2, &SQUARE_UV);
    b.push(
        "materials",
        json!({
            "name": "glass", "emissiveFactor": [1.0, 0.5, 0.0], "alphaMode": "BLEND",
            "pbrMetallicRoughness": {"metallicRoughnessTexture": {"index": 0, "texCoord": 1, "extensions": {"KHR_texture_transform": {"offset": [0.5, 0.25], "rotation": 0.5, "scale": [2.0, 3.0], "texCoord": 0}}}},
            "occlusionTexture": {"index": 0, "strength": 0.5},
            "extensions": {"KHR_materials_emissive_strength": {"emissiveStrength": 4.0}, "KHR_materials_ior": {"ior": 1.33}, "KHR_materials_transmission": {"transmissionFactor": 0.9}, "KHR_materials_unlit": {}},
        }),
    );
    let strip = json!({"attributes": {"POSITION": position, "COLOR_0": color, "TEXCOORD_0": uv1, "TEXCOORD_1": uv1}, "mode": 5, "material": 1});
    let fan = json!({"attributes": {"POSITION": 0}, "mode": 6});
    let points = json!({"attributes": {"POSITION": 0}, "mode": 0});
    b.push("meshes", json!({"primitives": [strip, fan, points]}));
    // A square with one corner raised by a sparse accessor, moved by a shape, and bound to two joints.
    let corner = b.view(&3u16.to_le_bytes());
    let raised = b.view(&[0.0f32, 1.0, 0.5].iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<_>>());
    let base = b.json["accessors"][0]["bufferView"].clone();
    let sparse = b.push(
        "accessors",
        json!({"bufferView": base, "componentType": 5126, "type": "VEC3", "count": 4, "sparse": {"count": 1, "indices": {"bufferView": corner, "componentType": 5123}, "values": {"bufferView": raised}}}),
    );
    let shape = b.floats(3, &[0.0, 0.0, 1.0].repeat(4));
    let joints = b.accessor(5121, "VEC4", 4, &[0, 1, 0, 0].repeat(4));
    let weights = b.floats(4, &[0.5, 0.5, 0.0, 0.0].repeat(4));
    b.push(
        "meshes",
        json!({"weights": [0.25], "primitives": [{"attributes": {"POSITION": sparse, "JOINTS_0": joints, "WEIGHTS_0": weights}, "indices": 3, "targets": [{"POSITION": shape}]}]}),
    );
    let binds = b.floats(
        16,
        &[
            [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0],
            [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0],
        ]
        .concat(),
    );
    b.push("skins", json!({"joints": [3, 4], "inverseBindMatrices": binds}));
    b.push("cameras", json!({"type": "perspective", "name": "front", "perspective": {"yfov": 0.8, "znear": 0.1}}));
    b.json["extensions"] = json!({"KHR_lights_punctual": {"lights": [
        {"type": "spot", "intensity": 100.0, "color": [1.0, 0.9, 0.8], "range": 5.0, "spot": {"innerConeAngle": 0.1, "outerConeAngle": 0.5}},
        {"type": "directional", "intensity": 3.0},
    ]}});
    // 1: lid with the strip, 2: skinned square, 3 and 4: joints, 5: camera, 6: light.
    b.push("nodes", json!({"name": "lid", "mesh": 1, "translation": [0.0, 2.0, 0.0], "scale": [0.01, 0.01, 0.01]}));
    b.push("nodes", json!({"mesh": 2, "skin": 0}));
    b.push("nodes", json!({"translation": [10.0, 0.0, 0.0], "children": [4]}));
    b.push("nodes", json!({"translation": [2.0, 0.0, 0.0]}));
    b.push("nodes", json!({"camera": 0, "matrix": [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 5.0, 1.0]}));
    b.push(
        "nodes",
        json!({"translation": [0.0, 3.0, 0.0], "rotation": [-0.707_106_77, 0.0, 0.0, 0.707_106_77], "extensions": {"KHR_lights_punctual": {"light": 0}}}),
    );
    b.json["scenes"] = json!([{"nodes": [6]}, {"nodes": [0, 1, 2, 3, 5, 6]}]);
    b.json["scene"] = json!(1);
    let times = b.floats(1, &[0.0, 1.5]);
    let turn = b.floats(4, &[0.0, 0.0, 0.0, 1.0, 0.707_106_77, 0.0, 0.0, 0.707_106_77]);
    let slide = b.floats(3, &[[0.0; 3], [0.0, 2.0, 0.0], [0.0; 3], [0.0; 3], [0.0, 4.0, 0.0], [0.0; 3]].concat());
    let open = b.floats(1, &[0.25, 1.0]);
    let targets = [(0, 1, "rotation"), (1, 1, "translation"), (2, 2, "weights")];
    let channels: Vec<Value> = targets.iter().map(|(s, n, p)| json!({"sampler": s, "target": {"node": n, "path": p}})).collect();
    b.push(
        "animations",
        json!({"name": "Open", "channels": channels, "samplers": [
            {"input": times, "output": turn}, {"input": times, "output": slide, "interpolation": "CUBICSPLINE"}, {"input": times, "output": open, "interpolation": "STEP"},
        ]}),
    );
    b
}
