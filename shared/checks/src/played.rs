//! The data of a page in which a run is played.

use serde_json::Value;

/// Returns the runs in a page.
pub fn runs(page: &str) -> Vec<Value> {
    let data = page.split_once("id=\"runs\">").and_then(|(_, rest)| rest.split_once("</script>"));
    let (data, _) = data.expect("a page has data");
    serde_json::from_str(data).expect("data are JSON")
}

/// Returns the items of a list; none if it is missing.
pub fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Returns a text.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is a text"))
}

/// Returns a whole number.
pub fn number(value: &Value) -> usize {
    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
    number.unwrap_or_else(|| panic!("{value} is a whole number"))
}

/// Returns a line of a source file.
pub fn line<'a>(run: &'a Value, file: &Value, line: &Value) -> &'a str {
    text(&run["files"][number(file)]["lines"][number(line) - 1]).trim()
}

/// Returns the lines that were printed. A page keeps all of them.
pub fn printed(run: &Value) -> Vec<&str> {
    let [first, lines] = array(&run["printed"]["kept"][0]) else { panic!("{}", run["printed"]) };
    let lines: Vec<_> = array(lines).iter().map(text).collect();
    assert_eq!((number(first), lines.len()), (0, number(&run["printed"]["all"])));
    lines
}
