// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Setup
import TestKit
import Testing

@testable import chantier

/// A database in which everything stands ready for the import of the products, launched and not yet begun: each round runs on
/// a copy of it, so that all rounds do the very same execution.
struct ChaosBase: Sendable {
    /// The import that waits in the copies.
    let execution: Int64
    /// How to reach the server as superuser.
    let server: ConnectionOptions
    /// The database that is copied.
    let name: String

    /// Migrates a new database, loads the structure with a worker, and launches the import.
    static func make(on server: ConnectionOptions) async throws -> ChaosBase {
        let name = ChaosRun.newName()
        let admin = try await Session.connect(server, name: "chaos")
        try await admin.run(script: "create database \(quoteIdentifier(name))")
        await admin.close()
        let options = server.with(database: name)
        try await ChaosRun.chantier(["database", "migrate"], on: options)
        let session = try await Session.connect(options, name: "chaos")
        _ = try await session.query(Statement("person", "select tracker.add_person(current_user)"))
        try await session.run(script: lateCommits)

        let files = try ChaosFiles()
        defer { files.remove() }
        let worker = try ChaosRun.startWorker(on: options)
        do {
            try await ChaosRun.chantier(["catalog", "load", files.structure], on: options)
        } catch {
            worker.send(SIGKILL)
            throw error
        }
        worker.send(SIGTERM)
        _ = try await worker.wait()
        try await ChaosRun.chantier(["launch", "csv_product_import", "--file", files.products, "--json"], on: options)
        let execution = try await session.query(Statement("newest", "select max(id) from job.execution")).int64(0, 0)
        await session.close()
        return ChaosBase(execution: execution, server: server, name: name)
    }

    /// Drops the database.
    func drop() async throws {
        let admin = try await Session.connect(server, name: "chaos")
        try await admin.run(script: "drop database \(quoteIdentifier(name)) with (force)")
        await admin.close()
    }

    /// Notes, at the commit itself, each change of a lease row by its holder after the end of that worker's lease.
    private static let lateCommits = """
        create table public.late_commit (task_id bigint, worker_id bigint, late interval);
        create function public.note_late_commit() returns trigger
          language plpgsql security definer set search_path = pg_catalog, pg_temp
        as $$
        declare
          v_until timestamptz;
        begin
          select w.lease_until into v_until from job.worker w where w.id = old.worker_id;
          if v_until < clock_timestamp() then
            insert into public.late_commit
            values (old.task_id, old.worker_id, case when isfinite(v_until) then clock_timestamp() - v_until end);
          end if;
          return null;
        end $$;
        create constraint trigger late_commit after update on job.lease
          deferrable initially deferred for each row
          when (old.token = new.token and old.worker_id = new.worker_id and old.committed_at is distinct from new.committed_at)
          execute function public.note_late_commit();
        """
}

/// The files of the catalogue that is imported, in a folder of their own.
struct ChaosFiles {
    /// The folder of everything but the products.
    let structure: String
    /// The products.
    let products: String
    private let folder: String

    /// Writes our own catalogue, faulty rows and all, or links the test data's.
    init() throws {
        folder = try TemporaryFile.makeFolder("chaos")
        structure = folder + "/structure"
        mkdir(structure, 0o755)
        if let data = ChaosSettings.testData {
            products = folder + "/products.csv.gz"
            for name in try Self.names(in: data) {
                let place = name.hasPrefix("products.") ? products : "\(structure)/\(name)"
                guard let path = realpath(data, nil) else { throw ChaosFailure("\(data): error \(errno)") }
                defer { free(path) }
                symlink("\(String(cString: path))/\(name)", place)
            }
        } else {
            products = folder + "/products.csv"
            _ = try DemoCatalogue(products: ChaosSettings.products, seed: 7).write(to: structure)
            rename(structure + "/products.csv", products)
        }
    }

    /// Removes them.
    func remove() {
        Folder.remove(folder)
    }

    private static func names(in folder: String) throws -> [String] {
        guard let listing = opendir(folder) else { throw ChaosFailure("\(folder): error \(errno)") }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.contains(".csv") { names.append(name) }
        }
        return names
    }
}
