//! The plot of checking more or less often.

use crate::svg::{Area, BLUE, ORANGE, chart, mesh, svg};
use plotters::prelude::*;
use std::error::Error;

/// The width and height of the plot, in units of the image.
const SIZE: (u32, u32) = (960, 560);

/// Draws the results of checking every so many minutes: waits above, and checks below. Returns an SVG
/// image, 960 units wide.
///
/// Each interval has three figures: its minutes, the longest wait of a child in minutes, and the number
/// of checks in vain.
pub fn sweep(figures: &[[u32; 3]]) -> String {
    svg("Checking more or less often", SIZE, |area| draw(figures, area))
}

fn draw(figures: &[[u32; 3]], area: &Area<'_>) -> Result<(), Box<dyn Error>> {
    let (above, below) = area.split_vertically(SIZE.1 / 2);
    let panels = [
        (above, "Longest wait of a child, in minutes", BLUE, 1),
        (below, "Checks in vain", ORANGE, 2),
    ];
    for (area, title, colour, figure) in panels {
        let points: Vec<_> = figures.iter().map(|row| (row[0], row[figure])).collect();
        let last = points.iter().map(|(every, _)| *every).max().unwrap_or(1);
        let most = points.iter().map(|(_, figure)| *figure).max().unwrap_or(1);
        let mut chart =
            chart(&area, title, 44).build_cartesian_2d(0..last, 0..most + most / 10 + 1)?;
        mesh(&mut chart, "checked every … minutes").x_labels(13).y_labels(6).draw()?;
        chart.draw_series(LineSeries::new(points, colour.stroke_width(2)))?;
    }
    Ok(())
}
