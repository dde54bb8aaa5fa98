// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@testable import Catalog
@testable import CatalogStore

/// Real catalogues; the counts were made from the files by other means.
@Suite(.ownDatabase, .enabled(if: ReferenceData.isThere), .serialized) struct ReferenceFilterTests {
    private static func count(_ conditions: String, on db: isolated Session, _ definitions: Definitions) throws -> Int {
        let context = FilterContext(start: 1_784_110_830_500_000, channel: "ecommerce", locales: ["en_US"])
        let filter = try Filter(json: Array("[\(conditions)]".utf8), definitions: definitions, context: context)
        return try FilterStore.count(filter, .products, definitions: definitions, on: db)
    }

    private static func expect(_ counts: [(String, Int)]) async throws {
        try await Session.connect(try TestDatabase.worker, name: "filters").perform { db in
            let definitions = try DefinitionsStore.load(on: db)
            for (conditions, count) in counts {
                #expect(try Self.count(conditions, on: db, definitions) == count, "\(conditions)")
            }
        }
    }

    @Test func `the electronics catalogue is filtered as its files say`() async throws {
        let bench = try await ImportBench()
        try await ReferenceData.icecat.loadStructure(bench)
        _ = try await ReferenceData.icecat.load("product_models", bench, #"{"media": "keep_path"}"#)
        _ = try await ReferenceData.icecat.load("products", bench, #"{"media": "keep_path"}"#)
        try await Self.expect([
            (
                #"{"field": "family", "operator": "IN", "value": ["camcorders"]},{"field": "name", "operator": "CONTAINS", "value": "canon"}"#,
                44
            ),
            (#"{"field": "name", "operator": "STARTS WITH", "value": "canon"}"#, 135),
            (#"{"field": "name", "operator": "CONTAINS", "value": "hp"}"#, 82),
            (#"{"field": "name", "operator": "DOES NOT CONTAIN", "value": "hp"}"#, 1152),
            (#"{"field": "name", "operator": "EMPTY"}"#, 5),
            (#"{"field": "camera_model_name", "operator": "EMPTY"}"#, 102),
            (#"{"field": "release_date", "operator": "<", "value": "2012-01-01", "scope": "ecommerce"}"#, 493),
            (
                #"{"field": "release_date", "operator": "BETWEEN", "value": ["2012-01-01", "2012-12-31"], "scope": "ecommerce"}"#,
                395
            ),
            (#"{"field": "release_date", "operator": "NOT EMPTY", "scope": "ecommerce"}"#, 993),
            (#"{"field": "release_date", "operator": "EMPTY", "scope": "ecommerce"}"#, 4),
            (
                #"{"field": "description", "operator": "EMPTY", "scope": "ecommerce", "locale": "en_US"},{"field": "description", "operator": "NOT EMPTY", "scope": "print", "locale": "en_US"}"#,
                971
            ),
            (#"{"field": "color", "operator": "IN", "value": ["blue"]}"#, 67),
            (#"{"field": "color", "operator": "NOT IN", "value": ["blue"]}"#, 1172),
            (#"{"field": "color", "operator": "EMPTY"}"#, 46),
            (#"{"field": "collection", "operator": "IN", "value": ["summer_2016"]}"#, 57),
            (#"{"field": "collection", "operator": "IN", "value": ["summer_2017"]}"#, 78),
            (#"{"field": "price", "operator": ">=", "value": {"amount": 100, "currency": "EUR"}}"#, 174),
            (#"{"field": "price", "operator": "NOT EMPTY FOR CURRENCY", "value": {"currency": "USD"}}"#, 13),
            (#"{"field": "weight", "operator": "NOT EMPTY"}"#, 309),
            (#"{"field": "weight", "operator": ">", "value": {"amount": 1, "unit": "KILOGRAM"}}"#, 53),
            (#"{"field": "display_diagonal", "operator": ">=", "value": {"amount": 40, "unit": "INCH"}}"#, 55),
            (#"{"field": "optical_zoom", "operator": ">", "value": 10}"#, 66),
            (#"{"field": "image_stabilizer", "operator": "=", "value": true}"#, 71),
            (#"{"field": "image_stabilizer", "operator": "=", "value": false}"#, 31),
            (#"{"field": "auto_exposure", "operator": "!=", "value": true}"#, 102),
            (#"{"field": "categories", "operator": "IN", "value": ["cameras"]}"#, 0),
            (#"{"field": "categories", "operator": "IN CHILDREN", "value": ["cameras"]}"#, 300),
            (#"{"field": "categories", "operator": "NOT IN CHILDREN", "value": ["cameras"]}"#, 939),
            (#"{"field": "categories", "operator": "IN CHILDREN", "value": ["master_men"]}"#, 170),
            (#"{"field": "categories", "operator": "IN CHILDREN", "value": ["audio_video"]}"#, 184),
            (#"{"field": "categories", "operator": "IN CHILDREN", "value": ["print_scan"]}"#, 294),
            (#"{"field": "categories", "operator": "IN CHILDREN", "value": ["tvs_projectors"]}"#, 219),
            (#"{"field": "categories", "operator": "IN CHILDREN", "value": ["master"]}"#, 1239),
            (#"{"field": "parent", "operator": "NOT EMPTY"}"#, 240),
            (#"{"field": "parent", "operator": "EMPTY"}"#, 999),
            (#"{"field": "family", "operator": "NOT IN", "value": ["clothing", "shoes"]}"#, 1005),
            (#"{"field": "family", "operator": "EMPTY"}"#, 1),
            (#"{"field": "enabled", "operator": "=", "value": false}"#, 0),
            (#"{"field": "completeness", "operator": "=", "value": 100, "scope": "ecommerce", "locale": "en_US"}"#, 34),
            (
                #"{"field": "enabled", "operator": "=", "value": true},{"field": "completeness", "operator": ">=", "value": 100},{"field": "categories", "operator": "IN CHILDREN", "value": []}"#,
                34
            ),
            (#"{"field": "completeness", "operator": "=", "value": 100, "scope": "print", "locale": "en_US"}"#, 343),
        ])
    }

    @Test func `the small catalogue is filtered as its files say`() async throws {
        let bench = try await ImportBench()
        try await ReferenceData.small.loadStructure(bench)
        _ = try await ReferenceData.small.load("products", bench)
        try await Self.expect([
            (#"{"field": "attr_34", "operator": "=", "value": true}"#, 577),
            (#"{"field": "attr_34", "operator": "=", "value": false}"#, 613),
            (#"{"field": "attr_77", "operator": ">", "value": 500}"#, 624),
            (#"{"field": "attr_2", "operator": "IN", "value": ["attr_opt_attr_20"]}"#, 175),
            (#"{"field": "completeness", "operator": ">=", "value": 100}"#, 3357),
            (#"{"field": "completeness", "operator": "ALL COMPLETE", "scope": "print"}"#, 3363),
        ])
    }
}
