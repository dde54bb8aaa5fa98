// SPDX-License-Identifier: Apache-2.0

extension Attempt {
    /// Attempts to be somebody else.
    static let roles: [Attempt] = [
        .denied(
            "SET ROLE",
            """
            set role :"mary"; set role chantier_definer; set role chantier_owner; set role chantier_worker; set role chantier_report;
            set role chantier_webuser; set role chantier_webadmin; set role chantier_web; set role pg_read_all_data;
            """),
        .denied(
            "SET SESSION AUTHORIZATION",
            "set session authorization :\"mary\"; set session authorization chantier_worker;"),
        .denied("set_config of the role", "select set_config('role', :'mary', false);"),
        .denied(
            "rights by GRANT",
            """
            grant chantier_worker to current_user; grant chantier_webadmin to current_user; grant :"mary" to current_user;
            alter role current_user superuser; alter role current_user bypassrls; create role x; drop role :"mary";
            """),
        .denied(
            "a prepared statement across SET ROLE",
            "prepare p as select count(*) from job.execution where id = :number; set role :\"mary\";"),
        .init(
            "a prepared statement after a refused SET ROLE",
            """
            prepare p as select count(*) from job.execution where id = :number;
            execute p;
            select 1 where false; execute p;
            """, output: "0\n0\n"),
        .init(
            "to say that one is mary",
            """
            select set_config('tracker.person', :'mary', false) is null;
            select count(*) from tracker.my_execution where owner = :'mary';
            select count(*) from job.execution where owner = :'mary';
            """, output: "f\n0\n0\n"),
        .init(
            "a group as a role",
            "set role chantier_user; select count(*) from job.execution; select count(*) from tracker.execution;",
            output: "0\n0\n"),
        .denied("to launch as a group", "set role chantier_user; select * from tracker.launch('plain');"),
        .denied(
            "a definer function that is given away",
            """
            create function pg_temp.peep() returns bigint language sql security definer as 'select count(*) from job.execution';
            alter function pg_temp.peep() owner to chantier_definer;
            """),
        .denied(
            "a function that sets its role",
            "create function pg_temp.peep() returns bigint language sql set role = 'chantier_worker' as 'select count(*) from job.execution';"
        ),
        .init(
            "a definer function and views of one's own",
            """
            create function pg_temp.peep() returns bigint language sql security definer as 'select count(*) from job.execution';
            select pg_temp.peep();
            create temporary view peep as select * from job.execution; select count(*) from peep;
            create temporary view peep2 with (security_invoker = false) as select * from tracker.execution; select count(*) from peep2;
            create temporary view peep3 with (security_barrier = false) as select * from tracker._visible_warning;
            select count(*) from peep3;
            """, output: "0\n0\n0\n0\n"),
        .denied(
            "to end another's session",
            "select pg_terminate_backend(pid), pg_cancel_backend(pid) from pg_stat_activity where usename = :'mary';"),
        .denied("replication as a way round", "set session_replication_role = replica;"),
    ]

    /// What a session can arrange for itself.
    static let session: [Attempt] = [
        .init(
            "temporary objects in the place of ours",
            """
            create function pg_temp.pg_has_role(text, text, text) returns boolean language sql as 'select true';
            create function pg_temp.pg_has_role(name, text, text) returns boolean language sql as 'select true';
            create temporary table setting (key text, value jsonb); create temporary table execution (owner text);
            set search_path = pg_temp, pg_catalog, tracker, job;
            select tracker.open(gen_random_uuid()::text);
            """, state: "P0002"),
        .init(
            "operators in the place of PostgreSQL's",
            """
            create function pg_temp.yes(text, text) returns boolean language sql as 'select true';
            create operator pg_temp.= (leftarg = text, rightarg = text, function = pg_temp.yes);
            set search_path = pg_temp, pg_catalog, tracker, job;
            select count(*) from tracker.my_execution; select count(*) from job.execution;
            """, output: "0\n0\n"),
        .init(
            "a search path that hides the catalogue",
            "set search_path = tracker, job, pg_temp; select count(*) from my_execution; select count(*) from execution;",
            output: "0\n0\n"),
        .init(
            "planner settings",
            """
            set enable_indexscan = off; set enable_bitmapscan = off; set parallel_setup_cost = 0;
            set parallel_tuple_cost = 0; set min_parallel_table_scan_size = 0; set plan_cache_mode = force_generic_plan;
            select count(*) from job.execution; select count(*) from job.warning; select count(*) from tracker.log;
            """, output: "0\n0\n0\n"),
        .init(
            "isolation levels",
            "begin isolation level serializable; select count(*) from job.execution; commit; begin read only; select count(*) from job.step; commit;",
            output: "0\n0\n"),
    ]
}
