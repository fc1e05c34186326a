//! The headings and links of a page of Markdown, each with its place.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// The headings and links of a page.
#[derive(Debug, Default)]
pub(crate) struct Markdown {
    pub(crate) headings: Vec<Heading>,
    pub(crate) links: Vec<Link>,
    /// Where the definitions of links begin, at the end of the page.
    pub(crate) definitions: usize,
}

#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) level: usize,
    /// Its words, without what makes them code.
    pub(crate) title: String,
    /// The name by which links can lead to it, as GitHub makes it.
    pub(crate) anchor: String,
    /// Where it is, without the end of its line.
    pub(crate) at: Range<usize>,
}

/// A place that has an address.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) url: String,
    /// Where the address is.
    pub(crate) at: Range<usize>,
}

impl Markdown {
    pub(crate) fn new(text: &str) -> Self {
        let mut page = Self { definitions: text.len(), ..Self::default() };
        let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
        for (_, definition) in parser.reference_definitions().iter() {
            page.definitions = page.definitions.min(definition.span.start);
            page.link(text, &definition.dest, definition.span.clone());
        }
        let mut seen = BTreeMap::new();
        let mut words = None::<String>;
        for (event, at) in parser.into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { .. }) => words = Some(String::new()),
                Event::End(TagEnd::Heading(level)) => {
                    let title = words.take().unwrap_or_default();
                    let anchor = numbered(anchor(&title), &mut seen);
                    let end = at.start + text[at.clone()].trim_end().len();
                    page.headings.push(Heading {
                        level: level as usize,
                        title,
                        anchor,
                        at: at.start..end,
                    });
                }
                Event::Text(part) | Event::Code(part) => {
                    if let Some(words) = &mut words {
                        words.push_str(&part);
                    }
                }
                Event::Start(
                    Tag::Link { link_type: LinkType::Inline, dest_url, .. }
                    | Tag::Image { link_type: LinkType::Inline, dest_url, .. },
                ) => page.link(text, &dest_url, at),
                _ => {}
            }
        }
        page.links.sort_by_key(|link| link.at.start);
        page
    }

    /// Notes a link whose address is the last thing like it in a range.
    fn link(&mut self, text: &str, url: &str, within: Range<usize>) {
        if let Some(start) = text[within.clone()].rfind(url) {
            let start = within.start + start;
            self.links.push(Link { url: url.to_owned(), at: start..start + url.len() });
        }
    }

    /// Returns the part of the page that a heading is above, with that heading.
    pub(crate) fn section(&self, title: &str) -> Option<Range<usize>> {
        let place = self.headings.iter().position(|heading| heading.title == title)?;
        let heading = &self.headings[place];
        let next = self.headings[place + 1..].iter().find(|next| next.level <= heading.level);
        Some(heading.at.start..next.map_or(self.definitions, |next| next.at.start))
    }
}

/// Returns the name that GitHub gives to a heading.
fn anchor(title: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    title.trim().to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}

/// Returns a name with a number, if there was one like it before.
fn numbered(anchor: String, seen: &mut BTreeMap<String, usize>) -> String {
    let count = seen.entry(anchor.clone()).or_default();
    *count += 1;
    if *count == 1 { anchor } else { format!("{anchor}-{}", *count - 1) }
}

/// Returns some parts of a text, with some places in it replaced. Both are in order, and none overlap.
pub(crate) fn edited(
    text: &str,
    kept: &[Range<usize>],
    edits: &[(Range<usize>, String)],
) -> String {
    let mut result = String::new();
    for part in kept {
        let mut from = part.start;
        for (at, new) in edits.iter().filter(|(at, _)| part.start <= at.start && at.end <= part.end)
        {
            result.push_str(&text[from..at.start]);
            result.push_str(new);
            from = at.end;
        }
        result.push_str(&text[from..part.end]);
    }
    result
}

/// Returns the lines of a page, each with whether it is outside of all blocks of code.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut fence = None::<&str>;
    text.lines().map(move |line| {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if line.trim_end() == ticks && ticks.len() >= open.len() => fence = None,
            Some(_) => {}
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => return (line, true),
        }
        (line, false)
    })
}

#[cfg(test)]
mod tests {
    use super::{Markdown, edited, lines};

    const PAGE: &str = "# `a.rs`: it's one\n\nSee [it](b.md#c \"c\") and ![that][that].\n\n## Two\n\nx\n\n## Two\n\n[that]: c.svg\n";

    #[test]
    fn headings_have_the_names_that_github_gives_them() {
        let anchors = Markdown::new(PAGE).headings.into_iter().map(|heading| heading.anchor);
        assert_eq!(anchors.collect::<Vec<_>>(), ["ars-its-one", "two", "two-1"]);
    }

    #[test]
    fn addresses_are_replaced_where_they_are() {
        let page = Markdown::new(PAGE);
        let edits: Vec<_> =
            page.links.iter().map(|link| (link.at.clone(), link.url.to_uppercase())).collect();
        let whole = 0..PAGE.len();
        let text = edited(PAGE, &[whole], &edits);
        assert!(text.contains("[it](B.MD#C \"c\")") && text.ends_with("[that]: C.SVG\n"), "{text}");
    }

    #[test]
    fn a_section_ends_before_the_definitions() {
        let page = Markdown::new("# One\n\n## Two\n\nx\n\n[a]: b\n");
        assert_eq!(page.section("Two"), Some(7..18));
    }

    #[test]
    fn a_fence_within_a_longer_one_is_code() {
        let outside =
            lines("a\n````markdown\n```\nb\n```\n````\nc").filter(|(_, is_outside)| *is_outside);
        assert_eq!(outside.map(|(line, _)| line).collect::<Vec<_>>(), ["a", "c"]);
    }
}
