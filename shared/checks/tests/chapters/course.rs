//! What there is in the workspace: its files, its programs, and its traps.

use serde_json::Value;
use shared::testing::Lesson;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

/// The workspace.
#[derive(Debug)]
pub(crate) struct Course {
    root: PathBuf,
    packages: BTreeMap<String, Package>,
    traps: OnceLock<BTreeMap<PathBuf, Built>>,
}

#[derive(Debug)]
struct Package {
    folder: PathBuf,
    targets: Vec<Target>,
}

/// Something that cargo builds.
#[derive(Clone, Debug)]
struct Target {
    kind: String,
    name: String,
    source: PathBuf,
    /// Whether `cargo test` leaves it alone unless it is asked for by name, as a trap.
    is_left_alone: bool,
}

/// What became of a trap.
#[derive(Clone, Debug, Default)]
pub(crate) struct Built {
    /// What the compiler said.
    pub(crate) said: String,
    pub(crate) program: Option<PathBuf>,
}

/// Runs cargo in the workspace, with what it built as it runs these tests, and gives what it prints.
fn cargo(root: &Path, arguments: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).args(["--offline", "--locked"]).current_dir(root);
    // What cargo tells the tests of a package is not true of others.
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&*name);
        }
    }
    let output = command.output().expect("cargo runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// Whether the program was built after the files in the folder were changed.
fn is_newer(program: &Path, folder: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let changed = files.filter_map(|file| modified(&file.path())).max();
    let built = modified(program);
    built.is_some() && built >= changed
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

impl Course {
    /// The workspace that these tests are in.
    pub(crate) fn here() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().expect("the workspace is there");
        let (json, said) = cargo(&root, &["metadata", "--no-deps", "--format-version=1"]);
        let json: Value = serde_json::from_str(&json).unwrap_or_else(|_| panic!("{said}"));
        let packages = list(&json["packages"]).iter().map(|package| {
            let manifest = PathBuf::from(word(&package["manifest_path"]));
            let folder = manifest.parent().expect("it is in a folder").to_owned();
            let targets = list(&package["targets"]).iter().map(|target| Target {
                kind: word(&target["kind"][0]),
                name: word(&target["name"]),
                source: PathBuf::from(word(&target["src_path"])),
                is_left_alone: target["kind"][0] == "test" && target["test"] == false,
            });
            (word(&package["name"]), Package { folder, targets: targets.collect() })
        });
        Self { packages: packages.collect(), root, traps: OnceLock::new() }
    }

    /// What is to be read in this file.
    pub(crate) fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.root.join(path)).map_err(|error| format!("{path}: {error}"))
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        fs::write(self.root.join(path), text).expect("the file can be written");
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// The pages: the cover, and a chapter for each lesson.
    pub(crate) fn pages(&self) -> Vec<String> {
        let lessons = self.packages.keys().filter(|name| name.starts_with("lesson-"));
        let chapters = lessons.map(|lesson| format!("{lesson}/README.md"));
        ["README.md".to_owned()].into_iter().chain(chapters).collect()
    }

    /// All Rust files that are compiled, as text.
    pub(crate) fn sources(&self) -> Vec<String> {
        let folders = self.packages.values().flat_map(|package| {
            ["src", "examples", "benches", "tests", "traps"]
                .map(|folder| package.folder.join(folder))
        });
        let mut folders: Vec<_> = folders.filter(|folder| folder.is_dir()).collect();
        let mut sources = Vec::new();
        while let Some(folder) = folders.pop() {
            for file in fs::read_dir(folder).expect("it can be read") {
                let path = file.expect("it can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    sources.push(fs::read_to_string(path).expect("it can be read"));
                }
            }
        }
        sources
    }

    fn package(&self, name: &str) -> Result<&Package, String> {
        self.packages.get(name).ok_or_else(|| format!("there is no package {name}"))
    }

    /// Whether there is a target of that kind and name, in the package if one is given.
    pub(crate) fn knows(
        &self,
        package: Option<&str>,
        kind: &str,
        name: &str,
    ) -> Result<(), String> {
        let packages: Vec<_> = match package {
            Some(package) => vec![self.package(package)?],
            None => self.packages.values().collect(),
        };
        let mut targets = packages.iter().flat_map(|package| &package.targets);
        let known = targets.any(|target| target.kind == kind && target.name == name);
        known.then_some(()).ok_or_else(|| format!("there is no {kind} {name}"))
    }

    /// The program that `cargo run` runs.
    pub(crate) fn program(&self, package: &str, example: Option<&str>) -> Result<Lesson, String> {
        let (kind, name) = example.map_or(("bin", package), |name| ("example", name));
        self.knows(Some(package), kind, name)?;
        let test = env::current_exe().expect("this program has a path");
        let built = test.parent().and_then(Path::parent).expect("cargo built it");
        let folder = if example.is_some() { built.join("examples") } else { built.to_owned() };
        let path = folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
        // cargo lists what an example is made of in any case, but for a test, not what a lesson is.
        let is_fresh = match example {
            Some(_) => Lesson::is_fresh(&path),
            None => is_newer(&path, &self.root.join(package).join("src")),
        };
        if !is_fresh {
            return Err(format!("{name} is not built as it is now: test the whole workspace"));
        }
        Ok(Lesson::at(path.to_str().expect("the path is UTF-8").to_owned().leak()))
    }

    /// What became of the trap of that name, now that all of them are built.
    pub(crate) fn trap(&self, package: &str, name: &str) -> Result<Built, String> {
        let targets = &self.package(package)?.targets;
        let trap = targets.iter().find(|target| target.is_left_alone && target.name == name);
        let trap = trap.ok_or_else(|| format!("there is no trap {name} in {package}"))?;
        let built = self.traps.get_or_init(|| self.build_traps());
        built.get(&trap.source).cloned().ok_or_else(|| format!("{name} was not built"))
    }

    /// The sources of all traps, from the root of the workspace.
    pub(crate) fn traps(&self) -> Vec<String> {
        let targets = self.packages.values().flat_map(|package| &package.targets);
        let traps = targets.filter(|target| target.is_left_alone);
        let paths = traps.map(|trap| trap.source.strip_prefix(&self.root).unwrap_or(&trap.source));
        paths.map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    }

    fn build_traps(&self) -> BTreeMap<PathBuf, Built> {
        let mut arguments = vec!["build", "--workspace", "--keep-going", "--message-format=json"];
        let targets = self.packages.values().flat_map(|package| &package.targets);
        for trap in targets.filter(|target| target.is_left_alone) {
            arguments.extend(["--test", trap.name.as_str()]);
        }
        let (json, said) = cargo(&self.root, &arguments);
        let mut traps = BTreeMap::<PathBuf, Built>::new();
        for line in json.lines() {
            let line: Value = serde_json::from_str(line).expect("cargo writes JSON");
            let trap = traps.entry(PathBuf::from(word(&line["target"]["src_path"]))).or_default();
            if let Some(program) = line["executable"].as_str() {
                trap.program = Some(PathBuf::from(program));
            }
            // Those without a place in the program only count the others.
            if !list(&line["message"]["spans"]).is_empty() {
                trap.said += &word(&line["message"]["rendered"]);
            }
        }
        assert!(traps.len() > 1, "no trap was built: {said}");
        traps
    }

    /// The version of the compiler, without its last part.
    pub(crate) fn compiler() -> String {
        let (said, _) = cargo(Path::new("."), &["--version"]);
        let version = said.split(' ').nth(1).unwrap_or_default();
        version.rsplit_once('.').map_or(version, |(version, _)| version).to_owned()
    }
}
