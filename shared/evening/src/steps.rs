//! The steps of an evening: an action, the line of the program, and the state of the lanes.

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
    /// The parent whose program does this, and the chore it's for; `None` if it comes from outside.
    pub(crate) by: Option<(usize, Option<Chore>)>,
    /// The line of that program.
    pub(crate) place: Option<Place>,
    /// The state of each lane after the step: the chores, then the parents.
    pub(crate) lanes: Vec<Task>,
}

/// The action of a step.
#[derive(Clone, Copy, Debug)]
pub(crate) enum What {
    /// The entry with this number is added to the story.
    Told(usize),
    /// A parent comes home.
    Comes,
    /// A parent watches the children, the machines or one machine until this condition is met.
    Watches(Until),
    /// A parent checks on a chore.
    Checks(Chore),
    /// A parent has found nothing to do.
    InVain,
    /// A parent makes one entry after the other, and may have to find the place first.
    Enters { first: usize, last: usize, finds_place: bool },
    /// A parent rests until the kitchen timer rings.
    Rests,
    /// A parent rests until something happens.
    Idles,
    /// A parent takes a shared resource.
    Takes(Resource),
    /// A parent gives back a resource that somebody else waits for.
    GivesBack(Resource),
    /// A machine is done.
    Ends(Resource),
    /// The program of this parent ends.
    Leaves(usize),
}
