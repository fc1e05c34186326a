pub(super) mod asserts_nothing {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        clock.snooze();
        sleep(9 * MINUTE).await;
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod looks_once {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        clock.snooze();
        assert!(timeout(10 * MINUTE, clock.ring()).await.is_ok());
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod looks_only_before {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        clock.snooze();
        assert!(timeout(9 * MINUTE - Duration::from_secs(1), clock.ring()).await.is_err());
        assert!(timeout(30 * MINUTE, clock.ring()).await.is_ok());
        assert!(timeout(30 * MINUTE, clock.ring()).await.is_err());
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod waits_without_a_limit {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        let pressed = Instant::now();
        clock.snooze();
        clock.ring().await;
        assert_eq!(pressed.elapsed(), 9 * MINUTE);
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod stops_watching {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        let pressed = Instant::now();
        clock.snooze();
        timeout(10 * MINUTE, clock.ring()).await.expect("it rings");
        assert_eq!(pressed.elapsed(), 9 * MINUTE);
        assert!(timeout(5 * MINUTE, clock.ring()).await.is_err());
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod waits_for_one_more {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        let pressed = Instant::now();
        clock.snooze();
        clock.ring().await;
        assert_eq!(pressed.elapsed(), 9 * MINUTE);
        clock.ring().await;
        assert_eq!(pressed.elapsed(), 18 * MINUTE);
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod by_the_clock_on_the_wall {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        let pressed = std::time::Instant::now();
        clock.snooze();
        timeout(30 * MINUTE, clock.ring()).await.expect("it rings");
        assert!(pressed.elapsed() >= 9 * MINUTE);
        assert!(timeout(30 * MINUTE, clock.ring()).await.is_err());
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod blocks {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        clock.snooze();
        std::thread::sleep(9 * MINUTE);
        assert!(timeout(MINUTE, clock.ring()).await.is_ok());
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod eleven_minutes {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        let pressed = Instant::now();
        clock.snooze();
        timeout(30 * MINUTE, clock.ring()).await.expect("it rings");
        assert_eq!(pressed.elapsed(), 11 * MINUTE);
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod counts_its_calls {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    static CALLS: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

    async fn test_snooze(mut clock: AlarmClock) {
        clock.snooze();
        sleep(9 * MINUTE).await;
        assert_eq!(CALLS.fetch_add(1, std::sync::atomic::Ordering::Relaxed), 0);
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod looks_three_times {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        let second = Duration::from_secs(1);
        clock.snooze();
        assert!(timeout(9 * MINUTE - second, clock.ring()).await.is_err());
        assert!(timeout(2 * second, clock.ring()).await.is_ok());
        assert!(timeout(30 * MINUTE, clock.ring()).await.is_err());
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod moves_the_clock {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, advance, sleep, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        clock.snooze();
        advance(8 * MINUTE).await;
        assert!(timeout(Duration::ZERO, clock.ring()).await.is_err());
        advance(MINUTE).await;
        assert!(timeout(Duration::ZERO, clock.ring()).await.is_ok());
        advance(30 * MINUTE).await;
        assert!(timeout(Duration::ZERO, clock.ring()).await.is_err());
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod ten_minutes_of_silence {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, timeout};

    async fn test_snooze(mut clock: AlarmClock) {
        let ten_minutes = Duration::from_secs(10 * 60);
        let pressed = Instant::now();
        clock.snooze();
        timeout(ten_minutes, clock.ring()).await.expect("it rings");
        assert_eq!(pressed.elapsed(), Duration::from_secs(9 * 60));
        assert!(timeout(ten_minutes, clock.ring()).await.is_err());
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod pauses_the_clock {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        tokio::time::pause();
        let pressed = Instant::now();
        clock.snooze();
        assert!(timeout(30 * MINUTE, clock.ring()).await.is_ok());
        assert_eq!(pressed.elapsed(), 9 * MINUTE);
        assert!(timeout(30 * MINUTE, clock.ring()).await.is_err());
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}

pub(super) mod has_a_bug {
    use exercises::Verdict;
    use exercises::paused::{AlarmClock, check};
    use std::time::Duration;
    use tokio::time::{Instant, timeout};

    const MINUTE: Duration = Duration::from_secs(60);

    async fn test_snooze(mut clock: AlarmClock) {
        let times = vec![Instant::now()];
        clock.snooze();
        assert!(timeout(30 * MINUTE, clock.ring()).await.is_ok());
        assert_eq!(times[1] - times[0], 9 * MINUTE);
    }

    pub(crate) fn main() -> Verdict {
        check(test_snooze)
    }
}
