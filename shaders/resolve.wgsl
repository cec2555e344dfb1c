// Four samples per pixel to one.
#import "common.inc.wgsl"
#import "average.inc.wgsl"

@group(0) @binding(0) var samples: texture_multisampled_2d<f32>;

@vertex
fn vs_main(@builtin(vertex_index) index: u32) -> @builtin(position) vec4<f32> {
    return cover(index);
}

@fragment
fn fs_main(@builtin(position) at: vec4<f32>) -> @location(0) vec4<f32> {
    let p = vec2<i32>(at.xy);
    var sum = press(textureLoad(samples, p, 0));
    sum += press(textureLoad(samples, p, 1));
    sum += press(textureLoad(samples, p, 2));
    sum += press(textureLoad(samples, p, 3));
    return sum * 0.25;
}
