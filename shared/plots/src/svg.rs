//! The style of all plots.

use plotters::chart::{ChartContext, MeshStyle};
use plotters::coord::Shift;
use plotters::coord::ranged1d::{Ranged, ValueFormatter};
use plotters::prelude::*;
use std::error::Error;
use std::fmt::Write;

/// An area to draw in.
pub(crate) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
/// A chart in such an area.
type Chart<'a, X, Y> = ChartContext<'a, SVGBackend<'a>, Cartesian2d<X, Y>>;

const INK: RGBColor = RGBColor(0x1f, 0x23, 0x28);
const RULE: RGBColor = RGBColor(0xd8, 0xde, 0xe4);
const PAGE: RGBColor = RGBColor(0xff, 0xff, 0xff);
/// A colour to tell things apart.
pub(crate) const BLUE: RGBColor = RGBColor(0x0b, 0x62, 0xc4);
/// A colour to tell things apart.
pub(crate) const ORANGE: RGBColor = RGBColor(0xb3, 0x59, 0x00);
/// A colour to tell things apart.
pub(crate) const GREEN: RGBColor = RGBColor(0x1a, 0x7f, 0x37);
/// A colour to tell things apart.
pub(crate) const PURPLE: RGBColor = RGBColor(0x82, 0x50, 0xdf);
/// A colour to tell things apart.
pub(crate) const RED: RGBColor = RGBColor(0xcf, 0x22, 0x2e);
/// The colours, each with the one that browsers show instead on dark pages.
const DARK: [(RGBColor, &str); 8] = [
    (PAGE, "#0d1117"),
    (INK, "#e6edf3"),
    (RULE, "#30363d"),
    (BLUE, "#58a6ff"),
    (ORANGE, "#e3a04f"),
    (GREEN, "#3fb950"),
    (PURPLE, "#b392f0"),
    (RED, "#ff7b72"),
];

/// Draws an SVG image of that width and height, and returns it. The title says what it shows.
///
/// # Panics
///
/// Panics if `draw` fails.
pub(crate) fn svg(
    title: &str,
    size: (u32, u32),
    draw: impl FnOnce(&Area<'_>) -> Result<(), Box<dyn Error>>,
) -> String {
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
    let drawn = area.fill(&PAGE).map_err(Into::into).and_then(|()| draw(&area));
    drawn.and_then(|()| Ok(area.present()?)).expect("writing to a string never fails");
    drop(area);
    let mut svg = without_offsets(&svg);
    // The title and the style come first.
    let mut whole = format!("\n<title>{title}</title>\n<style>\n");
    whole.push_str("@media (prefers-color-scheme: dark) {\n");
    for (RGBColor(red, green, blue), dark) in DARK {
        for what in ["fill", "stroke"] {
            let light = format!("{what}=\"#{red:02X}{green:02X}{blue:02X}\"");
            if svg.contains(&light) {
                let rule = writeln!(whole, "[{light}] {{ {what}: {dark}; }}");
                rule.expect("writing to a string never fails");
            }
        }
    }
    whole.push_str("}\n</style>\n");
    let end = svg.find('>').map_or(0, |end| end + 1);
    svg.insert_str(end, &whole);
    svg
}

/// Moves each text by its `dy`, since not every office suite knows that attribute.
fn without_offsets(svg: &str) -> String {
    let mut parts = svg.split(" dy=\"");
    let mut moved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (dy, rest) = part.split_once('"').expect("an attribute ends");
        let start = moved.rfind('"').and_then(|end| Some(moved[..end].rfind('"')? + 1));
        let y = moved.split_off(start.expect("`y` comes before it"));
        let y: i32 = y.trim_end_matches('"').parse().expect("it is a whole number");
        let offset = match dy {
            "0.76em" => 9,
            "0.5ex" => 3,
            _ => -3,
        };
        write!(moved, "{}\"{rest}", y + offset).expect("writing to a string never fails");
    }
    moved
}

/// Begins a chart with room for labels on its left.
pub(crate) fn chart<'a, 'b>(
    area: &'b Area<'a>,
    title: &str,
    left: u32,
) -> ChartBuilder<'b, 'static, SVGBackend<'a>> {
    let mut chart = ChartBuilder::on(area);
    chart.caption(title, text(17)).margin(16).x_label_area_size(44).y_label_area_size(left);
    chart
}

/// Begins the axes and rules of a chart, with this label for the horizontal axis.
pub(crate) fn mesh<'a, 'b, X, Y>(
    chart: &'b mut Chart<'a, X, Y>,
    x: &str,
) -> MeshStyle<'a, 'b, X, Y, SVGBackend<'a>>
where
    X: Ranged + ValueFormatter<<X as Ranged>::ValueType>,
    Y: Ranged + ValueFormatter<<Y as Ranged>::ValueType>,
{
    let mut mesh = chart.configure_mesh();
    mesh.axis_style(INK).bold_line_style(RULE).light_line_style(TRANSPARENT);
    mesh.label_style(text(14)).x_desc(x);
    mesh
}

/// Returns the style of text of a size in pixels.
pub(crate) fn text(size: u32) -> TextStyle<'static> {
    ("sans-serif", size).into_font().color(&INK)
}
