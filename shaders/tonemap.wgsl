// Averaged light to display values.
#import "tone.inc.wgsl"
#import "average.inc.wgsl"

struct Tone {
    // Encoded colour where nothing is; w: tone map (0 AgX, 1 Neutral).
    clear: vec4<f32>,
}

@group(0) @binding(0) var average: texture_2d<f32>;
@group(0) @binding(1) var<uniform> tone: Tone;

@vertex
fn vs_main(@builtin(vertex_index) index: u32) -> @builtin(position) vec4<f32> {
    return cover(index);
}

@fragment
fn fs_main(@builtin(position) at: vec4<f32>) -> @location(0) vec4<f32> {
    let a = textureLoad(average, vec2<i32>(at.xy), 0);
    if a.a <= 0.0 {
        return vec4<f32>(tone.clear.rgb, 1.0);
    }
    let shown = tone_map(release(a.rgb / a.a), tone.clear.w) + dither(at.xy);
    return vec4<f32>(mix(tone.clear.rgb, shown, a.a), 1.0);
}
