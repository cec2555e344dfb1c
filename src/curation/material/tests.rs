use super::*;

const SOME: [Finish; 12] = [
    Finish::Velvet,
    Finish::Plaster,
    Finish::Stucco,
    Finish::StarTile,
    Finish::Brick,
    Finish::Brass,
    Finish::ZelligeBorder,
    Finish::Damask,
    Finish::Oak,
    Finish::Marble,
    Finish::Plinth,
    Finish::PaintedDark,
];

/// The step across a tile's joint is like the steps within it.
#[test]
fn pictures_join_at_their_edges() {
    for f in SOME {
        let pictures = f.textures();
        assert_eq!(pictures.iter().map(|p| p.usage).collect::<Vec<_>>(), [TextureUse::Color, TextureUse::Normal, TextureUse::Data], "{f:?}");
        let p = &pictures[0];
        let at = |x: u32, y: u32| i32::from(p.rgba[((y % p.height * p.width + x % p.width) * 4 + 1) as usize]);
        let across = |x: u32| (0..p.height).map(|y| (at(x, y) - at(x + 1, y)).abs()).sum::<i32>();
        let down = |y: u32| (0..p.width).map(|x| (at(x, y) - at(x, y + 1)).abs()).sum::<i32>();
        let worst_across = (0..p.width - 1).map(across).max().unwrap();
        let worst_down = (0..p.height - 1).map(down).max().unwrap();
        assert!(across(p.width - 1) <= worst_across * 3 / 2 + 400, "{f:?}: {} against {worst_across}", across(p.width - 1));
        assert!(down(p.height - 1) <= worst_down * 3 / 2 + 400, "{f:?}: {} against {worst_down}", down(p.height - 1));
    }
}

#[test]
fn pictures_are_the_same_every_time_and_normals_point_outward() {
    let recipe = Finish::Stucco.recipe().unwrap();
    let (a, b) = (draw(&recipe, false), draw(&recipe, false));
    assert!(a == b);
    assert!(a[1].rgba.chunks_exact(4).all(|n| n[2] > 127));
    let mean: f32 = a[1].rgba.chunks_exact(4).map(|n| f32::from(n[0]) - 127.5).sum::<f32>() / (a[1].width * a[1].height) as f32;
    assert!(mean.abs() < 2.0, "a relief that joins leans nowhere: {mean}");
}

#[test]
fn finishes_without_pictures_are_even() {
    for f in [Finish::Glass, Finish::Water, Finish::Bulb, Finish::Soot] {
        assert!(f.textures().is_empty());
        let m = f.material(&[]);
        assert!(m.base_color_texture.is_none() && m.metallic == 0.0);
    }
    assert!(Finish::SkyParis.material(&[(TextureUse::Color, TextureKey(3))]).emissive_texture.is_some());
}
