// The panic of a task.
//
// Each dish of the dinner has a cook, who is a task of its own. Some of them drop it: the task
// panics. The other cooks go on, and yet there is no dinner at all today.
//
// TODO: Serve what was cooked, and report the dishes that were dropped, by
// `dinner.dropped.push(dish)`, so that somebody can order pizza. (A `Dish` can be copied.)

use exercises::Verdict;
use exercises::panic::{Dinner, Dish, Kitchen, check};

async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
    let mut cooks = Vec::new();
    for dish in dishes {
        cooks.push(tokio::spawn(kitchen.cook(dish)));
    }
    let mut dinner = Dinner::default();
    for cook in cooks {
        let plate = cook.await.unwrap();
        dinner.plates.push(plate);
    }
    dinner
}

fn main() -> Verdict {
    check(dinner)
}
