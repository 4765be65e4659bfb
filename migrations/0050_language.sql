-- In which language somebody reads, and which a partnership speaks where nobody's own choice counts; empty for none.
alter table account add column language text not null default '';
alter table partnership add column language text not null default '';
