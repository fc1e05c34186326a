//! What comes of checking more or less often.

use crate::score::Score;
use viewer::plot::{self, Area, BLUE, INK, ORANGE, RULE, text};
use plotters::prelude::*;
use std::error::Error;

type Figure<T> = fn(&Score) -> T;

/// The figures that are shown: what they are called, over two lines, and what they are.
const FIGURES: [([&str; 2], Figure<String>); 6] = [
    (["longest", "wait"], |score| minutes(score.longest_wait(false))),
    (["if", "urgent"], |score| minutes(score.longest_wait(true))),
    (["mean", "wait"], |score| minutes(score.mean_wait(false).map(|mean| format!("{mean:.1}")))),
    (["", "checks"], |score| score.checks.to_string()),
    (["in", "vain"], |score| score.in_vain.to_string()),
    (["all", "done"], |score| minutes(score.end().map(timeline::clock))),
];

fn minutes(figure: Option<impl ToString>) -> String {
    figure.map_or_else(|| "never".to_owned(), |figure| figure.to_string())
}

/// What came of checking every so many minutes: a line for each interval.
pub(crate) fn sweep_table(scores: &[(u32, Score)]) -> Vec<String> {
    let heading = |line: usize| FIGURES.map(|(name, _)| format!("{:>9}", name[line])).concat();
    let mut lines =
        vec![format!("{:>6}{}", "every", heading(0)), format!("{:>6}{}", "", heading(1))];
    for (every, score) in scores {
        let figures = FIGURES.map(|(_, figure)| format!("{:>9}", figure(score)));
        lines.push(format!("{every:>6}{}", figures.concat()));
    }
    lines
}

/// The width and height of the plot.
const SIZE: (u32, u32) = (960, 560);

/// Draws what came of checking every so many minutes: waits above, checks below.
pub(crate) fn plot(scores: &[(u32, Score)]) -> String {
    plot::svg("What comes of checking more or less often", SIZE, |area| draw(scores, area))
}

fn draw(scores: &[(u32, Score)], area: &Area<'_>) -> Result<(), Box<dyn Error>> {
    let (above, below) = area.split_vertically(SIZE.1 / 2);
    let panels: [(_, _, _, Figure<u32>); 2] = [
        (above, "Longest wait of a child, in minutes", BLUE, |score| {
            score.longest_wait(false).unwrap_or(0)
        }),
        (below, "Checks in vain", ORANGE, |score| score.in_vain),
    ];
    for (area, title, colour, figure) in panels {
        let points: Vec<_> = scores.iter().map(|(every, score)| (*every, figure(score))).collect();
        let last = points.iter().map(|(every, _)| *every).max().unwrap_or(1);
        let most = points.iter().map(|(_, figure)| *figure).max().unwrap_or(1);
        let mut chart = ChartBuilder::on(&area)
            .caption(title, text(17))
            .margin(16)
            .x_label_area_size(44)
            .y_label_area_size(44)
            .build_cartesian_2d(0..last, 0..most + most / 10 + 1)?;
        chart
            .configure_mesh()
            .axis_style(INK)
            .bold_line_style(RULE)
            .light_line_style(TRANSPARENT)
            .label_style(text(14))
            .x_desc("checked every … minutes")
            .x_labels(13)
            .y_labels(6)
            .draw()?;
        chart.draw_series(LineSeries::new(points, colour.stroke_width(2)))?;
    }
    Ok(())
}
