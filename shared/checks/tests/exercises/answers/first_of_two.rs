pub(super) mod one_is_pinned {
    use exercises::Verdict;
    use exercises::first_of_two::{Phone, Taxi, check};
    use std::pin::pin;
    use std::time::Duration;
    use tokio::time::sleep;

    async fn to_the_station(phone: &Phone) -> Taxi {
        let mut blue = pin!(phone.blue_taxi());
        loop {
            tokio::select! {
                taxi = phone.red_taxi() => return taxi,
                taxi = &mut blue => return taxi,
                () = sleep(Duration::from_secs(5 * 60)) => phone.calm_aunt(),
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(to_the_station)
    }
}

pub(super) mod the_same_sleep {
    use exercises::Verdict;
    use exercises::first_of_two::{Phone, Taxi, check};
    use std::pin::pin;
    use std::time::Duration;
    use tokio::time::sleep;

    async fn to_the_station(phone: &Phone) -> Taxi {
        let mut red = pin!(phone.red_taxi());
        let mut blue = pin!(phone.blue_taxi());
        let mut five_minutes = pin!(sleep(Duration::from_secs(5 * 60)));
        loop {
            tokio::select! {
                taxi = &mut red => return taxi,
                taxi = &mut blue => return taxi,
                () = &mut five_minutes => phone.calm_aunt(),
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(to_the_station)
    }
}

pub(super) mod both_are_spawned {
    use exercises::Verdict;
    use exercises::first_of_two::{Phone, Taxi, check};
    use std::time::Duration;
    use tokio::time::sleep;

    async fn to_the_station(phone: &Phone) -> Taxi {
        let mut red = tokio::spawn(phone.red_taxi());
        let mut blue = tokio::spawn(phone.blue_taxi());
        loop {
            tokio::select! {
                taxi = &mut red => return taxi.expect("it does not panic"),
                taxi = &mut blue => return taxi.expect("it does not panic"),
                () = sleep(Duration::from_secs(5 * 60)) => phone.calm_aunt(),
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(to_the_station)
    }
}

pub(super) mod waits_for_both {
    use exercises::Verdict;
    use exercises::first_of_two::{Phone, Taxi, check};
    use std::pin::pin;
    use std::time::Duration;
    use tokio::time::sleep;

    async fn to_the_station(phone: &Phone) -> Taxi {
        let mut both = pin!(async { tokio::join!(phone.red_taxi(), phone.blue_taxi()) });
        loop {
            tokio::select! {
                (taxi, _) = &mut both => return taxi,
                () = sleep(Duration::from_secs(5 * 60)) => phone.calm_aunt(),
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(to_the_station)
    }
}

pub(super) mod knows_which_is_quicker {
    use exercises::Verdict;
    use exercises::first_of_two::{Phone, Taxi, check};
    use std::pin::pin;
    use std::time::Duration;
    use tokio::time::sleep;

    async fn to_the_station(phone: &Phone) -> Taxi {
        let mut blue = pin!(phone.blue_taxi());
        loop {
            tokio::select! {
                taxi = &mut blue => return taxi,
                () = sleep(Duration::from_secs(5 * 60)) => phone.calm_aunt(),
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(to_the_station)
    }
}

pub(super) mod forgets_the_aunt {
    use exercises::Verdict;
    use exercises::first_of_two::{Phone, Taxi, check};

    async fn to_the_station(phone: &Phone) -> Taxi {
        tokio::select! {
            taxi = phone.red_taxi() => taxi,
            taxi = phone.blue_taxi() => taxi,
        }
    }

    pub(crate) fn main() -> Verdict {
        check(to_the_station)
    }
}

pub(super) mod calms_the_aunt_once {
    use exercises::Verdict;
    use exercises::first_of_two::{Phone, Taxi, check};
    use std::pin::pin;
    use std::time::Duration;
    use tokio::time::sleep;

    async fn to_the_station(phone: &Phone) -> Taxi {
        let mut red = pin!(phone.red_taxi());
        let mut blue = pin!(phone.blue_taxi());
        tokio::select! {
            taxi = &mut red => return taxi,
            taxi = &mut blue => return taxi,
            () = sleep(Duration::from_secs(5 * 60)) => phone.calm_aunt(),
        }
        tokio::select! {
            taxi = red => taxi,
            taxi = blue => taxi,
        }
    }

    pub(crate) fn main() -> Verdict {
        check(to_the_station)
    }
}

pub(super) mod looks_every_second {
    use exercises::Verdict;
    use exercises::first_of_two::{Phone, Taxi, check};
    use std::time::Duration;
    use tokio::time::sleep;

    async fn to_the_station(phone: &Phone) -> Taxi {
        let red = tokio::spawn(phone.red_taxi());
        let blue = tokio::spawn(phone.blue_taxi());
        for second in 1.. {
            sleep(Duration::from_secs(1)).await;
            if red.is_finished() || blue.is_finished() {
                break;
            }
            if second % 300 == 0 {
                phone.calm_aunt();
            }
        }
        let (first, other) = if red.is_finished() { (red, blue) } else { (blue, red) };
        other.abort();
        first.await.unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(to_the_station)
    }
}

pub(super) mod the_aunt_has_a_loop {
    use exercises::Verdict;
    use exercises::first_of_two::{Phone, Taxi, check};
    use std::time::Duration;
    use tokio::time::sleep;

    async fn to_the_station(phone: &Phone) -> Taxi {
        let calls = async {
            loop {
                sleep(Duration::from_secs(5 * 60)).await;
                phone.calm_aunt();
            }
        };
        tokio::select! {
            taxi = phone.red_taxi() => taxi,
            taxi = phone.blue_taxi() => taxi,
            () = calls => unreachable!("it is a loop"),
        }
    }

    pub(crate) fn main() -> Verdict {
        check(to_the_station)
    }
}

pub(super) mod an_interval_and_an_abort {
    use exercises::Verdict;
    use exercises::first_of_two::{Phone, Taxi, check};
    use std::time::Duration;
    use tokio::time::interval;

    async fn to_the_station(phone: &Phone) -> Taxi {
        let mut red = tokio::spawn(phone.red_taxi());
        let mut blue = tokio::spawn(phone.blue_taxi());
        let mut news = interval(Duration::from_secs(5 * 60));
        let taxi = loop {
            tokio::select! {
                taxi = &mut red => break taxi,
                taxi = &mut blue => break taxi,
                _ = news.tick() => phone.calm_aunt(),
            }
        };
        red.abort();
        blue.abort();
        taxi.expect("it does not panic")
    }

    pub(crate) fn main() -> Verdict {
        check(to_the_station)
    }
}
