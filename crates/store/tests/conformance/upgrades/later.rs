//! Rows of tables and columns that came with later versions, in the words of `rows`.

/// What came with later versions, by what brought it.
pub(super) fn later() -> Vec<(&'static str, &'static str)> {
    let mut rows = AT_WORK.to_vec();
    rows.extend(OUTSIDE);
    rows.extend(BESIDE);
    rows
}

const AT_WORK: [(&str, &str); 10] = [
    (
        "CREATE TABLE note",
        "INSERT INTO note (id, sha256, case_id, person, at, text) VALUES (@a0, #40, @50, @11, 1, 'seen before');
         UPDATE verdict SET reason = 'in words' WHERE id = @70; UPDATE hub SET rules = '[]', rules_revision = 1;",
    ),
    (
        "CREATE TABLE carried",
        "INSERT INTO carried (person, queue, class, day, cases, load) VALUES (@11, @30, 'far/still/A1', 19675, 1, 900);
         UPDATE review_case SET class = 'far/still/A1' WHERE state <> 'decided';",
    ),
    (
        "CREATE TABLE provider_group",
        "INSERT INTO sign_in_attempt (state_hash, nonce, challenge, redirect, began_at) VALUES (#a1, 'n', 'c', 'r', 1);
         INSERT INTO provider_group (name, gives) VALUES ('team', '{\"role\":null,\"queues\":[]}');
         INSERT INTO group_member (person, name) VALUES (@11, 'team');
         INSERT INTO password_try (name_hash, tries, last_at, locked_until) VALUES (#a2, 1, 1, 0);
         INSERT INTO role_set (role, permissions) VALUES ('submitter', '[]');
         UPDATE person SET issuer = 'https://id.example', subject = 'three' WHERE id = @13;",
    ),
    (
        "CREATE TABLE destroyed",
        "INSERT INTO legal_hold (subject, kind, at, person, reason) VALUES (@40, 'item', 1, @13, 'asked for');
         INSERT INTO item (id, source, received_at, bytes, sha256, sha1, md5, outcome) VALUES
             (@48, @10, 1, 9, #48, #148, #248, 'passed');
         INSERT INTO destroyed (item, at, kept_for, cause, person, reason, chain_after) VALUES
             (@48, 2, 'cleared', 'requested', @13, 'asked for', 0);",
    ),
    (
        "CREATE TABLE record_access",
        "INSERT INTO org_setting (name, body) VALUES ('later', '1');
         INSERT INTO record_access (id, person, at, by_person, reason) VALUES (@a3, @11, 1, @13, 'asked for');
         INSERT INTO team_week (starts_at, body) VALUES (1, '{}');",
    ),
    (
        "CREATE TABLE subject",
        "UPDATE review_case SET subject = 'still
A1'; INSERT INTO subject (name) VALUES ('still
A1');",
    ),
    (
        "CREATE TABLE alarm ",
        "INSERT INTO alarm_day (day) VALUES (19675);
         INSERT INTO alarm (id, person, queue, rose, since, until, raised_at) VALUES (@a4, @11, @30, 'disputes', 1, 2, 3);
         UPDATE verdict SET counts_as = 'neither';",
    ),
    (
        "CREATE TABLE urgent",
        "INSERT INTO urgent (case_id, marked_at, marked_by, reason, was_priority, was_escalated, lifted_at) VALUES
             (@51, 1, @13, 'a child at risk', 0, FALSE, 2);",
    ),
    (
        "CREATE TABLE appeal",
        "INSERT INTO review_case (id, queue, item, created, state, at, stage, decision, purpose) VALUES
             (@54, @30, @40, 1700000000000, 'waiting', 1700000000000, 'review', '{\"state\":\"open\"}', 'appeal');
         INSERT INTO appeal (case_id, item, of_case, of_verdict, reference, asked_at) VALUES (@54, @40, @50, @71, 'r', 1);",
    ),
    (
        "CREATE TABLE stop_appeal",
        "INSERT INTO review_case (id, queue, item, created, state, at, stage, decision, purpose) VALUES
             (@55, @30, @44, 1700000000000, 'waiting', 1700000000000, 'review', '{\"state\":\"open\"}', 'appeal');
         INSERT INTO stop_appeal (case_id, item, entry, reference, asked_at) VALUES (@55, @44, @33, 'r', 1);",
    ),
];

const OUTSIDE: [(&str, &str); 5] = [
    (
        "CREATE TABLE matcher",
        "INSERT INTO matcher (id, name, rule, mode, address, added_at) VALUES
             (@b0, 'elsewhere', '{}', 'off', 'https://matcher.example', 1);
         INSERT INTO entry_listing (entry, matcher, list, number, provenance) VALUES (@33, @b0, 'known', 7, '[]');
         INSERT INTO item (id, source, received_at, bytes, sha256, sha1, md5, outcome, original_key) VALUES
             (@45, @10, 1, 9, #45, #145, #245, 'unverified', #345);
         INSERT INTO open_question (item, matcher, opened_at, at, tries, why) VALUES (@45, @b0, 1, 1, 1, 'unreachable');
         INSERT INTO unneeded_media (item, at) VALUES (@48, 1);",
    ),
    (
        "CREATE TABLE destination",
        "INSERT INTO destination (id, name, rule, mode, address, reasons, added_at) VALUES
             (@b1, 'platform', '{}', 'on', 'https://platform.example', '{}', 1);
         INSERT INTO delivery_claim (destination, subject, case_id, says) VALUES (@b1, 's', @50, '\"x\"');
         INSERT INTO delivery (id, destination, subject, case_id, planned_at, state, at, attempts, in_doubt) VALUES
             (@b2, @b1, 's', @50, 1, 'delivered', 2, 1, FALSE);
         INSERT INTO delivery_attempt (delivery, number, began_at, ended_at) VALUES (@b2, 1, 1, 2);
         INSERT INTO entry_origin (entry, kind, member, entry_id) VALUES (@32, 'ncmec', '42', 'x');
         INSERT INTO removal (item, removed_at, told_at) VALUES (@40, 1, 2);",
    ),
    (
        "CREATE TABLE reconciling",
        "INSERT INTO delivery_receipt (delivery, list, number, ours) VALUES (@b2, 'known', 8, TRUE);
         INSERT INTO reconciling (matcher, due_at, until, found) VALUES (@b0, 1, 0, '{}');",
    ),
    (
        "CREATE TABLE said_near",
        "INSERT INTO said_near (matcher, asked, entry, list) VALUES (@b0, #41, @33, 'known');",
    ),
    (
        "CREATE TABLE list_change",
        "INSERT INTO list_change (entry, at) VALUES (@33, 1); INSERT INTO rematch (item) VALUES (@41);",
    ),
];

const BESIDE: [(&str, &str); 7] = [
    (
        "CREATE TABLE look_alike ",
        "INSERT INTO item (id, source, received_at, bytes, sha256, sha1, md5, outcome, original_key, sealed_as) VALUES
             (@46, @10, 1, 9, #46, #146, #246, 'look_alike', #346, NULL),
             (@47, @10, 1, 9, #46, #146, #246, 'look_alike_shown', #346, @46);
         INSERT INTO review_case (id, queue, item, created, state, at, stage, decision, purpose) VALUES
             (@56, @30, @47, 1700000000000, 'waiting', 1700000000000, 'review', '{\"state\":\"open\"}', 'look_alike');
         INSERT INTO look_alike (item, queue, entry, added_at) VALUES (@46, @30, @32, 1);
         INSERT INTO look_alike_shown (case_id, look_alike, person, at) VALUES (@56, @46, @11, 1);",
    ),
    (
        "CREATE TABLE decided_pair",
        "UPDATE review_case SET outcome = 'confirmed' WHERE id = @50;
         INSERT INTO decided_pair (case_id, entry, matched, disputed) VALUES (@50, @32, 'same_altered', FALSE);",
    ),
    (
        "CREATE TABLE past_hours",
        "INSERT INTO past_hours (id, person, hours, until) VALUES (@c0, @13, '{}', 2);",
    ),
    (
        "ADD COLUMN content",
        "UPDATE review_case SET content = (SELECT i.sha256 FROM item i WHERE i.id = review_case.item);",
    ),
    (
        "CREATE TABLE queue_week",
        "INSERT INTO queue_week (queue, starts_at, body) VALUES (@30, 1, '{}');",
    ),
    (
        "CREATE TABLE given_class",
        "INSERT INTO given_class (code) VALUES ('own-7');",
    ),
    (
        "CREATE TABLE limit_tried",
        "INSERT INTO limit_tried (person, rule, day) VALUES (@11, 'on_break', 19675);",
    ),
];
