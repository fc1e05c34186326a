//! The workspace: its files, cargo's metadata about it, and the programs that cargo builds in it.

use expect_test::expect_file;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, OnceLock};
use std::{env, fs};

/// Returns the folder of the workspace, with its path as cargo writes it. (On Windows, `canonicalize` would put `\\?\`
/// in front, and then `/` would no longer separate names.)
pub fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).expect("this package is two folders below")
}

/// Returns the text of a file, given its path from the root.
///
/// # Errors
///
/// Returns a sentence if it can't be read.
pub fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))
}

/// Returns the paths, from the root, of all files with this extension in a folder and in the folders below it.
pub fn files(folder: &str, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(files(&path, extension));
        } else if Path::new(&path).extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Returns `true` if the variable `UPDATE_EXPECT` asks for expectations to be written anew.
pub fn updates() -> bool {
    env::var_os("UPDATE_EXPECT").is_some()
}

/// Checks that the file at this path, from the root, has this text, or writes it if `UPDATE_EXPECT` is set.
pub fn check_file(path: &str, text: &str) {
    expect_file![root().join(path)].assert_eq(text);
}

/// Checks that `text` is the text that is expected under this name, or writes it if `UPDATE_EXPECT` is set.
pub fn check_expected(name: &str, text: &str) {
    check_file(&format!("shared/checks/expected/{name}.txt"), text);
}

/// Returns the text that is expected under this name.
pub fn expected(name: &str) -> String {
    read(&format!("shared/checks/expected/{name}.txt")).unwrap_or_else(|wrong| panic!("{wrong}"))
}

/// Returns a command that runs cargo in the workspace, without the variables in which cargo tells the tests of a
/// package about that package.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(root());
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&*name);
        }
    }
    command
}

/// Runs cargo without the network. Returns its standard output, its standard error, and `true` if it succeeded.
fn run(command: &mut Command) -> (String, String, bool) {
    let output = command.args(["--offline", "--locked"]).output().expect("cargo runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.success())
}

/// Returns the output of `cargo metadata` about the packages of the workspace and all their dependencies.
pub fn metadata() -> &'static Value {
    static METADATA: LazyLock<Value> = LazyLock::new(|| {
        let (json, said, _) = run(&mut cargo(&["metadata", "--format-version=1"]));
        serde_json::from_str(&json).unwrap_or_else(|_| panic!("{said}"))
    });
    &METADATA
}

/// Returns the packages of the workspace by their names, as `cargo metadata` describes them.
pub fn packages() -> BTreeMap<String, &'static Value> {
    let own = |package: &&Value| package["source"].is_null();
    list(&metadata()["packages"]).iter().filter(own).map(|it| (word(&it["name"]), it)).collect()
}

/// Turns an absolute path, as cargo gives it, into one from the root.
pub fn from_root(path: &Value) -> String {
    relative(&word(path), &word(&metadata()["workspace_root"]))
}

/// Turns a path into one from a folder, with `/` between its parts on every operating system.
fn relative(path: &str, folder: &str) -> String {
    let inside = path.strip_prefix(folder).and_then(|path| path.strip_prefix(['/', '\\']));
    inside.unwrap_or(path).replace('\\', "/")
}

/// Returns the text of a value; empty if it isn't one.
pub fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Returns the values in a list; none if it isn't one.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The outcome of building a program.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The compiler's messages.
    pub said: String,
    /// The path of the program; `None` if it wasn't built.
    pub program: Option<PathBuf>,
    /// The path of the library of that name; `None` if none was built.
    library: Option<PathBuf>,
}

/// Lets cargo build programs with the profile of these tests, so that nothing is built twice. Returns the outcome of
/// each target by its name, and the error if there was one.
fn build(arguments: &[&str]) -> (BTreeMap<String, Built>, Option<String>) {
    let test = env::current_exe().expect("this program has a path");
    // Tests are in the folder `deps` of the folder of their profile.
    let folder = test.parent().and_then(Path::parent).expect("cargo built it");
    let profile = folder.file_name().and_then(|name| name.to_str()).expect("it has a name");
    let profile = if profile == "debug" { "dev" } else { profile };
    let mut command = cargo(&["build", "--message-format=json", "--profile", profile]);
    command.arg("--target-dir").arg(folder.parent().expect("cargo built it")).args(arguments);
    let (json, said, is_built) = run(&mut command);
    let mut targets = BTreeMap::<String, Built>::new();
    let mut errors = String::new();
    for line in json.lines() {
        let line: Value = serde_json::from_str(line).expect("cargo writes JSON");
        let target = targets.entry(word(&line["target"]["name"])).or_default();
        if let Some(program) = line["executable"].as_str() {
            target.program = Some(PathBuf::from(program));
        }
        let files = list(&line["filenames"]).iter().map(|file| PathBuf::from(word(file)));
        let is_library = |file: &PathBuf| file.extension().is_some_and(|it| it == "rlib");
        if let Some(library) = files.into_iter().find(is_library) {
            target.library = Some(library);
        }
        let message = &line["message"];
        // Messages without a place in the program only count the others.
        if !list(&message["spans"]).is_empty() {
            target.said += &word(&message["rendered"]);
        }
        if message["level"] == "error" {
            errors += &word(&message["rendered"]);
        }
    }
    (targets, (!is_built).then(|| errors + &said))
}

/// Returns all programs and examples of the workspace except those that the compiler rejects or warns about. They are
/// built once: cargo itself knows what is out of date, and lets several tests do this at the same time.
fn programs() -> &'static BTreeMap<String, Built> {
    static PROGRAMS: OnceLock<BTreeMap<String, Built>> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let (programs, error) = build(&["--workspace", "--bins", "--examples"]);
        if let Some(error) = error {
            panic!("cargo cannot build the workspace:\n{error}");
        }
        programs
    })
}

/// Returns the path of a lesson or an example.
pub(crate) fn program(name: &str) -> &'static Path {
    let program = programs().get(name).and_then(|built| built.program.as_deref());
    program.unwrap_or_else(|| panic!("the workspace has no program {name}"))
}

/// Returns the path of a library that the programs use.
pub fn library(name: &str) -> &'static Path {
    let library = programs().get(name).and_then(|built| built.library.as_deref());
    library.unwrap_or_else(|| panic!("the workspace has no library {name}"))
}

/// Returns the outcome of building a trap or a cure; `None` if there is none of that name.
pub fn trap(name: &str) -> Option<&'static Built> {
    static FAULTY: OnceLock<BTreeMap<String, Built>> = OnceLock::new();
    let faulty = FAULTY.get_or_init(|| {
        let targets = list(&packages()["traps"]["targets"]).iter();
        let is_faulty =
            |target: &&Value| list(&target["required-features"]).contains(&"faulty".into());
        let names: Vec<_> = targets.filter(is_faulty).map(|target| word(&target["name"])).collect();
        // Only these are built with their feature, since all others would be built again.
        let mut arguments = vec!["--workspace", "--features", "traps/faulty", "--keep-going"];
        arguments.extend(names.iter().flat_map(|name| ["--example", name]));
        let (traps, error) = build(&arguments);
        let is_built = traps.values().any(|trap| trap.program.is_some());
        assert!(is_built, "cargo builds no trap:\n{}", error.unwrap_or_default());
        traps
    });
    faulty.get(name).or_else(|| programs().get(name))
}

/// Returns the sources, from the root, of the examples of packages whose names begin with `package`.
pub fn examples(package: &str) -> Vec<String> {
    let packages = packages().into_iter().filter(|(name, _)| name.starts_with(package));
    let targets = packages.flat_map(|(_, package)| list(&package["targets"]));
    let examples = targets.filter(|target| target["kind"][0] == "example");
    examples.map(|target| from_root(&target["src_path"])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_the_same_on_every_system() {
        for (path, folder) in [
            ("/folder/my courses ü/lesson-01-sync/src/main.rs", "/folder/my courses ü"),
            (r"C:\my courses ü\lesson-01-sync\src\main.rs", r"C:\my courses ü"),
            (r"C:\my courses ü\lesson-01-sync\src/main.rs", r"C:\my courses ü"),
        ] {
            assert_eq!(relative(path, folder), "lesson-01-sync/src/main.rs");
        }
        assert_eq!(relative("/folder/courses/x", "/folder/course"), "/folder/courses/x");
    }

    #[test]
    fn the_root_is_where_cargo_says() {
        let manifest = from_root(&packages()["checks"]["manifest_path"]);
        assert_eq!(manifest, "shared/checks/Cargo.toml");
        let root = root().to_string_lossy();
        assert!(!root.starts_with(r"\\?\"), "{root}");
        assert!(files("shared/checks", "toml").contains(&manifest));
    }
}
