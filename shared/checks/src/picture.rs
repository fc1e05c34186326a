//! SVG pictures, read back.

use crate::lateness::LATE;
use crate::{Program, look, workspace};
use roxmltree::{Document, Node};
use std::process::Stdio;

/// A lane of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The number of its run, from 0.
    pub panel: usize,
    /// The name of the task.
    pub name: String,
    /// The bars, in the order of time.
    pub bars: Vec<Bar>,
    /// The texts on the bars, in the order of time.
    pub labels: Vec<String>,
}

/// A bar of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The state that the bar shows.
    pub state: String,
    /// The name of the work; `None` if it has none.
    pub work: Option<String>,
    /// The beginning, in lesson seconds.
    pub start: f64,
    /// The end, in lesson seconds.
    pub end: f64,
}

impl Bar {
    fn length(&self) -> f64 {
        self.end - self.start
    }
}

/// Reads a picture.
pub fn read(svg: &str) -> Vec<Lane> {
    let svg = Document::parse(svg).expect("a picture is XML");
    let is = |node: &Node<'_, '_>, class: &str| node.attribute("class") == Some(class);
    let text = |node: Node<'_, '_>| node.text().unwrap_or_default().to_owned();
    let mut lanes = Vec::new();
    let mut panels = 0;
    for node in svg.root_element().children() {
        panels += usize::from(is(&node, "title"));
        if !is(&node, "lane") {
            continue;
        }
        let texts = node.descendants().filter(|node| node.has_tag_name("text"));
        let mut texts = texts.map(text);
        let name = texts.next().expect("a lane has a name");
        let bars = look::bars(node).map(|(state, _, about)| bar(state, &about));
        let mut bars: Vec<_> = bars.collect();
        bars.sort_by(|one, other| one.start.total_cmp(&other.start));
        lanes.push(Lane { panel: panels - 1, name, bars, labels: texts.collect() });
    }
    lanes
}

/// Returns the bar of a state, from the text that appears when the pointer rests on it.
fn bar(state: &str, about: &str) -> Bar {
    let (what, times) = about.rsplit_once(", ").expect("a time is told");
    let work = what.split_once(": ").map(|(work, _)| work.to_owned());
    let mut times = times.split(" to ").map(|time| {
        let time = time.strip_suffix(" s").expect("times are seconds");
        time.parse::<f64>().expect("times are numbers")
    });
    let mut time = || times.next().expect("there are two times");
    Bar { state: state.to_owned(), work, start: time(), end: time() }
}

/// Leaves out bars that are shorter than `shortest`, and joins equal ones that then meet.
fn only_long(lane: &Lane, shortest: f64) -> Lane {
    let mut bars: Vec<Bar> = Vec::new();
    for bar in lane.bars.iter().filter(|bar| bar.length() >= shortest) {
        match bars.last_mut() {
            Some(last) if last.state == bar.state && last.work == bar.work => last.end = bar.end,
            _ => bars.push(bar.clone()),
        }
    }
    Lane { bars, ..lane.clone() }
}

/// A picture that is committed.
#[derive(Clone, Copy, Debug)]
pub struct Committed {
    /// The path, from the root of the workspace.
    pub file: &'static str,
    /// The arguments with which it is drawn.
    pub drawn: &'static [&'static str],
    /// The kind of its times.
    pub times: Times,
}

/// The kind of times in a picture, which decides how they are checked.
#[derive(Clone, Copy, Debug)]
pub enum Times {
    /// Counting takes microseconds, so its times aren't checked.
    Counts,
    /// Each bar is one wait, drawn at this speed.
    Waits(f64),
    /// Each bar is a fetch, drawn at this speed. In a fetch, several threads wait for each other, and each may be
    /// late.
    Fetches(f64),
}

/// Checks that the committed picture shows what the program does now. If it doesn't, draws it again, provided that
/// `UPDATE_EXPECT` is set.
pub fn check(program: Program, committed: &Committed) {
    let draw = |speed: f64| {
        let speed = speed.to_string();
        program.draw(&[committed.drawn, &["--speed", &speed]].concat())
    };
    let wrong = workspace::read(committed.file).and_then(|svg| match committed.times {
        Times::Counts => differs_in_order(&svg, program, committed.drawn),
        Times::Waits(speed) => differs(&svg, &draw(speed), LATE * speed),
        Times::Fetches(speed) => differs_in_work(&svg, &draw(speed)),
    });
    match wrong {
        Err(_) if workspace::updates() => draw_anew(program, committed),
        Err(wrong) => panic!("{}: {wrong}", committed.file),
        Ok(()) => {}
    }
}

fn draw_anew(program: Program, committed: &Committed) {
    let path = workspace::root().join(committed.file);
    let svg = ["--svg".as_ref(), path.as_os_str()];
    let mut command = program.command(committed.drawn.iter().map(AsRef::as_ref).chain(svg));
    // In the lessons that count, printing to a reader takes longer than anything else.
    let status = command.stdout(Stdio::null()).status().expect("the lesson runs");
    assert!(status.success(), "{status}");
}

/// Compares two pictures. They must have the same lanes, with the same bars of the same states and work, whose lengths
/// differ by at most the seconds that a wait may be `late`. Bars shorter than that are ignored. Each bar is as long as
/// one wait. Its beginning isn't compared, since it depends on all waits before it.
fn differs(committed: &str, drawn: &str, late: f64) -> Result<(), String> {
    let all = read(committed);
    let mut works = all.iter().flat_map(|lane| &lane.bars).filter(|bar| bar.work.is_some());
    assert!(works.clone().count() > 0, "a picture of bars");
    assert!(works.all(|bar| bar.length() > late), "at this speed, work is shorter than {late} s");
    let lanes =
        |all: &[Lane]| -> Vec<Lane> { all.iter().map(|lane| only_long(lane, late)).collect() };
    let (committed, drawn) = (lanes(&all), lanes(&read(drawn)));
    let heads = |lanes: &[Lane]| -> Vec<_> {
        lanes.iter().map(|lane| (lane.panel, lane.name.clone())).collect()
    };
    let kinds = |lane: &Lane| -> Vec<_> {
        lane.bars.iter().map(|bar| (bar.state.clone(), bar.work.clone())).collect()
    };
    let are_alike = |(one, other): (&Bar, &Bar)| (one.length() - other.length()).abs() < late;
    let mut pairs = committed.iter().zip(&drawn);
    let other = if heads(&committed) != heads(&drawn) {
        "lanes"
    } else if pairs.clone().any(|(one, other)| kinds(one) != kinds(other)) {
        "bars"
    } else if !pairs.all(|(one, other)| one.bars.iter().zip(&other.bars).all(are_alike)) {
        "times"
    } else {
        return Ok(());
    };
    Err(format!("other {other}: {committed:#?} {drawn:#?}"))
}

/// Checks that the second picture has all the work of the first: the same lanes in each panel, and in one of them each
/// bar, more than half as long. (A task that is interrupted before it is suspended waits for less than its fetch
/// takes.)
fn differs_in_work(committed: &str, drawn: &str) -> Result<(), String> {
    let (committed, drawn) = (read(committed), read(drawn));
    let heads = |lanes: &[Lane]| -> Vec<_> {
        lanes.iter().map(|lane| (lane.panel, lane.name.clone())).collect()
    };
    let works = |lanes: &[Lane]| -> Vec<(usize, Bar)> {
        let bars = lanes.iter().flat_map(|lane| lane.bars.iter().map(|bar| (lane.panel, bar)));
        let works = bars.filter(|(_, bar)| bar.work.is_some());
        works.map(|(panel, bar)| (panel, bar.clone())).collect()
    };
    let (all, found) = (works(&committed), works(&drawn));
    assert_ne!(all.len(), 0, "a picture of bars");
    let is_found = |(panel, bar): &(usize, Bar)| {
        found.iter().any(|(other_panel, other)| {
            (panel, &bar.state, &bar.work) == (other_panel, &other.state, &other.work)
                && other.length() > bar.length() / 2.0
        })
    };
    let is_same = heads(&committed) == heads(&drawn) && all.iter().all(is_found);
    is_same.then_some(()).ok_or_else(|| format!("{drawn:#?} for {committed:#?}"))
}

/// The lanes: their names, and their pieces of work in order, each with its states.
type Order = Vec<(String, Vec<(String, Vec<String>)>)>;

/// Returns the part of a run that is the same every time, given its lanes with their states and pieces of work.
fn order(lanes: impl Iterator<Item = (String, Vec<(String, Option<String>)>)>) -> Order {
    let lane = |(name, spans): (String, Vec<(String, Option<String>)>)| {
        let mut works: Vec<(String, Vec<String>)> = Vec::new();
        for (state, work) in spans {
            let Some(work) = work else { continue };
            if works.last().is_none_or(|(last, _)| *last != work) {
                works.push((work, Vec::new()));
            }
            let (_, states) = works.last_mut().expect("there is one now");
            if !states.contains(&state) {
                states.push(state);
            }
        }
        (name, works)
    };
    lanes.map(lane).collect()
}

/// Compares a picture of counting with the trace of a run. Unlike a picture, a trace has all turns, even if the run
/// was interrupted for so long that they are too short to be seen. The turns in a picture of the run are a part of
/// these.
fn differs_in_order(committed: &str, program: Program, arguments: &[&str]) -> Result<(), String> {
    let drawn = |svg: &str| {
        order(read(svg).into_iter().map(|lane| {
            (lane.name, lane.bars.into_iter().map(|bar| (bar.state, bar.work)).collect())
        }))
    };
    let (_, parts) = program.trace(arguments);
    let traced = order(parts.into_iter().flat_map(|part| part.tasks).map(|task| {
        (task.name, task.spans.into_iter().map(|span| (span.state, span.work)).collect())
    }));
    let (committed, drawn) = (drawn(committed), drawn(&program.draw(arguments)));
    assert_ne!(committed.iter().map(|(_, works)| works.len()).sum::<usize>(), 0);
    let is_part = drawn.len() == committed.len()
        && drawn.iter().zip(&committed).all(|((name, works), (other, all))| {
            let mut all = all.iter();
            let mut is_next = |work: &String| all.any(|(next, _)| next == work);
            name == other && works.iter().all(|(work, _)| is_next(work))
        });
    let is_same = is_part && committed == traced;
    is_same.then_some(()).ok_or_else(|| format!("{drawn:#?} and {traced:#?} for {committed:#?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a picture of a lane with these bars: the state of each, its beginning and its end.
    fn picture(bars: &[(&str, f64, f64)]) -> String {
        let bar = |(what, start, end): &(&str, f64, f64)| {
            let state = what.rsplit(' ').next().unwrap_or_default();
            let about = format!("{what}, {start:.6} s to {end:.6} s");
            format!("<rect class=\"{state}\"><title>{about}</title></rect>")
        };
        let bars: String = bars.iter().map(bar).collect();
        format!("<svg><text class=\"title\"/><g class=\"lane\"><text>One</text>{bars}</g></svg>")
    }

    #[test]
    fn late_waits_make_no_other_picture() {
        let speed = 4.0;
        let is_same = |bars: &[(&str, f64, f64)]| {
            let committed = [("15.0 s: running", 0.0, 15.0), ("ready", 15.0, 25.0)];
            let committed = picture(&[&committed[..], &[("2.0 s: running", 25.0, 27.0)]].concat());
            differs(&committed, &picture(bars), LATE * speed).is_ok()
        };
        let drawn = |late: f64| {
            let [first, second, third] = [15.0 + late, 25.0 + 2.0 * late, 27.0 + 3.0 * late];
            let last = ("2.0 s: running", second, third);
            [("15.0 s: running", 0.0, first), ("ready", first, second), last]
        };
        // As if the clock ticked every 15.6 ms, and as on a busy machine.
        for late in [0.0, 0.0156, 0.9 * LATE] {
            let drawn = drawn(late * speed);
            assert!(is_same(&drawn), "{late}");
            let woken = ("ready", drawn[2].2, drawn[2].2 + late * speed);
            assert!(is_same(&[&drawn[..], &[woken]].concat()), "{late}");
            assert!(!is_same(&drawn[..2]) && !is_same(&drawn[1..]), "{late}");
        }
        assert!(!is_same(&drawn(1.1 * LATE * speed)));
        let mut other = drawn(0.0);
        other[2].0 = "5.0 s: running";
        assert!(!is_same(&other));
    }
}
