//! The modules of a package, and the modules that they use.

use crate::packages::check_circles;
use crate::read;
use checks::workspace::{files, from_root, list, packages};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is right")
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)//.*$"));
static INLINE: LazyLock<Regex> = LazyLock::new(|| regex(r"\bcrate((?:::\w+)+)"));
static MOD: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^\s*(?:pub |pub\(crate\) )?mod (\w+);"));
static TOKEN: LazyLock<Regex> = LazyLock::new(|| regex(r"\w+|[{},]"));
static USE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?m)(?s)^\s*(pub |pub\(crate\) )?use ([^;]+);"));

/// A path to an item: the names of its modules, and of the item.
type Path = Vec<String>;

/// The modules of a package, each with the items of the package that it uses, and those that it re-exports.
#[derive(Default)]
struct Modules {
    used: BTreeMap<Path, BTreeSet<Path>>,
    passed_on: BTreeMap<Path, Path>,
}

/// Returns the module in this file of the folder `src`.
fn module(file: &str) -> Path {
    let path = file.trim_end_matches(".rs").split('/').map(str::to_owned);
    path.filter(|name| !["lib", "main", "mod"].contains(&name.as_str())).collect()
}

/// Returns the paths in a `use` declaration, without braces.
fn flatten(tree: &str) -> Vec<Path> {
    let mut paths = Vec::new();
    let mut stack = vec![Path::new()];
    let mut path = Path::new();
    for token in TOKEN.find_iter(tree) {
        match token.as_str() {
            "{" => stack.push(path.clone()),
            "," | "}" => {
                if path.len() > stack.last().map_or(0, Vec::len) {
                    paths.push(path.clone());
                }
                if token.as_str() == "}" {
                    stack.pop();
                }
                path = stack.last().cloned().unwrap_or_default();
            }
            name => path.push(name.to_owned()),
        }
    }
    paths.extend((!path.is_empty()).then_some(path));
    paths
}

impl Modules {
    /// Reads the items that a module uses, as far as that can be seen without a compiler.
    fn read(&mut self, module: &Path, source: &str) {
        // Tests within a file belong to its module, which is their `super`.
        let source = source.split("\nmod tests {").next().unwrap_or_default();
        let no_comments = COMMENT.replace_all(source, "");
        let own: BTreeSet<String> =
            MOD.captures_iter(&no_comments).map(|found| found[1].to_owned()).collect();
        let used = self.used.entry(module.clone()).or_default();
        let absolute = |path: &Path| -> Option<Path> {
            let (first, rest) = path.split_first()?;
            match first.as_str() {
                "crate" => Some(rest.to_vec()),
                "self" => Some([module, rest].concat()),
                "super" => Some([&module[..module.len().checked_sub(1)?], rest].concat()),
                name => own.contains(name).then(|| [module, &path[..]].concat()),
            }
        };
        for found in USE.captures_iter(&no_comments) {
            for path in flatten(&found[2]).iter().filter_map(absolute) {
                let name = path.last().cloned().unwrap_or_default();
                if found.get(1).is_some() {
                    self.passed_on.insert([&module[..], &[name]].concat(), path);
                } else {
                    used.insert(path);
                }
            }
        }
        let inline = USE.replace_all(&no_comments, "");
        for found in INLINE.captures_iter(&inline) {
            used.insert(found[1].split("::").skip(1).map(str::to_owned).collect());
        }
    }

    /// Returns the module that defines an item, following re-exports.
    fn home(&self, path: &Path) -> Path {
        let mut path = path.clone();
        for _ in 0..10 {
            let passed = (1..=path.len()).rev().find_map(|length| {
                let target = self.passed_on.get(&path[..length])?;
                Some([&target[..], &path[length..]].concat())
            });
            let Some(target) = passed.filter(|target| *target != path) else { break };
            path = target;
        }
        while !self.used.contains_key(&path) {
            path.pop();
        }
        path
    }
}

/// Checks that no modules use each other in a circle, given their files in the folder `src`.
fn check(package: &str, sources: impl IntoIterator<Item = (String, String)>) {
    let mut modules = Modules::default();
    for (file, source) in sources {
        modules.read(&module(&file), &source);
    }
    modules.used.entry(Path::new()).or_default();
    let name = |path: &Path| format!("{package}::{}", path.join("::"));
    let uses = modules.used.iter().map(|(module, used)| {
        (name(module), used.iter().map(|path| name(&modules.home(path))).collect())
    });
    check_circles(&uses.collect());
}

#[test]
fn no_modules_are_in_a_circle() {
    for (name, package) in packages() {
        let folder = from_root(&package["manifest_path"]).replace("Cargo.toml", "src");
        if !list(&package["targets"])
            .iter()
            .any(|target| from_root(&target["src_path"]).starts_with(&folder))
        {
            continue;
        }
        let sources = files(&folder, "rs").into_iter();
        check(&name, sources.map(|file| (file[folder.len() + 1..].to_owned(), read(&file))));
    }
}

#[test]
fn circles_are_found() {
    let is_fine = |sources: &[(&str, &str)]| {
        let sources: Vec<_> = sources
            .iter()
            .map(|(file, source)| ((*file).to_owned(), (*source).to_owned()))
            .collect();
        std::panic::catch_unwind(|| check("test", sources)).is_ok()
    };
    let root = ("lib.rs", "mod a;\nmod b;\npub use a::{A, other as Other};\npub use b::B;\n");
    assert!(is_fine(&[
        root,
        ("a.rs", ""),
        ("b.rs", "use crate::a::A;\nuse std::io::{self, Read};\n")
    ]));
    assert!(is_fine(&[root, ("a.rs", "// crate::b::B\n"), ("b.rs", "fn f(a: &crate::A) {}\n")]));
    assert!(!is_fine(&[root, ("a.rs", "use crate::b::B;\n"), ("b.rs", "use crate::a::A;\n")]));
    assert!(!is_fine(&[root, ("a.rs", "use crate::{\n    B,\n};\n"), ("b.rs", "use crate::A;\n")]));
    assert!(!is_fine(&[
        root,
        ("a.rs", "use super::b::B;\n"),
        ("b.rs", "fn f(a: crate::a::A) {}\n")
    ]));
    let root = ("lib.rs", "mod a;\nuse a::A;\npub struct B(A);\n");
    assert!(!is_fine(&[root, ("a.rs", "pub struct A(crate::B);\n")]));
    assert!(is_fine(&[root, ("a.rs", "pub struct A;\n"), ("a/c.rs", "use super::A;\n")]));
    assert!(!is_fine(&[root, ("a.rs", "mod c;\nuse c::C;\n"), ("a/c.rs", "use super::A;\n")]));
}
