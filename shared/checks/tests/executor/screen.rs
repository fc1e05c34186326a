//! The game on a whole screen, from its first key to its last.

use checks::Program;
use checks::terminal::Shown;
use std::thread;
use vt100::Screen;

/// The number of levels.
const LEVELS: usize = 15;

/// Plays, beginning with this level. Presses each of these keys as soon as the screen is drawn, and checks the screen
/// together with all keys so far.
fn play(
    level: &str,
    rows_and_columns: (u16, u16),
    keys: &[&str],
    mut check: impl FnMut(&[&str], &Screen),
) -> Shown {
    let mut pressed = 0;
    let shown = Program::named("executor").on_screen(&[level], rows_and_columns, &mut |screen| {
        if !is_drawn(screen) || pressed == keys.len() {
            return None;
        }
        check(&keys[..pressed], screen);
        pressed += 1;
        Some(keys[pressed - 1].to_owned())
    });
    assert_eq!(pressed, keys.len(), "{}", shown.last());
    shown
}

/// Returns `true` if a level, or a page, is on the screen down to its last line.
fn is_drawn(screen: &Screen) -> bool {
    let (row, column) = screen.cursor_position();
    let lines: Vec<_> = screen.rows(0, screen.size().1).collect();
    let ends = ["q quit", "? help", "Any key: back to the level", "Any key: the rest"];
    column == 0 && row > 0 && ends.iter().any(|end| lines[usize::from(row) - 1].ends_with(end))
}

/// Checks that the screen begins with the level of that number, and that no line is wrapped.
fn check_lines(level: usize, screen: &Screen) {
    let contents = screen.contents();
    assert!(contents.starts_with(&format!("Level {level} of {LEVELS}: ")), "{contents}");
    assert!((0..screen.size().0).all(|row| !screen.row_wrapped(row)), "{contents}");
}

#[test]
fn all_levels_fit_on_screens_of_many_sizes() {
    // The longest program takes three of the smallest screens.
    const KEYS: [&str; 13] = ["1", "2", "a", "h", "s", "x", "x", "x", "?", "x", "u", "g", "n"];
    // They run at the same time, since each waits for keys and for screens in turn.
    thread::scope(|scope| {
        for size in [(24, 80), (24, 60), (40, 100), (16, 40)] {
            scope.spawn(move || all_levels_fit(size, &KEYS));
        }
    });
}

fn all_levels_fit((rows, columns): (u16, u16), keys: &[&str]) {
    let all: Vec<_> = keys.iter().copied().cycle().take(keys.len() * LEVELS).chain(["q"]).collect();
    let mut seen = 0;
    let shown = play("1", (rows, columns), &all, |pressed, screen| {
        seen = (1 + pressed.len() / keys.len()).min(LEVELS);
        check_lines(seen, screen);
        // On narrower screens, lines are cut off.
        let contents = screen.contents();
        assert!(columns < 60 || !contents.contains('…'), "{contents}");
    });
    assert_eq!((seen, shown.status), (LEVELS, Some(0)), "{}", shown.last());
    assert!(shown.last().trim_end().ends_with("As before."), "{}", shown.last());
}

#[test]
fn a_level_is_won() {
    for columns in [80, 60] {
        let keys = ["1", "1", "2", "3", "3", "2", "n", "q"];
        let mut was_won = false;
        let shown = play("lost-update", (24, columns), &keys, |pressed, screen| {
            let contents = screen.contents();
            let is_over = pressed.len() == 6;
            check_lines(if pressed.len() > 6 { 9 } else { 8 }, screen);
            assert_eq!(contents.contains("You have won, in 6 polls."), is_over, "{contents}");
            was_won |= is_over && contents.contains("\nRead on: lesson-");
        });
        assert!(was_won && shown.status == Some(0), "{}", shown.last());
    }
}

#[test]
fn marks_are_where_tasks_are() {
    play("lost-update", (24, 60), &["1", "2", "q"], |pressed, screen| {
        let contents = screen.contents();
        let line = contents.lines().find(|line| line.contains("yield_now().await"));
        let marks = line.and_then(|line| line.split_once('│')).map(|(marks, _)| marks.trim());
        assert_eq!(marks, Some(["11", "1  >11", "12 >11"][pressed.len()]), "{contents}");
    });
}

#[test]
fn ctrl_c_ends_it_and_leaves_the_terminal_as_it_was() {
    for (key, status) in [("\x03", 130), ("q", 0)] {
        let shown = play("8", (24, 80), &["1", key], |_, _| {});
        assert_eq!(shown.status, Some(status), "{}", shown.last());
        let last = shown.last().trim_end();
        assert!(last.ends_with("As before.") && last.contains("\n1 One "), "{last}");
    }
}
