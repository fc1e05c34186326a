//! A page of the course, parsed as Markdown.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The beginning of a question, which ends with its folded answer.
pub(crate) const QUESTION: &str = "<!-- question: ";

/// A Markdown file, and the things in it that are checked.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The path, from the root of the workspace.
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) links: Vec<Link>,
    /// The code within paragraphs, each with its place.
    pub(crate) codes: Vec<(usize, String)>,
    pub(crate) tables: Vec<Range<usize>>,
}

/// A block of code.
#[derive(Debug)]
pub(crate) struct Block {
    /// The language that the page gives.
    pub(crate) language: String,
    /// The place of its lines.
    pub(crate) lines: Range<usize>,
    /// The file that it shows, from a comment before it; `None` without such a comment.
    pub(crate) file: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) level: u32,
    pub(crate) title: String,
    pub(crate) at: Range<usize>,
}

/// A link, or a picture.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) at: usize,
    /// The target, or the reference that leads nowhere.
    pub(crate) url: String,
    pub(crate) is_picture: bool,
    /// The text of the link, or the description of the picture.
    pub(crate) words: String,
    pub(crate) is_broken: bool,
}

impl Page {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let mut page = Self { path: path.to_owned(), text: text.to_owned(), ..Self::default() };
        page.read();
        page
    }

    /// Returns the number of the line in which this place is, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.text[..at].matches('\n').count() + 1
    }

    /// Returns the part under a heading, up to the next heading of the same or a higher level.
    pub(crate) fn section(&self, title: &str) -> Option<Range<usize>> {
        let place = self.headings.iter().position(|heading| heading.title == title)?;
        let heading = &self.headings[place];
        let after = &self.headings[place + 1..];
        let next = after.iter().find(|next| next.level <= heading.level);
        Some(heading.at.end..next.map_or(self.text.len(), |next| next.at.start))
    }

    /// Returns the title of the part in which this place is: the last heading of the first or second level before it.
    pub(crate) fn part(&self, at: usize) -> String {
        let heading =
            self.headings.iter().rfind(|heading| heading.level <= 2 && heading.at.end <= at);
        heading.map(|heading| heading.title.clone()).unwrap_or_default()
    }

    /// Returns `true` if this place is in a question.
    pub(crate) fn asks(&self, at: usize) -> bool {
        let before = &self.text[..at];
        let end = before.rfind("</details>");
        before.rfind(QUESTION).is_some_and(|begin| end.is_none_or(|end| end < begin))
    }

    /// Returns the path of a file beside this page.
    pub(crate) fn beside(&self, file: &str) -> String {
        self.path.rsplit_once('/').map_or(file.to_owned(), |(folder, _)| format!("{folder}/{file}"))
    }

    /// Returns the paragraph in which this place is.
    pub(crate) fn paragraph(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind("\n\n").map_or(0, |end| end + 2);
        start..self.text[at..].find("\n\n").map_or(self.text.len(), |end| at + end)
    }

    /// Returns the anchors of the headings, made from their titles as on GitHub.
    pub(crate) fn anchors(&self) -> impl Iterator<Item = String> {
        self.headings.iter().map(|heading| {
            let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
            heading.title.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
        })
    }

    fn read(&mut self) {
        let text = self.text.clone();
        let mut broken = Vec::new();
        let mut note_broken = |link: pulldown_cmark::BrokenLink<'_>| {
            broken.push((link.span.start, link.reference.to_string()));
            None
        };
        let options = Options::ENABLE_TABLES;
        let parser = Parser::new_with_broken_link_callback(&text, options, Some(&mut note_broken));
        // The comment just before the current element, and the element that is being read.
        let mut comment = None;
        let mut words = String::new();
        let mut links = Vec::new();
        for (event, at) in parser.into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    let block = &text[at.clone()];
                    let begin = block.find('\n').map_or(block.len(), |end| end + 1);
                    let end = block.rfind("```").unwrap_or(block.len()).max(begin);
                    self.blocks.push(Block {
                        language: language.to_string(),
                        lines: at.start + begin..at.start + end,
                        file: comment.take(),
                    });
                }
                Event::Start(Tag::Heading { .. } | Tag::TableHead) => words.clear(),
                Event::Start(Tag::Table(_)) => self.tables.push(at),
                Event::End(TagEnd::Heading(level)) => {
                    let title = words.trim().to_owned();
                    self.headings.push(Heading { level: level as u32, title, at });
                }
                Event::Start(
                    ref tag @ (Tag::Link { ref dest_url, .. } | Tag::Image { ref dest_url, .. }),
                ) => {
                    links.push((
                        words.len(),
                        Link {
                            at: at.start,
                            url: dest_url.to_string(),
                            is_picture: matches!(tag, Tag::Image { .. }),
                            words: String::new(),
                            is_broken: false,
                        },
                    ));
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    if let Some((begin, mut link)) = links.pop() {
                        words[begin..].clone_into(&mut link.words);
                        self.links.push(link);
                    }
                }
                Event::Text(part) => words.push_str(&part),
                Event::Code(code) => {
                    words.push_str(&code);
                    self.codes.push((at.start, code.to_string()));
                }
                Event::SoftBreak => words.push(' '),
                Event::Html(html) => {
                    let file = html.trim().strip_prefix("<!-- file: ");
                    comment = file.and_then(|file| file.strip_suffix(" -->")).map(str::to_owned);
                }
                _ => {}
            }
        }
        for (at, url) in broken {
            let words = String::new();
            self.links.push(Link { at, url, is_picture: false, words, is_broken: true });
        }
    }
}
