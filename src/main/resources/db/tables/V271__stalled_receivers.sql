-- Owned by room outward: other systems that are told of status changes.

-- What waits for one system, the oldest first: of one that does not answer only that is tried.
create index outward_delivery_of on outward_delivery (hook_id, state, created_at);
