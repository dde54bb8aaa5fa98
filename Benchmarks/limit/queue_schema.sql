-- SPDX-License-Identifier: Apache-2.0
-- The barest queue that keeps its outcomes: ready, claimed and done are tables of their own, nothing else is kept.
-- It is the limit that Chantier's drain is compared with: no lease end, no token, no counters, no report, no fairness.
create schema limit_queue;
create table limit_queue.ready (
    priority smallint not null,
    id bigint not null,
    primary key (priority, id)
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
create table limit_queue.claimed (
    worker int not null,
    id bigint not null,
    primary key (worker, id)
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
create table limit_queue.done (
    id bigint not null,
    ended_at timestamptz not null default clock_timestamp()
);
