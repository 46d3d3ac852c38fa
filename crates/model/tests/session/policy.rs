//! What a queue allows, asks for and does not offer, and asking a lead.

use crate::desk::{Desk, START, held, showing_grey};
use scrim_model::{
    case::Stage,
    queue::QueuePolicy,
    rung::Rung,
    session::{
        Effect, Event, Held,
        view::{Allowed, Blocked, Choice, NoteView},
    },
    urgent::UrgentReason,
};

fn in_a_queue(policy: QueuePolicy) -> Held {
    Held { policy, ..held(0) }
}

/// A case of a queue that hides agreeing and wants "different" explained, looked at in grey.
fn strict() -> Desk {
    let policy = QueuePolicy {
        text: "Hashes only.".to_owned(),
        hidden: [Choice::Agree].into(),
        explained: [Choice::Different].into(),
    };
    let mut desk = Desk::holding(vec![in_a_queue(policy), held(1)]);
    desk.look(0, Rung::Grey, 1);
    desk
}

fn choose(desk: &mut Desk, choice: Choice) {
    desk.tell(Event::Choose { choice, reason: None });
}

fn explain(desk: &mut Desk, text: &str) {
    desk.tell(Event::Explain { text: text.to_owned() });
}

#[test]
fn what_a_queue_does_not_offer_is_neither_shown_nor_taken() {
    let mut desk = strict();
    let view = desk.on_screen();
    assert_eq!(view.policy, "Hashes only.");
    assert!(view.choices.iter().all(|offered| offered.choice != Choice::Agree));
    assert_eq!(view.choices.len(), Choice::ALL.len() - 1);
    choose(&mut desk, Choice::Agree);
    assert_eq!(desk.on_screen().pairs[0].ruling, None);
}

#[test]
fn what_must_be_explained_is_sent_with_its_reason_and_not_without() {
    let mut desk = strict();
    assert!(!desk.on_screen().asks_reason);
    choose(&mut desk, Choice::Different);
    let view = desk.on_screen();
    let why = Blocked::NeedsReason;
    assert_eq!((view.asks_reason, view.submit), (true, Allowed::No { why }));
    explain(&mut desk, " \n");
    assert_eq!(desk.on_screen().submit, Allowed::No { why });
    explain(&mut desk, " another room\n");
    let view = desk.on_screen();
    assert_eq!(
        (view.reason.as_deref(), view.submit),
        (Some("another room"), Allowed::Yes)
    );
    let effects = desk.tell(Event::Submit).to_vec();
    let sent = effects.iter().find_map(|effect| match effect {
        Effect::SendVerdict { reason, .. } => Some(reason.as_deref()),
        _ => None,
    });
    assert_eq!(sent, Some(Some("another room")));
    assert_eq!(desk.on_screen().reason, None, "the next case has words of its own");
}

#[test]
fn a_reason_that_nobody_asked_for_goes_along_and_none_is_asked_for_elsewhere() {
    let mut desk = strict();
    choose(&mut desk, Choice::Settle);
    let view = desk.on_screen();
    assert_eq!((view.asks_reason, view.submit), (false, Allowed::Yes));
    explain(&mut desk, &"x".repeat(3_000));
    let kept = desk.on_screen().reason.map(|reason| reason.len());
    assert_eq!(kept, Some(1_000), "as much as the hub takes");
}

#[test]
fn a_lead_is_asked_with_the_words_that_were_written_and_the_next_case_comes() {
    let mut desk = strict();
    explain(&mut desk, "cannot tell the age");
    let effects = desk.tell(Event::AskLead { text: String::new() }).to_vec();
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Escalate { case, reason, .. } => Some((*case, reason.as_deref())),
        _ => None,
    });
    assert_eq!(asked, Some((held(0).case, Some("cannot tell the age"))));
    assert_eq!(desk.on_screen().id, held(1).case);
}

#[test]
fn no_lead_is_asked_for_a_leads_own_case_or_while_the_hub_is_away() {
    let split = Held {
        stage: Stage::Settle,
        ..held(0)
    };
    let mut desk = Desk::holding(vec![split]);
    let why = Blocked::NotOffered;
    assert_eq!(desk.on_screen().ask_lead, Allowed::No { why });
    assert!(desk.tell(Event::AskLead { text: "x".to_owned() }).is_empty());

    let mut desk = Desk::holding(vec![held(0)]);
    desk.tell(Event::Online { online: false });
    let why = Blocked::Offline;
    assert_eq!(desk.on_screen().ask_lead, Allowed::No { why });
    desk.tell(Event::AskLead { text: "x".to_owned() });
    assert_eq!(desk.on_screen().id, held(0).case, "the case stays");
}

#[test]
fn a_case_is_marked_urgent_with_nothing_seen_and_stays_until_the_hub_has_the_mark() {
    let mut desk = Desk::holding(vec![held(0), held(1)]);
    assert_eq!(desk.on_screen().mark_urgent, Allowed::Yes);
    let reason = UrgentReason::Place;
    let effects = desk.tell(Event::MarkUrgent { reason }).to_vec();
    let Held { case, lease, .. } = held(0);
    assert_eq!(effects, [Effect::MarkUrgent { case, lease, reason }]);
    assert_eq!(desk.on_screen().id, case);
    desk.tell(Event::LeaseGone { case });
    assert_eq!(desk.on_screen().id, held(1).case);
}

#[test]
fn no_case_is_marked_urgent_while_the_hub_is_away_or_nothing_is_on_the_screen() {
    let reason = UrgentReason::Other;
    let mut desk = Desk::holding(vec![held(0)]);
    desk.tell(Event::Online { online: false });
    let why = Blocked::Offline;
    assert_eq!(desk.on_screen().mark_urgent, Allowed::No { why });
    assert!(desk.tell(Event::MarkUrgent { reason }).is_empty());

    let mut desk = Desk::holding(vec![held(0)]);
    desk.tell(Event::Panic);
    assert!(desk.tell(Event::MarkUrgent { reason }).is_empty());
}

#[test]
fn who_asks_or_marks_is_done_looking_also_where_the_hub_is_away() {
    let reason = UrgentReason::Other;
    for act in [Event::AskLead { text: "x".to_owned() }, Event::MarkUrgent { reason }] {
        let mut desk = showing_grey();
        desk.tell(Event::Online { online: false });
        let effects = desk.tell(act.clone()).to_vec();
        assert!(effects.contains(&Effect::DropLook), "{act:?}");
        assert_eq!(desk.hold(Rung::Grey), [], "the key is still down from before");
    }
}

#[test]
fn a_note_is_left_on_the_case_on_the_screen_and_what_was_noted_is_shown_with_its_own_case() {
    let mut desk = strict();
    assert!(desk.tell(Event::LeaveNote { text: " ".to_owned() }).is_empty());
    let text = "seen in an older report".to_owned();
    let left = desk.tell(Event::LeaveNote { text: text.clone() }).to_vec();
    assert_eq!(
        left,
        [Effect::LeaveNote {
            case: held(0).case,
            lease: held(0).lease,
            text: text.clone()
        }]
    );
    let note = |text: &str| NoteView {
        at: START,
        own: true,
        text: text.to_owned(),
    };
    for (number, words) in [(1, "of the next"), (0, text.as_str()), (7, "of none in hand")] {
        let (case, notes) = (held(number).case, vec![note(words)]);
        desk.tell(Event::Notes { case, notes });
    }
    assert_eq!(desk.on_screen().notes, [note(&text)]);
    desk.tell(Event::Skip);
    assert_eq!(desk.on_screen().notes, [note("of the next")]);
}
