// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@testable import CatalogStore

@Suite(.ownDatabase) struct AssociationStoreTests {
    @Test func `links are read as they were written, with quantities and groups`() async throws {
        let session = try await Session.connect(try TestDatabase.worker, name: "links")
        try await session.perform { db in
            try db.run(
                script:
                    "insert into catalog.association_type (code, code_key) values ('X_SELL', 'x_sell'), ('PACK', 'pack')"
            )
            let owner = LinkOwner(.product, 1)
            let links = [
                Link(owner: owner, type: "X_SELL", target: .item(LinkOwner(.product, 2))),
                Link(owner: owner, type: "X_SELL", target: .item(LinkOwner(.productModel, 3))),
                Link(owner: owner, type: "X_SELL", target: .group("summer")),
                Link(owner: owner, type: "PACK", target: .item(LinkOwner(.product, 2)), quantity: 4),
            ]
            let origin = ChangeOrigin(executionID: 7, owner: "mary", month: "2026-11-01")
            let at = try DatabaseClock.now(on: db)
            try AssociationStore.replace(removed: [], added: links, origin: origin, at: at, on: db)
            #expect(try AssociationStore.links(of: [owner, LinkOwner(.product, 9)], on: db) == [owner: Set(links)])
            try AssociationStore.replace(
                removed: [links[2], links[3]],
                added: [Link(owner: owner, type: "PACK", target: .item(LinkOwner(.product, 2)), quantity: 5)],
                origin: origin, at: at, on: db)
            let left = try #require(try AssociationStore.links(of: [owner], on: db)[owner])
            #expect(left.count == 3)
            #expect(left.first { $0.type == "PACK" }?.quantity == 5)
            let kept = try db.query(
                Statement(
                    "kept links",
                    "select h.before #> '{associations,PACK-product}' from catalog.history h order by place"))
            #expect(try (0..<kept.count).map { try kept.json($0, 0).text } == ["[]", "[[2, 4]]"])
        }
    }

    @Test func `the inverse of a link starts where it ends`() {
        let link = Link(owner: LinkOwner(.product, 1), type: "X", target: .item(LinkOwner(.productModel, 2)))
        #expect(
            link.inverse == Link(owner: LinkOwner(.productModel, 2), type: "X", target: .item(LinkOwner(.product, 1))))
        #expect(Link(owner: LinkOwner(.product, 1), type: "X", target: .group("g")).inverse == nil)
    }
}
