-- SPDX-License-Identifier: Apache-2.0
--
-- 0012: previews: executions that compute all and write nothing to the catalogue.
--
-- A preview works on a catalogue of its own, the schema preview_<number of the execution>: job.make_preview makes it when the
-- execution begins, and it is dropped with the preview's end (job.drop_preview), or a day after the execution ended otherwise.
-- Only workers may look into it.

set local role chantier_owner;

alter table job.execution add column preview boolean not null default false;
comment on column job.execution.preview is 'Whether it only shows what it would do: nothing is written to the catalogue';

reset role;
