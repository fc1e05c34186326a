//! The steps of an evening: what happens, at which line of the program, and how all is then.

use crate::chore::Chore;
use crate::person::Until;
use crate::resource::Resource;
use crate::script::Minutes;
use player::Task;
use timeline::Place;

/// A step.
#[derive(Clone, Debug)]
pub(crate) struct Noted {
    pub(crate) at: Minutes,
    pub(crate) what: What,
    /// The parent whose program does this, if one does, and the chore that it is for.
    pub(crate) by: Option<(usize, Option<Chore>)>,
    /// The line of that program.
    pub(crate) place: Option<Place>,
    /// How each lane is then: those of the chores, then those of the parents.
    pub(crate) lanes: Vec<Task>,
}

/// What happens in a step.
#[derive(Clone, Copy, Debug)]
pub(crate) enum What {
    /// The entry of this number is added to the story.
    Told(usize),
    /// A parent comes home.
    Comes,
    /// A parent watches the children, the machines or one of them until this.
    Watches(Until),
    /// A parent looks after a chore.
    Checks(Chore),
    /// A parent has found that nothing is to be done.
    InVain,
    /// A parent makes entries, one after the other, and may have to find the place first.
    Enters { first: usize, last: usize, finds_place: bool },
    /// A parent has a rest until the kitchen timer rings.
    Rests,
    /// A parent has a rest until told of something.
    Idles,
    /// A parent takes something that is shared.
    Takes(Resource),
    /// A parent gives back something that somebody else waits for.
    GivesBack(Resource),
    /// A machine is done.
    Ends(Resource),
    /// The program of this parent ends.
    Leaves(usize),
}
