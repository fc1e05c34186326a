//! The lessons and their examples, tested from outside. They are one program, so that tests that wait do so at the
//! same time.

mod counts;
mod customary;
mod delays;
mod each_step;
mod evenings;
mod faults;
mod lesson;
mod menu;
mod pages;
mod parents;
#[cfg(target_os = "linux")]
mod places;
#[cfg(unix)]
mod predict;
mod progress;
mod proxies;
mod rows;
mod servers;
mod signals;

mod talk;
mod terminal;

/// Makes the tests that all lessons have to pass.
macro_rules! tests {
    ($($name:ident: $lesson:expr;)*) => {
        $(
            mod $name {
                use crate::rows;

                crate::tests! { @each $lesson;
                    prints_what_the_document_says
                    prints_the_lines_of_other_work
                    prints_the_lines_of_much_work
                    prints_little_without_work
                    rejects_what_it_cannot_do
                    helps
                    ends_quietly_when_nobody_reads_on
                    says_what_it_cannot_write
                    looking_changes_no_line
                    draws_timelines
                    draws_what_there_was_of_a_run
                    narrates
                    draws_the_committed_pictures
                }
                #[cfg(unix)]
                crate::tests! { @each $lesson; ctrl_c_ends_a_run }
            }
        )*
    };
    (@each $lesson:expr; $($test:ident)*) => {
        $(
            #[test]
            fn $test() {
                $lesson.$test();
            }
        )*
    };
}
pub(crate) use tests;

tests! {
    lesson_1: rows::SYNC;
    lesson_2: rows::COOP;
    lesson_3: rows::BLOCKING;
    lesson_4: rows::ASYNC;
    lesson_5: rows::HTTP;
}
