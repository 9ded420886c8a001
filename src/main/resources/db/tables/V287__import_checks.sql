-- Owned by room intake: of one person's tables one at a time is looked at.
create index intake_import_made_by on intake_import (made_by);
