//! Recipes work when they are copied: they need only a manifest and a program, in a folder of their own.
//!
//! These tests compile all dependencies of a recipe once more, with the features that it asks for itself. That takes a
//! minute the first time, so they only run when asked for: `cargo test -p checks --test copied`.

use checks::{Program, Run, folder, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Copies a recipe of `package` to a folder, with the manifest, and returns its source.
fn copy(package: &str, recipe: &str, folder: &Path) -> String {
    let package = workspace::root().join(package);
    let source = package.join("examples").join(recipe).with_extension("rs");
    fs::create_dir(folder.join("src")).expect("a folder can be made");
    for (from, to) in [
        (source.clone(), "src/main.rs"),
        (package.join("Cargo.toml"), "Cargo.toml"),
        // The crates that were fetched for the workspace are there without a network, too.
        (workspace::root().join("Cargo.lock"), "Cargo.lock"),
    ] {
        fs::copy(from, folder.join(to)).expect("a file can be copied");
    }
    fs::read_to_string(source).expect("it was copied")
}

/// Runs cargo in a folder outside the workspace.
fn cargo(what: &str, folder: &Path, arguments: &[&str]) -> Run {
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("copied");
    let mut command: Command = workspace::cargo(&[what]);
    command.args(arguments).env("CARGO_NET_OFFLINE", "true");
    // Nobody debugs these programs.
    command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    command.current_dir(folder).env("CARGO_TARGET_DIR", target);
    Run::of(&mut command)
}

fn runs(package: &str, recipe: &'static str) {
    let folder = folder();
    copy(package, recipe, folder.path());
    let printed = Program::named(recipe).run::<&str>([]).ok();
    assert_eq!(cargo("run", folder.path(), &["--quiet"]).ok(), printed);
}

#[test]
fn one_recipe_of_each_kind_runs_where_it_is_copied() {
    runs("shared/recipes", "first_of_two");
    runs("shared/recipes/http", "fetch_many");
    runs("shared/recipes/work", "log_spans");
}

#[test]
fn a_recipe_runs_by_its_name() {
    let Run { stdout, stderr, status } = cargo("recipe", workspace::root(), &["first_of_two"]);
    assert_eq!(stdout, Program::named("first_of_two").run::<&str>([]).ok());
    assert_eq!((stderr.as_str(), status), ("\nshared/recipes/ending.md explains it.\n", Some(0)));
}

#[test]
fn the_tests_of_a_recipe_pass_where_it_is_copied() {
    let folder = folder();
    let source = copy("shared/recipes", "test_time", folder.path());
    let tests = source.matches("#[tokio::test").count();
    assert!(tests > 1, "there is more than one to run");
    let Run { stdout, status, .. } = cargo("test", folder.path(), &["--quiet"]);
    assert!(stdout.contains(&format!("test result: ok. {tests} passed; 0 failed")), "{stdout}");
    assert_eq!(status, Some(0));
}
