-- The enterprise projects that the rows of a task can be of, as a JSON list; NULL is all. Tasks from before could be asked
-- for by nobody who was restricted, so they cover all.
ALTER TABLE export_task ADD COLUMN covered_enterprise_projects VARCHAR;
