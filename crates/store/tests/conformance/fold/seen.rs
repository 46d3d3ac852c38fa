//! What is counted of a sequence: what was reached, and what decisions make of the lists.

/// What decisions make of the lists.
#[derive(Debug, Default)]
pub(super) struct Fold {
    pub(super) confirmed: u64,
    pub(super) suspended: u64,
    pub(super) variants: u64,
    pub(super) apart: u64,
    pub(super) own: u64,
    pub(super) own_disputed: u64,
}

/// How often what could go wrong was reached: a property over sequences in which nothing happens shows nothing.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Seen {
    pub(super) standing: usize,
    pub(super) undone: usize,
    pub(super) reversed: usize,
    pub(super) told: usize,
    pub(super) taken_back: usize,
    pub(super) sent_again: usize,
    /// Answers that came late, and those of them that waited for the end of somebody's lease.
    pub(super) answered: usize,
    pub(super) put_off: usize,
    pub(super) stopped_anew: usize,
    pub(super) pairs_gained: usize,
    pub(super) look_alikes: usize,
}

impl Seen {
    pub(super) fn add(&mut self, other: Self) {
        self.standing += other.standing;
        self.undone += other.undone;
        self.reversed += other.reversed;
        self.told += other.told;
        self.taken_back += other.taken_back;
        self.sent_again += other.sent_again;
        self.answered += other.answered;
        self.put_off += other.put_off;
        self.stopped_anew += other.stopped_anew;
        self.pairs_gained += other.pairs_gained;
        self.look_alikes += other.look_alikes;
    }

    pub(super) fn everything(self) -> bool {
        let Self {
            standing,
            undone,
            reversed,
            told,
            taken_back,
            sent_again,
            answered,
            put_off,
            stopped_anew,
            pairs_gained,
            look_alikes,
        } = self;
        let decided = [standing, undone, reversed, told, taken_back, sent_again];
        let anew = [answered, put_off, stopped_anew, pairs_gained, look_alikes];
        decided.iter().chain(&anew).all(|many| *many > 0)
    }
}
