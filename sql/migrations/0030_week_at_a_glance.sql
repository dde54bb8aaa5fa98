-- SPDX-License-Identifier: Apache-2.0
--
-- A dashboard sums up the last seven days of a person: from the index alone, without a look at each execution's row.

set local role chantier_owner;

drop index job.execution_owner_created_at_idx;
create index execution_owner_created_at_idx on job.execution (owner, created_at desc, id desc)
    include (colour, started_at, ended_at);
comment on index job.execution_owner_created_at_idx is 'The lists of a person, newest first, and the sums of their last days.';

reset role;
