// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Postgres
import Setup
import Testing

@testable import Tracking

@Suite struct ControlWordingTests {
    private let english = Wording(.english)
    private let french = Wording(.french, isASCII: true)

    private func target(_ status: ExecutionStatus, written: Int64 = 0) throws -> ControlTarget {
        ControlTarget(
            id: try #require(UUIDBytes("7c9e2a1f-6c1e-4f0b-9a55-0f3b6f6f7d11")), label: "Spring prices",
            status: status,
            step: 2, stepCount: 3, owner: "mary", isOwn: true,
            endedAt: status.hasEnded ? PostgresTimestamp(microsecondsSince1970: 0) : nil, written: written,
            unit: "products")
    }

    @Test func `the question before a stop says what is not reverted`() throws {
        #expect(
            english.question(beforeStopping: try target(.running, written: 6_100))
                == "Stop “Spring prices” (7c9e2a1f)?  Step 2 of 3, 6\u{a0}100 products already written will NOT be reverted."
        )
        #expect(
            french.question(beforeStopping: try target(.running))
                == #"Arrêter "Spring prices" (7c9e2a1f) ?  Étape 2 sur 3, rien n'a encore été écrit."#)
    }

    @Test func `every answer to every act is a sentence of its own in both languages, with a command that is of use`()
        throws
    {
        for act in ControlAct.allCases {
            for status in ExecutionStatus.allCases {
                let target = try target(status)
                let ended = target.endedAt == nil ? nil : "10:04"
                for answer in ["requested", status.rawValue] {
                    let (one, other) = (
                        english.answer(answer, to: act, of: target, endedAt: ended),
                        french.answer(answer, to: act, of: target, endedAt: ended)
                    )
                    #expect(one != other)
                    #expect(one.contains("Spring prices") && other.contains("Spring prices"))
                    #expect(english.next(after: act, answer, target).hasSuffix(" 7c9e2a1f"))
                }
            }
        }
        #expect(
            english.answer("completed", to: .stop, of: try target(.completed), endedAt: "10:04")
                == "“Spring prices” (7c9e2a1f) had already ended at 10:04: completed.")
        #expect(english.next(after: .stop, "requested", try target(.running)) == "tracker watch 7c9e2a1f")
        #expect(english.next(after: .stop, "stopped", try target(.queued)) == "tracker retry 7c9e2a1f")
        #expect(english.next(after: .pause, "paused", try target(.queued)) == "tracker resume 7c9e2a1f")
    }

    @Test(arguments: [
        (
            "queued", #"{"position": 4, "free": 1}"#,
            "elle est au rang 4 de la file ; une place est libre et la prend dans la seconde"
        ),
        (
            "slots_busy", #"{"position": null, "free": 0, "rescued_at": "2026-11-22T09:58:04Z"}"#,
            "elle attend dans la file ; toutes les places des exécutants qui la prennent sont occupées ; elle vient d'un exécutant disparu et continue à son dernier lot"
        ),
        ("working", #"{"working": 2, "open": 3}"#, "elle n'attend pas : 2 tâches en cours, 1 attend une place"),
        ("paused", #"{"by": "mary"}"#, "mary l'a mise en pause ; elle continue quand on la reprend"),
        ("no_worker", "{}", "aucun exécutant ne marche"),
        ("something_new", "{}", "as the database says"),
    ])
    func `the database's reasons are told in French`(reason: String, detail: String, text: String) throws {
        let why = Why(
            reason: reason, message: "as the database says",
            detail: try JSONDecoder().decode(Why.Detail.self, from: Data(detail.utf8)))
        #expect(french.why(why) == text)
    }

    @Test func `quotation marks of the database become the language's`() throws {
        let why = Why(
            reason: "worker_lost", message: #"worker "w" was not heard from for 30 s"#,
            detail: try JSONDecoder().decode(Why.Detail.self, from: Data("{}".utf8)))
        #expect(english.why(why) == "worker “w” was not heard from for 30 s")
    }
}
