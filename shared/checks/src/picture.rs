//! SVG pictures, read back.

use super::{Lesson, TemporaryFile};
use roxmltree::{Document, Node};
use std::path::Path;
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

impl Lesson {
    /// Runs the lesson, which must do well, and gives the picture that it draws.
    pub fn draw(self, arguments: &[&str]) -> String {
        let file = TemporaryFile::new("svg");
        let path = file.path().to_str().expect("the path is UTF-8");
        let run = self.run(arguments.iter().chain(&["--svg", path]));
        assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
        file.read()
    }
}

/// Draws a picture anew that is committed at `file` in the `folder` of the lesson.
pub fn draw_anew(lesson: Lesson, arguments: &[&str], folder: &str, file: &str) {
    let path = Path::new(folder).join(file);
    let svg = ["--svg".as_ref(), path.as_os_str()];
    let mut command = lesson.command(arguments.iter().map(AsRef::as_ref).chain(svg));
    // Printing to somebody takes longer than anything else in the lessons that count.
    let status = command.stdout(Stdio::null()).status().expect("the lesson runs");
    assert!(status.success(), "{status}");
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

/// Checks that the picture that the lesson draws now is the one that was `committed`: the same
/// lanes, in them the same bars of the same states with the same labels, and times that differ by
/// less than `tolerance`, which is also the length of the shortest bar that is looked at.
///
/// On a machine that is busy with other things any wait may end late, so only times that are wrong
/// in six runs are wrong.
pub fn check(lesson: Lesson, arguments: &[&str], committed: &str, tolerance: f64) {
    let lanes = |svg: &str| -> Vec<Lane> {
        read(svg).iter().map(|lane| only_long(lane, tolerance)).collect()
    };
    let committed = lanes(committed);
    assert_ne!(committed.iter().map(|lane| lane.bars.len()).sum::<usize>(), 0, "a picture of bars");
    let mut wrong = String::new();
    for _ in 0..6 {
        let drawn = lanes(&lesson.draw(arguments));
        match differs(&committed, &drawn, tolerance) {
            None => return,
            Some(difference) => wrong = format!("{difference}: {committed:#?} {drawn:#?}"),
        }
    }
    panic!("{wrong}");
}

fn differs(committed: &[Lane], drawn: &[Lane], tolerance: f64) -> Option<&'static str> {
    let heads = |lanes: &[Lane]| -> Vec<_> {
        let heads = lanes.iter().map(|lane| (lane.panel, lane.name.clone(), lane.labels.clone()));
        heads.collect()
    };
    if heads(committed) != heads(drawn) {
        return Some("other lanes or labels");
    }
    for (committed, drawn) in committed.iter().zip(drawn) {
        let kinds = |lane: &Lane| -> Vec<_> {
            lane.bars.iter().map(|bar| (bar.state.clone(), bar.work.clone())).collect()
        };
        if kinds(committed) != kinds(drawn) {
            return Some("other bars");
        }
        for (one, other) in committed.bars.iter().zip(&drawn.bars) {
            if (one.start - other.start).abs().max((one.end - other.end).abs()) >= tolerance {
                return Some("other times");
            }
        }
    }
    None
}

/// Checks what of a picture of counting is the same in every run: lanes, and in each of them the
/// pieces of work in their order, with the states in which they were done. Where bars begin and end
/// is a matter of microseconds.
pub fn check_order(lesson: Lesson, committed: &str) {
    let order = |svg: &str| -> Vec<_> {
        let lanes = read(svg);
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
        lanes.into_iter().map(lane).collect()
    };
    let committed = order(committed);
    assert_ne!(committed.iter().map(|(_, _, works)| works.len()).sum::<usize>(), 0);
    let mut drawn = Vec::new();
    // A run that is interrupted by others takes so long that its turns are too short to be seen.
    for _ in 0..6 {
        drawn = order(&lesson.draw(&[]));
        if drawn == committed {
            return;
        }
    }
    assert_eq!(drawn, committed);
}
