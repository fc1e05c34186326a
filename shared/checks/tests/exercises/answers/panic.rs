pub(super) mod passes_over_errors {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let mut cooks = Vec::new();
        for dish in dishes.clone() {
            cooks.push(tokio::spawn(kitchen.cook(dish)));
        }
        let mut dinner = Dinner::default();

        for cook in cooks {
            dinner.plates.extend(cook.await);
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod returns_at_the_first {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let cooks: Vec<_> = dishes.iter().map(|dish| (*dish, tokio::spawn(kitchen.cook(*dish)))).collect();
        let mut dinner = Dinner::default();
        for (dish, cook) in cooks {
            let Ok(plate) = cook.await else {
                dinner.dropped.push(dish);
                return dinner;
            };
            dinner.plates.push(plate);
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod in_one_task {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let mut dinner = Dinner::default();
        for dish in dishes {
            dinner.plates.push(kitchen.cook(dish).await);
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod join_all {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let mut cooks = tokio::task::JoinSet::new();
        for dish in dishes {
            cooks.spawn(kitchen.cook(dish));
        }
        Dinner { plates: cooks.join_all().await, dropped: Vec::new() }
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod by_order_of_ends {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let mut cooks = tokio::task::JoinSet::new();
        for dish in dishes.clone() {
            cooks.spawn(kitchen.cook(dish));
        }
        let mut dinner = Dinner::default();
        for dish in dishes {
            match cooks.join_next().await.unwrap() {
                Ok(plate) => dinner.plates.push(plate),
                Err(_) => dinner.dropped.push(dish),
            }
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod a_constant {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let mut cooks = Vec::new();
        for dish in dishes.clone() {
            cooks.push(tokio::spawn(kitchen.cook(dish)));
        }
        let mut dinner = Dinner::default();

        for cook in cooks {
            dinner.plates.extend(cook.await);
        }
        dinner.dropped.push(dishes[1]);
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod waits_for_nobody {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let mut cooks = Vec::new();
        for dish in dishes.clone() {
            cooks.push(tokio::spawn(kitchen.cook(dish)));
        }
        let mut dinner = Dinner::default();

        for cook in cooks {
            if cook.is_finished() {
                dinner.plates.extend(cook.await);
            }
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod one_after_the_other {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let mut dinner = Dinner::default();
        for dish in dishes {
            match tokio::spawn(kitchen.cook(dish)).await {
                Ok(plate) => dinner.plates.push(plate),
                Err(_) => dinner.dropped.push(dish),
            }
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod by_id {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let mut cooks = tokio::task::JoinSet::new();
        let mut ids = std::collections::HashMap::new();
        for dish in dishes {
            ids.insert(cooks.spawn(kitchen.cook(dish)).id(), dish);
        }
        let mut dinner = Dinner::default();
        while let Some(ended) = cooks.join_next().await {
            match ended {
                Ok(plate) => dinner.plates.push(plate),
                Err(error) => dinner.dropped.extend(ids.get(&error.id())),
            }
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod a_task_around_each {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
        for dish in dishes {
            let (sender, cook) = (sender.clone(), kitchen.cook(dish));
            tokio::spawn(async move {
                let ended = tokio::spawn(cook).await.map_err(|_| dish);
                let _ = sender.send(ended);
            });
        }
        drop(sender);
        let mut dinner = Dinner::default();
        while let Some(ended) = receiver.recv().await {
            match ended {
                Ok(plate) => dinner.plates.push(plate),
                Err(dish) => dinner.dropped.push(dish),
            }
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod catches_it_by_hand {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};
    use futures_util::future::join_all;
    use std::future::poll_fn;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::task::Poll;

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let cooks = dishes.into_iter().map(|dish| {
            let mut cook = Box::pin(kitchen.cook(dish));
            poll_fn(move |context| {
                match catch_unwind(AssertUnwindSafe(|| cook.as_mut().poll(context))) {
                    Ok(poll) => poll.map(Ok),
                    Err(_) => Poll::Ready(Err(dish)),
                }
            })
        });
        let mut dinner = Dinner::default();
        for cooked in join_all(cooks).await {
            match cooked {
                Ok(plate) => dinner.plates.push(plate),
                Err(dish) => dinner.dropped.push(dish),
            }
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod waits_for_an_hour {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};
    use std::time::Duration;

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let mut cooks = Vec::new();
        for dish in dishes {
            cooks.push((dish, tokio::spawn(kitchen.cook(dish))));
        }
        tokio::time::sleep(Duration::from_secs(3600)).await;
        let mut dinner = Dinner::default();
        for (dish, cook) in cooks {
            match cook.await {
                Ok(plate) => dinner.plates.push(plate),
                Err(_) => dinner.dropped.push(dish),
            }
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}

pub(super) mod until_it_succeeds {
    use exercises::Verdict;
    use exercises::panic::{Dinner, Dish, Kitchen, check};

    async fn dinner(kitchen: &Kitchen, dishes: Vec<Dish>) -> Dinner {
        let mut dinner = Dinner::default();
        let cooks: Vec<_> = dishes.iter().map(|dish| (*dish, tokio::spawn(kitchen.cook(*dish)))).collect();
        for (dish, mut cook) in cooks {
            loop {
                match cook.await {
                    Ok(plate) => break dinner.plates.push(plate),
                    Err(_) => cook = tokio::spawn(kitchen.cook(dish)),
                }
            }
        }
        dinner
    }

    pub(crate) fn main() -> Verdict {
        check(dinner)
    }
}
