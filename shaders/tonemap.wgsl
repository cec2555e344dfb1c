// Averaged light to display values.
#import "tone.inc.wgsl"
#import "average.inc.wgsl"

struct Tone {
    // Encoded colour where nothing is; w: tone map (0 AgX, 1 Neutral).
    clear: vec4<f32>,
}

@group(0) @binding(0) var average: texture_2d<f32>;
@group(0) @binding(1) var<uniform> tone: Tone;

struct Covered {
    @builtin(position) at: vec4<f32>,
    @location(0) @interpolate(flat) kind: f32,
}

@vertex
fn vs_main(@builtin(vertex_index) index: u32) -> Covered {
    return Covered(cover(index), tone.clear.w);
}

@fragment
fn fs_main(in: Covered) -> @location(0) vec4<f32> {
    let at = in.at;
    let a = textureLoad(average, vec2<i32>(at.xy), 0);
    if a.a <= 0.0 {
        return vec4<f32>(tone.clear.rgb, 1.0);
    }
    let shown = tone_map(release(a.rgb / a.a), in.kind) + dither(at.xy);
    return vec4<f32>(mix(tone.clear.rgb, shown, a.a), 1.0);
}
