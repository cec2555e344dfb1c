// Averaging light that is far brighter than white: each sample is pressed below 1 first (Karis 2014), so that one bright sample does not
// undo the smoothing of an edge. Coverage is in alpha, colour is multiplied by it.

fn press(c: vec4<f32>) -> vec4<f32> {
    let straight = c.rgb / max(c.a, 1e-4);
    let peak = max(straight.r, max(straight.g, straight.b));
    return vec4<f32>(straight / (1.0 + peak) * c.a, c.a);
}

fn release(c: vec3<f32>) -> vec3<f32> {
    let peak = min(max(c.r, max(c.g, c.b)), 0.9998);
    return c / (1.0 - peak);
}
