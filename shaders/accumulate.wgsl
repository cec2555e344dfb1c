// One more jittered picture into the average; the blend constant is 1 / number of pictures.
#import "common.inc.wgsl"
#import "average.inc.wgsl"

@group(0) @binding(0) var picture: texture_2d<f32>;

@vertex
fn vs_main(@builtin(vertex_index) index: u32) -> @builtin(position) vec4<f32> {
    return cover(index);
}

@fragment
fn fs_main(@builtin(position) at: vec4<f32>) -> @location(0) vec4<f32> {
    return press(textureLoad(picture, vec2<i32>(at.xy), 0));
}
