-- Below the kept sums, figures are counted from the facts of one area and period: every day stands in the index of areas,
-- so that only the rows of the period are fetched (a community of a million cases: 400 of 5,700).
drop index app.case_facts_area;
create index case_facts_area on app.case_facts (district_id, area_path, reported_day, due_day, done_day, closed_day);
drop index app.dispatch_facts_area;
create index dispatch_facts_area on app.dispatch_facts (district_id, area_path, day);
