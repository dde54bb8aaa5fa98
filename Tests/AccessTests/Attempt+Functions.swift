// SPDX-License-Identifier: Apache-2.0

extension Attempt {
    /// Attempts through the functions that people may call, and those they may not.
    static let functions: [Attempt] = [
        .init(
            "to open by anything but the whole id",
            """
            select tracker.open(:'number'); select tracker.open(left(:'id', 8)); select tracker.open(left(:'id', 35));
            select tracker.open('%'); select tracker.open(replace(:'id', '-', '')); select tracker.open(''); select tracker.open(null);
            select tracker.open(overlay(:'id' placing '7' from 15 for 1)); select tracker.open(gen_random_uuid()::text);
            """, state: "P0002"),
        .init("to stop another's", "select tracker.stop(:'id');", state: "P0002"),
        .init("to pause another's", "select tracker.pause(:'id');", state: "P0002"),
        .init("to resume another's", "select tracker.resume(:'id');", state: "P0002"),
        .init("to retry another's", "select tracker.retry(:'id');", state: "P0002"),
        .init("why another's waits", "select tracker.why(:'id');", state: "P0002"),
        .init("who opened another's", "select * from tracker.opened_by(:'id');"),
        .init(
            "the place of another's in the queue", "select coalesce(tracker._queue_position(:number), -1);",
            output: "-1\n"),
        .init(
            "to write into another's upload",
            """
            select tracker.put_pieces(:upload, 0, array['x'::bytea]); select tracker.finish_upload(:upload, 3);
            select tracker.fail_upload(:upload, 'x', 'x'); select * from tracker.launch('plain', p_upload => :upload);
            """, state: "P0002"),
        .denied(
            "the engine's functions",
            """
            select * from job.claim(1, 100, null, false); select * from job.fence(1, 1);
            select job.complete_step(1); select job.rescue(1); select job._end_execution(1, 'completed', null);
            select job.register_worker('x', 'x', 1, '1', 1, '{}', '20 s'); select job.upkeep(1);
            """),
        .denied(
            "the definers' helpers",
            """
            select tracker.caller(); select tracker._caller_role(); select tracker._may_act(:number, :'mary');
            select tracker.add_person('x'); select tracker.set_groups('x', null, null); select job._drop_partitions('details', '2100-01-01');
            """),
        .init("what is open to one", "select tracker._opened();", output: "{}\n"),
        .init(
            "notifications of one's own making",
            "notify chantier_progress, '1'; notify chantier_ready; select count(*) from tracker.my_running;",
            output: "0\n"),
    ]
}
