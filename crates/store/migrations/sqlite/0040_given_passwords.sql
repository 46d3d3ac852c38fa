-- Since when somebody has a password that another person gave them; null once they have chosen one of their own.
ALTER TABLE person ADD COLUMN password_given_at INTEGER;
