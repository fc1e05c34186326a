//! The embedded sites, on a virtual clock.

use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::Instant;
use web::{SITES, page};

/// A tick of tokio's timer, before the next of which no wait ends.
const TICK: Duration = Duration::from_millis(1);

#[test]
fn a_site_waits_for_its_whole_delay() {
    let mut builder = Builder::new_current_thread();
    let virtual_time = builder.enable_time().start_paused(true).build().expect("it has no I/O");
    virtual_time.block_on(async {
        for (host, seconds) in SITES {
            let asked = Instant::now();
            assert!(page(host).await.is_some_and(|page| page.contains(host)), "{host}");
            let delay = Duration::from_secs_f64(seconds);
            let waited = asked.elapsed();
            assert!((delay..=delay + TICK).contains(&waited), "{host}: {waited:?}, not {delay:?}");
        }
        let asked = Instant::now();
        assert_eq!(page("nobody.example").await, None);
        assert_eq!(asked.elapsed(), Duration::ZERO, "who is nobody is not waited for");
    });
}
