-- A theme is a framework and a code: findings say whose themes and indicators they name, by the framework's id, which all its versions
-- share. What was linked before this stays on one desk where it stood: of a framework that has the code, before all of an evaluation that
-- uses the item, then the latest that was published when the finding was made.
create table framework_code (
    framework text not null,
    indicator text not null,
    primary key (framework, indicator)) /* strict */;
insert into framework_code (framework, indicator)
select distinct w.id, c.indicator
  from framework w
  join (select indicator from finding_theme union select indicator from finding_cause) c on w.content like '%"code":"' || c.indicator || '"%';

create table linked_theme (
    partnership_id text not null,
    finding_id     text not null,
    framework      text not null,
    indicator      text not null,
    theme          bigint not null,
    primary key (partnership_id, finding_id, framework, indicator, theme),
    foreign key (partnership_id, finding_id) references finding (partnership_id, id)) /* strict */;
insert into linked_theme (partnership_id, finding_id, framework, indicator, theme)
select partnership_id, finding_id, coalesce(framework, 'generic-2006'), indicator, theme
  from (select t.partnership_id, t.finding_id, w.id as framework, t.indicator, t.theme,
               row_number() over (
                   partition by t.partnership_id, t.finding_id, t.indicator, t.theme
                   order by case when c.indicator is null then 1 else 0 end,
                            case when used.framework is null then 1 else 0 end,
                            case when w.published_at <= f.added_at then 0 else 1 end,
                            w.published_at desc, w.id) as place
          from finding_theme t
          join finding f on f.partnership_id = t.partnership_id and f.id = t.finding_id
          left join framework w on 1 = 1
          left join framework_code c on c.framework = w.id and c.indicator = t.indicator
          left join (select distinct u.partnership_id, u.evidence_id, x.id as framework
                       from evidence_use u
                       join evaluation v on v.partnership_id = u.partnership_id and v.id = u.evaluation_id
                       join framework x on x.hash = v.framework_hash) used
            on used.partnership_id = f.partnership_id and used.evidence_id = f.evidence_id and used.framework = w.id) placed
 where place = 1;
drop table finding_theme;
alter table linked_theme rename to finding_theme;
create index finding_theme_by_theme on finding_theme (partnership_id, indicator, theme, framework);

create table linked_cause (
    partnership_id text not null,
    finding_id     text not null,
    framework      text not null,
    indicator      text not null,
    primary key (partnership_id, finding_id, framework, indicator),
    foreign key (partnership_id, finding_id) references finding (partnership_id, id)) /* strict */;
insert into linked_cause (partnership_id, finding_id, framework, indicator)
select c.partnership_id, c.finding_id,
       coalesce((select min(t.framework) from finding_theme t
                   join framework_code k on k.framework = t.framework and k.indicator = c.indicator
                  where t.partnership_id = c.partnership_id and t.finding_id = c.finding_id),
                (select min(t.framework) from finding_theme t where t.partnership_id = c.partnership_id and t.finding_id = c.finding_id),
                'generic-2006'),
       c.indicator
  from finding_cause c;
drop table finding_cause;
alter table linked_cause rename to finding_cause;
drop table framework_code;
