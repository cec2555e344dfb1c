//! Tests of the reader on the samples and on models made in code.

use super::*;

#[test]
fn quick() {
    for f in ["BoomBox/BoomBox.gltf", "Lantern/Lantern.gltf", "whale_mandible.glb", "whale_mandible_draco.glb"] {
        let p = Path::new("/work/shared/samples").join(f);
        let t = std::time::Instant::now();
        match read(p.as_path(), &Limits::default()) {
            Ok(m) => eprintln!("{:?} {:#?} {:?}", t.elapsed(), m.report, m.meshes.mesh.submeshes),
            Err(e) => eprintln!("{e}"),
        }
    }
}
