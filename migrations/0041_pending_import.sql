-- What is previewed has a name, so that what is confirmed can say what it is. What waits already is called "earlier".
alter table evidence_import add column id text not null default 'earlier';
alter table import_draft add column id text not null default 'earlier';
