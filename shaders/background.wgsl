// What is seen where no surface is: the cell's image light or a colour.
#import "tone.inc.wgsl"
#import "environment.inc.wgsl"

@group(0) @binding(0) var<uniform> view: View;

struct Covered {
    @builtin(position) clip: vec4<f32>,
    @location(0) ndc: vec2<f32>,
    @location(1) @interpolate(flat) tone: f32,
}

@vertex
fn vs_main(@builtin(vertex_index) index: u32) -> Covered {
    var out: Covered;
    out.clip = cover(index);
    out.ndc = out.clip.xy;
    out.tone = view.params.y;
    return out;
}

fn behind(ndc: vec2<f32>) -> vec3<f32> {
    let direction = view.ray_forward.xyz + ndc.x * view.ray_right.xyz + ndc.y * view.ray_up.xyz;
    let radiance = textureSampleLevel(environment_cube, linear_sampler, direction, view.background.w).rgb;
    return select(view.background.rgb, min(radiance * view.eye_exposure.w, vec3<f32>(60000.0)), view.params.w > 0.5);
}

@fragment
fn fs_hdr(in: Covered) -> @location(0) vec4<f32> {
    return vec4<f32>(behind(in.ndc), 1.0);
}

@fragment
fn fs_display(in: Covered) -> @location(0) vec4<f32> {
    return vec4<f32>(tone_map(behind(in.ndc), in.tone), 1.0);
}
