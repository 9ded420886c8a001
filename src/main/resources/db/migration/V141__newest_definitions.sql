-- Owned by room process: the engine looks for the newest version of each form and table, and for those of one deployment,
-- without an index of its own; after eighty versions one deployment took twelve seconds.
create index qf_camformdef_key on ACT_RE_CAMFORMDEF (KEY_, VERSION_);
create index qf_camformdef_deployment on ACT_RE_CAMFORMDEF (DEPLOYMENT_ID_);
create index qf_decisiondef_key on ACT_RE_DECISION_DEF (KEY_, VERSION_);
create index qf_decisiondef_deployment on ACT_RE_DECISION_DEF (DEPLOYMENT_ID_);
create index qf_decisionreqdef_deployment on ACT_RE_DECISION_REQ_DEF (DEPLOYMENT_ID_);
