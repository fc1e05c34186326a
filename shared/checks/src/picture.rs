//! SVG pictures, read back.

use crate::{Program, workspace};
use roxmltree::{Document, Node};
use std::process::Stdio;

/// A lane of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The run that it belongs to, from 0 on.
    pub panel: usize,
    /// The name of its task.
    pub name: String,
    /// Its bars, in the order of time.
    pub bars: Vec<Bar>,
    /// What is written on them, in the order of time.
    pub labels: Vec<String>,
}

/// A bar of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The state that it shows.
    pub state: String,
    /// What it says of work.
    pub work: Option<String>,
    /// When it begins, in seconds.
    pub start: f64,
    /// When it ends, in seconds.
    pub end: f64,
}

/// Reads a picture.
pub fn read(svg: &str) -> Vec<Lane> {
    let svg = Document::parse(svg).expect("a picture is XML");
    let is = |node: &Node<'_, '_>, class: &str| {
        let classes = node.attribute("class").unwrap_or_default();
        classes.split(' ').any(|other| other == class)
    };
    let text = |node: Node<'_, '_>| node.text().unwrap_or_default().to_owned();
    let mut lanes = Vec::new();
    let mut panels = 0;
    for node in svg.root_element().children() {
        panels += usize::from(is(&node, "title"));
        if !is(&node, "lane") {
            continue;
        }
        let texts = node.children().filter(|child| child.has_tag_name("text"));
        let mut texts = texts.map(text);
        let name = texts.next().expect("a lane has a name");
        let bars = node.children().filter_map(|child| {
            let about = child.children().find(|child| child.has_tag_name("title"))?;
            Some(bar(child.attribute("class")?, &text(about)))
        });
        let mut bars: Vec<_> = bars.collect();
        bars.sort_by(|one, other| one.start.total_cmp(&other.start));
        lanes.push(Lane { panel: panels - 1, name, bars, labels: texts.collect() });
    }
    lanes
}

/// A bar of a class, from what is shown where the pointer rests on it.
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

/// Leaves out bars that are shorter than `shortest`, and puts together what then is the same.
fn only_long(lane: &Lane, shortest: f64) -> Lane {
    let mut bars: Vec<Bar> = Vec::new();
    for bar in lane.bars.iter().filter(|bar| bar.end - bar.start >= shortest) {
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
    /// Where it is, from the root of the workspace.
    pub file: &'static str,
    /// The arguments by which it is drawn.
    pub drawn: &'static [&'static str],
    /// The arguments besides by which it is drawn sooner.
    pub sooner: &'static [&'static str],
    /// By how much its times may differ, in seconds, which is also the length of the shortest bar that
    /// is looked at. In a picture of counting they are a matter of microseconds: nothing is known of
    /// them.
    pub tolerance: Option<f64>,
}

/// Checks that the picture that the program draws now is the one that was committed: the same lanes,
/// in them the same bars of the same states with the same labels, and the same times, if they are
/// known. Otherwise, it is drawn anew, if that is asked for.
///
/// On a machine that is busy with other things any wait may end late, so only what is wrong in six runs
/// is wrong.
pub fn check(program: Program, committed: &Committed) {
    let wrong = workspace::read(committed.file).and_then(|svg| {
        let sooner = [committed.drawn, committed.sooner].concat();
        let mut wrong = Ok(());
        for _ in 0..6 {
            wrong = match committed.tolerance {
                Some(tolerance) => differs(&svg, &program.draw(&sooner), tolerance),
                // A run that is interrupted by others takes so long that its turns are too short to be
                // seen.
                None => differs_in_order(&svg, &program.draw(&sooner)),
            };
            if wrong.is_ok() {
                break;
            }
        }
        wrong
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
    // Printing to somebody takes longer than anything else in the lessons that count.
    let status = command.stdout(Stdio::null()).status().expect("the lesson runs");
    assert!(status.success(), "{status}");
}

fn differs(committed: &str, drawn: &str, tolerance: f64) -> Result<(), String> {
    let lanes = |svg: &str| -> Vec<Lane> {
        read(svg).iter().map(|lane| only_long(lane, tolerance)).collect()
    };
    let (committed, drawn) = (lanes(committed), lanes(drawn));
    assert_ne!(committed.iter().map(|lane| lane.bars.len()).sum::<usize>(), 0, "a picture of bars");
    let heads = |lanes: &[Lane]| -> Vec<_> {
        let heads = lanes.iter().map(|lane| (lane.panel, lane.name.clone(), lane.labels.clone()));
        heads.collect()
    };
    let kinds = |lane: &Lane| -> Vec<_> {
        lane.bars.iter().map(|bar| (bar.state.clone(), bar.work.clone())).collect()
    };
    let are_near = |one: &Bar, other: &Bar| {
        (one.start - other.start).abs().max((one.end - other.end).abs()) < tolerance
    };
    let mut pairs = committed.iter().zip(&drawn);
    let other = if heads(&committed) != heads(&drawn) {
        "lanes or labels"
    } else if pairs.clone().any(|(one, other)| kinds(one) != kinds(other)) {
        "bars"
    } else if !pairs.all(|(one, two)| one.bars.iter().zip(&two.bars).all(|(a, b)| are_near(a, b))) {
        "times"
    } else {
        return Ok(());
    };
    Err(format!("other {other}: {committed:#?} {drawn:#?}"))
}

/// Compares what of a picture of counting is the same in every run: lanes, and in each of them the
/// pieces of work in their order, with the states in which they were done.
fn differs_in_order(committed: &str, drawn: &str) -> Result<(), String> {
    let order = |svg: &str| -> Vec<_> {
        let lane = |lane: Lane| {
            let mut works: Vec<(String, Vec<String>)> = Vec::new();
            for bar in lane.bars {
                let Some(work) = bar.work else { continue };
                if works.last().is_none_or(|(last, _)| *last != work) {
                    works.push((work, Vec::new()));
                }
                let (_, states) = works.last_mut().expect("there is one now");
                if !states.contains(&bar.state) {
                    states.push(bar.state);
                }
            }
            (lane.panel, lane.name, works)
        };
        read(svg).into_iter().map(lane).collect()
    };
    let (committed, drawn) = (order(committed), order(drawn));
    assert_ne!(committed.iter().map(|(_, _, works)| works.len()).sum::<usize>(), 0);
    let is_same = committed == drawn;
    is_same.then_some(()).ok_or_else(|| format!("{drawn:#?} for {committed:#?}"))
}
