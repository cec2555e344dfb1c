// The scene's picture laid into the output, enlarged when it was drawn smaller.
#import "common.inc.wgsl"

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var linear_sampler: sampler;

struct Covered {
    @builtin(position) clip: vec4<f32>,
    @location(0) uv: vec2<f32>,
}

@vertex
fn vs_main(@builtin(vertex_index) index: u32) -> Covered {
    var out: Covered;
    out.clip = cover(index);
    out.uv = out.clip.xy * vec2<f32>(0.5, -0.5) + 0.5;
    return out;
}

// For outputs that store what they are given.
@fragment
fn fs_encoded(in: Covered) -> @location(0) vec4<f32> {
    return vec4<f32>(textureSampleLevel(picture, linear_sampler, in.uv, 0.0).rgb, 1.0);
}

// For outputs that encode by themselves.
@fragment
fn fs_linear(in: Covered) -> @location(0) vec4<f32> {
    return vec4<f32>(srgb_decode(textureSampleLevel(picture, linear_sampler, in.uv, 0.0).rgb), 1.0);
}
