// The panic of a task.
//
// Each dish of the dinner has a cook, who is a task of its own. Some of them drop it: the task
// panics. The other cooks go on.
//
// A handle tells whether its task panicked. Which dish that was, it does not know: so that is
// kept beside it.

use exercises::Verdict;
use exercises::panic::{Dinner, Dish, Kitchen, check};

async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
    let mut cooks = Vec::new();
    for dish in dishes {
        cooks.push((dish, tokio::spawn(kitchen.cook(dish))));
    }
    let mut dinner = Dinner::default();
    for (dish, cook) in cooks {
        match cook.await {
            Ok(plate) => dinner.plates.push(plate),
            Err(_) => dinner.dropped.push(dish),
        }
    }
    dinner
}

fn main() -> Verdict {
    check(dinner)
}
