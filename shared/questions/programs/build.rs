//! Makes a module of each program that a question of a lesson's pages is about.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).ok_or("it has no root")?;
    println!("cargo::rerun-if-changed=build.rs");
    let file = |path: &str| {
        println!("cargo::rerun-if-changed={}", root.join(path).display());
        fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))
    };
    let mut pages = Vec::new();
    for lesson in fs::read_dir(root)? {
        let lesson = lesson?.file_name().to_string_lossy().into_owned();
        if !lesson.starts_with("lesson-") {
            continue;
        }
        println!("cargo::rerun-if-changed={}", root.join(&lesson).display());
        for page in fs::read_dir(root.join(&lesson))? {
            let path = format!("{lesson}/{}", page?.file_name().to_string_lossy());
            if Path::new(&path).extension().is_some_and(|it| it == "md") {
                let text = file(&path)?.replace("\r\n", "\n");
                pages.push((path, text));
            }
        }
    }
    pages.sort();
    let questions = questions::all(&pages, file).map_err(|faults| faults.join("\n"))?;
    let variants = questions.into_iter().flat_map(|(_, questions)| questions);
    let variants = variants.flat_map(|question| question.variants);

    let mut modules = String::new();
    let mut calls = String::new();
    for variant in variants.filter(|variant| variant.compiles) {
        let name = variant.name;
        // On tokio's paused clock, waits take no time, and times are exact.
        let plain = r#"#[tokio::main(flavor = "current_thread")]"#;
        let paused = r#"#[tokio::main(flavor = "current_thread", start_paused = true)]"#;
        let source = variant.source.replace(plain, paused);
        writeln!(
            modules,
            "#[allow(warnings, clippy::all, clippy::pedantic, clippy::restriction, reason = \"it is shown so\")]"
        )?;
        writeln!(modules, "mod {name} {{\n{source}")?;
        writeln!(modules, "pub(super) fn run() -> std::process::ExitCode {{")?;
        writeln!(modules, "std::process::Termination::report(main())\n}}\n}}")?;
        writeln!(calls, "Some({name:?}) => {name}::run(),")?;
    }
    writeln!(
        modules,
        "#[allow(clippy::match_single_binding, reason = \"there may be no question\")]"
    )?;
    writeln!(
        modules,
        "fn run(name: Option<&str>) -> std::process::ExitCode {{\nmatch name {{\n{calls}"
    )?;
    writeln!(modules, "_ => std::process::ExitCode::from(2),\n}}\n}}")?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo says where to write")?);
    fs::write(out.join("programs.rs"), modules)?;
    Ok(())
}
