-- Why whoever looked at the proof of an action point sent it back; '' when nobody did, or once it is done again.
alter table action_point add column sent_back text not null default '';
