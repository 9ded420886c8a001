-- Owned by room insight: what a unit's clues of one town add, of which no sums are kept.
create index figure_fact_place on figure_fact (unit_code, town_code, registered_at);
