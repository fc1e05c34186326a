//! The pictures and the narration of a run, letter by letter.

use checks::look::{self, PAGE, RUNNING, WAITING_PAGE};
use std::sync::Arc;
use timeline::{
    Event, EventContext, Executor, Kind, Lane, Log, Narrator, Picture, Span, WaitReason,
};
use timeline::{State, Style, Subject};
use timeline::{lanes, legend, svg, timeline, trace};

const SECOND: u64 = 1_000_000_000;
const RESUMED: Event = Event::Resumed(Executor::EventLoop);
const TIMER: Event = Event::Suspended(Some(WaitReason::Timer));
const YIELD: Event = Event::Suspended(Some(WaitReason::Yield));

fn picture(kind: Kind, work: &[&str], events: &[(u64, &str, Event)]) -> Picture {
    let mut log = Log::default();
    let mut names = Vec::new();
    let mut end = 0;
    for (at, name, event) in events {
        let task = names.iter().position(|other| *other == name).unwrap_or_else(|| {
            names.push(name);
            log.create(name, *at)
        });
        log.note(task, *event, *at);
        end = *at;
    }
    let work = work.iter().map(ToString::to_string).collect();
    let subject = Subject { title: "A run".to_owned(), kind, work, speed: 1.0, words: None };
    log.picture(Arc::new(subject), end)
}

/// Returns the picture of two tasks that wait on one thread: 4 s and 2 s, then 3 s.
fn waiting() -> Picture {
    let events = [
        (0, "One", RESUMED),
        (0, "One", Event::TookWork(0)),
        (1000, "One", TIMER),
        (1000, "Two", RESUMED),
        (1000, "Two", Event::TookWork(1)),
        (2000, "Two", TIMER),
        (2 * SECOND, "Two", Event::Woken),
        (2 * SECOND, "Two", RESUMED),
        (2 * SECOND, "Two", Event::TookWork(2)),
        (2 * SECOND + 1000, "Two", TIMER),
        (4 * SECOND, "One", Event::Woken),
        (4 * SECOND, "One", RESUMED),
        (4 * SECOND + 1000, "One", Event::Finished),
        (5 * SECOND, "Two", Event::Woken),
        (5 * SECOND, "Two", RESUMED),
        (5 * SECOND + 1000, "Two", Event::Finished),
    ];
    picture(Kind::Delays, &["4.0 s", "2.0 s", "3.0 s"], &events)
}

/// Returns the picture of two tasks that hold the thread: 4 s, then 2 s, then 3 s.
fn holding() -> Picture {
    let mut log = Log::default();
    let [one, two] = ["One", "Two"].map(|name| log.create(name, 0));
    for (task, start, end, work) in [(one, 0, 4, 0), (two, 4, 6, 1), (one, 6, 9, 2)] {
        log.note(task, RESUMED, start * SECOND);
        log.note(task, Event::TookWork(work), start * SECOND);
        log.note(task, Event::TimerStopped, end * SECOND);
        log.note(task, Event::Woken, end * SECOND);
        log.note(task, YIELD, end * SECOND);
    }
    for task in [one, two] {
        log.note(task, Event::Finished, 9 * SECOND);
    }
    let work = ["4.0 s", "2.0 s", "3.0 s"].map(ToOwned::to_owned).to_vec();
    let subject =
        Subject { title: "A run".to_owned(), kind: Kind::Delays, work, speed: 1.0, words: None };
    log.picture(Arc::new(subject), 9 * SECOND)
}

fn style(width: usize, ascii: bool) -> Style {
    Style { width, ascii, colours: false }
}

#[test]
fn waiting_is_drawn_as_lines_that_overlap() {
    let expected = "\
A run:
One  │───────────────── 4.0 s ──────────────────│
Two  │────── 2.0 s ───────│───────────── 3.0 s ────────────│
     ┴──────────┴──────────┴─────────┴──────────┴──────────┴
     0          1          2         3          4 s
██ running   ░░ ready   ── waiting   ││ running for a moment
9.0 s of waiting done in 5.0 s; the thread was busy for less
than 0.1 % of it.";
    assert_eq!(timeline(&waiting(), style(61, false)).join("\n"), expected);
}

#[test]
fn holding_the_thread_is_drawn_as_a_staircase() {
    let expected = "\
A run:
One  ###### 4.0 s #######...........#### 3.0 s ####
Two  ....................## 2.0 s ##...............
     +---------+---------+---------+---------+-----
     0         2         4         6         8 s
## running   .. ready   -- waiting
Tasks held the thread for 100.0 % of 9.0 s; tasks
that were ready waited 9.0 s for it in all.";
    assert_eq!(timeline(&holding(), style(52, true)).join("\n"), expected);
}

#[test]
fn narrow_bars_have_no_labels_and_no_width_is_too_small() {
    for width in 0..40 {
        let lines = lanes(&holding(), 9 * SECOND, style(width, false));
        assert_eq!(lines.len(), 4);
        assert!(lines.iter().all(|line| line.chars().count() <= width.max(16)), "{lines:#?}");
    }
}

#[test]
fn work_is_written_on_its_bars() {
    let lanes = checks::picture::read(&svg(&[waiting(), holding()]));
    let labels: Vec<_> = lanes.iter().map(|lane| (lane.panel, &lane.labels[..])).collect();
    assert_eq!(labels.len(), 4);
    assert_eq!(labels[0], (0, &["4.0 s".to_owned()][..]));
    assert_eq!(labels[1], (0, &["2.0 s".to_owned(), "3.0 s".to_owned()][..]));
    assert_eq!(labels[2], (1, &["4.0 s".to_owned(), "3.0 s".to_owned()][..]));
    assert_eq!(labels[3], (1, &["2.0 s".to_owned()][..]));
}

#[test]
fn a_legend_breaks_between_words() {
    let expected = "\
██ running
░░ ready
── waiting
││ running for a
   moment";
    assert_eq!(legend(&waiting(), 5 * SECOND, style(20, false)).join("\n"), expected);
}

#[test]
fn colours_tell_states_apart_too() {
    let style = Style { width: 60, ascii: false, colours: true };
    let lines = lanes(&holding(), 9 * SECOND, style);
    assert!(lines[0].starts_with("One  \x1b[32m██"), "{lines:?}");
    assert!(lines[1].starts_with("Two  \x1b[35m░░"), "{lines:?}");
    assert!(lines[0].contains("\x1b[0m 4.0 s \x1b[32m"), "{lines:?}");
    assert!(lines[..2].iter().all(|line| line.ends_with("\x1b[0m")), "{lines:?}");
    let waiting = lanes(&waiting(), 5 * SECOND, style);
    assert!(waiting[0].contains("\x1b[36m──"), "{waiting:?}");
}

#[test]
fn many_turns_are_drawn_as_such() {
    let mut log = Log::default();
    let task = log.create("One", 0);
    log.note(task, RESUMED, 0);
    for turn in 0..100_000 {
        log.note(task, Event::Woken, 100 * turn);
        log.note(task, YIELD, 100 * turn + 50);
        log.note(task, RESUMED, 100 * turn + 100);
    }
    log.note(task, Event::Finished, 10_000_000);
    let subject = Subject {
        title: "A run".to_owned(),
        kind: Kind::Counts,
        work: vec![],
        speed: 1.0,
        words: None,
    };
    let picture = log.picture(Arc::new(subject), 10_000_000);
    let drawn = timeline(&picture, style(30, true));
    assert_eq!(drawn[1], format!("One  {}", "%".repeat(24)));
    assert!(drawn[5].ends_with("%% taking turns"), "{drawn:?}");
    let svg = svg(&[picture]);
    assert_eq!(svg.matches("url(#striped)").count(), 2, "a span and its legend: {svg}");
    assert!(svg.contains("taking turns: 100000 turns, running for 50 %"), "{svg}");
}

#[test]
fn a_run_of_nothing_can_be_drawn() {
    let picture = picture(Kind::Counts, &[], &[]);
    assert_eq!(
        timeline(&picture, style(80, false)).last().map(String::as_str),
        Some("No task ran.")
    );
    assert!(svg(std::slice::from_ref(&picture)).ends_with("</svg>\n"));
    assert!(trace(&[picture]).contains("\"A run\""));
}

#[test]
fn what_users_name_cannot_break_a_file() {
    let name = "<One & \"Two\">\u{7}\\";
    let picture = picture(
        Kind::Pages,
        &["a?b=<c>&d=\"e\"\n"],
        &[(0, name, RESUMED), (0, name, Event::TookWork(0)), (SECOND, name, Event::Finished)],
    );
    let svg = svg(std::slice::from_ref(&picture));
    let document = roxmltree::Document::parse(&svg).expect("it is XML");
    assert!(document.descendants().any(|node| node.text() == Some("<One & \"Two\">\u{fffd}\\")));
    let trace: serde_json::Value = serde_json::from_str(&trace(&[picture])).expect("it is JSON");
    let events = trace["traceEvents"].as_array().expect("it is a list");
    let works: Vec<_> = events.iter().filter_map(|event| event["args"]["work"].as_str()).collect();
    assert_eq!(works, ["a?b=<c>&d=\"e\"\n"]);
}

#[test]
fn a_picture_has_a_title_a_description_and_a_legend() {
    let svg = svg(&[waiting(), holding()]);
    let document = roxmltree::Document::parse(&svg).expect("it is XML");
    let texts: Vec<_> = document.descendants().filter_map(|node| node.text()).collect();
    for text in [
        "A run; A run",
        "running: holds the thread",
        "ready: could run, but the thread is not free",
        "waiting: suspended until something happens",
        "2.0 s: waiting for its timer, 0.000002 s to 2.000000 s",
        "3.0 s: running, 6.000000 s to 9.000000 s",
    ] {
        assert!(texts.contains(&text), "{text} in {texts:#?}");
    }
    assert!(!svg.contains("http") || svg.matches("http").count() == 1, "only its own name");
}

#[test]
fn lanes_look_right_without_a_browser() {
    let svg = svg(&[waiting(), holding()]);
    let (image, _) = look::check(&svg);
    // A second is 50 pixels wide. The second run is 190 pixels below the first.
    for (seconds, y, colour) in [
        (1, 50, WAITING_PAGE),
        (3, 50, WAITING_PAGE),
        (6, 50, PAGE),
        (1, 90, WAITING_PAGE),
        (3, 90, WAITING_PAGE),
        (6, 90, PAGE),
        (1, 240, RUNNING),
        (8, 240, RUNNING),
        (5, 280, RUNNING),
    ] {
        assert_eq!(image.at(96 + 50 * seconds, y), colour, "{seconds} s at {y}");
    }
}

/// Returns the narration of these events. Each task is busy with the work of its own number.
fn tell(ascii: bool, events: &[(f64, &str, Event, f64)]) -> String {
    let mut narrator = Narrator::new(Kind::Delays, ascii);
    let mut lines = Vec::new();
    for (at, name, event, ran) in events {
        let task = usize::from(*name == "Two");
        let executor = Executor::Loop;
        let work = Some((task, ["15", "10"][task]));
        lines.extend(
            narrator.tell(*event, EventContext { at: *at, task, name, executor, work, ran: *ran }),
        );
    }
    lines.extend(narrator.end());
    lines.join("\n")
}

#[test]
fn turns_that_are_like_the_one_before_are_counted() {
    let resumed = Event::Resumed(Executor::Loop);
    let turn = [
        (0.0, "One", resumed, 0.0),
        (0.0, "One", YIELD, 0.0),
        (0.0, "Two", resumed, 0.0),
        (0.0, "Two", YIELD, 0.0),
    ];
    let mut events = turn.repeat(10);
    events.extend([(0.25, "One", resumed, 0.0), (0.5, "One", Event::Finished, 0.25)]);
    let expected = " 0.000  loop -> One: it begins
 0.000  One yields (busy with 15) -> loop
 0.000  loop -> Two: it begins
 0.000  Two yields (busy with 10) -> loop
 0.000  loop -> One: its turn
 0.000  One yields (busy with 15) -> loop
 0.000  loop -> Two: its turn
 0.000  Two yields (busy with 10) -> loop
        ... 16 more turns
 0.250  loop -> One: its turn
 0.500  One is done -> loop";
    assert_eq!(tell(true, &events), expected);
}

#[test]
fn a_turn_that_holds_the_thread_is_told() {
    let resumed = Event::Resumed(Executor::Loop);
    let mut events = [(0.0, "One", resumed, 0.0), (0.0, "One", YIELD, 0.0)].repeat(4);
    events.extend([(0.0, "One", resumed, 0.0), (3.0, "One", YIELD, 3.0)]);
    events.extend([(3.0, "One", resumed, 0.0)]);
    let expected = " 0.000  loop → One: it begins
 0.000  One yields (busy with 15) → loop
 0.000  loop → One: its turn
 0.000  One yields (busy with 15) → loop
        … 2 more turns
 0.000  loop → One: its turn
 3.000  One yields (busy with 15) after holding the thread for 3.0 s → loop
 3.000  loop → One: its turn";
    assert_eq!(tell(false, &events), expected);
}

#[test]
fn draws_evenings_on_a_clock() {
    let minute = 60 * SECOND;
    let lane = |name: &str, spans: &[(u64, State, Option<usize>)]| {
        let mut start = 0;
        let spans = spans.iter().map(|(end, state, work)| {
            let span = Span::new(start * minute, end * minute, *state, *work);
            start = *end;
            span
        });
        Lane { name: name.to_owned(), spans: spans.collect() }
    };
    let children = lane("children", &[(420, State::Waiting, None), (480, State::Running, None)]);
    let parent = lane("parent", &[(420, State::Running, Some(0)), (480, State::Running, Some(1))]);
    let subject = Subject {
        title: "An evening".to_owned(),
        kind: Kind::Chores,
        work: ["laundry", "children"].map(ToOwned::to_owned).to_vec(),
        speed: 1.0,
        words: Some("Nobody waited.".to_owned()),
    };
    let lanes = vec![children, parent];
    let timers = Vec::new();
    let end = 480 * minute;
    let picture = Picture { subject: Arc::new(subject), lanes, timers, end, is_cut_short: false };
    let drawn = timeline(&picture, Style { width: 60, ascii: true, colours: false });
    assert_eq!(
        drawn,
        [
            "An evening:",
            "children  -------------------------------------------######",
            "parent    ################# laundry ################|######",
            "          +-----------+-----------+-----------+-----------+",
            "          17:00     19:00       21:00       23:00",
            "## running   .. ready   -- waiting",
            "Nobody waited.",
        ]
    );
    let svg = svg(&[picture]);
    assert!(svg.contains("laundry: running, 17:00 to 00:00"), "{svg}");
    assert!(svg.contains("children: running, 00:00 to 01:00"), "{svg}");
    assert!(svg.contains("running: a parent is doing it"), "{svg}");
}
