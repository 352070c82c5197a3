-- The one account that an uploader's credential hands in for; null for every other role.
ALTER TABLE credential ADD COLUMN account TEXT;
