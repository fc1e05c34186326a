//! The async parent, from outside.

use shared::testing::{Lesson, parent};

#[test]
fn lives_through_the_evening() {
    let lanes = ["children", "laundry", "checkbook", "parent"];
    parent::check(Lesson::example("async-parent"), include_str!("parent.txt"), &lanes);
}

#[test]
fn helps() {
    parent::check_help(Lesson::example("async-parent"), &["--example async-parent -- --seed 7"]);
}
