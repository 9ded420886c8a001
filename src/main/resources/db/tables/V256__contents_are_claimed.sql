-- Owned by room evidence.

-- Contents that another room keeps for something of its own, such as an issued paper.
create table evidence_claim (
  content_id varchar(36) not null primary key,
  claimed_for varchar(40) not null,
  constraint evidence_claim_content foreign key (content_id) references evidence_content (id)
);
