pub(super) mod makes_a_task {
    use exercises::Verdict;
    use exercises::beside::{TaxReturn, Taxes, check};

    async fn tax_return(taxes: Taxes) -> TaxReturn {
        tokio::spawn(async { taxes.work_out() }).await.unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(tax_return)
    }
}

pub(super) mod yields_before {
    use exercises::Verdict;
    use exercises::beside::{TaxReturn, Taxes, check};

    async fn tax_return(taxes: Taxes) -> TaxReturn {
        tokio::task::yield_now().await;
        let done = taxes.work_out();
        tokio::task::yield_now().await;
        done
    }

    pub(crate) fn main() -> Verdict {
        check(tax_return)
    }
}

pub(super) mod joins_a_thread {
    use exercises::Verdict;
    use exercises::beside::{TaxReturn, Taxes, check};

    async fn tax_return(taxes: Taxes) -> TaxReturn {
        std::thread::spawn(|| taxes.work_out()).join().unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(tax_return)
    }
}

pub(super) mod a_thread_and_a_channel {
    use exercises::Verdict;
    use exercises::beside::{TaxReturn, Taxes, check};

    async fn tax_return(taxes: Taxes) -> TaxReturn {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        std::thread::spawn(|| sender.send(taxes.work_out()));
        receiver.await.unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(tax_return)
    }
}

pub(super) mod asks_with_turns {
    use exercises::Verdict;
    use exercises::beside::{TaxReturn, Taxes, check};

    async fn tax_return(taxes: Taxes) -> TaxReturn {
        let work = tokio::task::spawn_blocking(|| taxes.work_out());
        while !work.is_finished() {
            tokio::task::yield_now().await;
        }
        work.await.unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(tax_return)
    }
}
