//! Pictures as they look without a browser, drawn from their attributes alone.

use regex::Regex;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A colour: red, green and blue, each from 0 to 255.
pub type Colour = [u8; 3];

/// The colour of the page.
pub const PAGE: Colour = [0xff, 0xff, 0xff];
/// The colour of text and arrows, which is the darkest of all.
pub const INK: Colour = [0x1f, 0x23, 0x28];
/// The colour of running tasks.
pub const RUNNING: Colour = [0x0b, 0x62, 0xc4];
/// The colour of the outline and the hatches of ready tasks.
pub const READY: Colour = [0xb3, 0x59, 0x00];
/// The colour between the hatches of ready tasks.
pub const READY_PAGE: Colour = [0xff, 0xf4, 0xe5];
/// The colour of the outline of waiting tasks.
pub const WAITING: Colour = [0x57, 0x60, 0x6a];
/// The colour of waiting tasks, and of boxes.
pub const WAITING_PAGE: Colour = [0xf6, 0xf8, 0xfa];

/// The width in pixels of the narrowest bar that is checked. Its neighbours may hide a narrower one.
const SHORTEST: f64 = 6.0;
/// The number of pixels in a row that are sure to have both colours of a pattern, or of dashes.
const PATTERNED: usize = 10;

/// A picture, drawn by a renderer that doesn't know variables or the dark scheme.
#[derive(Debug)]
pub struct Image(Pixmap);

impl Image {
    /// Draws a picture, without its texts, since there are no fonts.
    fn new(svg: &str) -> Self {
        let tree = Tree::from_str(svg, &Options::default()).expect("a picture can be drawn");
        let size = tree.size().to_int_size();
        let mut pixels = Pixmap::new(size.width(), size.height()).expect("it has a size");
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        Self(pixels)
    }

    /// Returns the colour at a place, given in pixels.
    ///
    /// # Panics
    ///
    /// Panics if the place is transparent.
    pub fn at(&self, x: u32, y: u32) -> Colour {
        let pixel = self.0.pixel(x, y).unwrap_or_else(|| panic!("({x}, {y}) is outside"));
        assert_eq!(pixel.alpha(), 255, "({x}, {y}) is transparent");
        [pixel.red(), pixel.green(), pixel.blue()]
    }

    /// Checks that the page is whole, and that nothing on it is black.
    fn check_page(&self) {
        let light =
            |[red, green, blue]: Colour| u16::from(red) + u16::from(green) + u16::from(blue);
        let darkest = light(INK);
        let mut seen_through = 0;
        for pixel in self.0.pixels() {
            if pixel.alpha() < 255 {
                seen_through += 1;
            } else if light([pixel.red(), pixel.green(), pixel.blue()]) < darkest {
                panic!("something is black: {pixel:?}");
            }
        }
        assert!(seen_through < 100, "{seen_through} pixels are more than the round corners");
    }

    fn check_bar(&self, state: &str, bar: Node<'_, '_>) {
        let [x, y, width] = ["x", "y", "width"].map(|name| {
            let number = bar.attribute(name).and_then(|number| number.parse::<f64>().ok());
            number.expect("a bar has a place")
        });
        if width < SHORTEST {
            return;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place")]
        let whole = |place: f64| place as u32;
        let (middle, half) = (x + width / 2.0, 8.0_f64.min(width / 2.0 - 2.5));
        let columns = whole(middle - half)..=whole(middle + half);
        let row = |y| columns.clone().map(|x| self.at(x, y)).collect::<Vec<_>>();
        // Further down are labels on plates.
        let (outline, inside) = (row(whole(y)), row(whole(y) + 3));
        let share = |pixels: &[Colour], colour| {
            let near = pixels.iter().filter(|pixel| is_near(**pixel, colour)).count();
            near * 100 / pixels.len()
        };
        let is_right = match state {
            "running" => share(&inside, RUNNING) == 100 && share(&outline, RUNNING) == 100,
            "waiting" => {
                let is_dashed = (20..90).contains(&share(&outline, WAITING));
                share(&inside, WAITING_PAGE) == 100 && (is_dashed || outline.len() < PATTERNED)
            }
            "ready" => is_mixed(&inside, READY) && share(&outline, READY) > 70,
            "turns" => is_mixed(&inside, RUNNING) && share(&outline, RUNNING) > 70,
            other => panic!("nothing looks {other}"),
        };
        assert!(is_right, "{state} at ({x}, {y}) is {inside:x?} in {outline:x?}");
    }
}

/// Returns the bars below a node, each with the state that its group shows, and the text that appears when the pointer
/// rests on it.
pub(crate) fn bars<'a>(
    node: Node<'a, 'a>,
) -> impl Iterator<Item = (&'a str, Node<'a, 'a>, String)> {
    let abouts = node.descendants().filter(|node| node.has_tag_name("title"));
    abouts.filter_map(|about| {
        let bar = about.parent_element().filter(|bar| bar.has_tag_name("rect"))?;
        let state = bar.parent_element()?.attribute("class")?;
        Some((state, bar, about.text().unwrap_or_default().to_owned()))
    })
}

/// Returns `true` if colours are equal, apart from a renderer's rounding.
pub fn is_near(one: Colour, other: Colour) -> bool {
    one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= 16)
}

/// Returns `true` if all pixels have the background colour of patterns, the `dark` colour, or a mixture where these
/// meet. If there is room, both colours must be there.
fn is_mixed(pixels: &[Colour], dark: Colour) -> bool {
    // The dark part of a pixel, in tenths.
    let share = |pixel: &Colour| {
        (0..=10).find(|share| {
            let mixed = std::array::from_fn(|index| {
                let [light, dark] = [READY_PAGE, dark].map(|colour| u16::from(colour[index]));
                u8::try_from((light * (10 - share) + dark * share) / 10).expect("it is in between")
            });
            is_near(*pixel, mixed)
        })
    };
    let Some(shares) = pixels.iter().map(share).collect::<Option<Vec<_>>>() else { return false };
    let has_both = shares.iter().any(|it| *it <= 2) && shares.iter().any(|it| *it >= 6);
    has_both || pixels.len() < PATTERNED
}

/// Checks a picture that the course draws or shows. All of its colours must be attributes, each with a counterpart for
/// dark pages. Drawn from these alone, it must have a background, nothing black, and lanes that look as they should.
///
/// Returns the drawing, and the colours for light pages, each with its counterpart.
pub fn check(svg: &str) -> (Image, BTreeMap<String, String>) {
    for unknown in ["var(", "currentColor", "style=", " dy="] {
        assert!(!svg.contains(unknown), "not everybody knows {unknown}");
    }
    let document = Document::parse(svg).expect("a picture is XML");
    let image = Image::new(svg);
    image.check_page();
    let bars: Vec<_> = bars(document.root_element()).collect();
    assert_eq!(bars.is_empty(), !svg.contains("class=\"lane\""), "lanes have bars");
    for (state, bar, _) in bars {
        image.check_bar(state, bar);
    }
    (image, check_attributes(&document))
}

fn check_attributes(document: &Document<'_>) -> BTreeMap<String, String> {
    static RULE: LazyLock<Regex> = LazyLock::new(|| {
        let rule = r#"^\[(fill|stroke)="(#\w{6})"\] \{ (fill|stroke): (#\w{6}); \}$"#;
        Regex::new(rule).expect("it is right")
    });
    let all = document.descendants();
    let styles: Vec<_> = all.filter(|node| node.has_tag_name("style")).collect();
    let [style] = styles[..] else { panic!("one style, not {styles:?}") };
    let rules = style.text().unwrap_or_default().trim();
    let rules = rules.strip_prefix("@media (prefers-color-scheme: dark) {\n");
    let rules = rules.and_then(|rules| rules.strip_suffix("}")).expect("nothing else is styled");
    let rules = rules.lines().map(|rule| {
        let parts = RULE.captures(rule).unwrap_or_else(|| panic!("{rule} is not such a rule"));
        let [attribute, light, other, dark] = parts.extract().1;
        assert_eq!(attribute, other);
        ((attribute, light), dark)
    });
    let rules: BTreeMap<_, _> = rules.collect();
    for node in document.descendants().filter(|node| !node.has_tag_name("style")) {
        let colours = ["fill", "stroke"].map(|name| Some((name, node.attribute(name)?)));
        for colour in colours.into_iter().flatten() {
            let is_none = colour.1 == "none" || colour.1.starts_with("url(#");
            assert!(is_none || rules.contains_key(&colour), "no other colour for {node:?}");
        }
        let has_colour = |name| node.ancestors().any(|node| node.has_attribute(name));
        let shapes = ["circle", "line", "path", "polyline", "rect", "text"];
        if shapes.contains(&node.tag_name().name()) {
            assert!(has_colour("fill") || has_colour("stroke"), "no colour for {node:?}");
        }
    }
    rules.iter().map(|((_, light), dark)| (light.to_lowercase(), (*dark).to_owned())).collect()
}
