// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import chantier

@Suite struct LaunchParametersTests {
    @Test(arguments: [
        ("a=1", #"{"a":1}"#), ("a=1.5e3", #"{"a":1.5e3}"#), ("a=true", #"{"a":true}"#), ("a=null", #"{"a":null}"#),
        ("a=\"x\"", #"{"a":"x"}"#), ("a=[]", #"{"a":[]}"#), ("a={\"b\":[1,{}]}", #"{"a":{"b":[1,{}]}}"#),
        ("a=;", #"{"a":";"}"#),
        ("a=", #"{"a":""}"#), ("a=b=c", #"{"a":"b=c"}"#), ("a=2026-11-25", #"{"a":"2026-11-25"}"#),
        ("a=007", #"{"a":"007"}"#),
        ("a=[1,", #"{"a":"[1,"}"#), ("a=[1-2]", #"{"a":"[1-2]"}"#), ("a=keep_path", #"{"a":"keep_path"}"#),
        ("a=é\"", #"{"a":"é\""}"#),
        ("a.b.c=1", #"{"a":{"b":{"c":1}}}"#),
    ])
    func `a value that parses as JSON is JSON, else a text`(setting: String, json: String) throws {
        #expect(try LaunchParameters([setting]).json() == json)
    }

    @Test func `dotted keys meet in one object`() throws {
        let parameters = try LaunchParameters(["storage.type=none", "media=keep_path", "storage.file_path=x"])
        #expect(parameters.json() == #"{"media":"keep_path","storage":{"file_path":"x","type":"none"}}"#)
        #expect(parameters.json { $0 == "media" } == #"{"media":"keep_path"}"#)
        #expect(parameters.keys == ["storage.type", "media", "storage.file_path"])
    }

    @Test(arguments: [["a"], ["=1"], ["a=1", "a=2"], ["a=1", "a.b=2"], ["a.b=2", "a=1"], ["a..b=1"], [".a=1"]])
    func `what cannot be understood is refused`(settings: [String]) {
        #expect(throws: (any Error).self) { try LaunchParameters(settings) }
    }
}
