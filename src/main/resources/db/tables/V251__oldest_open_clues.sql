-- Owned by room insight: which have been open for longest, from the index alone.
create index figure_fact_oldest on figure_fact (is_open, registered_at);
