//! Test code that waits, on a clock that stands still.

use std::time::Duration;
use tokio::time::{error::Elapsed, sleep, timeout};

/// Calls up to three times, waits ten seconds for an answer, and then a second before the next call.
async fn call(mut ring: impl AsyncFnMut() -> String) -> Result<String, Elapsed> {
    for _ in 1..3 {
        if let Ok(answer) = timeout(Duration::from_secs(10), ring()).await {
            return Ok(answer);
        }
        sleep(Duration::from_secs(1)).await;
    }
    timeout(Duration::from_secs(10), ring()).await
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), Elapsed> {
    let mut calls = 0;
    let answer = call(async || {
        calls += 1;
        sleep(Duration::from_secs(if calls == 1 { 60 } else { 3 })).await;
        format!("Mia answers call {calls}")
    });
    println!("{}", answer.await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    #[tokio::test(start_paused = true)]
    async fn an_answer_in_time_is_returned() {
        let began = Instant::now();
        let answer = call(async || {
            sleep(Duration::from_secs(9)).await;
            "hello".to_owned()
        });
        assert_eq!(answer.await.as_deref(), Ok("hello"));
        assert_eq!(began.elapsed(), Duration::from_secs(9));
    }

    #[tokio::test(start_paused = true)]
    async fn it_gives_up_after_three_calls() {
        let began = Instant::now();
        let mut calls = 0;
        let answer = call(async || {
            calls += 1;
            std::future::pending().await
        });
        assert!(answer.await.is_err());
        assert_eq!(calls, 3);
        assert_eq!(began.elapsed(), Duration::from_secs(10 + 1 + 10 + 1 + 10));
    }
}
