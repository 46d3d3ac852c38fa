-- Whoever comes by an identity provider is known by its issuer and the name that it gives them, and by nothing else.
ALTER TABLE person ADD COLUMN issuer TEXT;
ALTER TABLE person ADD COLUMN subject TEXT;
CREATE UNIQUE INDEX person_subject ON person (issuer, subject) WHERE issuer IS NOT NULL;

-- When a session is over however often it is refreshed; null where it ends by being ended.
ALTER TABLE session ADD COLUMN ends_at INTEGER;
-- Why it ended, for whoever held it.
ALTER TABLE session ADD COLUMN ended_why TEXT;
CREATE INDEX session_open ON session (person) WHERE ended_at IS NULL;

-- Sign-ins at a provider that are under way. Whoever comes back proves that it was they who went.
CREATE TABLE sign_in_attempt (
    state_hash BLOB PRIMARY KEY,
    nonce TEXT NOT NULL,
    challenge TEXT NOT NULL,
    redirect TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_attempt_began ON sign_in_attempt (began_at);

-- What the groups of the provider give, as JSON, and who was in them when they signed in last.
CREATE TABLE provider_group (
    name TEXT PRIMARY KEY,
    gives TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE group_member (
    person BLOB NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    PRIMARY KEY (person, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_member_name ON group_member (name);
-- Whom groups let take from a queue, as a JSON list: put together when a group or somebody in it changes.
ALTER TABLE queue ADD COLUMN group_people TEXT;

-- Tries to sign in with a password, by the SHA-256 of the name, whether anybody has it or not. It takes the place of
-- `failed_tries` and `locked_until` of a person, which nothing reads any more.
CREATE TABLE password_try (
    name_hash BLOB PRIMARY KEY,
    tries INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    locked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX password_try_last ON password_try (last_at);

-- What a role allows, as a JSON list, where an admin has changed it.
CREATE TABLE role_set (
    role TEXT PRIMARY KEY,
    permissions TEXT NOT NULL
) STRICT, WITHOUT ROWID;
