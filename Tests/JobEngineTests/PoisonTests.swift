// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct PoisonTests {
    static let schema = """
        create table public.picky (item bigint, constraint picky_item_check check (item % 40 <> 7));
        grant select, insert on public.picky to chantier_worker;
        create function public.write_each(p_items bigint[])
        returns table (item bigint, state text, problem text, "constraint" text) language plpgsql as $$
        declare v_constraint text;
        begin
          foreach item in array p_items loop
            begin
              insert into public.picky values (write_each.item);
            exception when data_exception or integrity_constraint_violation then
              get stacked diagnostics v_constraint = constraint_name;
              "constraint" := v_constraint; state := sqlstate; problem := sqlerrm;
              return next;
            end;
          end loop;
        end $$;
        """

    static let step = Step(name: "write", label: "Write") { context, db in
        let all = Array(Int64(0)..<200)
        while context.position < 200 {
            let first = Int(context.position)
            let items = Array(all[first..<first + 100])
            try await context.chunk(
                of: items, on: db,
                write: { items, chunk, db in
                    try db.execute(
                        Statement("insert", "insert into public.picky select unnest($1::bigint[])"), items)
                    chunk.counters.read = Int64(items.count)
                    chunk.counters.created = Int64(items.count)
                    chunk.position += Int64(items.count)
                },
                writeEach: { items, chunk, db in
                    let refused = try db.query(
                        Statement(
                            "write each", "select item, state, problem, \"constraint\" from public.write_each($1)"),
                        items)
                    for row in 0..<refused.count {
                        let item = try refused.int64(row, 0)
                        chunk.warn(
                            .databaseRefused(
                                sqlState: try refused.text(row, 1), constraint: try refused.optionalText(row, 3),
                                message: try refused.text(row, 2), row: item + 1, identifier: "item \(item)"))
                        chunk.refuse(row: item + 1, bytes: Array("\(item)\n".utf8), header: Array("item\n".utf8))
                    }
                    chunk.counters.read = Int64(items.count)
                    chunk.counters.created = Int64(items.count - refused.count)
                    chunk.counters.invalid = Int64(refused.count)
                    chunk.position += Int64(items.count)
                })
        }
    }

    @Test func `bad items become warnings and refused records, and all others are written`() async throws {
        let shop = try await Workshop.open([Job(name: "picky", kind: .import, label: "Picky", steps: [Self.step])])
        try await shop.admin.run(script: Self.schema)
        let id = try await shop.launch("picky")
        try await shop.work()
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.number("select count(distinct item) from public.picky") == 195)
        #expect(try await shop.number("select count(*) from public.picky") == 195)
        #expect(
            try await shop.text("select concat_ws(' ', read, created, invalid, warnings) from job.step")
                == "200 195 5 5")
        #expect(
            try await shop.text("select string_agg(row::text, ' ' order by row) from job.warning") == "8 48 88 128 168")
        #expect(
            try await shop.text("select concat_ws('|', reason, identifier, message) from job.warning where row = 8")
                == "database_refused|item 7|refused by the database (23514, picky_item_check): new row for relation "
                + "\"picky\" violates check constraint \"picky_item_check\"")
        #expect(
            try await shop.text(
                "select string_agg(convert_from(bytes, 'UTF8'), '' order by row) from job.invalid_item")
                == "7\n47\n87\n127\n167\n")
        #expect(try await shop.text("select convert_from(header, 'UTF8') from job.artifact") == "item\n")
        #expect(
            try await shop.text("select colour || ' ' || problems from job.execution where id = $1", id) == "yellow 5")
        await shop.close()
    }
}
