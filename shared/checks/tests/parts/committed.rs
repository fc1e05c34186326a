//! The committed pictures, as they look to programs that don't know stylesheets.

use checks::look::{self, Colour, INK, PAGE, READY, READY_PAGE, RUNNING, WAITING_PAGE};
use checks::workspace;
use std::collections::BTreeMap;
use std::panic::catch_unwind;

/// A place, in pixels, and its colour.
type Place = (u32, u32, Colour);

/// Pictures drawn by hand, and plots, with the colours at some places.
const COMMITTED: [(&str, &[Place]); 11] = [
    (
        "lesson-02-coop/nested-poll.svg",
        &[(30, 120, RUNNING), (30, 200, WAITING_PAGE), (80, 169, INK), (240, 300, PAGE)],
    ),
    (
        "lesson-02-coop/pin.svg",
        &[(75, 445, WAITING_PAGE), (30, 300, WAITING_PAGE), (303, 458, INK), (240, 120, PAGE)],
    ),
    (
        "lesson-02-coop/state-machine.svg",
        &[(50, 130, WAITING_PAGE), (770, 200, WAITING_PAGE), (393, 150, INK), (300, 230, PAGE)],
    ),
    ("lesson-02-coop/sweep.svg", &[(100, 338, ORANGE), (900, 486, ORANGE), (100, 173, BLUE)]),
    (
        "lesson-02-coop/waker.svg",
        &[(30, 140, RUNNING), (30, 300, READY_PAGE), (320, 300, WAITING_PAGE), (303, 86, INK)],
    ),
    (
        "lesson-04-async/event-loop.svg",
        &[(370, 160, RUNNING), (50, 150, READY_PAGE), (710, 150, WAITING_PAGE), (353, 205, INK)],
    ),
    (
        "lesson-04-async/frames.svg",
        &[(310, 130, RUNNING), (155, 150, READY_PAGE), (310, 222, WAITING_PAGE), (700, 500, PAGE)],
    ),
    (
        "lesson-04-async/join-or-spawn.svg",
        &[(40, 125, READY_PAGE), (40, 250, WAITING_PAGE), (181, 205, INK), (535, 250, PAGE)],
    ),
    (
        "lesson-04-async/time-out.svg",
        &[(50, 140, WAITING_PAGE), (490, 200, WAITING_PAGE), (455, 200, PAGE), (50, 320, PAGE)],
    ),
    (
        "lesson-05-http/servers.svg",
        &[
            (103, 60, RED),
            (105, 78, ORANGE),
            (107, 95, PURPLE),
            (109, 113, BLUE),
            (111, 130, GREEN),
        ],
    ),
    (
        "lesson-05-http/who-waits.svg",
        &[(50, 90, RUNNING), (390, 90, WAITING_PAGE), (310, 275, RUNNING), (373, 110, INK)],
    ),
];
const BLUE: Colour = RUNNING;
const ORANGE: Colour = READY;
const RED: Colour = [0xcf, 0x22, 0x2e];
const PURPLE: Colour = [0x82, 0x50, 0xdf];
const GREEN: Colour = [0x1a, 0x7f, 0x37];

#[test]
fn committed_pictures_look_right_without_a_browser() {
    let mut scheme = BTreeMap::new();
    let mut folders = workspace::packages();
    folders.retain(|name, _| name.starts_with("lesson-") || name == "shared");
    for file in folders.keys().flat_map(|folder| workspace::files(folder, "svg")) {
        let svg = workspace::read(&file).expect("it is there");
        let looks = catch_unwind(|| look::check(&svg));
        let (image, colours) = looks.unwrap_or_else(|_| panic!("{file} does not look right"));
        for (light, dark) in colours {
            let other = scheme.entry(light).or_insert_with(|| dark.clone());
            assert_eq!(*other, dark, "all pictures have one scheme: {file}");
        }
        let places = COMMITTED.iter().find(|(other, _)| *other == file);
        assert!(places.is_some() || svg.contains("class=\"lane\""), "what colours has {file}?");
        for (x, y, colour) in places.map_or(&[][..], |(_, places)| places) {
            let is = image.at(*x, *y);
            assert!(look::is_near(is, *colour), "{file} is {is:x?} at {x}, {y}");
        }
    }
    assert!(!scheme.is_empty());
}
