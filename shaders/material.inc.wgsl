// A surface's factors and pictures (glTF 2.0, 3.9). Binds group 2.

const HAS_BASE: u32 = 1u;
const HAS_ROUGHNESS: u32 = 2u;
const HAS_NORMAL: u32 = 4u;
const HAS_OCCLUSION: u32 = 8u;
const HAS_EMISSIVE: u32 = 16u;
const UNLIT: u32 = 32u;
// Slot k reads the second coordinate set when bit 8 + k is set.
const SECOND_UV: u32 = 256u;

struct Material {
    base_color: vec4<f32>,
    // Emitted luminance; w: reflectance at normal incidence from the index of refraction.
    emissive_f0: vec4<f32>,
    // Metallic, roughness, normal scale, occlusion strength.
    factors: vec4<f32>,
    // Transmission, alpha cutoff.
    coverage: vec4<f32>,
    flags: vec4<u32>,
    // Per slot two rows: uv' = (dot(row0.xy, uv) + row0.z, dot(row1.xy, uv) + row1.z).
    uv_rows: array<vec4<f32>, 10>,
}

// Mesa's lavapipe specialises a shader again for every value of a uniform that a branch depends on, at every draw, and keeps each of them
// (22.3: 0.3 to 1.8 MiB and several milliseconds a draw). So no branch here depends on a uniform: flags are handed on by the vertex
// shader, and what is left is chosen by select. Not a storage buffer either: its loads are masked, which spoils derivatives.
@group(2) @binding(0) var<uniform> material: Material;
@group(2) @binding(1) var base_picture: texture_2d<f32>;
@group(2) @binding(2) var roughness_picture: texture_2d<f32>;
@group(2) @binding(3) var normal_picture: texture_2d<f32>;
@group(2) @binding(4) var occlusion_picture: texture_2d<f32>;
@group(2) @binding(5) var emissive_picture: texture_2d<f32>;
@group(2) @binding(6) var base_sampler: sampler;
@group(2) @binding(7) var roughness_sampler: sampler;
@group(2) @binding(8) var normal_sampler: sampler;
@group(2) @binding(9) var occlusion_sampler: sampler;
@group(2) @binding(10) var emissive_sampler: sampler;

fn slot_uv(slot: u32, uv: vec4<f32>) -> vec2<f32> {
    let pair = select(uv.xy, uv.zw, (material.flags.x & (SECOND_UV << slot)) != 0u);
    let a = material.uv_rows[slot * 2u];
    let b = material.uv_rows[slot * 2u + 1u];
    return vec2<f32>(dot(a.xy, pair) + a.z, dot(b.xy, pair) + b.z);
}
