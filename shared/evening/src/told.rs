//! Hearing of events: a task that waits for one is woken when it happens.

use crate::acts::{Need, Step, next_step, take_need};
use crate::chore::Chore;
use crate::home::Parent;
use crate::person::Until;
use crate::script::Minutes;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use timeline::Place;
use tokio::time::{self, Instant};

/// Hearing: a task of the parent's is suspended until something happens, so that the parent can do
/// something else.
///
/// The task has to run on tokio, with its clock paused.
impl Parent {
    /// Waits until a child needs something. Returns `None` once the children are asleep.
    #[track_caller]
    pub fn hear_children(&self) -> impl Future<Output = Option<Need>> {
        let told = self.told(Some(Chore::Children), Until::Need);
        async move {
            told.await;
            take_need(&mut self.world())
        }
    }

    /// Waits for the buzzer of a machine or anything else to do about the laundry. Returns `None` once
    /// the laundry is done.
    #[track_caller]
    pub fn hear_machines(&self) -> impl Future<Output = Option<Step>> {
        let told = self.told(Some(Chore::Laundry), Until::Step);
        async move {
            told.await;
            next_step(&self.world())
        }
    }

    /// Waits until no child needs anybody, which may be the case already.
    #[track_caller]
    pub fn until_quiet(&self) -> impl Future<Output = ()> {
        self.told(self.chore(), Until::Quiet)
    }

    /// Suspends the task until a condition is met. The household wakes the task if that happens while
    /// the parent works, and tokio's clock does if the parent has nothing to do.
    #[track_caller]
    fn told(&self, chore: Option<Chore>, until: Until) -> impl Future<Output = ()> {
        self.arrive(chore);
        let place = Place::of_caller();
        async move {
            let mut bell = pin!(time::sleep_until(self.instant(0)));
            poll_fn(|context| {
                let earliest = {
                    let mut world = self.world();
                    world.pass(self.elapsed());
                    if world.is_met(self.number(), until) {
                        world.arrive(self.number(), chore, place);
                        return Poll::Ready(());
                    }
                    world.wakers.retain(|(_, waker)| !waker.will_wake(context.waker()));
                    world.wakers.push((until, context.waker().clone()));
                    world.earliest(until)
                };
                match earliest {
                    Some(time) => {
                        bell.as_mut().reset(self.instant(time));
                        bell.as_mut().poll(context)
                    }
                    None => Poll::Pending,
                }
            })
            .await;
        }
    }

    /// Returns the time on tokio's clock. After the parent has worked, it's behind the clock at home, since
    /// it only moves on when all tasks are suspended.
    fn elapsed(&self) -> Minutes {
        let elapsed = Instant::now().duration_since(self.instant(0)).as_secs() / 60;
        Minutes::try_from(elapsed).expect("an evening is short")
    }

    fn instant(&self, time: Minutes) -> Instant {
        let began = *self.house().began.get_or_init(Instant::now);
        began + Duration::from_secs(60 * u64::from(time))
    }
}
