// SPDX-License-Identifier: Apache-2.0

extension Attempt {
    /// Functions that talk.
    private static let leak = """
        create function pg_temp.leak(text) returns boolean cost 0.0000001 language plpgsql
          as $$ begin raise notice 'leaked %', $1; return true; end $$;

        """

    /// Hand-written queries that try to see a row before the policy does.
    static let reading: [Attempt] = [
        .init(
            "a cheap function in a predicate", leak + "select count(*) from job.warning where pg_temp.leak(message);",
            output: "0\n"),
        .init(
            "a cheap function over the views",
            leak + """
                select count(*) from tracker.warning where pg_temp.leak(message) and execution_id = :number;
                select count(*) from tracker.my_execution where pg_temp.leak(label);
                select count(*) from tracker._visible_execution where pg_temp.leak(label);
                """, output: "0\n0\n0\n"),
        .init(
            "an operator that talks",
            leak + """
                create function pg_temp.leaks(text, text) returns boolean cost 0.0000001 language sql as 'select pg_temp.leak($1)';
                create operator pg_temp.=== (leftarg = text, rightarg = text, function = pg_temp.leaks);
                select count(*) from job.execution where label operator(pg_temp.===) 'x';
                """, output: "0\n"),
        .init(
            "a function in an aggregate, a sort and a join",
            leak + """
                select count(*) from job.step s join job.execution e on pg_temp.leak(e.label) and e.id = s.execution_id;
                select label from job.execution order by pg_temp.leak(label);
                select bool_and(pg_temp.leak(label)) from job.execution group by pg_temp.leak(owner);
                """, output: "0\n"),
        .init("a cast that raises", "select count(*) from job.execution where label::int > 0;", output: "0\n"),
        .init(
            "a cast that raises, of json",
            "select count(*) from job.execution_detail where (parameters ->> 'filters')::int > 0;", output: "0\n"),
        .init(
            "a division by zero that tells",
            "select count(*) from job.execution where 1 / (case when owner = :'mary' then 0 else 1 end) = 1;",
            output: "0\n"),
        .init("likeness", "select count(*) from job.warning where message ~ 'S' or message like '%S%';", output: "0\n"),
        .init(
            "by id, by number, by address",
            """
            select label from job.execution where id = :number;
            select label from job.execution where public_id = :'id';
            select label from job.execution where ctid = '(0,1)';
            select label from tracker.execution where public_id = :'id';
            select label from tracker.my_execution where execution_id = :number;
            """),
        .init("system columns", "select xmin, tableoid, ctid from job.execution where id = :number;"),
        .init("a sample", "select count(*) from job.execution tablesample system (100);", output: "0\n"),
        .init(
            "whole rows",
            "select to_jsonb(e), e::text from job.execution e; table job.step; table tracker._visible_step;"),
        .init(
            "rows through functions that run queries",
            """
            select xmlserialize(content query_to_xml('select * from job.execution', false, true, '') as text) ~ '<label>';
            select count(*) from ts_stat('select to_tsvector(message) from job.warning');
            select ts_rewrite('a'::tsquery, 'select ''a''::tsquery, message::tsquery from job.warning');
            """, output: "f\n0\n'a'\n"),
        .init("a cursor", "begin; declare c cursor for select * from job.warning; fetch all from c; commit;"),
        .init(
            "a block of code",
            "do $$ declare r record; begin for r in select * from job.event loop raise notice '%', r; end loop; end $$;"
        ),
        .init("COPY to the client", "copy job.warning to stdout; copy (select * from tracker.log) to stdout;"),
        .denied("COPY to a file and a program", "copy job.warning to '/tmp/x'; copy job.warning to program 'cat';"),
        .denied(
            "partitions by their own name",
            """
            select * from job.warning_default;
            select * from catalog.history_default;
            do $$ begin execute format('select * from %s', (select inhrelid::regclass from pg_inherits
              where inhparent = 'job.event'::regclass limit 1)); end $$;
            """),
        .denied(
            "tables that are not for people",
            """
            select * from job.ready; select * from job.worker; select * from job.owner; select * from job.progress_notice;
            select * from catalog.deferred_record; select * from catalog.superseded_record; select * from catalog.export_page;
            """),
        .denied("no row-level security, please", "set row_security = off; select count(*) from job.execution;"),
        .init(
            "bytes of files", "select count(*) from job.piece; select count(*) from job.invalid_item;", output: "0\n0\n"
        ),
        .init("what was changed", "select count(*) from catalog.history where owner = :'mary';", output: "0\n"),
        .init(
            "figures over all",
            """
            select * from tracker.stats_hourly; select * from tracker.stats_job; select * from tracker.stats_reason;
            select * from tracker.queue_now; select * from tracker.worker_now;
            """, state: "42501"),
    ]

    /// What the server tells about tables and about other sessions.
    static let looking: [Attempt] = [
        .init(
            "EXPLAIN that runs the query",
            "explain (analyze, verbose, costs off, timing off, summary off) select * from job.warning where message like 'S%';",
            output: nil),
        .init("EXPLAIN that estimates", "explain select * from job.execution where label = 'x';", output: nil),
        .init(
            "pg_stats",
            """
            select count(*) from pg_stats where schemaname in ('job', 'tracker', 'catalog') and (tablename ~
              '^(execution|step|task|lease|held|request|outcome|warning|error|event|artifact|piece|invalid|history|notif|url|reason)');
            """, output: "0\n"),
        .denied("pg_statistic", "select count(stavalues1::text) from pg_statistic;"),
        .denied(
            "extended statistics",
            "select count(*) from pg_statistic_ext_data; create statistics s on owner, label from job.execution;"),
        .init(
            "what others are asking",
            "select count(*) from pg_stat_activity where usename = :'mary' and query not like '<insufficient privilege>';",
            output: "0\n"),
        .init(
            "others' cursors and statements",
            "select count(*) from pg_cursors; select count(*) from pg_prepared_statements;", output: "0\n0\n"),
        .init("others' prepared transactions", "select count(*) from pg_prepared_xacts;", output: "0\n"),
        .denied(
            "sequences",
            """
            select last_value from job.clock_1; select nextval('job.execution_id_seq'); select setval('job.token_seq', 1);
            select pg_sequence_last_value('job.execution_id_seq'::regclass);
            """),
        .init(
            "sequences in the catalogue",
            "select count(last_value) from pg_sequences where schemaname in ('job', 'tracker');", output: "0\n"),
        .denied(
            "large objects",
            "select count(*) from pg_largeobject; select lo_import('/etc/hostname'); select lo_export(1, '/tmp/x');"),
        .denied(
            "files of the server",
            "select pg_read_file('PG_VERSION'); select pg_ls_dir('.'); select pg_read_binary_file('PG_VERSION'); select pg_current_logfile();"
        ),
        .denied(
            "the write-ahead log",
            """
            select pg_create_logical_replication_slot('x', 'test_decoding');
            select pg_create_physical_replication_slot('x'); select pg_walfile_name(pg_switch_wal());
            """),
        .denied(
            "extensions that read pages or other databases",
            "create extension pageinspect; create extension dblink; create extension file_fdw;"),
    ]
}
